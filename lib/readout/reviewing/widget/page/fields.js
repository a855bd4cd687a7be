/* The fields of the selected claim. What is typed is a draft until Enter, or until the focus leaves the fields. */

const WORD_FIELDS = ["actor", "actor_kind", "affiliation", "party", "target_text", "matter", "addressee", "object", "modality"];
const SPAN_FIELDS = ["content", "source", "cue", "target", "condition"];
const CHOICES = ["voice", "act", "stance"];
const TICKS = ["hedged", "negated", "unnamed"];
const LABELS = {
  voice: "Voice",
  act: "Act",
  stance: "Stance",
  issues: "Issues",
  actor: "Actor",
  actor_kind: "Kind of actor",
  affiliation: "Affiliation",
  party: "Party it speaks for",
  target_text: "For or against what",
  matter: "Matter in dispute",
  addressee: "Addressee",
  object: "Object",
  modality: "Modality",
  hedged: "Hedged",
  negated: "Negated",
  unnamed: "A party is left unnamed",
  content: "Content",
  source: "Source",
  cue: "Cue",
  target: "Target",
  condition: "Condition",
};
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

class FieldsPane {
  /** The fields are made once and filled anew for each claim: form fields are slow to make. */
  constructor(page, body, save, drafted) {
    this.drafted = drafted;
    this.page = page;
    this.body = body;
    this.save = save;
    this.item = null;
    this.inputs = {};
    const { vocabulary } = page;
    this.sides = make("div");
    this.words = Object.fromEntries(SPAN_FIELDS.map((name) => [name, make("dd", { dir: "auto" })]));
    this.why = make("p", { class: "rr-why" });
    this.codes = new CodesBox(page.issues, this.id("issues"), this.id("issues-label"));
    this.inputs.issues = this.codes;
    this.none = make("p", {}, "No claim is selected.");
    this.all = make(
      "div",
      { hidden: true },
      this.sides,
      make("dl", { class: "rr-spans" }, ...SPAN_FIELDS.map((name) => make("div", {}, make("dt", {}, LABELS[name]), this.words[name]))),
      make(
        "div",
        { class: "rr-grid" },
        ...CHOICES.map((name) => this.choice(name, vocabulary[name])),
        ...WORD_FIELDS.map((name) => this.line(name, vocabulary[name] ?? [])),
      ),
      make("div", { class: "rr-field" }, make("label", { class: "rr-label", id: this.id("issues-label"), for: this.id("issues") }, "Issues (key l)"), this.codes.element),
      make("div", { class: "rr-ticks" }, ...TICKS.map((name) => this.tick(name, LABELS[name]))),
      this.labelled("comment", "Comment", make("textarea", { rows: 2 })),
      make("div", { class: "rr-ticks" }, this.tick("unsure", "I am unsure about this claim")),
      this.why,
    );
    this.element = make("form", { class: "rr-fields", "aria-label": "Fields of the selected claim" }, this.none, this.all);
    this.element.addEventListener("submit", (event) => event.preventDefault());
    // Where a change comes without the focus (a tap, a pen, another program), it is not lost with the next row.
    this.element.addEventListener("change", () => (this.busy ? this.drafted() : this.commit()));
    this.element.addEventListener("input", () => this.drafted());
    this.element.addEventListener("focusout", (event) => {
      if (!this.element.contains(event.relatedTarget)) this.commit();
    });
  }

  draw(item) {
    if (item === this.item) return;
    this.item = item;
    this.all.hidden = !item;
    this.none.hidden = Boolean(item);
    if (item) this.fill(item);
  }

