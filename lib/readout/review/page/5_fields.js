/* The fields of the selected claim. What is typed is a draft until Enter, or until the focus leaves the fields. */

const WORD_FIELDS = ["actor", "actor_kind", "affiliation", "addressee", "object", "modality"];
const LABELS = {
  voice: "Voice",
  act: "Act",
  stance: "Stance",
  issues: "Issues",
  actor: "Actor",
  actor_kind: "Kind of actor",
  affiliation: "Affiliation",
  addressee: "Addressee",
  object: "Object",
  modality: "Modality",
  hedged: "Hedged",
  negated: "Negated",
  unnamed: "A party is left unnamed",
  content: "Content",
  source: "Source",
  cue: "Cue",
  condition: "Condition",
};
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

class FieldsPane {
  constructor(page, body, save) {
    this.page = page;
    this.body = body;
    this.save = save;
    this.element = make("form", { class: "rr-fields", "aria-label": "Fields of the selected claim" });
    this.element.addEventListener("submit", (event) => event.preventDefault());
    this.element.addEventListener("focusout", (event) => {
      if (!this.element.contains(event.relatedTarget)) this.commit();
    });
    this.item = null;
  }

  draw(item) {
    if (item === this.item) return;
    this.item = item;
    this.inputs = {};
    if (!item) {
      this.element.replaceChildren(make("p", {}, "No claim is selected."));
      return;
    }
    const { claim } = item;
    const { vocabulary } = this.page;
    this.element.replaceChildren(
      ...(item.alternatives ? [this.alternatives(item)] : []),
      this.spans(claim),
      make(
        "div",
        { class: "rr-grid" },
        ...["voice", "act", "stance"].map((name) => this.choice(name, vocabulary[name], claim[name])),
        ...WORD_FIELDS.map((name) => this.words(name, vocabulary[name] ?? [], claim[name])),
      ),
      this.issues(claim.issues),
      make("div", { class: "rr-ticks" }, ...["hedged", "negated", "unnamed"].map((name) => this.tick(name, LABELS[name], claim[name]))),
      this.labelled("comment", "Comment", make("textarea", { rows: 2 }, item.comment)),
      make("div", { class: "rr-ticks" }, this.tick("unsure", "I am unsure about this claim", item.unsure)),
      make("p", { class: "rr-why" }, this.why(claim)),
    );
  }

  why(claim) {
    const sure = claim.confidence ? `, right in ${Math.round(claim.confidence * 100)} of 100 cases` : "";
    return claim.rule ? `Proposed by the rule ${claim.rule}${sure}.` : "";
  }

  id(name) {
    return `${this.page.uid}-field-${name}`;
  }

  labelled(name, label, input) {
    input.id = this.id(name);
    this.inputs[name] = input;
    return make("div", { class: "rr-field" }, make("label", { for: input.id }, label), input);
  }

  choice(name, values, value) {
    const known = values.some((each) => each.value === value) ? values : [...values, { value, label: value }];
    const options = known.map((each) => make("option", { value: each.value, selected: each.value === value }, `${each.label} ${each.mark ?? ""}`.trim()));
    return this.labelled(name, LABELS[name], make("select", {}, ...options));
  }

  words(name, known, value) {
    const list = make("datalist", { id: this.id(name) + "-known" }, ...known.map((each) => make("option", { value: each })));
    const field = this.labelled(name, LABELS[name], make("input", { type: "text", list: list.id, autocomplete: "off" }));
    this.inputs[name].value = value ?? "";
    field.append(list);
    return field;
  }

  tick(name, label, value) {
    const input = make("input", { type: "checkbox", id: this.id(name) });
    input.checked = value;
    this.inputs[name] = input;
    return make("label", {}, input, ` ${label}`);
  }

