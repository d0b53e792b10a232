// The page works without this: every mark is a link to its claim. It only adds: hovering shows a claim's words, a click selects it, n and p move.
"use strict";
document.documentElement.classList.add("scripted");
const pieces = [...document.querySelectorAll(".ev")];
const cards = [...document.querySelectorAll(".about li[data-claim]")];
let chosen = null;

function light(claim) {
  for (const piece of pieces) {
    piece.classList.toggle("on", claim !== null && piece.dataset.claims.split(" ").includes(claim));
    const fields = (piece.dataset.fields || "").split(",");
    piece.classList.toggle("field", claim !== null && fields.some((field) => field.startsWith(claim + " ")));
    piece.title = fields.filter((field) => claim !== null && field.startsWith(claim + " ")).map((field) => field.split(" ")[1]).join(", ");
  }
  for (const card of cards) card.classList.toggle("on", card.dataset.claim === claim);
}

// Where the claims stand beside the text, that of the words in hand comes into sight; the text stays where it is.
function beside(claim) {
  const card = document.getElementById("about-" + claim);
  const side = card && card.closest(".cards-side");
  if (!side || getComputedStyle(side).position !== "sticky") return;
  const [there, shown] = [card.getBoundingClientRect(), side.getBoundingClientRect()];
  if (there.top < shown.top || there.bottom > shown.bottom) side.scrollTop += there.top - shown.top - 40;
}

function choose(claim, move) {
  chosen = claim;
  light(claim);
  history.replaceState(null, "", "#claim-" + claim);
  const words = document.getElementById("claim-" + claim);
  const card = document.getElementById("about-" + claim);
  beside(claim);
  if (move && words) words.scrollIntoView({ block: "center" });
  card.focus({ preventScroll: true });
}

for (const piece of pieces) {
  const claims = piece.dataset.claims.split(" ");
  const show = () => {
    const claim = claims.includes(chosen) ? chosen : claims[0];
    light(claim);
    beside(claim);
  };
  piece.addEventListener("mouseenter", show);
  piece.addEventListener("focus", show);
  piece.addEventListener("mouseleave", () => light(chosen));
  piece.addEventListener("blur", () => light(chosen));
  piece.addEventListener("click", (event) => {
    event.preventDefault();
    choose(claims[(claims.indexOf(chosen) + 1) % claims.length], false);
  });
}
for (const card of cards) {
  card.addEventListener("mouseenter", () => light(card.dataset.claim));
  card.addEventListener("mouseleave", () => light(chosen));
  card.querySelector("a.num").addEventListener("click", (event) => {
    event.preventDefault();
    choose(card.dataset.claim, true);
  });
}
document.addEventListener("keydown", (event) => {
  if (!cards.length || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const step = { n: 1, p: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const at = cards.findIndex((card) => card.dataset.claim === chosen);
  const next = at < 0 ? (step > 0 ? 0 : cards.length - 1) : (at + step + cards.length) % cards.length;
  choose(cards[next].dataset.claim, true);
});
const asked = /^#(?:claim|about)-([0-9a-f]+)$/.exec(location.hash);
if (asked && cards.some((card) => card.dataset.claim === asked[1])) choose(asked[1], true);
