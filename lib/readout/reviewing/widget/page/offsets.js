/* Places in the text. The kernel counts code points, the browser UTF-16 units; here everything is code points. */

const countPoints = (string) => {
  let count = 0;
  for (const _ of string) count += 1;
  return count;
};

class Body {
  constructor(string, paragraphs) {
    this.points = Array.from(string);
    this.paragraphs = paragraphs.map(([start, end]) => ({ start, end }));
  }

  slice(start, end) {
    return this.points.slice(start, end).join("");
  }

  /** The span without white space at its ends, or null where nothing is left. */
  trim([start, end]) {
    while (start < end && !this.points[start].trim()) start += 1;
    while (end > start && !this.points[end - 1].trim()) end -= 1;
    return start < end ? [start, end] : null;
  }

  /** The span with the words that it cuts made whole. */
  whole(span) {
    if (!span) return null;
    let [start, end] = span;
    const inWord = (at) => /[\p{L}\p{N}\p{M}]/u.test(this.points[at] ?? "");
    while (start > 0 && inWord(start) && inWord(start - 1)) start -= 1;
    while (end < this.points.length && inWord(end - 1) && inWord(end)) end += 1;
    return [start, end];
  }

  /** Spans in order; those that touch, overlap or have only white space between them made one. */
  join(spans) {
    const joined = [];
    for (const [start, end] of [...spans].sort((one, other) => one[0] - other[0])) {
      const last = joined[joined.length - 1];
      if (last && (start <= last[1] || !this.slice(last[1], start).trim())) last[1] = Math.max(last[1], end);
      else joined.push([start, end]);
    }
    return joined;
  }

  /** What is left of spans when one is cut out of them. */
  cut(spans, [from, to]) {
    const left = spans.flatMap(([start, end]) => [
      [start, Math.min(end, from)],
      [Math.max(start, to), end],
    ]);
    return left.filter(([start, end]) => start < end).map((span) => this.trim(span)).filter(Boolean);
  }

  text(spans) {
    return spans.map(([start, end]) => this.slice(start, end)).join(" … ");
  }
}
