/* What stands around the panes: the head with the counts, the voices and signs, the filter, the list of keys. */

const legendOf = (page) =>
  make("ul", { class: "rr-legend", "aria-label": "Voices" }, ...page.voices.map((each) => {
    const tag = make("span", { class: "rr-voice", title: each.meaning }, each.label);
    tag.style.setProperty("--voice", each.colour);
    tag.style.setProperty("--line", each.mark);
    return make("li", {}, tag);
  }));

const signsOf = () =>
  make("ul", { class: "rr-legend", "aria-label": "Signs" }, ...Object.entries(SIGNS).map(([status, sign]) => make("li", {}, `${sign} ${status}`)));

const troubleOf = ({ trouble }) =>
  trouble.length
    ? [make("details", { class: "rr-trouble", open: true }, make("summary", {}, `${trouble.length} earlier ${trouble.length === 1 ? "decision" : "decisions"} could not be read or placed`), make("ul", {}, ...trouble.map((each) => make("li", {}, each))))]
    : [];

/** A key as a button, where it is one key that does one thing. */
const keyOf = (key) => (/^[^\d]$/u.test(key) && !"…↓↑".includes(key) ? make("button", { type: "button", class: "rr-key", "data-key": key, "aria-label": `Key ${key}` }, make("kbd", {}, key)) : make("kbd", {}, key));

const keysOf = () =>
  make("details", { class: "rr-keys" }, make("summary", {}, "Keys (?)"), make("dl", {}, ...KEYS.map(([keys, does]) => make("div", {}, make("dt", {}, ...keys.split(" ").map(keyOf)), make("dd", {}, does)))));

const filterOf = (page) => {
  const groups = Object.entries(FILTERS).map(([value, [label]]) => make("option", { value }, label));
  const voices = page.voices.map((each) => make("option", { value: `voice:${each.value}` }, `Voice: ${each.label}`));
  const coders = [...new Set(page.claims.flatMap((item) => (item.by ?? []).map((each) => each.coder)))];
  const by = coders.map((coder) => make("option", { value: `by:${coder}` }, `Proposed by ${coder}`));
  return make("select", { "aria-label": "Show" }, ...groups, ...voices, ...by);
};

class Frame {
  constructor(page, text, list, fields, bars, panels) {
    this.left = make("span", { class: "rr-left" });
    this.bar = make("progress", { max: 1, value: 0, "aria-label": "Share of claims decided" });
    this.state = make("span", { class: "rr-state" });
    this.live = make("p", { class: "rr-live", role: "status", "aria-live": "polite" });
    this.filter = filterOf(page);
    this.order = make("select", { "aria-label": "Order" }, ...Object.entries(ORDERS).map(([value, [label]]) => make("option", { value }, label)));
    this.search = make("input", { type: "search", "aria-label": "Search the claims", placeholder: "Search" });
    this.keys = keysOf();
    this.root = make(
      "section",
      { class: "readout-review", tabindex: "-1", "aria-label": `Review of ${page.title} by ${page.coder}` },
      make("header", {}, make("h3", { dir: "auto" }, page.title), make("span", {}, `${page.mode} by ${page.coder}`), this.bar, this.left, this.state),
      ...troubleOf(page),
      bars[0].element,
      this.live,
      ...panels,
      make(
        "div",
        { class: "rr-panes" },
        make("div", { class: "rr-side" }, make("p", { class: "rr-live", id: page.uid + "-texthelp" }, "Read only. Arrows move the caret, with Shift they select; plus adds the selection as a claim; t goes to the list; question mark lists the keys."), text.element, bars[1].element, legendOf(page), signsOf()),
        make("div", { class: "rr-side" }, make("div", { class: "rr-sift" }, this.filter, this.order, this.search), list.element, fields.element),
      ),
      this.keys,
    );
    suppress(this.root);
  }

  say(words) {
    // The same words twice would be read out once only.
    this.live.textContent = words === this.live.textContent ? `${words}\u00a0` : words;
  }

  count(left, all) {
    this.left.textContent = `${left} of ${all} left`;
    this.bar.value = all ? 1 - left / all : 1;
  }

  /** Say whether everything is on the disk; trouble is announced. */
  saving(pending, { word, trouble }) {
    this.root.dataset.saved = String(!pending);
    if (this.state.textContent === word) return;
    this.state.textContent = word;
    this.state.classList.toggle("rr-alarm", trouble);
    if (trouble) this.state.setAttribute("role", "alert");
    else this.state.removeAttribute("role");
  }

  toggleKeys() {
    this.keys.open = !this.keys.open;
    if (this.keys.open) this.keys.scrollIntoView({ block: "nearest" });
    this.say(this.keys.open ? "The keys are listed below." : "Keys hidden.");
  }
}
