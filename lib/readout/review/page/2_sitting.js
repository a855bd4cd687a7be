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
    const { alternatives, also } = items[0] ?? {};
    const inserted =
      action === "reject"
        ? items.map((item) => ({ ...item, status: "rejected", comment, unsure }))
        : made.map((claim) => ({ claim, status: kept, comment, unsure, alternatives, also }));
    const decision = {
      id: newName(),
      action,
      replaces: items.flatMap((item) => [item.claim, ...(item.also ?? [])]),
      claims: action === "note" || action === "reject" ? [] : made,
      comment,
      unsure,
    };
    const entry = { decision, removed: items, inserted };
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

/**
 * Sends decisions to the kernel and keeps each, in the browser's storage too, until the kernel says it is on disk.
 * The next is sent only then: so they reach the file in the order in which they were made, whatever is sent again.
 */
class Outbox {
  constructor(model, place, changed) {
    this.model = model;
    this.prefix = `readout-unsent/${place}/`;
    this.changed = changed;
    this.pending = new Map();
    this.ours = new Set();
    this.failure = "";
    this.since = 0;
    for (const key of this.keys()) {
      const decision = JSON.parse(localStorage.getItem(key));
      this.pending.set(decision.id, decision);
      this.ours.add(decision.id);
    }
    this.found = this.pending.size;
    this.timer = setInterval(() => this.sendFirst(), 4000);
    this.sendFirst();
  }

  keys() {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
      const age = (key) => JSON.parse(localStorage.getItem(key)).queued;
      return keys.sort((one, other) => age(one) - age(other));
    } catch {
      return []; // no storage in this browser: what is unsent lives in this page alone
    }
  }

  put(decision) {
    decision.queued = Date.now() + this.pending.size / 1000;
    this.pending.set(decision.id, decision);
    this.ours.add(decision.id);
    try {
      localStorage.setItem(this.prefix + decision.id, JSON.stringify(decision));
    } catch {
      /* full or switched off: the page still holds it */
    }
    if (this.pending.size === 1) this.sendFirst();
    this.changed();
  }

  sendFirst() {
    const [decision] = this.pending.values();
    if (!decision) return;
    if (!this.since) this.since = Date.now();
    try {
      this.model.send({ type: "decide", decision });
    } catch {
      this.failure = "the kernel does not answer.";
    }
    this.changed();
  }

  /** Take the kernel's word that a decision is on the disk, or why it is not; return it where it was waiting. */
  receive(message) {
    const decision = this.pending.get(message.id);
    if (!decision) return null;
    this.failure = message.type === "failed" ? message.reason : "";
    if (message.type !== "failed") {
      this.pending.delete(message.id);
      this.since = this.pending.size ? Date.now() : 0;
      try {
        localStorage.removeItem(this.prefix + message.id);
      } catch {
        /* as above */
      }
      this.sendFirst();
    }
    this.changed();
    return decision;
  }

  get state() {
    if (!this.pending.size) return { word: "All saved.", trouble: false };
    const count = `${this.pending.size} not saved`;
    if (this.failure) return { word: `${count}: ${this.failure} They are kept in this page and sent again.`, trouble: true };
    if (Date.now() - this.since < 3000) return { word: "Saving …", trouble: false };
    return {
      word: `${count}: the kernel does not answer (busy, restarting or dead). They are kept in this browser; if you restart the kernel, run the cell again.`,
      trouble: true,
    };
  }

  close() {
    clearInterval(this.timer);
  }
}
