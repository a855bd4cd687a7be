/* The list of claims: one option a claim, the selected one named to the reader by aria-activedescendant. */

const SIGNS = {
  undecided: "○",
  accepted: "✓",
  corrected: "✎",
  rejected: "✗",
  added: "+",
  split: "÷",
  merged: "∪",
  adjudicated: "⚖",
};

/** How sure the least sure of those who propose a claim is; who does not say counts as half sure. */
const surety = (item) => Math.min(...[item.claim.confidence, ...(item.by ?? []).map((each) => each.confidence)].map((each) => each || 0.5));

const ORDERS = {
  text: ["Order of the text", null],
  sure: ["Least sure first", surety],
  differ: ["Where coders differ first", (item) => (item.alternatives ? 0 : 1)],
};

const FILTERS = {
  all: ["All claims", () => true],
  undecided: ["Undecided", (item) => item.status === "undecided"],
  decided: ["Decided", (item) => item.status !== "undecided"],
  rejected: ["Rejected", (item) => item.status === "rejected"],
  unsure: ["Unsure", (item) => item.unsure],
  comment: ["With a comment", (item) => Boolean(item.comment)],
  differ: ["Where coders differ", (item) => Boolean(item.alternatives)],
  doubtful: ["Less than 70 % sure", (item) => surety(item) < 0.7],
  named: ["Not the outlet's own", (item) => item.claim.voice !== "outlet"],
};

class ListPane {
  constructor(page, body) {
    this.made = 0;
    this.page = page;
    this.body = body;
    this.voices = Object.fromEntries(page.voices.map((voice) => [voice.value, voice]));
    this.stances = Object.fromEntries(page.stances.map((stance) => [stance.value, stance]));
    this.element = make("div", { class: "rr-list", role: "listbox", tabindex: "0", "aria-label": "Claims" });
    this.rows = new Map();
    this.filter = "all";
    this.search = "";
    this.order = "text";
    this.selected = null;
  }

  sift(filter, words, order = this.order) {
    this.filter = filter;
    this.order = order;
    this.search = words.trim().toLowerCase();
  }

  shows(item) {
    const [kind, value] = this.filter.split(":");
    const right =
      kind === "voice" ? item.claim.voice === value : kind === "by" ? Boolean(item.by?.some((each) => each.coder === this.filter.slice(3))) : FILTERS[kind][1](item);
    return right && (!this.search || this.summary(item).toLowerCase().includes(this.search));
  }

  /** The items that are shown, in the order in which they are. */
  ordered(items, selected = null) {
    const shown = items.filter((item) => this.shows(item) || item === selected);
    const weight = ORDERS[this.order][1];
    return weight ? shown.sort((one, other) => weight(one) - weight(other)) : shown;
  }

  summary(item) {
    const { claim } = item;
    const parts = [claim.actor, claim.act, this.body.text(claim.content), claim.voice, claim.stance, ...claim.issues, item.comment];
    return parts.filter(Boolean).join(" ");
  }

  /** Bring the rows into line with the items; only rows that changed are made anew. */
  draw(items, selected) {
    const rows = this.ordered(items, selected).map((item) => {
      const known = this.rows.get(item.claim.claim_id);
      if (known?.item === item) return known;
      const row = { item, element: this.row(item) };
      if (known?.element.parentElement === this.element) known.element.replaceWith(row.element);
      this.rows.set(item.claim.claim_id, row);
      return row;
    });
    // Only what is gone is taken out and only what is new put in: so that 400 rows stay quick.
    const wanted = new Set(rows.map((row) => row.element));
    const there = this.element.children;
    for (const element of [...there]) if (!wanted.has(element)) element.remove();
    rows.forEach(({ element }, number) => {
      if (there[number] !== element) this.element.insertBefore(element, there[number] ?? null);
    });
    this.select(selected);
  }

  row(item) {
    const { claim } = item;
    const voice = this.voices[claim.voice] ?? { label: claim.voice, colour: "currentColor", mark: "solid" };
    const stance = this.stances[claim.stance];
    const content = this.body.text(claim.content);
    const id = `${this.page.uid}-row-${(this.made += 1)}`;
    const tag = make("span", { class: "rr-voice" }, voice.label);
    tag.style.setProperty("--voice", voice.colour);
    tag.style.setProperty("--line", voice.mark);
    const who = [claim.actor ?? "nobody named", claim.act].join(" ");
    const notes = [item.unsure && "unsure", item.comment && "comment", item.alternatives && "coders differ", ...(item.by ?? []).map((each) => `by ${each.coder}${each.confidence ? ` ${Math.round(each.confidence * 100)} %` : ""}`)].filter(Boolean);
    return make(
      "div",
      { class: `rr-row rr-${item.status}`, role: "option", id, "data-name": claim.claim_id, "aria-selected": "false" },
      make("span", { class: "rr-sign", "aria-hidden": "true" }, SIGNS[item.status]),
      make(
        "span",
        { class: "rr-words" },
        make("span", { class: "rr-head" }, make("b", {}, item.status), " · ", tag, " · ", who, " · ", `${stance?.mark ?? ""} ${claim.stance}`),
        make("span", { class: "rr-content", dir: "auto" }, content.length > 160 ? `${content.slice(0, 160)}…` : content),
        make("span", { class: "rr-head" }, [...claim.issues, ...notes].join(" · ")),
      ),
    );
  }

  /** A claim got its lasting name from the kernel. */
  rename(old, name) {
    const row = this.rows.get(old);
    if (!row) return;
    this.rows.delete(old);
    this.rows.set(name, row);
    row.element.dataset.name = name;
  }

  select(item) {
    const row = item && this.rows.get(item.claim.claim_id)?.element;
    if (row !== this.selected) this.selected?.setAttribute("aria-selected", "false");
    this.selected = null;
    if (row?.parentElement !== this.element) {
      this.element.removeAttribute("aria-activedescendant");
      return;
    }
    row.setAttribute("aria-selected", "true");
    this.element.setAttribute("aria-activedescendant", row.id);
    this.selected = row;
  }

  /** How far to scroll so that the selected row is seen, or null where it is seen already. */
  distance() {
    if (!this.selected) return null;
    const row = this.selected.getBoundingClientRect();
    const frame = this.element.getBoundingClientRect();
    if (row.top < frame.top) return row.top - frame.top;
    return row.bottom > frame.bottom ? row.bottom - frame.bottom : null;
  }
}
