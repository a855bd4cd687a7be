/* The widget: the sitting and its panes, what is selected, and what the kernel says. */

const undecided = (item) => item.status === "undecided";

class Review {
  constructor(model, element) {
    this.model = model;
    const page = { ...model.get("page"), uid: `rr${newName()}` };
    this.body = new Body(page.body, page.paragraphs);
    this.outbox = new Outbox(model, page.place, () => this.drawState());
    this.sitting = new Sitting(page, this.outbox);
    this.text = new TextPane(page, this.body);
    this.list = new ListPane(page, this.body);
    this.deciding = new Deciding(this);
    this.adjudicates = page.mode === "adjudication";
    this.fields = new FieldsPane(page, this.body, (...draft) => this.deciding.correct(...draft), () => this.drawState());
    this.panel = new Panel();
    this.blind = new Blind(page, model, (words) => this.say(words), () => this.codeBlind(false));
    const press = (key) => this.keys.run(key);
    const bars = [new Bar("The selected claim", ON_CLAIMS, press), new Bar("The selected words:", ON_WORDS, press)];
    this.frame = new Frame(page, this.text, this.list, this.fields, bars, [this.panel.element, this.blind.element]);
    this.keys = new Keys(this);
    this.answerPointer();
    this.selected = this.sitting.items.find(undecided) ?? this.sitting.items[0] ?? null;
    element.append(this.frame.root);
    this.text.draw(this.sitting.items, this.selected);
    this.draw();
    this.listen = (message) => this.receive(message);
    model.on("msg:custom", this.listen);
    this.stale = this.outbox.found > 0; // the page was made without them
    if (this.stale) this.say(`${this.outbox.found} decisions from before were not saved yet; they are being sent again.`);
  }

  answerPointer() {
    const named = (name) => this.sitting.items[this.sitting.index(name)];
    this.list.element.addEventListener("click", (event) => this.go(named(event.target.closest("[data-name]")?.dataset.name)));
    this.text.element.addEventListener("click", (event) => {
      const reading = !this.text.element.ownerDocument.getSelection().isCollapsed;
      if (!reading) this.go(named(event.target.closest("[data-claim]")?.dataset.claim));
    });
    this.frame.filter.addEventListener("change", () => this.sift());
    this.frame.order.addEventListener("change", () => this.sift());
    this.fields.sides.addEventListener("click", (event) => {
      const key = event.target.closest("[data-key]")?.dataset.key;
      if (key) this.keys.run(key);
    });
    this.frame.root.addEventListener("pointerdown", () => (this.pressed = true));
    this.frame.root.ownerDocument.addEventListener("pointerup", () => setTimeout(() => (this.pressed = false)));
    this.frame.keys.addEventListener("click", (event) => {
      const key = event.target.closest("[data-key]")?.dataset.key;
      if (key) this.keys.run(key);
    });
    this.frame.search.addEventListener("input", () => this.sift());
    this.fields.element.addEventListener("focusout", () => setTimeout(() => this.catchUp()));
  }

  // ---- showing

  /** Draw the list, the fields and the counts; of the text only the paragraphs that hold the spans. */
  draw(spans = []) {
    const { left, items } = this.sitting;
    if (spans.length) this.text.draw(items, this.selected, spans);
    this.list.draw(items, this.selected);
    this.fields.draw(this.selected);
    this.frame.count(left, items.length);
    this.drawState();
    this.revealSoon();
  }

  drawState() {
    if (!this.frame) return; // the outbox sends what it found before anything is drawn
    const state = !this.outbox.pending.size && this.fields?.draft ? { word: "Not saved yet: Enter saves.", trouble: false } : this.outbox.state;
    this.frame.saving(this.outbox.pending.size, state);
  }

  /** Scroll both panes to the selected claim, with the next frame: measuring before it would lay the page out twice. */
  revealSoon() {
    this.revealing ??= requestAnimationFrame(() => {
      this.revealing = null;
      const inText = this.selected && this.text.distance(this.selected.claim.claim_id);
      const inList = this.list.distance();
      if (inText) this.text.element.scrollTop += inText;
      if (inList) this.list.element.scrollTop += inList;
    });
  }

  say(words) {
    this.frame.say(words);
  }

