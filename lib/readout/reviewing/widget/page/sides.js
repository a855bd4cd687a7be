/* What each coder made of a claim, side by side: rows in which they differ, and nothing else. */

const sidesTable = (item, body) => {
  const shown = (claim, name) => {
    const value = claim[name];
    if (SPAN_FIELDS.includes(name)) return value ? body.text(name === "content" ? value : [value]) : "none";
    return Array.isArray(value) ? [...value].sort().join(", ") || "none" : String(value ?? "none");
  };
  const cell = (side, name) => side.claims.map((claim) => shown(claim, name)).join(" | ") || "no claim";
  const row = (label, cells) => make("tr", {}, make("th", { scope: "row" }, label), ...cells.map((each) => make("td", { dir: "auto" }, each)));
  const heads = item.alternatives.map((side, number) => make("th", { scope: "col" }, make("button", { type: "button", "data-key": number + 1 }, make("kbd", {}, String(number + 1)), ` ${side.coder}`)));
  // Where they do not even keep as many claims, their words are what there is to decide about.
  const counts = new Set(item.alternatives.map((side) => side.claims.length));
  const rows = (counts.size > 1 ? ["content"] : Object.keys(LABELS)).flatMap((name) => {
    const cells = item.alternatives.map((side) => cell(side, name));
    return cells.every((each) => each === cells[0]) ? [] : [row(LABELS[name], cells)];
  });
  const comments = item.alternatives.map((side) => side.comment ?? "");
  if (comments.some(Boolean)) rows.push(row("Comment", comments));
  return make(
    "table",
    { class: "rr-sides" },
    make("caption", {}, "The coders differ. Press a number, or click it, to take a side; or set the fields yourself."),
    make("thead", {}, make("tr", {}, make("td", {}), ...heads)),
    make("tbody", {}, ...rows),
  );
};
