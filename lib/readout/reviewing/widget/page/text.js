/* The text with its claims. It can be edited only in the browser's eyes: that gives a caret and keyboard selection. */

class TextPane {
  constructor(page, body) {
    this.body = body;
    this.look = Object.fromEntries(page.voices.map((voice) => [voice.value, voice]));
    this.element = make("div", {
      class: "rr-text",
      contenteditable: "true",
      role: "textbox",
      "aria-multiline": "true",
      "aria-readonly": "true",
      "aria-label": `Text of ${page.title}`,
      "aria-describedby": page.uid + "-texthelp",
      spellcheck: "false",
      inputmode: "none",
      tabindex: "0",
      lang: page.language ?? "en",
    });
    for (const name of ["beforeinput", "drop", "paste", "cut", "dragstart"])
      this.element.addEventListener(name, (event) => event.preventDefault());
    // An input method composes letters without asking: put back what it changed.
    this.element.addEventListener("input", () => this.restore());
    this.blocks = body.paragraphs.map((paragraph) => {
      const block = make("p", { dir: "auto" });
      this.element.append(block);
      return { ...paragraph, block, drawn: [] };
    });
    this.drawn = [[], null];
    this.last = null;
    this.element.ownerDocument.addEventListener("selectionchange", () => {
      const now = this.element.isConnected && this.caret();
      if (now) this.last = now.span;
    });
  }

  /** Draw the paragraphs that hold one of the spans, or all of them. */
  draw(items, selected, spans = null) {
    this.drawn = [items, selected];
    // Setting a selection moves the focus here: only where it is here already.
    const caret = this.element.ownerDocument.activeElement === this.element && this.caret();
    const touched = this.blocks.filter(
      ({ start, end }) => !spans || spans.some((span) => span[0] < end && span[1] > start),
    );
    for (const each of touched) this.drawBlock(each, items, selected);
    if (caret && touched.some(({ start, end }) => caret.focus >= start && caret.focus <= end)) this.select(caret.anchor, caret.focus);
  }

  /** Draw a paragraph anew where it differs from what is drawn: between its first and its last pieces that stay. */
  drawBlock(paragraph, items, selected) {
    const { block, drawn } = paragraph;
    const pieces = this.pieces(paragraph, items, selected);
    const most = Math.min(drawn.length, pieces.length);
    let [head, tail] = [0, 0];
    while (head < most && drawn[head].key === pieces[head].key) head += 1;
    while (tail < most - head && drawn[drawn.length - 1 - tail].key === pieces[pieces.length - 1 - tail].key) tail += 1;
    const after = drawn.slice(drawn.length - tail);
    for (const { element } of drawn.slice(head, drawn.length - tail)) element.remove();
    const made = pieces.slice(head, pieces.length - tail).map((piece) => ({ key: piece.key, element: this.show(piece) }));
    for (const { element } of made) block.insertBefore(element, after[0]?.element ?? null);
    paragraph.drawn = [...drawn.slice(0, head), ...made, ...after];
  }

  /** The paragraph cut wherever a claim or a part of the selected one begins or ends; `key` tells pieces apart. */
  pieces({ start, end }, items, selected) {
    const marks = [];
    const add = (span, more) => span && span[0] < end && span[1] > start && marks.push({ start: span[0], end: span[1], ...more });
    for (const item of items) {
      if (item.status === "rejected" && item !== selected) continue;
      const last = item.claim.content[item.claim.content.length - 1];
      for (const span of item.claim.content) add(span, { item, closes: span === last });
    }
    if (selected)
      for (const part of ["source", "cue", "target", "condition"]) add(selected.claim[part], { part });
    const edges = [...new Set([start, end, ...marks.flatMap((mark) => [mark.start, mark.end])])]
      .filter((edge) => edge >= start && edge <= end)
      .sort((one, other) => one - other);
    marks.sort((one, other) => one.start - other.start);
    let [over, next] = [[], 0];
    return edges.slice(0, -1).map((from, number) => {
      while (next < marks.length && marks[next].start <= from) over.push(marks[next++]);
      over = over.filter((mark) => mark.end > from);
      return this.piece(from, edges[number + 1], over, selected);
    });
  }