  /** Ask before several claims are changed, with their words in sight. */
  ask(question, items, yes, does, gentle = false) {
    const words = (item) => [item.claim.actor ?? "nobody named", this.body.text(item.claim.content)].join(": ").slice(0, 180);
    this.panel.ask(question, items.map((item) => [item, words(item)]), yes, does, () => this.list.element.focus(), gentle);
  }

  /** Open or leave the blind sample: nothing of the claims is in sight beside it. */
  codeBlind(opens = true) {
    this.frame.root.classList.toggle("rr-hides", opens);
    if (opens) this.blind.open();
    else this.list.element.focus();
  }

  spansOf(...items) {
    return items.filter(Boolean).flatMap(({ claim }) => [...claim.content, ...[claim.source, claim.cue, claim.target, claim.condition].filter(Boolean)]);
  }

  /** Show what a decision, made or taken back, has changed. */
  decided(entry, words, next = entry.inserted[0]) {
    this.panel.close();
    const before = this.selected;
    this.selected = next ?? this.sitting.items[0] ?? null;
    this.draw(this.spansOf(before, this.selected, ...entry.removed, ...entry.inserted));
    this.say(`${words}. ${this.sitting.left} left.`);
  }

  sift() {
    this.list.sift(this.frame.filter.value, this.frame.search.value, this.frame.order.value);
    const shown = this.shown();
    if (shown.length && !shown.includes(this.selected)) this.go(shown[0]);
    else this.draw();
    this.say(`${shown.length} claims shown.`);
  }

  shown() {
    return this.list.ordered(this.sitting.items);
  }

  // ---- moving

  go(item) {
    if (!item) return;
    const before = this.selected;
    this.selected = item;
    this.draw(this.spansOf(before, item));
  }

  step(by, wanted = () => true) {
    const items = this.list.ordered(this.sitting.items, this.selected);
    let at = items.indexOf(this.selected) + by;
    while (at >= 0 && at < items.length && !wanted(items[at])) at += by;
    if (at >= 0 && at < items.length) this.go(items[at]);
    else this.say(wanted === undecided && !this.sitting.left ? "Every claim is decided." : by > 0 ? "No more below." : "No more above.");
  }

  toText() {
    this.text.element.focus({ preventScroll: true });
    if (this.selected) this.text.select(this.selected.claim.content[0][0]);
    this.revealSoon();
  }

  /** Select the smallest claim at the caret. */
  toClaim() {
    const at = this.text.caret()?.focus;
    const over = this.sitting.items.filter(({ claim }) => claim.content.some(([start, end]) => start <= at && at < end));
    const size = ({ claim }) => claim.content.reduce((sum, [start, end]) => sum + end - start, 0);
    if (!over.length) this.say("There is no claim at the caret.");
    else this.go(over.sort((one, other) => size(one) - size(other))[0]);
  }

  // ---- the kernel

  receive(message) {
    if (message.type === "page") return this.refresh(message.page);
    if (message.type === "sample") return this.blind.receive(message);
    if (message.type === "answered") return this.blind.answered(message);
    if (message.type === "told") return this.blind.told(message.words);
    const decision = this.outbox.receive(message);
    this.catchUp();
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

  /** Ask for what others decided, where it could not be shown when it came. */
  catchUp() {
    if (this.stale && !this.outbox.pending.size && !this.fields.busy) this.model.send({ type: "refresh" });
  }

  /** Somebody else decided something in the same file: show it, and draw only what it changed. */
  refresh(page) {
    // What is on its way is not on that page yet, and what is being typed would be lost: ask again later.
    this.stale = this.outbox.pending.size > 0 || this.fields.busy;
    if (this.stale) return;
    const name = this.selected?.claim.claim_id;
    const before = this.sitting.items;
    const known = new Map(before.map((item) => [item.claim.claim_id, item]));
    const items = page.claims.map((item) => (same(known.get(item.claim.claim_id), item) ? known.get(item.claim.claim_id) : item));
    const [old, now] = [new Set(before), new Set(items)];
    this.sitting.items = items;
    this.selected = items[this.sitting.index(name)] ?? items[0] ?? null;
    this.draw(this.spansOf(this.selected, ...before.filter((item) => !now.has(item)), ...items.filter((item) => !old.has(item))));
  }

  close() {
    this.model.off("msg:custom", this.listen);
    this.outbox.close();
  }
}

export default {
  render({ model, el }) {
    const review = new Review(model, el);
    return () => review.close();
  },
};
