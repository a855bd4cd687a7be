/* A list of codes: typed words sift it, the arrows move, Enter sets; the guidelines of the code one is at stand below. */

class CodesBox {
  constructor(codes, id, labelledBy) {
    this.codes = codes;
    this.id = id;
    this.guide = make("p", { class: "rr-guide", id: `${id}-guide`, "aria-live": "polite" });
    this.list = make("div", { class: "rr-issues", role: "listbox", "aria-multiselectable": "true", tabindex: "0", "aria-labelledby": labelledBy, "aria-describedby": this.guide.id, id: `${id}-list` });
    this.input = make("input", { type: "text", id, role: "combobox", "aria-expanded": "true", "aria-controls": this.list.id, "aria-autocomplete": "list", "aria-describedby": this.guide.id, autocomplete: "off", placeholder: "Type to find a code, Enter sets it" });
    this.element = make("div", { class: "rr-codes" }, this.input, this.list, this.guide);
    this.list.addEventListener("focus", () => this.go(this.here));
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (!option) return;
      this.go(option);
      this.toggle(option);
    });
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("keydown", (event) => this.typed(event));
    this.input.addEventListener("input", (event) => {
      event.stopPropagation();
      this.sift();
    });
    this.input.addEventListener("change", (event) => event.stopPropagation()); // words that seek are no draft
  }

  focus() {
    this.input.focus();
  }

  /** Show the codes whose label or name holds the typed words, and be at the first. */
  sift() {
    const words = this.input.value.trim().toLowerCase();
    for (const option of this.list.children) option.hidden = !`${option.textContent} ${option.dataset.code}`.toLowerCase().includes(words);
    this.go(this.options[0]);
  }

  get options() {
    return [...this.list.children].filter((option) => !option.hidden);
  }

  typed(event) {
    const at = this.options.indexOf(this.here);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.go(this.options[Math.min(Math.max(at + (event.key === "ArrowDown" ? 1 : -1), 0), this.options.length - 1)]);
    else if (event.key === "Enter" && this.input.value.trim()) {
      this.toggle(this.here);
      this.input.value = "";
      const set = this.here;
      this.sift();
      this.go(set);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Show the codes that are set first, then the others; a retired one only where it is set still. */
  fill(values) {
    const known = new Set(this.codes.map((code) => code.code));
    const strange = values.filter((code) => !known.has(code)).map((code) => ({ code, label: code, definition: "" }));
    const all = [...this.codes.filter((code) => !code.retired || values.includes(code.code)), ...strange];
    const ordered = [...all.filter((code) => values.includes(code.code)), ...all.filter((code) => !values.includes(code.code))];
    this.input.value = "";
    this.guide.textContent = "";
    this.list.replaceChildren(...ordered.map((code) => this.option(code, values.includes(code.code))));
    for (const element of [this.input, this.list]) element.removeAttribute("aria-activedescendant");
  }

  option(code, set) {
    const label = code.label + (code.retired ? " (retired: choose another)" : "");
    return make("div", { role: "option", id: `${this.id}-${code.code}`, "data-code": code.code, "aria-selected": String(set) }, label);
  }

  get values() {
    return [...this.list.querySelectorAll('[aria-selected="true"]')].map((option) => option.dataset.code);
  }

  get here() {
    const here = this.list.querySelector(".rr-here");
    return here && !here.hidden ? here : this.options[0];
  }

  go(option) {
    if (!option) return;
    this.list.querySelector(".rr-here")?.classList.remove("rr-here");
    option.classList.add("rr-here");
    for (const element of [this.input, this.list]) element.setAttribute("aria-activedescendant", option.id);
    const code = this.codes.find((each) => each.code === option.dataset.code);
    this.guide.textContent = code ? [code.definition, code.use_when && `Use: ${code.use_when}`, code.not_when && `Not: ${code.not_when}`].filter(Boolean).join(" ") : "Not in the codebook.";
    option.scrollIntoView({ block: "nearest" });
  }

  toggle(option) {
    if (!option) return;
    option.setAttribute("aria-selected", String(option.getAttribute("aria-selected") !== "true"));
    this.list.dispatchEvent(new Event("change", { bubbles: true }));
  }

  key(event) {
    const options = this.options;
    const at = Math.max(0, options.indexOf(this.here));
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 };
    if (event.key in moves) this.go(options[Math.min(Math.max(moves[event.key], 0), options.length - 1)]);
    else if (event.key === " ") this.toggle(options[at]);
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      const order = [...options.slice(at + 1), ...options.slice(0, at + 1)];
      this.go(order.find((option) => option.textContent.toLowerCase().startsWith(event.key.toLowerCase())));
    } else return;
    event.preventDefault();
  }
}
