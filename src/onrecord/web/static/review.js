// The queue works without this, by forms and links. It adds the keys printed on the buttons, and choosing words of the page for a field.
"use strict";
document.documentElement.classList.add("scripted");
let gone = false;
window.addEventListener("pageshow", () => { gone = false; });
document.addEventListener("submit", (event) => {
  if (gone) event.preventDefault();
  gone = true;
});

// -- keys: those of what is open; while nothing is, those of the page

const typing = (e) => e.target.closest && e.target.closest("input:not([type=checkbox]), textarea, select");
const open_panel = () => document.querySelector("details[data-panel][open], [data-panel=open]");
const shown = (e) => e.checkVisibility();
const OPENING = new Set(["r", "e", "m", "x"]);

function close(panel) {
  const away = panel.querySelector("[data-key=Escape]");
  if (away) away.click();
  else {
    panel.open = false;
    panel.querySelector("summary").focus();
  }
}

function act(target) {
  if (target.matches("input:not([type=checkbox])")) target.focus();
  else target.click();
  if (target.matches("summary")) {
    const panel = target.parentElement;
    for (const other of document.querySelectorAll("details[data-panel][open]")) if (other !== panel) other.open = false;
    panel.scrollIntoView({ block: "nearest" });
  }
}

document.addEventListener("keydown", (event) => {
  if (gone || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const panel = open_panel();
  if (event.key === "Escape") {
    if (typing(event)) event.target.blur();
    else if (panel) close(panel);
    return;
  }
  if (typing(event) || (event.key === "Enter" && event.target.closest("a, button, summary"))) return;
  const find = (root) => [...root.querySelectorAll("[data-key]")].find((e) => e.dataset.key === event.key && shown(e));
  const target = panel ? find(panel) || (OPENING.has(event.key) && find(document)) : find(document);
  if (!target) return;
  event.preventDefault();
  act(target);
});

// The quote is in sight where its text is scrolled.
for (const text of document.querySelectorAll(".around")) {
  const quote = text.querySelector(".ev");
  if (quote && text.scrollHeight > text.clientHeight) text.scrollTop = quote.offsetTop - text.offsetTop - text.clientHeight / 3;
}

// -- words: a cursor over the words of the page, moved by the arrows; with Shift it takes in what it passes

const chosen = document.getElementById("chosen");
if (open_panel() && !chosen) open_panel().scrollIntoView({ block: "nearest" });
if (chosen) choose_words(document.getElementById("words"), chosen);

function choose_words(text, said) {
  const words = cut(text);
  if (!words.length) return;
  const given = /^(\d+)-(\d+)$/.exec(said.dataset.words);
  const label = said.dataset.label;
  let first = given ? Math.max(words.findIndex((w) => w.end > Number(given[1])), 0) : start_of(words, label);
  let last = given ? Math.max(words.findLastIndex((w) => w.start < Number(given[2])), first) : first;
  text.tabIndex = 0;
  text.setAttribute("role", "application");
  text.setAttribute("aria-label", "Words of the page: choose those that tell " + label);
  text.setAttribute("aria-describedby", "chosen");

  function show(speak) {
    const [a, b] = first <= last ? [first, last] : [last, first];
    words.forEach((w, n) => {
      w.node.classList.toggle("taken", n >= a && n <= b);
      w.node.classList.toggle("cursor", n === last);
    });
    if (speak) {
      words[last].node.scrollIntoView({ block: "nearest" });
      said.textContent = label + ": “" + words.slice(a, b + 1).map((w) => w.node.textContent).join(" ") + "” — Enter chooses";
    }
  }

  function move(to, extend) {
    last = Math.min(Math.max(to, 0), words.length - 1);
    if (!extend) first = last;
    show(true);
  }

  function line(step) {
    const here = words[last].node.getBoundingClientRect();
    let best = -1, gap = Infinity, row = null;
    for (let n = last + step; n >= 0 && n < words.length; n += step) {
      const box = words[n].node.getBoundingClientRect();
      if (step * (box.top - here.top) < here.height / 2) continue;
      if (row === null) row = box.top;
      if (Math.abs(box.top - row) > here.height / 2) break;
      const far = Math.abs(box.left - here.left);
      if (far < gap) [best, gap] = [n, far];
    }
    return best < 0 ? last : best;
  }

  function take() {
    const [a, b] = first <= last ? [first, last] : [last, first];
    gone = true;
    location.assign(said.dataset.url + words[a].start + "-" + words[b].end);
  }

  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = { ArrowRight: () => last + 1, ArrowLeft: () => last - 1, ArrowDown: () => line(1), ArrowUp: () => line(-1),
      Home: () => 0, End: () => words.length - 1 }[event.key];
    if (to) move(to(), event.shiftKey);
    else if (event.key === "Enter") take();
    else return;
    event.preventDefault();
  });
  let drawing = false;
  text.addEventListener("pointerdown", (event) => {
    const n = words.findIndex((w) => w.node === event.target);
    if (n < 0 || event.button) return;
    drawing = true;
    move(n, event.shiftKey);
    text.focus({ preventScroll: true });
    event.preventDefault();
  });
  text.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    const over = document.elementFromPoint(event.clientX, event.clientY);
    const n = words.findIndex((w) => w.node === over);
    if (n >= 0 && n !== last) move(n, true);
  });
  document.addEventListener("pointerup", () => {
    if (drawing) take();
    drawing = false;
  });
  show(false);
  if (!document.querySelector(".resolved")) text.focus({ preventScroll: true });
}

// The words that the field was read from, else where the quote starts.
function start_of(words, label) {
  const read = words.findIndex((w) => w.node.parentElement.title.split(", ").includes(label));
  return read >= 0 ? read : Math.max(words.findIndex((w) => w.node.closest(".ev")), 0);
}

// Each word as an element of its own, with the characters of the article where it starts and ends (counted as the record counts: by code points).
function cut(text) {
  const found = [];
  for (const bit of text.querySelectorAll("[data-at]")) {
    let at = Number(bit.dataset.at);
    const pieces = [...bit.textContent.matchAll(/\s+|[^\s\p{L}\p{N}]+|(?:[\p{L}\p{N}]|(?<=[\p{L}\p{N}])[.,'’-](?=[\p{L}\p{N}]))+/gu)].map((m) => m[0]);
    bit.textContent = "";
    for (const piece of pieces) {
      const length = [...piece].length;
      if (/[\p{L}\p{N}$€£¥₹%]/u.test(piece)) {
        const node = document.createElement("span");
        node.className = "word";
        node.textContent = piece;
        bit.append(node);
        found.push({ node, start: at, end: at + length });
      } else bit.append(piece);
      at += length;
    }
  }
  return found;
}
