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
