// Makes the tables of a page sort by their column headings and filter by a word. Works on every .readout-rows there is.
(() => {
  const value = (cell) => {
    // A cell that opens sentences sorts by what it shows closed.
    const text = (cell.querySelector("summary") ?? cell).textContent.trim();
    const number = Number(text.replace(/,/g, ""));
    return text !== "" && Number.isFinite(number) ? number : text.toLowerCase();
  };
  const compare = (one, other) =>
    typeof one === typeof other ? (one < other ? -1 : one > other ? 1 : 0) : typeof one === "number" ? -1 : 1;

  const sortBy = (table, place, heading) => {
    const down = heading.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...table.tBodies[0].rows].map((row) => [value(row.cells[place]), row]);
    rows.sort((one, other) => (down ? -1 : 1) * compare(one[0], other[0]));
    table.tBodies[0].append(...rows.map(([, row]) => row));
  };

  for (const region of document.querySelectorAll(".readout-rows:not([data-live])")) {
    region.dataset.live = "";
    const table = region.querySelector("table");
    if (!table || !table.tHead || table.tBodies[0].rows.length < 2) continue;
    [...table.tHead.rows[0].cells].forEach((heading, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = heading.textContent;
      button.title = "Sort by this column";
      button.addEventListener("click", () => sortBy(table, place, heading));
      heading.replaceChildren(button);
    });
    if (table.tBodies[0].rows.length < 6) continue;
    const field = document.createElement("input");
    field.type = "search";
    field.placeholder = "Filter the rows";
    field.setAttribute("aria-label", "Filter the rows of this table");
    const count = document.createElement("span");
    count.setAttribute("role", "status");
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      for (const row of table.tBodies[0].rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        left += !row.hidden;
      }
      count.textContent = words.length ? ` ${left} of ${table.tBodies[0].rows.length} rows` : "";
    });
    // What is typed here is not meant for the notebook's own keys.
    field.addEventListener("keydown", (event) => event.stopPropagation());
    const line = document.createElement("div");
    line.className = "readout-filter";
    line.append(field, count);
    region.before(line);
  }
})();
