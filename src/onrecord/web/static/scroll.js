// Lists work without this: pages are turned. It only adds: further rows come while scrolling, a few hundred at a time, and the place is kept on
// reload and Back. Rows that are far away leave the table; a gap as high as they would be takes their place.
"use strict";
(() => {
  const list = document.querySelector("[data-list]");
  const pages = list ? Number(list.dataset.pages) : 0;
  const per = list ? Number(list.dataset.per) : 0;
  const LIVE = 3; // pages in the table at once
  if (!list || pages < 2 || per > 150) return;

  const table = list.querySelector("table");
  const gaps = [document.createElement("div"), document.createElement("div")];
  const live = new Map([[Number(list.dataset.page), table.tBodies[0]]]);
  const heights = new Map();
  const places = { first: document.querySelector("[data-first]"), last: document.querySelector("[data-last]"), page: document.querySelector("[data-at]") };
  const told = document.querySelector("[data-told]");
  let asked = 0;
  let stopped = false;
  table.before(gaps[0]);
  table.after(gaps[1]);
  document.documentElement.classList.add("scrolls");
  history.scrollRestoration = "manual";

  const numbers = () => [...live.keys()].sort((a, b) => a - b);
  // Pages that were not seen yet are taken to be as high as the first that was: a guess that never changes, so that nothing jumps.
  let usual = 0;
  const height = (page) => heights.get(page) ?? usual;
  const before = (page) => {
    let sum = (page - 1) * usual;
    for (const [known, high] of heights) if (known < page) sum += high - usual;
    return sum;
  };
  const top = () => list.getBoundingClientRect().top + scrollY;
  const HEAD = 40; // about as high as the head of the table, which covers what is at the top

  function measure() {
    for (const [page, body] of live) heights.set(page, body.getBoundingClientRect().height);
    const [first] = numbers();
    usual ||= heights.get(first);
    const last = numbers().at(-1);
    gaps[0].style.height = `${before(first)}px`;
    gaps[1].style.height = `${Math.max(before(pages + 1) - before(last + 1), 0)}px`;
  }

  // Changes the table so that what is on the screen stays where it is.
  function keeping(change) {
    const seen = [...live.values()].flatMap((body) => [...body.rows]).find((row) => row.getBoundingClientRect().bottom > 0);
    const was = seen ? seen.getBoundingClientRect().top : 0;
    change();
    measure();
    if (seen && seen.isConnected) scrollBy({ top: seen.getBoundingClientRect().top - was, behavior: "instant" });
  }

  const pageAt = (y) => {
    let low = 1;
    let high = pages;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (before(middle) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  function address(page) {
    const url = new URL(location.href);
    if (page > 1) url.searchParams.set("page", page);
    else url.searchParams.delete("page");
    return url;
  }

  async function bring(page) {
    asked = page;
    try {
      let answer = await fetch(address(page), { headers: { accept: "text/html" } });
      while (answer.status === 202) {
        await new Promise((go) => setTimeout(go, 1000));
        answer = await fetch(address(page));
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-list] tbody");
      if (found) place(page, document.adoptNode(found));
      else stopped = true;
    } catch {
      stopped = true;
      told.textContent = "No more rows could be loaded: the window does not answer. Load the page again.";
    }
    asked = 0;
    if (!stopped) look();
  }

  function place(page, body) {
    const known = numbers();
    keeping(() => {
      if (!known.includes(page - 1) && !known.includes(page + 1)) {
        for (const old of live.values()) old.remove();
        live.clear();
      }
      const after = numbers().find((number) => number > page);
      table.insertBefore(body, after ? live.get(after) : null);
      live.set(page, body);
      const here = pageAt(scrollY - top() + innerHeight / 2);
      while (live.size > LIVE) {
        const far = numbers().filter((n) => n !== page).sort((a, b) => Math.abs(b - here) - Math.abs(a - here))[0];
        if (live.get(far).contains(document.activeElement)) break;
        live.get(far).remove();
        live.delete(far);
      }
    });
  }

  // Loads what is on the screen first, then what is just above and below it.
  function look() {
    if (asked || stopped) return;
    const y = scrollY - top();
    const near = [y, y + innerHeight, y - innerHeight / 2, y + 2 * innerHeight].map(pageAt);
    const missing = near.find((page) => !live.has(page));
    if (missing) bring(missing);
    tell(Math.max(y + HEAD, 0));
  }

  function tell(y) {
    const page = pageAt(y);
    const high = height(page) / per;
    const first = Math.min((page - 1) * per + Math.floor((y - before(page)) / high) + 1, Number(list.dataset.total));
    const last = Math.min(first + Math.ceil(innerHeight / high) - 1, Number(list.dataset.total));
    places.first.textContent = first.toLocaleString("en");
    places.last.textContent = last.toLocaleString("en");
    places.page.textContent = page.toLocaleString("en");
  }

  let saving = 0;
  function save() {
    const page = pageAt(Math.max(scrollY - top() + HEAD, 0));
    history.replaceState({ page, off: scrollY - top() - before(page) }, "", address(page));
  }
  addEventListener("scroll", () => {
    requestAnimationFrame(look);
    clearTimeout(saving);
    saving = setTimeout(save, 200);
  }, { passive: true });
  addEventListener("resize", () => keeping(() => {
    heights.clear();
    usual = 0;
  }));
  addEventListener("pagehide", save);

  function go(page, off) {
    scrollTo({ top: top() + before(page) + off, behavior: "instant" });
    look();
  }
  document.querySelector(".turns").addEventListener("click", (event) => {
    const turned = event.target.closest("a[rel]");
    if (!turned) return;
    event.preventDefault();
    const page = pageAt(Math.max(scrollY - top() + HEAD, 0)) + (turned.rel === "next" ? 1 : -1);
    go(Math.min(Math.max(page, 1), pages), 0);
  });
  document.querySelector(".turns form").addEventListener("submit", (event) => {
    const page = Number(event.target.elements.page.value);
    if (!(page >= 1 && page <= pages)) return;
    event.preventDefault();
    go(page, 0);
  });

  // Beside a long list the filters stand on a desk; where they would come after it, they come before it, folded.
  const facets = document.getElementById("facets");
  if (facets && matchMedia("(max-width: 62rem)").matches) {
    const folded = document.createElement("details");
    folded.append(Object.assign(document.createElement("summary"), { textContent: "Filters" }), facets);
    list.before(folded);
    for (const link of document.querySelectorAll("a.to-facets")) link.addEventListener("click", () => { folded.open = true; });
  }

  measure();
  const kept = history.state;
  const [shown] = live.keys();
  if (kept && kept.page === shown) go(shown, kept.off);
  else if (shown > 1) go(shown, 0);
  else look();
})();
