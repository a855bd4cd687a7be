/* The sitting: the claims as they stand, what was done and can be undone, and what the kernel has confirmed. */

const STATUS_OF = {
  accept: "accepted",
  correct: "corrected",
  reject: "rejected",
  add: "added",
  split: "split",
  merge: "merged",
  adjudicate: "adjudicated",
};
const newName = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (n) => n.toString(16).padStart(2, "0")).join("");

class Sitting {
  constructor(page, outbox) {
    this.items = page.claims;
    this.outbox = outbox;
    this.done = [];
    this.undone = [];
  }

  get left() {
    return this.items.filter((item) => item.status === "undecided").length;
  }

  index(name) {
    return this.items.findIndex((item) => item.claim.claim_id === name);
  }

  /** Put claims in the place of others; `made` are the claims that stand afterwards (none where it is rejected). */
  decide(action, items, made, { comment = "", unsure = false } = {}) {
    const kept = action === "note" ? items[0].status : this.status(action, items);
    const { alternatives, also, by } = items[0] ?? {};
    const inserted =
      action === "reject"
        ? items.map((item) => ({ ...item, status: "rejected", comment, unsure }))
        : made.map((claim) => ({ claim, status: kept, comment, unsure, alternatives, also, by }));
    const decision = {
      id: newName(),
      action,
      replaces: action === "add" ? [] : items.flatMap((item) => [item.claim, ...(item.also ?? [])]),
      claims: action === "note" || action === "reject" ? [] : made,
      comment,
      unsure,
    };
    const entry = { decision, removed: items, inserted, group: this.group };
    this.perform(entry);
    this.undone = [];
    return entry;
  }

  status(action, items) {
    const added = items.length && items.every((item) => item.status === "added");
    return added && (action === "correct" || action === "accept") ? "added" : STATUS_OF[action];
  }

  perform(entry) {
    this.swap(entry.removed, entry.inserted);
    this.done.push(entry);
    this.outbox.put(entry.decision);
  }

  /** Make the decisions of `does` one: they are undone together. */
  together(does) {
    this.group = newName();
    does();
    this.group = null;
  }

  /** How many decisions an undo or a redo is about: all of a group, else the last. */
  many(entries) {
    const group = entries[entries.length - 1]?.group;
    let count = entries.length ? 1 : 0;
    while (group && entries[entries.length - 1 - count]?.group === group) count += 1;
    return count;
  }

  undo() {
    const entry = this.done.pop();
    if (!entry) return null;
    this.swap(entry.inserted, entry.removed);
    this.undone.push(entry);
    this.outbox.put({ id: newName(), action: "withdraw", withdraws: entry.decision.id, replaces: [], claims: [] });
    return entry;
  }

  redo() {
    const entry = this.undone.pop();
    if (!entry) return null;
    entry.decision = { ...entry.decision, id: newName() };
    this.perform(entry);
    return entry;
  }

  swap(removed, inserted) {
    const gone = new Set(removed.map((item) => item.claim.claim_id));
    const made = new Set(inserted.map((item) => item.claim.claim_id));
    this.items = this.items.filter((item) => !gone.has(item.claim.claim_id) && !made.has(item.claim.claim_id));
    const order = (item) => item.claim.content[0];
    for (const item of inserted) {
      let at = this.items.length;
      while (at && order(this.items[at - 1])[0] > order(item)[0]) at -= 1;
      this.items.splice(at, 0, item);
    }
  }
}