  /** A list of codes in which the arrows move, the space bar sets, and a letter jumps. */
  issues(values) {
    const codes = this.page.issues.filter((code) => !code.retired || values.includes(code.code));
    const known = new Set(codes.map((code) => code.code));
    const all = [...codes, ...values.filter((code) => !known.has(code)).map((code) => ({ code, label: code, definition: "" }))];
    const ordered = [...all.filter((code) => values.includes(code.code)), ...all.filter((code) => !values.includes(code.code))];
    const box = make("div", { class: "rr-issues", role: "listbox", "aria-multiselectable": "true", tabindex: "0", "aria-labelledby": this.id("issues-label"), id: this.id("issues") });
    box.append(
      ...ordered.map((code) =>
        make(
          "div",
          { role: "option", id: this.id(`issue-${code.code}`), "data-code": code.code, "aria-selected": String(values.includes(code.code)), title: code.definition },
          code.label + (code.retired ? " (retired: choose another)" : ""),
        ),
      ),
    );
    const go = (option) => {
      box.querySelector(".rr-here")?.classList.remove("rr-here");
      option.classList.add("rr-here");
      box.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    };
    const toggle = (option) => option.setAttribute("aria-selected", String(option.getAttribute("aria-selected") !== "true"));
    box.addEventListener("focus", () => go(box.querySelector(".rr-here") ?? box.firstElementChild));
    box.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) [go, toggle].forEach((does) => does(option));
    });
    box.addEventListener("keydown", (event) => {
      const options = [...box.children];
      const here = Math.max(0, options.findIndex((option) => option.classList.contains("rr-here")));
      const moves = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: options.length - 1 };
      if (event.key in moves) go(options[Math.min(Math.max(moves[event.key], 0), options.length - 1)]);
      else if (event.key === " ") toggle(options[here]);
      else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
        const order = [...options.slice(here + 1), ...options.slice(0, here + 1)];
        const found = order.find((option) => option.textContent.toLowerCase().startsWith(event.key.toLowerCase()));
        if (found) go(found);
      } else return;
      event.preventDefault();
    });
    this.inputs.issues = box;
    return make("div", { class: "rr-field" }, make("span", { class: "rr-label", id: this.id("issues-label") }, "Issues (arrows move, space sets, a letter jumps)"), box);
  }

  spans(claim) {
    const terms = ["content", "source", "cue", "condition"].map((name) => {
      const spans = name === "content" ? claim.content : claim[name] ? [claim[name]] : [];
      return make("div", {}, make("dt", {}, LABELS[name]), make("dd", {}, spans.length ? this.body.text(spans) : "none"));
    });
    return make("dl", { class: "rr-spans" }, ...terms);
  }

  /** What each coder made of it, side by side; rows in which they differ are marked. */
  alternatives(item) {
    const shown = (claim, name) => {
      const value = claim[name];
      if (["content", "source", "cue", "condition"].includes(name)) return value ? this.body.text(name === "content" ? value : [value]) : "none";
      return Array.isArray(value) ? [...value].sort().join(", ") || "none" : String(value ?? "none");
    };
    const cell = (side, name) => side.claims.map((claim) => shown(claim, name)).join(" | ") || "no claim";
    const heads = item.alternatives.map((side, number) => make("th", { scope: "col" }, make("kbd", {}, String(number + 1)), ` ${side.coder}`));
    // Where they do not even keep as many claims, their words are what there is to decide about.
    const counts = new Set(item.alternatives.map((side) => side.claims.length));
    const rows = (counts.size > 1 ? ["content"] : Object.keys(LABELS)).flatMap((name) => {
      const cells = item.alternatives.map((side) => cell(side, name));
      if (cells.every((each) => each === cells[0])) return [];
      return [make("tr", {}, make("th", { scope: "row" }, LABELS[name]), ...cells.map((each) => make("td", {}, each)))];
    });
    const comments = item.alternatives.map((side) => side.comment ?? "");
    if (comments.some(Boolean)) rows.push(make("tr", {}, make("th", { scope: "row" }, "Comment"), ...comments.map((each) => make("td", {}, each))));
    return make(
      "table",
      { class: "rr-sides" },
      make("caption", {}, "The coders differ. Press a number to take a side, or set the fields yourself."),
      make("thead", {}, make("tr", {}, make("td", {}), ...heads)),
      make("tbody", {}, ...rows),
    );
  }

  values() {
    const read = (name) => {
      const input = this.inputs[name];
      if (input.type === "checkbox") return input.checked;
      if (name === "issues") return [...input.querySelectorAll('[aria-selected="true"]')].map((option) => option.dataset.code);
      const value = input.value.trim();
      return WORD_FIELDS.includes(name) ? value || null : value;
    };
    return Object.fromEntries(Object.keys(this.inputs).map((name) => [name, read(name)]));
  }

  /** Hand the draft on where it differs from the claim. */
  commit() {
    if (!this.item || !this.inputs.voice) return;
    const { comment, unsure, ...fields } = this.values();
    const { item } = this;
    if (same([...fields.issues].sort(), [...item.claim.issues].sort())) fields.issues = item.claim.issues;
    const changed = Object.keys(fields).filter((name) => !same(fields[name], item.claim[name]));
    if (!changed.length && comment === item.comment && unsure === item.unsure) return;
    this.save(item, { ...item.claim, ...fields }, changed, { comment, unsure });
  }

  discard() {
    const { item } = this;
    this.item = null;
    this.draw(item);
  }

  focus(name) {
    this.inputs?.[name]?.focus();
  }
}
