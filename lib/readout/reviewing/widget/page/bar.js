/* The buttons: what the keys do, for mouse and touch. Each names its key. */

const ON_CLAIMS = [["a", "Accept"], ["c", "Correct"], ["r", "Reject"], ["u", "Unsure"], ["w", "Comment"], ["n", "Next undecided"], ["z", "Undo"], ["Z", "Redo"], ["A", "Accept all shown"], ["b", "Code a sample blind"], ["?", "All keys"]];
const ON_WORDS = [["+", "new claim"], ["e", "content"], ["E", "one more piece"], ["x", "cut out"], ["s", "source"], ["v", "cue"], ["o", "target"], ["i", "condition"], ["p", "part the claim here"]];

/** A row of buttons; `press` is called with the key of the one that was clicked. */
class Bar {
  constructor(label, entries, press) {
    const buttons = entries.map(([key, does]) => make("button", { type: "button", "data-key": key }, `${does} `, make("kbd", { "aria-hidden": "true" }, key)));
    this.element = make("div", { class: "rr-bar", role: "toolbar", "aria-label": label }, make("span", { "aria-hidden": "true" }, label), ...buttons);
    // The words selected in the text, and the focus of the list, stay where they are.
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
    this.element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-key]");
      if (button) press(button.dataset.key);
    });
  }
}

/** A question before many claims are changed at once: the claims are shown, and each can be left out. */
class Panel {
  constructor() {
    this.element = make("div", { class: "rr-panel", role: "group", "aria-label": "Before many claims are changed", hidden: true });
    this.yes = null;
  }

  close() {
    this.element.hidden = true;
    this.yes = null;
  }

  /** Ask; `gentle` leaves the focus where it is, for what is only offered. */
  ask(question, claims, yes, does, back, gentle) {
    const boxes = claims.map(([item, words]) => [item, make("input", { type: "checkbox", checked: true }), words]);
    const go = make("button", { type: "button", class: "rr-yes" }, yes);
    const no = make("button", { type: "button" }, "Leave them as they are");
    this.back = () => {
      this.close();
      back();
    };
    no.addEventListener("click", () => this.back());
    this.yes = () => {
      const chosen = boxes.filter(([, box]) => box.checked).map(([item]) => item);
      this.back();
      if (chosen.length) does(chosen);
    };
    go.addEventListener("click", () => this.yes());
    const rows = boxes.map(([, box, words]) => make("label", { dir: "auto" }, box, ` ${words}`));
    this.element.replaceChildren(make("p", {}, question), make("div", { class: "rr-many" }, ...rows), make("div", { class: "rr-bar" }, go, no));
    this.element.hidden = false;
    suppress(this.element);
    if (!gentle) go.focus();
  }
}
