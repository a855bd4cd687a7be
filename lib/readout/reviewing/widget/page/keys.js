/* The keys: what each does, and the list of them. */

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
  ["y", "the stance (a letter chooses, Enter saves and goes on)"],
  ["m", "the act (what the speaker makes of it)"],
  ["l", "the codes (letters find one, Enter sets it, Enter again saves)"],
  ["A", "accept all undecided claims that are shown"],
  ["q", "make an offered correction in similar claims too"],
  ["b", "code a random sample blind"],
  ["z", "undo"],
  ["Z", "redo"],
  ["t", "to the text and back"],
  ["arrows", "in the text: move; with Shift: select; with Ctrl (⌥ on a Mac): by word"],
  ["Enter", "in the text: go to the claim at the caret"],
  ["+", "add a claim from the selected text"],
  ["e", "the selected text becomes the content"],
  ["E", "the selected text is one more piece of the content"],
  ["x", "cut the selected text out of the content"],
  ["s v o i", "the selected text becomes source, cue (verb), target (for or against what), condition (if); with Shift: none"],
  ["p", "part the claim in two at the caret"],
  ["g", "glue the next claim to this one"],
  ["1 2 …", "where coders differ: take this side"],
  ["f", "filter"],
  ["/", "search (Escape clears it)"],
  ["d", "order"],
  ["?", "show or hide this list"],
];

/** What each key does: anywhere in the list and the text, on the selected claim, in the list alone, in the text alone. */
const actionsOf = (review) => {
  const { deciding, text, list, fields, frame } = review;
  const withSelection = (does) => () => {
    const span = text.selected();
    if (span) does(span);
    else review.say("Select some text first: t goes to the text, Shift with the arrows selects.");
  };
  const anywhere = {
    j: () => review.step(1),
    k: () => review.step(-1),
    n: () => review.step(1, undecided),
    N: () => review.step(-1, undecided),
    z: () => deciding.undo(),
    Z: () => deciding.redo(),
    "Ctrl+z": () => deciding.undo(),
    "Ctrl+Z": () => deciding.redo(),
    "Ctrl+y": () => deciding.redo(),
    f: () => frame.filter.focus(),
    d: () => frame.order.focus(),
    A: () => deciding.acceptAll(),
    b: () => review.codeBlind(),
    q: () => review.panel.yes?.(),
    "/": () => frame.search.focus(),
    "?": () => frame.toggleKeys(),
    "+": withSelection((span) => deciding.add(span)),
    "=": withSelection((span) => deciding.add(span)),
  };
  const onClaim = {
    a: () => deciding.accept(),
    r: () => deciding.reject(),
    c: () => fields.focus("voice"),
    y: () => fields.focus("stance"),
    m: () => fields.focus("act"),
    l: () => fields.focus("issues"),
    w: () => fields.focus("comment"),
    u: () => deciding.unsure(),
    e: withSelection((span) => deciding.content(span, false)),
    E: withSelection((span) => deciding.content(span, true)),
    x: withSelection((span) => deciding.cut(span)),
    p: () => deciding.part(),
    g: () => deciding.glue(),
  };
  for (const [letter, name] of [["s", "source"], ["v", "cue"], ["i", "condition"]]) {
    onClaim[letter] = withSelection((span) => deciding.respan({ [name]: span }, `${LABELS[name]} set`));
    onClaim[letter.toUpperCase()] = () => deciding.respan({ [name]: null }, `${LABELS[name]} taken away`);
  }
  onClaim.o = withSelection((span) => deciding.respan({ target: span, target_text: review.body.text([span]) }, "Target set"));
  onClaim.O = () => deciding.respan({ target: null, target_text: null }, "Target taken away");
  for (let number = 1; number <= 9; number += 1) onClaim[number] = () => deciding.side(number);
  const inList = {
    ArrowDown: anywhere.j,
    ArrowUp: anywhere.k,
    Home: () => review.go(review.shown()[0]),
    End: () => review.go(review.shown().slice(-1)[0]),
    Enter: onClaim.c,
    t: () => review.toText(),
  };
  const inText = { Enter: () => review.toClaim(), t: () => list.element.focus() };
  return { anywhere, onClaim, inList, inText };
};

/** Sends a key press to what it does. */
class Keys {
  constructor(review) {
    this.review = review;
    this.actions = actionsOf(review);
    review.frame.root.addEventListener("keydown", (event) => this.press(event));
  }

  press(event) {
    event.stopPropagation(); // the notebook has shortcuts of its own on the same letters
    if (event.isComposing) return;
    const { fields, frame, panel, blind } = this.review;
    const inFields = fields.element.contains(event.target);
    const pressing = event.target.tagName === "BUTTON" && ["Enter", " "].includes(event.key);
    if (panel.element.contains(event.target)) return event.key === "Escape" ? panel.back() : undefined;
    if (blind.element.contains(event.target)) return this.inBlind(event);
    if (inFields || [frame.search, frame.filter, frame.order].includes(event.target)) return this.inForm(event, inFields);
    if (!pressing && event.target.tagName !== "SUMMARY" && this.command(event)) event.preventDefault();
    return undefined;
  }

  inBlind(event) {
    const { blind } = this.review;
    if (event.key === "Escape") blind.close();
    else if (["INPUT", "SELECT"].includes(event.target.tagName)) return;
    else if ("ynjk".includes(event.key)) blind.press(event.key);
    else return;
    event.preventDefault();
  }

  /** Do what a key does, for the button that names it. */
  run(key) {
    const { frame, list, selected } = this.review;
    const within = frame.root.contains(frame.root.ownerDocument.activeElement);
    if (!within) list.element.focus({ preventScroll: true });
    const { anywhere, onClaim, inList } = this.actions;
    (anywhere[key] ?? (selected && onClaim[key]) ?? inList[key])?.();
  }

  inForm(event, inFields) {
    const area = event.target.tagName === "TEXTAREA";
    const closed = event.key === "Escape" || (event.key === "Enter" && (!area || event.ctrlKey || event.metaKey));
    if (!closed) return;
    event.preventDefault();
    const { fields, frame, list } = this.review;
    if (inFields && event.key === "Escape") fields.discard();
    if (event.target === frame.search && event.key === "Escape" && frame.search.value) {
      frame.search.value = "";
      return this.review.sift();
    }
    if (inFields && event.key === "Enter") fields.commit(true);
    list.element.focus(); // leaving the fields saves what was changed
    return undefined;
  }

  command(event) {
    if (event.altKey) return false;
    const held = event.ctrlKey || event.metaKey;
    const key = held ? `Ctrl+${event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase()}` : event.key;
    const { anywhere, onClaim, inList, inText } = this.actions;
    const reading = this.review.text.element.contains(event.target);
    const does = anywhere[key] ?? (this.review.selected && onClaim[key]) ?? (reading ? inText : inList)[key];
    if (does) does();
    // Other letters would be typed into the text; keep them from doing anything.
    return Boolean(does) || (reading && !held && key.length === 1);
  }
}
