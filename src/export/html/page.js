"use strict";
// Shows only the cards and events that hold all the words typed.
const field = document.getElementById("filter");
const count = document.getElementById("count");
const rows = [...document.querySelectorAll(".card, .events > li")];
const texts = rows.map((row) => row.textContent.toLowerCase());
field.closest("p").hidden = false;
field.addEventListener("input", () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  rows.forEach((row, index) => {
    row.hidden = !words.every((word) => texts[index].includes(word));
    shown += !row.hidden;
  });
  for (const list of document.querySelectorAll(".events")) {
    const empty = [...list.children].every((row) => row.hidden);
    list.hidden = empty;
    list.previousElementSibling.hidden = empty;
  }
  count.textContent = words.length ? `${shown} of ${rows.length}` : "";
});
