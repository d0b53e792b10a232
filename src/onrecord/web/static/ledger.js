// The ledger works without this. It only adds: "/" goes to the search, and a click anywhere on a row opens its matter.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  document.querySelector(".bar input[name=q]").focus();
});
document.querySelector("table.ledger")?.addEventListener("click", (event) => {
  const row = event.target.closest("tbody tr");
  if (row && !event.target.closest("a, summary, details") && String(getSelection()) === "") row.querySelector("a.row-link").click();
});
