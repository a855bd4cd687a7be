/* The widget: puts the panes together and answers the keys. */

const KEYS = [
  ["j ↓", "next claim"],
  ["k ↑", "previous claim"],
  ["n", "next undecided"],
  ["N", "previous undecided"],
  ["a", "accept"],
  ["r", "reject"],
  ["c", "correct the fields (Enter saves, Escape discards)"],
  ["u", "unsure, or sure again"],
  ["w", "write a comment"],
  ["z", "undo"],
  ["Z", "redo"],
  ["t", "to the text and back"],
  ["arrows", "in the text: move; with Shift: select; with Ctrl (⌥ on a Mac): by word"],
  ["Enter", "in the text: go to the claim at the caret"],
  ["+", "add a claim from the selected text"],
  ["e", "the selected text becomes the content"],
  ["E", "the selected text is one more piece of the content"],
  ["x", "cut the selected text out of the content"],
  ["s v i", "the selected text becomes source, cue (verb), condition (if); with Shift: none"],
  ["p", "part the claim in two at the caret"],
  ["g", "glue the next claim to this one"],
  ["1 2 …", "where coders differ: take this side"],
  ["f", "filter; / search"],
  ["?", "show or hide this list"],
];

class Review {
  constructor(model, element) {
    this.model = model;
    this.page = model.get("page");
    this.page.uid = `rr${newName()}`;
    this.body = new Body(this.page.body, this.page.paragraphs);
    this.outbox = new Outbox(model, this.page.place, () => this.drawState());
    this.sitting = new Sitting(this.page, this.outbox);
    this.text = new TextPane(this.page, this.body, Object.fromEntries(this.page.voices.map((each) => [each.value, each])));
    this.list = new ListPane(this.page, this.body);
    this.fields = new FieldsPane(this.page, this.body, (...draft) => this.correct(...draft));
    this.build(element);
    this.selected = this.sitting.items.find((item) => item.status === "undecided") ?? this.sitting.items[0] ?? null;
    this.text.draw(this.sitting.items, this.selected);
    this.draw();
    this.listen = (message) => this.receive(message);
    model.on("msg:custom", this.listen);
    if (this.outbox.found) this.say(`${this.outbox.found} decisions from before were not saved yet; they are being sent again.`);
  }

