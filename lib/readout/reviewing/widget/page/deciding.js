/* What a coder can do with the selected claim; each is one decision, which the sitting keeps and sends. */

class Deciding {
  constructor(review) {
    this.review = review;
  }

  /** The undecided claim to go on with after one is decided: the next below, else the first. */
  onward(entry) {
    const { items } = this.review.sitting;
    const from = items.indexOf(entry.inserted[0]);
    const open = this.review.shown().filter(undecided);
    return open.find((item) => items.indexOf(item) > from) ?? open[0] ?? entry.inserted[0];
  }

  accept() {
    const item = this.review.selected;
    if (!["undecided", "rejected"].includes(item.status)) return this.review.say(`It stands already, ${item.status}.`);
    const entry = this.review.sitting.decide(item.alternatives ? "adjudicate" : "accept", [item], [item.claim], item);
    this.review.decided(entry, "Accepted", this.onward(entry));
  }

  reject() {
    const item = this.review.selected;
    if (item.status === "rejected") return this.review.say("It is rejected already.");
    const entry = this.review.sitting.decide("reject", [item], [], item);
    this.review.decided(entry, "Rejected", this.onward(entry));
  }

  side(number) {
    const item = this.review.selected;
    const side = item.alternatives?.[number - 1];
    if (!side) return this.review.say(item.alternatives ? `There are ${item.alternatives.length} sides.` : "The coders do not differ here.");
    const entry = this.review.sitting.decide(side.claims.length ? "adjudicate" : "reject", [item], side.claims, item);
    this.review.decided(entry, `Took the side of ${side.coder}`, this.onward(entry));
  }

  correct(item, claim, changed, more) {
    const action = changed.length ? "correct" : this.again(item);
    const entry = this.review.sitting.decide(action, [item], [claim], more);
    this.review.decided(entry, changed.length ? `Corrected: ${changed.map((name) => LABELS[name].toLowerCase()).join(", ")}` : "Noted");
  }

  /** The action that says the same of a claim once more, with another comment. */
  again(item) {
    if (item.status === "undecided") return "note";
    if (item.status === "rejected") return "reject";
    return item.status === "accepted" ? "accept" : "correct";
  }

  unsure() {
    const item = this.review.selected;
    const entry = this.review.sitting.decide(this.again(item), [item], [item.claim], { comment: item.comment, unsure: !item.unsure });
    this.review.decided(entry, item.unsure ? "Sure again" : "Marked as unsure");
  }

  /** Give the selected claim other spans; `parts` may be content, source, cue, target or condition. */
  respan(parts, words) {
    const item = this.review.selected;
    if (Object.keys(parts).every((name) => same(parts[name], item.claim[name]))) return this.review.say("It is so already.");
    const claim = { ...item.claim, ...parts, claim_id: `new:${newName()}` };
    const entry = this.review.sitting.decide("correct", [item], [claim], item);
    this.review.decided(entry, words);
  }

  withSelection(does) {
    const span = this.review.text.caret()?.span;
    if (span) does(span);
    else this.review.say("Select some text first: t goes to the text, Shift with the arrows selects.");
  }

  content(span, further) {
    this.respan({ content: this.review.body.join(further ? [...this.review.selected.claim.content, span] : [span]) }, further ? "Content extended" : "Content set");
  }

  cut(span) {
    const left = this.review.body.cut(this.review.selected.claim.content, span);
    if (!left.length) this.review.say("Nothing would be left; press r to reject the claim.");
    else this.respan({ content: left }, "Cut out of the content");
  }

  add(span) {
    const quoted = /^[“‘"'«].*[”’"'»]$/s.test(this.review.body.slice(...span));
    const claim = {
      claim_id: `new:${newName()}`,
      voice: quoted ? "direct" : "indirect",
      content: [span],
      source: null,
      cue: null,
      target: null,
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
    this.review.decided(this.review.sitting.decide("add", [], [claim]), "Added; press c to set its fields");
  }

  part() {
    const item = this.review.selected;
    const at = this.review.text.caret()?.focus;
    const left = at === undefined ? [] : this.review.body.cut(item.claim.content, [at, Infinity]);
    const right = at === undefined ? [] : this.review.body.cut(item.claim.content, [0, at]);
    if (!left.length || !right.length) return this.review.say("Put the caret inside the selected claim first: t goes to the text.");
    const claims = [left, right].map((content) => ({ ...item.claim, content, claim_id: `new:${newName()}` }));
    return this.review.decided(this.review.sitting.decide("split", [item], claims, item), "Parted in two");
  }

  glue() {
    const item = this.review.selected;
    const items = this.review.sitting.items.filter((each) => each.status !== "rejected");
    const next = items[items.indexOf(item) + 1];
    if (item.status === "rejected" || !next) return this.review.say("There is no claim below to glue to this one.");
    const claim = {
      ...item.claim,
      content: this.review.body.join([...item.claim.content, ...next.claim.content]),
      issues: [...new Set([...item.claim.issues, ...next.claim.issues])],
      claim_id: `new:${newName()}`,
    };
    const comment = [item.comment, next.comment].filter(Boolean).join("; ");
    return this.review.decided(this.review.sitting.decide("merge", [item, next], [claim], { comment, unsure: item.unsure || next.unsure }), "Glued to the next");
  }

  undo() {
    this.back(this.review.sitting.undo(), "undo", (entry) => entry.removed);
  }

  redo() {
    this.back(this.review.sitting.redo(), "redo", (entry) => entry.inserted);
  }

  back(entry, word, shown) {
    if (!entry) return this.review.say(`There is nothing to ${word}.`);
    return this.review.decided(entry, `${word === "undo" ? "Undone" : "Redone"}: ${entry.decision.action}`, shown(entry)[0]);
  }
}
