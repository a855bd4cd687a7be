/* A list of codes in which the arrows move, the space bar sets, and a letter jumps. */

class CodesBox {
  constructor(codes, id, labelledBy) {
    this.codes = codes;
    this.id = id;
    this.element = make("div", { class: "rr-issues", role: "listbox", "aria-multiselectable": "true", tabindex: "0", "aria-labelledby": labelledBy, id });
    this.element.addEventListener("focus", () => this.go(this.here));
    this.element.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (!option) return;
      this.go(option);
      this.toggle(option);
    });
    this.element.addEventListener("keydown", (event) => this.key(event));
  }

  /** Show the codes that are set first, then the others; a retired one only where it is set still. */
  fill(values) {
    const known = new Set(this.codes.map((code) => code.code));
    const strange = values.filter((code) => !known.has(code)).map((code) => ({ code, label: code, definition: "" }));
    const all = [...this.codes.filter((code) => !code.retired || values.includes(code.code)), ...strange];
    const ordered = [...all.filter((code) => values.includes(code.code)), ...all.filter((code) => !values.includes(code.code))];
    this.element.replaceChildren(...ordered.map((code) => this.option(code, values.includes(code.code))));
    this.element.removeAttribute("aria-activedescendant");
  }

  option(code, set) {
    const label = code.label + (code.retired ? " (retired: choose another)" : "");
    return make("div", { role: "option", id: `${this.id}-${code.code}`, "data-code": code.code, "aria-selected": String(set), title: code.definition }, label);
  }

  get values() {
    return [...this.element.querySelectorAll('[aria-selected="true"]')].map((option) => option.dataset.code);
  }

  get here() {
    return this.element.querySelector(".rr-here") ?? this.element.firstElementChild;
  }

  go(option) {
    if (!option) return;
    this.element.querySelector(".rr-here")?.classList.remove("rr-here");
    option.classList.add("rr-here");
    this.element.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  toggle(option) {
    option?.setAttribute("aria-selected", String(option.getAttribute("aria-selected") !== "true"));
  }

  key(event) {
    const options = [...this.element.children];
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
