"""A real browser on a real window: Debian's Chromium, driven by Playwright; nothing is downloaded."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from onrecord.web import make_app
from onrecord.web.serving import listening

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--headless=new", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-dev-shm-usage"]


@contextmanager
def serving(record: Path) -> Iterator[str]:
    """The address of a window on the record, served by a thread of this process."""
    with listening(0) as taken:
        port = taken.getsockname()[1]
        config = uvicorn.Config(make_app(str(record), port), log_level="warning", access_log=False, ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(20)


READABLE = """() => {
  const channel = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const light = (c) => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const parse = (s) => { const m = s.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
  const behind = (e) => {
    for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] > 0.99) return c; }
    return [255, 255, 255, 1];
  };
  const seen = (e) => e.checkVisibility({visibilityProperty: true}) && !e.closest(".hidden, .skip, thead, option, script, title");
  const faults = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    const words = walker.currentNode.data.trim();
    if (!words || !seen(e)) continue;
    const style = getComputedStyle(e);
    const ink = parse(e.closest("svg") ? style.fill : style.color);
    const [a, b] = [light(ink), light(behind(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) faults.push(`contrast ${ratio.toFixed(2)}: ${words.slice(0, 40)} <${e.tagName} ${e.className}>`);
  }
  const named = "a, button, input:not([type=hidden]), select, textarea, summary, [role=img], [role=region], nav, figure > svg";
  for (const e of document.querySelectorAll(named)) {
    const labels = e.labels ? [...e.labels].map((l) => l.textContent.trim()).join(" ") : "";
    const name = e.getAttribute("aria-label") || e.getAttribute("title") || e.textContent.trim() || labels;
    if (!name) faults.push(`no name: ${e.outerHTML.slice(0, 80)}`);
  }
  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map((h) => Number(h.tagName[1]));
  if (levels.filter((l) => l === 1).length !== 1) faults.push(`h1: ${levels}`);
  if (!document.documentElement.lang || !document.querySelector("main") || !document.title) faults.push("no language, main or title");
  for (const e of document.querySelectorAll("[aria-labelledby]")) {
    if (!document.getElementById(e.getAttribute("aria-labelledby"))) faults.push("a label is missing");
  }
  for (const t of document.querySelectorAll("table")) if (!t.querySelector("th")) faults.push("a table without heads");
  return faults;
}"""
"""What of a page cannot be read or has no name: contrast of all visible text (WCAG AA), names of controls and images, headings, labels."""
