/* A random sample coded blind: sentence by sentence, and nothing of what the machine says in sight. */

class Blind {
  constructor(page, model, say, done) {
    this.model = model;
    this.say = say;
    this.done = done;
    this.at = 0;
    this.items = [];
    const option = ([value, label]) => make("option", { value }, label);
    const { act, stance } = page.vocabulary;
    const values = [...stance.map(({ value, label }) => [`stance:${value}`, `Stance: ${label}`]), ...act.map(({ value }) => [`act:${value}`, `Act: ${value}`]), ...page.issues.filter((code) => !code.retired).map((code) => [`issues:${code.code}`, `Code: ${code.label}`])];
    this.what = make("select", { "aria-label": "What is asked of each claim" }, ...values.map(option));
    this.size = make("input", { type: "number", min: 1, value: Math.min(30, page.claims.filter(({ claim }) => !["outlet", "hearsay"].includes(claim.voice)).length), "aria-label": "How many claims" });
    this.start = make("button", { type: "button" }, "Draw");
    this.leave = make("button", { type: "button" }, "Back to the claims");
    this.words = make("div", { class: "rr-blind", "aria-live": "polite" });
    this.answers = make("div", { class: "rr-bar", hidden: true }, ...[["y", "Yes"], ["n", "No"], ["k", "Back"], ["j", "On"]].map(([key, does]) => make("button", { type: "button", "data-answer": key }, `${does} `, make("kbd", { "aria-hidden": "true" }, key))));
    this.element = make(
      "div",
      { class: "rr-panel", tabindex: "-1", hidden: true, role: "group", "aria-label": "A random sample, coded blind" },
      make("p", {}, "Claims are drawn at random and shown without what the machine makes of them. The chance of each is remembered, so that readout share can correct a share by your codes."),
      make("div", { class: "rr-bar" }, this.what, this.size, this.start, this.leave),
      this.words,
      this.answers,
    );
    this.start.addEventListener("click", () => this.model.send({ type: "sample", of: this.what.value, size: Number(this.size.value) }));
    this.leave.addEventListener("click", () => this.close());
    this.answers.addEventListener("click", (event) => this.press(event.target.closest("[data-answer]")?.dataset.answer));
    suppress(this.element);
  }

  open() {
    this.element.hidden = false;
    this.what.focus();
  }

  close() {
    this.element.hidden = true;
    this.done();
  }

  /** Take a sample from the kernel: its question and claims, with what was answered before. */
  receive({ question, items, path }) {
    [this.question, this.items, this.path] = [question, items, path];
    const open = items.findIndex((item) => !item.human);
    this.at = open < 0 ? items.length - 1 : open;
    this.answers.hidden = false;
    this.element.focus();
    this.draw();
  }

  told(words) {
    this.words.replaceChildren(make("p", {}, words));
  }

  draw() {
    const item = this.items[this.at];
    const left = this.items.filter((each) => !each.human).length;
    const where = `${this.at + 1} of ${this.items.length}; ${left ? `${left} left` : `all coded: readout share ${this.path} tells the corrected share`}.`;
    const [before, after] = item.sentence.includes(item.claim) ? item.sentence.split(item.claim) : [item.sentence + " ", ""];
    this.words.replaceChildren(
      make("p", { class: "rr-head" }, where),
      make("p", { dir: "auto" }, before, make("mark", {}, item.claim), after ?? ""),
      make("p", {}, make("b", {}, this.question), item.human ? ` You said ${item.human}${item.saved ? "" : " (being saved)"}.` : ""),
    );
  }

  press(key) {
    const item = this.items[this.at];
    if (!item) return;
    if (key === "y" || key === "n") {
      [item.human, item.saved] = [key === "y" ? "yes" : "no", false];
      this.model.send({ type: "answer", path: this.path, claim_id: item.claim_id, human: item.human });
    }
    const by = { y: 1, n: 1, j: 1, k: -1 }[key] ?? 0;
    this.at = Math.min(Math.max(this.at + by, 0), this.items.length - 1);
    this.draw();
  }

  answered({ claim_id }) {
    const item = this.items.find((each) => each.claim_id === claim_id);
    if (item) item.saved = true;
    this.draw();
  }
}
