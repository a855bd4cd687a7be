/* What a coder can do with the selected claim; each is one decision, which the sitting keeps and sends. */

/** Fields that can be set alike in several claims. */
const LIKE = ["voice", "act", "stance", "issues", "actor", "actor_kind", "affiliation", "party", "matter", "addressee", "object"];

class Deciding {
  constructor(review) {
    this.review = review;
  }

  /** The undecided claim to go on with after one is decided: the next below, else the first. */
  onward(entry) {
    const { list, sitting } = this.review;
    const items = list.ordered(sitting.items, entry.inserted[0]);
    const from = items.indexOf(entry.inserted[0]);
    const open = this.review.shown().filter(undecided);
    return open.find((item) => items.indexOf(item) > from) ?? open[0] ?? entry.inserted[0];
  }

  accept() {
    const item = this.review.selected;
    if (!["undecided", "rejected"].includes(item.status)) return this.review.say(`It stands already, ${item.status}.`);
    const entry = this.take(item);
    this.review.decided(entry, "Accepted", this.onward(entry));
  }

  /** Accept a claim: one that only a model proposes is thereby added. */
  take(item) {
    const action = item.own && item.status === "undecided" ? "add" : this.review.adjudicates && item.alternatives ? "adjudicate" : "accept";
    return this.review.sitting.decide(action, [item], [item.claim], item);
  }

  /** Accept what is shown and undecided, after it was looked at; one undo takes it back. */
  acceptAll() {
    const open = this.review.shown().filter(undecided);
    this.review.panel.close();
    if (!open.length) return this.review.say("Nothing that is shown is undecided.");
    return this.review.ask(`Accept ${open.length} claim${open.length > 1 ? "s" : ""} at once? One undo takes all of it back.`, open, "Accept them", (items) => {
      this.many(items, (item) => this.take(item), "Accepted");
    });
  }

  /** Decide on several claims as one. */
  many(items, does, word) {
    let entries = [];
    this.review.sitting.together(() => {
      entries = items.map(does);
    });
    const removed = entries.flatMap((entry) => entry.removed);
    const inserted = entries.flatMap((entry) => entry.inserted);
    this.review.decided({ removed, inserted }, `${word}: ${items.length} claims`, this.onward({ removed, inserted: inserted.slice(-1) }));
  }

  /** After a correction: offer it to undecided claims of the same actor or matter that have what was wrong. */
  offer(before, changed, after) {
    const like = (item) =>
      undecided(item) && !item.own && changed.every((name) => same(item.claim[name], before[name])) &&
      ((before.actor && item.claim.actor === before.actor) || (before.matter && item.claim.matter === before.matter));
    const alike = this.review.sitting.items.filter(like);
    if (!alike.length || changed.some((name) => !LIKE.includes(name))) return undefined;
    const set = changed.map((name) => `${LABELS[name].toLowerCase()}: ${[after[name]].flat().join(", ") || "none"}`).join("; ");
    // What opens between the press and the release of a pointer would move what is being clicked away from under it.
    if (this.review.pressed) return void setTimeout(() => this.offer(before, changed, after), 50);
    return this.review.ask(`${alike.length} undecided claim${alike.length > 1 ? "s" : ""} of the same actor or matter had the same. Set ${set} there as well?`, alike, "Correct the ticked (q)", (items) => {
      const values = Object.fromEntries(changed.map((name) => [name, after[name]]));
      this.many(items, (item) => this.review.sitting.decide("correct", [item], [{ ...item.claim, ...values }], item), "Corrected");
    }, true);
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
    const action = !side.claims.length ? "reject" : this.review.adjudicates ? "adjudicate" : side.claims.length > 1 ? "split" : same(side.claims[0], item.claim) ? "accept" : "correct";
    const entry = action === "accept" ? this.take(item) : this.review.sitting.decide(action, [item], side.claims, item);
    this.review.decided(entry, `Took the side of ${side.coder}`, this.onward(entry));
  }

  correct(item, claim, changed, more, onward = false) {
    const action = changed.length ? "correct" : this.again(item);
    const entry = this.review.sitting.decide(action, [item], [claim], more);
    const words = changed.length ? `Corrected: ${changed.map((name) => LABELS[name].toLowerCase()).join(", ")}` : "Noted";
    this.review.decided(entry, words, onward && changed.length ? this.onward(entry) : entry.inserted[0]);
    if (changed.length) this.offer(item.claim, changed, claim);
  }

  /** The action that says the same of a claim once more, with another comment. */
  again(item) {
    if (item.status === "undecided") return item.own ? "add" : "note";
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
    const span = this.review.text.selected();
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
    const { sitting } = this.review;
    this.back(sitting.many(sitting.done), () => sitting.undo(), "undo", "removed");
  }

  redo() {
    const { sitting } = this.review;
    this.back(sitting.many(sitting.undone), () => sitting.redo(), "redo", "inserted");
  }

  back(count, step, word, shown) {
    if (!count) return this.review.say(`There is nothing to ${word}.`);
    const entries = Array.from({ length: count }, step);
    const [removed, inserted] = ["removed", "inserted"].map((name) => entries.flatMap((entry) => entry[name]));
    const what = count > 1 ? `${count} decisions` : entries[0].decision.action;
    return this.review.decided({ removed, inserted }, `${word === "undo" ? "Undone" : "Redone"}: ${what}`, (shown === "removed" ? removed : inserted)[0]);
  }
}
