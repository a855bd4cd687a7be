const table = document.querySelector("#shelf");
const body = table.tBodies[0];
const box = document.querySelector("#search");
const count = document.querySelector("#count");

function search() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of body.rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
    shown += row.hidden ? 0 : 1;
  }
  const all = `${body.rows.length} report${body.rows.length === 1 ? "" : "s"}`;
  count.textContent = words.length ? `${shown} of ${all}` : all;
}

function sortBy(head) {
  const column = [...head.parentNode.cells].indexOf(head);
  const down = head.getAttribute("aria-sort") === "ascending";
  const key = (row) => row.cells[column].dataset.key ?? row.cells[column].textContent.trim();
  const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const rows = [...body.rows].sort((one, other) => order.compare(key(one), key(other)) * (down ? -1 : 1));
  body.append(...rows);
  for (const cell of head.parentNode.cells) cell.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
}

document.querySelector("#tools").hidden = false;
box.addEventListener("input", search);
for (const button of table.tHead.querySelectorAll("button")) {
  button.disabled = false;
  button.addEventListener("click", () => sortBy(button.closest("th")));
}
search();