  build(element) {
    const { page } = this;
    this.root = make("section", { class: "readout-review", "data-lm-suppress-shortcuts": "true", "aria-label": `Review of ${page.title} by ${page.coder}` });
    this.left = make("span", { class: "rr-left" });
    this.bar = make("progress", { max: 1, value: 0, "aria-label": "Share of claims decided" });
    this.state = make("span", { class: "rr-state" });
    this.live = make("p", { class: "rr-live", role: "status", "aria-live": "polite" });
    const groups = Object.entries(FILTERS).map(([value, [label]]) => make("option", { value }, label));
    const voices = page.voices.map((each) => make("option", { value: `voice:${each.value}` }, `Voice: ${each.label}`));
    this.filter = make("select", { "aria-label": "Show" }, ...groups, ...voices);
    this.filter.addEventListener("change", () => this.sift());
    this.search = make("input", { type: "search", "aria-label": "Search the claims", placeholder: "Search" });
    this.search.addEventListener("input", () => this.sift());
    this.keys = make("details", { class: "rr-keys" }, make("summary", {}, "Keys (?)"), make("dl", {}, ...KEYS.map(([keys, does]) => make("div", {}, make("dt", {}, ...keys.split(" ").map((key) => make("kbd", {}, key))), make("dd", {}, does)))));
    const short = [["a", "accept"], ["c", "correct"], ["r", "reject"], ["+", "add"], ["n", "next undecided"], ["t", "text"], ["z", "undo"], ["?", "all keys"]];
    const legend = make("ul", { class: "rr-legend", "aria-label": "Voices" }, ...page.voices.map((each) => {
      const tag = make("span", { class: "rr-voice", title: each.meaning }, each.label);
      tag.style.setProperty("--voice", each.colour);
      tag.style.setProperty("--line", each.mark);
      return make("li", {}, tag);
    }));
    const signs = make("ul", { class: "rr-legend", "aria-label": "Signs" }, ...Object.entries(SIGNS).map(([status, sign]) => make("li", {}, `${sign} ${status}`)));
    const trouble = page.trouble.length
      ? [make("details", { class: "rr-trouble", open: true }, make("summary", {}, `${page.trouble.length} earlier ${page.trouble.length === 1 ? "line" : "lines"} could not be used`), make("ul", {}, ...page.trouble.map((each) => make("li", {}, each))))]
      : [];
    this.root.append(
      make("header", {}, make("h3", {}, page.title), make("span", {}, `${page.mode} by ${page.coder}`), this.bar, this.left, this.state),
      ...trouble,
      make("p", { class: "rr-short", "aria-hidden": "true" }, ...short.flatMap(([key, does]) => [make("kbd", {}, key), ` ${does}  `])),
      make(
        "div",
        { class: "rr-panes" },
        make("div", { class: "rr-side" }, make("p", { class: "rr-live", id: page.uid + "-texthelp" }, "Read only. Arrows move the caret, with Shift they select; plus adds the selection as a claim; t goes to the list; question mark lists the keys."), this.text.element, legend, signs),
        make("div", { class: "rr-side" }, make("div", { class: "rr-sift" }, this.filter, this.search), this.list.element, this.fields.element),
      ),
      this.keys,
      this.live,
    );
    element.append(this.root);
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.list.element.addEventListener("click", (event) => {
      const row = event.target.closest("[data-name]");
      if (row) this.go(this.sitting.items[this.sitting.index(row.dataset.name)]);
    });
    this.text.element.addEventListener("click", (event) => {
      const piece = event.target.closest("[data-claim]");
      if (piece && this.root.ownerDocument.getSelection().isCollapsed) this.go(this.sitting.items[this.sitting.index(piece.dataset.claim)]);
    });
  }

  // ---- showing

  /** Draw the list, the fields and the counts; of the text only the paragraphs that hold the spans. */
  draw(spans = []) {
    if (spans.length) this.text.draw(this.sitting.items, this.selected, spans);
    this.list.draw(this.sitting.items, this.selected);
    this.fields.draw(this.selected);
    const { left, items } = this.sitting;
    this.left.textContent = `${left} of ${items.length} left`;
    this.bar.value = items.length ? 1 - left / items.length : 1;
    this.drawState();
  }

  drawState() {
    if (!this.state) return;
    const { word, trouble } = this.outbox.state;
    this.root.dataset.saved = String(!this.outbox.pending.size);
    if (this.state.textContent === word) return;
    this.state.textContent = word;
    this.state.classList.toggle("rr-alarm", trouble);
    if (trouble) this.state.setAttribute("role", "alert");
    else this.state.removeAttribute("role");
  }

  say(words) {
    this.live.textContent = words;
  }

  spansOf(...items) {
    return items.filter(Boolean).flatMap(({ claim }) => [...claim.content, ...[claim.source, claim.cue, claim.condition].filter(Boolean)]);
  }

  go(item) {
    if (!item) return;
    const before = this.selected;
    this.selected = item;
    this.draw(this.spansOf(before, item));
    this.text.reveal(item.claim.claim_id);
  }

  sift() {
    this.list.filter = this.filter.value;
    this.list.search = this.search.value.trim().toLowerCase();
    const shown = this.shown();
    if (shown.length && !shown.includes(this.selected)) this.go(shown[0]);
    this.list.draw(this.sitting.items, this.selected);
    this.say(`${shown.length} claims shown.`);
  }

  shown() {
    return this.sitting.items.filter((item) => this.list.shows(item));
  }

  // ---- moving

  step(by, wanted = () => true) {
    const items = this.sitting.items.filter((item) => this.list.shows(item) || item === this.selected);
    let at = items.indexOf(this.selected) + by;
    while (at >= 0 && at < items.length && !wanted(items[at])) at += by;
    if (at >= 0 && at < items.length) this.go(items[at]);
    else this.say(wanted === undecided && !this.sitting.left ? "Every claim is decided." : by > 0 ? "No more below." : "No more above.");
  }