  piece(from, to, over, selected) {
    const classes = [];
    const data = { start: from, end: to };
    const claims = over.filter((mark) => mark.item).sort((one, other) => one.end - one.start - (other.end - other.start));
    const voice = claims[0]?.item.claim.voice;
    if (claims.length) {
      const { item } = claims[0];
      classes.push("rr-claim", `rr-${item.status}`);
      if (claims.length > 1) classes.push("rr-nested");
      if (claims.some((mark) => mark.item === selected)) classes.push("rr-selected");
      data.claim = item.claim.claim_id;
      const closing = claims.find((mark) => mark.closes && mark.end === to);
      if (closing) data.sign = SIGNS[closing.item.status];
    }
    const part = over.find((mark) => mark.part);
    if (part) {
      classes.push("rr-part");
      if (part.start === from) data.part = part.part;
    }
    return { classes, data, voice, key: JSON.stringify([classes, data, voice]) };
  }

  show({ classes, data, voice }) {
    const span = make("span", { class: classes.length ? classes.join(" ") : null });
    Object.assign(span.dataset, data);
    if (voice) {
      span.style.setProperty("--voice", this.look[voice]?.colour ?? "currentColor");
      span.style.setProperty("--line", this.look[voice]?.mark ?? "solid");
    }
    span.textContent = this.body.slice(data.start, data.end);
    return span;
  }

  restore() {
    for (const paragraph of this.blocks) {
      paragraph.block.replaceChildren();
      paragraph.drawn = [];
    }
    this.element.replaceChildren(...this.blocks.map(({ block }) => block));
    this.draw(...this.drawn);
  }

  /** How far to scroll so that a claim is seen, or null where it is seen already. */
  distance(name) {
    const found = this.element.querySelector(`[data-claim="${CSS.escape(name)}"]`);
    if (!found) return null;
    const box = found.getBoundingClientRect();
    const frame = this.element.getBoundingClientRect();
    return box.top < frame.top || box.bottom > frame.bottom ? box.top - frame.top - frame.height / 3 : null;
  }

  rename(old, name) {
    for (const piece of this.element.querySelectorAll(`[data-claim="${CSS.escape(old)}"]`)) piece.dataset.claim = name;
  }

  /** Where the browser's caret and the other end of its selection are, in code points, or null outside the text. */
  caret() {
    const selection = this.element.ownerDocument.getSelection();
    if (!selection.rangeCount || !this.element.contains(selection.anchorNode) || !this.element.contains(selection.focusNode)) return null;
    const anchor = this.offset(selection.anchorNode, selection.anchorOffset);
    const focus = this.offset(selection.focusNode, selection.focusOffset);
    return { anchor, focus, span: this.body.whole(this.body.trim([Math.min(anchor, focus), Math.max(anchor, focus)])) };
  }

  /** The selected words, or, where a tap on a button has let go of them, those that were selected last. */
  selected() {
    const now = this.caret();
    const span = now ? now.span : this.last;
    this.last = null;
    return span;
  }

  offset(node, units) {
    if (node.nodeType === Node.TEXT_NODE) {
      const piece = node.parentElement.closest("[data-start]");
      return Number(piece.dataset.start) + countPoints(node.data.slice(0, units));
    }
    const pieces = [...this.element.querySelectorAll("[data-start]")];
    const after = node.childNodes[units];
    if (after) {
      const next = after.nodeType === Node.ELEMENT_NODE && (after.matches("[data-start]") ? after : after.querySelector("[data-start]"));
      if (next) return Number(next.dataset.start);
      return this.offset(after, 0);
    }
    const before = pieces.filter((piece) => node.contains(piece) || piece === node.parentElement);
    return before.length ? Number(before[before.length - 1].dataset.end) : 0;
  }

  select(anchor, focus = anchor) {
    const selection = this.element.ownerDocument.getSelection();
    const [from, to] = [this.locate(anchor), this.locate(focus)];
    if (from && to) selection.setBaseAndExtent(from.node, from.units, to.node, to.units);
  }

  locate(offset) {
    const block = this.blocks.find(({ end }) => offset <= end) ?? this.blocks[this.blocks.length - 1];
    const pieces = block ? [...block.block.children] : [];
    const piece = pieces.find((each) => offset < Number(each.dataset.end)) ?? pieces[pieces.length - 1];
    if (!piece) return null;
    const before = Math.max(0, offset - Number(piece.dataset.start));
    const units = Array.from(piece.textContent).slice(0, before).join("").length;
    return { node: piece.firstChild, units };
  }
}
