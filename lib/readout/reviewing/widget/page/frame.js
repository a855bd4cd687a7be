/* What stands around the panes: the head with the counts, the voices and signs, the filter, the list of keys. */

const SHORT = [["a", "accept"], ["c", "correct"], ["r", "reject"], ["+", "add"], ["n", "next undecided"], ["t", "text"], ["z", "undo"], ["?", "all keys"]];

const FOCUSED = "[tabindex], input, select, textarea, summary";

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

const keysOf = () =>
  make("details", { class: "rr-keys" }, make("summary", {}, "Keys (?)"), make("dl", {}, ...KEYS.map(([keys, does]) => make("div", {}, make("dt", {}, ...keys.split(" ").map((key) => make("kbd", {}, key))), make("dd", {}, does)))));

const filterOf = (page) => {
  const groups = Object.entries(FILTERS).map(([value, [label]]) => make("option", { value }, label));
  const voices = page.voices.map((each) => make("option", { value: `voice:${each.value}` }, `Voice: ${each.label}`));
  return make("select", { "aria-label": "Show" }, ...groups, ...voices);
};

class Frame {
  constructor(page, text, list, fields) {
    this.left = make("span", { class: "rr-left" });
    this.bar = make("progress", { max: 1, value: 0, "aria-label": "Share of claims decided" });
    this.state = make("span", { class: "rr-state" });
    this.live = make("p", { class: "rr-live", role: "status", "aria-live": "polite" });
    this.filter = filterOf(page);
    this.search = make("input", { type: "search", "aria-label": "Search the claims", placeholder: "Search" });
    this.keys = keysOf();
    this.root = make(
      "section",
      { class: "readout-review", "aria-label": `Review of ${page.title} by ${page.coder}` },
      make("header", {}, make("h3", { dir: "auto" }, page.title), make("span", {}, `${page.mode} by ${page.coder}`), this.bar, this.left, this.state),
      ...troubleOf(page),
      make("p", { class: "rr-short", "aria-hidden": "true" }, ...SHORT.flatMap(([key, does]) => [make("kbd", {}, key), ` ${does}  `])),
      make(
        "div",
        { class: "rr-panes" },
        make("div", { class: "rr-side" }, make("p", { class: "rr-live", id: page.uid + "-texthelp" }, "Read only. Arrows move the caret, with Shift they select; plus adds the selection as a claim; t goes to the list; question mark lists the keys."), text.element, legendOf(page), signsOf()),
        make("div", { class: "rr-side" }, make("div", { class: "rr-sift" }, this.filter, this.search), list.element, fields.element),
      ),
      this.keys,
      this.live,
    );
    // Notebook 7 takes the keys of its command mode before we see them, unless the element in focus itself forbids it.
    for (const element of this.root.querySelectorAll(FOCUSED)) element.setAttribute("data-lm-suppress-shortcuts", "true");
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
    this.say(this.keys.open ? KEYS.map(([keys, does]) => `${keys}: ${does}`).join("; ") : "Keys hidden.");
  }
}