  // ---- deciding

  decided(entry, words, next = entry.inserted[0]) {
    const before = this.selected;
    this.selected = next ?? this.sitting.items[0] ?? null;
    this.draw(this.spansOf(before, this.selected, ...entry.removed, ...entry.inserted));
    if (this.selected) this.text.reveal(this.selected.claim.claim_id);
    this.say(`${words}. ${this.sitting.left} left.`);
  }

  /** The undecided claim to go on with after one is decided: the next below, else the first. */
  onward(entry) {
    const items = this.shown();
    const { items: all } = this.sitting;
    const from = all.indexOf(entry.inserted[0]);
    return items.find((item) => item.status === "undecided" && all.indexOf(item) > from) ?? items.find((item) => item.status === "undecided") ?? entry.inserted[0];
  }

  accept() {
    const item = this.selected;
    if (!["undecided", "rejected"].includes(item.status)) return this.say(`It stands already, ${item.status}.`);
    const entry = this.sitting.decide(item.alternatives ? "adjudicate" : "accept", [item], [item.claim], item);
    this.decided(entry, "Accepted", this.onward(entry));
  }

  reject() {
    const item = this.selected;
    if (item.status === "rejected") return this.say("It is rejected already.");
    const entry = this.sitting.decide("reject", [item], [], item);
    this.decided(entry, "Rejected", this.onward(entry));
  }

  side(number) {
    const item = this.selected;
    const side = item.alternatives?.[number - 1];
    if (!side) return this.say(item.alternatives ? `There are ${item.alternatives.length} sides.` : "The coders do not differ here.");
    const entry = this.sitting.decide(side.claims.length ? "adjudicate" : "reject", [item], side.claims, item);
    this.decided(entry, `Took the side of ${side.coder}`, this.onward(entry));
  }

  correct(item, claim, changed, more) {
    const action = changed.length ? "correct" : this.again(item);
    const entry = this.sitting.decide(action, [item], [claim], more);
    this.decided(entry, changed.length ? `Corrected: ${changed.map((name) => LABELS[name].toLowerCase()).join(", ")}` : "Noted");
  }

  /** The action that says the same of a claim once more, with another comment. */
  again(item) {
    if (item.status === "undecided") return "note";
    if (item.status === "rejected") return "reject";
    return item.status === "accepted" ? "accept" : "correct";
  }

  unsure() {
    const item = this.selected;
    const entry = this.sitting.decide(this.again(item), [item], [item.claim], { comment: item.comment, unsure: !item.unsure });
    this.decided(entry, item.unsure ? "Sure again" : "Marked as unsure");
  }

  /** Give the selected claim other spans; `parts` may be content, source, cue or condition. */
  respan(parts, words) {
    const item = this.selected;
    const claim = { ...item.claim, ...parts, claim_id: `new:${newName()}` };
    const entry = this.sitting.decide("correct", [item], [claim], item);
    this.decided(entry, words);
  }

  withSelection(does) {
    const span = this.text.caret()?.span;
    if (span) does(span);
    else this.say("Select some text first: t goes to the text, Shift with the arrows selects.");
  }

  content(span, further) {
    this.respan({ content: this.body.join(further ? [...this.selected.claim.content, span] : [span]) }, further ? "Content extended" : "Content set");
  }

  cut(span) {
    const left = this.body.cut(this.selected.claim.content, span);
    if (!left.length) this.say("Nothing would be left; press r to reject the claim.");
    else this.respan({ content: left }, "Cut out of the content");
  }