  fill({ claim, comment, unsure, alternatives, by }) {
    this.sides.replaceChildren(...(alternatives ? [sidesTable({ alternatives }, this.body)] : []));
    suppress(this.sides);
    for (const name of SPAN_FIELDS) {
      const spans = name === "content" ? claim.content : claim[name] ? [claim[name]] : [];
      this.words[name].textContent = spans.length ? this.body.text(spans) : "none";
    }
    for (const name of CHOICES) this.choose(this.inputs[name], claim[name]);
    for (const name of WORD_FIELDS) this.inputs[name].value = claim[name] ?? "";
    for (const name of TICKS) this.inputs[name].checked = claim[name];
    this.codes.fill(claim.issues);
    this.inputs.comment.value = comment;
    this.inputs.unsure.checked = unsure;
    const ours = by?.find((each) => each.coder === "annotator");
    const sure = claim.confidence && (ours || !by?.length) ? `, right in ${Math.round(claim.confidence * 100)} of 100 cases` : "";
    const rule = claim.rule && claim.rule !== "model" ? [`Proposed by the annotator's rule ${claim.rule}${sure}.`] : [];
    const others = (by ?? []).filter((each) => each !== ours).map((each) => `Proposed by ${each.coder}${each.confidence ? `, which calls itself ${Math.round(each.confidence * 100)} % sure` : ""}${each.reason ? `: ${each.reason}` : "."}`);
    this.why.replaceChildren(...[...rule, ...others].map((words) => make("span", { dir: "auto" }, words)));
  }

  id(name) {
    return `${this.page.uid}-field-${name}`;
  }

  labelled(name, label, input) {
    input.id = this.id(name);
    this.inputs[name] = input;
    return make("div", { class: "rr-field" }, make("label", { for: input.id }, label), input);
  }

  choice(name, values) {
    const options = values.map((each) => make("option", { value: each.value }, `${each.label} ${each.mark ?? ""}`.trim()));
    return this.labelled(name, LABELS[name], make("select", {}, ...options));
  }

  /** Choose a value, be it one that is not offered. */
  choose(select, value) {
    select.querySelector("[data-strange]")?.remove();
    select.value = value;
    if (select.value !== value) select.append(make("option", { value, selected: true, "data-strange": true }, value));
  }

  line(name, known) {
    const list = make("datalist", { id: this.id(name) + "-known" }, ...known.map((each) => make("option", { value: each })));
    const field = this.labelled(name, LABELS[name], make("input", { type: "text", list: list.id, autocomplete: "off" }));
    field.append(list);
    return field;
  }

  tick(name, label) {
    const input = make("input", { type: "checkbox", id: this.id(name) });
    this.inputs[name] = input;
    return make("label", {}, input, ` ${label}`);
  }

  values() {
    const plain = [...CHOICES, "comment"].map((name) => [name, this.inputs[name].value.trim()]);
    const words = WORD_FIELDS.map((name) => [name, this.inputs[name].value.trim() || null]);
    const ticks = [...TICKS, "unsure"].map((name) => [name, this.inputs[name].checked]);
    return Object.fromEntries([...plain, ...words, ...ticks, ["issues", this.codes.values]]);
  }

  /** The draft as far as it differs from the claim, or null where it does not. */
  get draft() {
    if (!this.item) return null;
    const { comment, unsure, ...fields } = this.values();
    const { item } = this;
    if (same([...fields.issues].sort(), [...item.claim.issues].sort())) fields.issues = item.claim.issues;
    const changed = Object.keys(fields).filter((name) => !same(fields[name], item.claim[name]));
    if (!changed.length && comment === item.comment && unsure === item.unsure) return null;
    return [item, { ...item.claim, ...fields }, changed, { comment, unsure }];
  }

  /** Hand the draft on; `onward` says that the next claim is to be gone to. */
  commit(onward = false) {
    const { draft } = this;
    if (draft) this.save(...draft, onward);
    return Boolean(draft);
  }

  discard() {
    if (this.item) this.fill(this.item);
  }

  get busy() {
    return this.element.contains(this.element.ownerDocument.activeElement);
  }

  focus(name) {
    if (this.item) this.inputs[name].focus();
  }
}
