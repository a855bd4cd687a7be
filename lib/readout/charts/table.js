// Makes the tables of a page sort, filter, page, copy and download. Works on every .readout-rows there is.
(() => {
  // A longer table shows so many rows first, and all at a press.
  const FIRST = 25;
  const shown = (cell) => (cell.querySelector("summary") ?? cell).textContent.trim();
  const value = (cell) => {
    // A cell that opens sentences sorts by what it shows closed.
    const text = shown(cell);
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
    const paged = rows.some(([, row]) => row.classList.contains("beyond"));
    rows.forEach(([, row], number) => row.classList.toggle("beyond", paged && number >= FIRST));
    table.tBodies[0].append(...rows.map(([, row]) => row));
  };

  const made = (name, settings) => Object.assign(document.createElement(name), settings);
  const button = (words, title, press) => {
    const one = made("button", { type: "button", textContent: words, title });
    one.addEventListener("click", press);
    return one;
  };

  // The rows that the filter leaves, with their headings, as lines of cells.
  const lines = (table) =>
    [table.tHead.rows[0], ...[...table.tBodies[0].rows].filter((row) => !row.hidden)].map((row) =>
      [...row.cells].map(shown),
    );

  const copy = (table, said) => {
    const text = lines(table)
      .map((line) => line.map((cell) => cell.replace(/\s+/g, " ")).join("\t"))
      .join("\n");
    const field = made("textarea", { value: text });
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    said.textContent = done ? "Copied, for a spreadsheet." : "This browser allows no copying.";
  };

  const download = (table, name) => {
    const quoted = (cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    const text = lines(table)
      .map((line) => line.map(quoted).join(","))
      .join("\r\n");
    const address = URL.createObjectURL(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv" }));
    made("a", { href: address, download: `${name}.csv` }).click();
    URL.revokeObjectURL(address);
  };

  for (const region of document.querySelectorAll(".readout-rows:not([data-live])")) {
    region.dataset.live = "";
    const table = region.querySelector("table");
    if (!table || !table.tHead || table.tBodies[0].rows.length < 2) continue;
    const headings = [...table.tHead.rows[0].cells];
    const names = headings.map((heading) => heading.textContent);
    headings.forEach((heading, place) => {
      heading.replaceChildren(button(names[place], "Sort by this column", () => sortBy(table, place, heading)));
    });
    const rows = [...table.tBodies[0].rows];
    if (rows.length < 6) continue;
    const field = made("input", { type: "search", placeholder: "Filter the rows" });
    field.setAttribute("aria-label", "Filter the rows of this table");
    const where = made("select", {});
    where.setAttribute("aria-label", "Filter by which column");
    where.append(new Option("in every column", -1), ...names.map((name, place) => new Option(`in ${name}`, place)));
    const said = made("span", {});
    said.setAttribute("role", "status");
    const filter = () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      for (const row of rows) {
        const cell = where.value < 0 ? row : row.cells[where.value];
        const text = cell.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        left += !row.hidden;
      }
      if (words.length) all();
      said.textContent = words.length ? ` ${left} of ${rows.length} rows` : "";
    };
    field.addEventListener("input", filter);
    where.addEventListener("change", filter);
    // What is typed here is not meant for the notebook's own keys.
    field.addEventListener("keydown", (event) => event.stopPropagation());
    const line = made("div", { className: "readout-tools" });
    line.append(
      field,
      where,
      button("Copy", "Copy the rows shown", () => copy(table, said)),
      button("Download", "Save the rows shown as CSV", () => download(table, table.caption?.textContent || "rows")),
      said,
    );
    region.before(line);
    const more = button(`Show all ${rows.length} rows`, "", () => all());
    const all = () => {
      for (const row of rows) row.classList.remove("beyond");
      more.remove();
    };
    if (rows.length > FIRST * 1.4) {
      for (const row of rows.slice(FIRST)) row.classList.add("beyond");
      const below = made("div", { className: "readout-tools" });
      below.append(more);
      region.after(below);
    }
  }
})();