  add(span) {
    const quoted = /^[“‘"'«].*[”’"'»]$/s.test(this.body.slice(...span));
    const claim = {
      claim_id: `new:${newName()}`,
      voice: quoted ? "direct" : "indirect",
      content: [span],
      source: null,
      cue: null,
      condition: null,
      quotes: quoted ? [span] : [],
      act: "asserts",
      stance: "neutral",
      issues: [],
      hedged: false,
      negated: false,
      unnamed: false,
      parent: null,
      rule: "",
      confidence: 0,
      ...Object.fromEntries(WORD_FIELDS.map((name) => [name, null])),
    };
    this.decided(this.sitting.decide("add", [], [claim]), "Added; press c to set its fields");
  }

  part() {
    const item = this.selected;
    const at = this.text.caret()?.focus;
    const left = at === undefined ? [] : this.body.cut(item.claim.content, [at, Infinity]);
    const right = at === undefined ? [] : this.body.cut(item.claim.content, [0, at]);
    if (!left.length || !right.length) return this.say("Put the caret inside the selected claim first: t goes to the text.");
    const claims = [left, right].map((content) => ({ ...item.claim, content, claim_id: `new:${newName()}` }));
    return this.decided(this.sitting.decide("split", [item], claims, item), "Parted in two");
  }

  glue() {
    const item = this.selected;
    const items = this.sitting.items.filter((each) => each.status !== "rejected");
    const next = items[items.indexOf(item) + 1];
    if (item.status === "rejected" || !next) return this.say("There is no claim below to glue to this one.");
    const claim = {
      ...item.claim,
      content: this.body.join([...item.claim.content, ...next.claim.content]),
      issues: [...new Set([...item.claim.issues, ...next.claim.issues])],
      claim_id: `new:${newName()}`,
    };
    const comment = [item.comment, next.comment].filter(Boolean).join("; ");
    return this.decided(this.sitting.decide("merge", [item, next], [claim], { comment, unsure: item.unsure || next.unsure }), "Glued to the next");
  }

  undo(entry, shown, words) {
    if (!entry) return this.say(`There is nothing to ${words}.`);
    const before = this.selected;
    this.selected = shown(entry)[0] ?? this.sitting.items[0] ?? null;
    this.draw(this.spansOf(before, this.selected, ...entry.removed, ...entry.inserted));
    if (this.selected) this.text.reveal(this.selected.claim.claim_id);
    return this.say(`${words === "undo" ? "Undone" : "Redone"}: ${entry.decision.action}. ${this.sitting.left} left.`);
  }

  // ---- keys

  key(event) {
    event.stopPropagation(); // the notebook has shortcuts of its own on the same letters
    if (event.isComposing) return;
    const inFields = this.fields.element.contains(event.target);
    if (inFields || event.target === this.search || event.target === this.filter) this.formKey(event, inFields);
    else if (this.command(event)) event.preventDefault();
  }

  formKey(event, inFields) {
    const area = event.target.tagName === "TEXTAREA";
    const closed = event.key === "Escape" || (event.key === "Enter" && (!area || event.ctrlKey || event.metaKey));
    if (!closed) return;
    event.preventDefault();
    if (inFields && event.key === "Escape") this.fields.discard();
    this.list.element.focus(); // leaving the fields saves what was changed
  }

  command(event) {
    const inText = this.text.element.contains(event.target);
    const held = event.ctrlKey || event.metaKey;
    const key = held ? `Ctrl+${event.key.toLowerCase()}` : event.key;
    if (held && !["Ctrl+z", "Ctrl+y"].includes(key)) return false;
    if (event.altKey) return false;
    const anywhere = {
      j: () => this.step(1),
      k: () => this.step(-1),
      n: () => this.step(1, undecided),
      N: () => this.step(-1, undecided),
      z: () => this.undo(this.sitting.undo(), (entry) => entry.removed, "undo"),
      Z: () => this.undo(this.sitting.redo(), (entry) => entry.inserted, "redo"),
      t: () => (inText ? this.list.element.focus() : this.toText()),
      f: () => this.filter.focus(),
      "/": () => this.search.focus(),
      "?": () => this.toggleKeys(),
      "+": () => this.withSelection((span) => this.add(span)),
    };
    anywhere["="] = anywhere["+"];
    anywhere["Ctrl+z"] = event.shiftKey ? anywhere.Z : anywhere.z;
    anywhere["Ctrl+y"] = anywhere.Z;
    const onClaim = {
      a: () => this.accept(),
      r: () => this.reject(),
      c: () => this.fields.focus("voice"),
      w: () => this.fields.focus("comment"),
      u: () => this.unsure(),
      e: () => this.withSelection((span) => this.content(span, false)),
      E: () => this.withSelection((span) => this.content(span, true)),
      x: () => this.withSelection((span) => this.cut(span)),
      p: () => this.part(),
      g: () => this.glue(),
    };
    for (const [letter, name] of [["s", "source"], ["v", "cue"], ["i", "condition"]]) {
      onClaim[letter] = () => this.withSelection((span) => this.respan({ [name]: span }, `${LABELS[name]} set`));
      onClaim[letter.toUpperCase()] = () => this.respan({ [name]: null }, `${LABELS[name]} taken away`);
    }
    for (let number = 1; number <= 9; number += 1) onClaim[number] = () => this.side(number);
    const inList = {
      ArrowDown: anywhere.j,
      ArrowUp: anywhere.k,
      Home: () => this.go(this.shown()[0]),
      End: () => this.go(this.shown().slice(-1)[0]),
      Enter: onClaim.c,
    };
    const does = anywhere[key] ?? (this.selected && onClaim[key]) ?? (inText ? key === "Enter" && (() => this.toClaim()) : inList[key]);
    if (does) does();
    // Other letters would be typed into the text; keep them from doing anything.
    return Boolean(does) || (inText && key.length === 1);
  }

  toText() {
    this.text.element.focus({ preventScroll: true });
    if (this.selected) {
      this.text.reveal(this.selected.claim.claim_id);
      this.text.select(this.selected.claim.content[0][0]);
    }
  }

  toClaim() {
    const at = this.text.caret()?.focus;
    const over = this.sitting.items.filter(({ claim }) => claim.content.some(([start, end]) => start <= at && at < end));
    const size = ({ claim }) => claim.content.reduce((sum, [start, end]) => sum + end - start, 0);
    if (!over.length) this.say("There is no claim at the caret.");
    else this.go(over.sort((one, other) => size(one) - size(other))[0]);
  }

  toggleKeys() {
    this.keys.open = !this.keys.open;
    if (this.keys.open) this.keys.scrollIntoView({ block: "nearest" });
    this.say(this.keys.open ? KEYS.map(([keys, does]) => `${keys}: ${does}`).join("; ") : "Keys hidden.");
  }

  // ---- the kernel

  receive(message) {
    if (message.type === "page") return this.refresh(message.page);
    const decision = this.outbox.receive(message);
    if (this.stale && !this.outbox.pending.size) this.model.send({ type: "refresh" });
    if (message.type === "failed") return this.say(`Not saved: ${message.reason}`);
    if (message.type === "refused") {
      this.model.send({ type: "refresh" }); // it will never be on the disk: show what is
      return this.say(`Refused: ${message.reason}`);
    }
    if (!this.outbox.ours.has(message.id)) return this.model.send({ type: "refresh" });
    return decision?.claims.forEach((claim, number) => this.rename(claim, message.names[number]));
  }

  rename(claim, name) {
    const old = claim.claim_id;
    if (old === name) return;
    const taken = this.sitting.index(name) >= 0;
    claim.claim_id = name;
    this.list.rename(old, name);
    this.text.rename(old, name);
    if (taken) this.model.send({ type: "refresh" });
  }

  /** Somebody else decided something in the same file: show it. */
  refresh(page) {
    this.stale = this.outbox.pending.size > 0; // what is on its way is not on that page yet: ask again later
    if (this.stale) return;
    const name = this.selected?.claim.claim_id;
    this.sitting.items = page.claims;
    this.selected = page.claims[this.sitting.index(name)] ?? page.claims[0] ?? null;
    this.text.draw(this.sitting.items, this.selected);
    this.draw();
  }

  close() {
    this.model.off("msg:custom", this.listen);
    this.outbox.close();
  }
}

const undecided = (item) => item.status === "undecided";

export default {
  render({ model, el }) {
    const review = new Review(model, el);
    return () => review.close();
  },
};
