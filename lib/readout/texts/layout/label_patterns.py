"""Where labels may stand: the patterns of a label at the head of a line, and in the middle of a paragraph."""

import re
from collections.abc import Iterator

from readout.texts.layout.labels import LONGEST_POST, MOST_WORDS, Label, Lines, parted

_STAMP = r"[\[(]?\d{1,2}(?::\d\d){1,2}(?:[.,]\d{1,3})?[\])]?"
#: Before a label: a time, the number of a question or a paragraph, a number of reference.
_HEAD = rf"[ \t>]*(?P<before>{_STAMP}[ \t]+)?(?:Q?\d{{1,3}}[.)][ \t]+)?(?:\[\d+\][ \t]*)?"
_NOTES = rf"(?P<notes>(?:[ \t]*[(\[][^()\[\]\n]{{1,90}}[)\]]){{0,3}})(?P<after>,?[ \t]+{_STAMP})?"
_SAYING = r"(?:said|asked|answered|replied|added|continued|spoke|stated|responded|took the floor)"
#: NAME (notes): words; the name in bold or not. Bold may close before or after the colon. A post or a body may follow
#: the name after a dash between spaces.
_COLON = re.compile(
    rf"{_HEAD}(?P<open>[*_]{{0,3}})(?P<name>[^\W_](?:[^\n:：*_()\[\]?!;“”\"–—]|(?<= )[–—](?= )){{0,110}}?)"
    rf"{_NOTES}[ \t]*(?P<shut>[*_]{{0,3}})(?:[ \t]+{_SAYING})?[ \t]*[:：](?!\d\d\b)[ \t]*[*_]{{0,3}}[ \t]*"
)
#: Q. / A. / Question. / Q – / Q. - / Q1. / Q 1) and the like.
_LETTER = re.compile(
    r"[ \t>]*(?P<open>[*_]{0,3})(?P<name>Q|A|Question|Answer|QUESTION|ANSWER)(?:[ ]?\d{1,3})?"
    rf"{_NOTES}(?P<shut>[*_]{{0,3}})[ \t]*(?:[.)]?[ \t]*[–—-](?=\s)|[.)](?=[ \t*_]))[*_]{{0,3}}[ \t]*"
)
#: Q Thank you. — the letter alone, as in the transcripts of some governments.
_BARE = re.compile(
    r"[ \t]*(?P<name>Q|A)(?P<notes>(?:[ \t]*\([^()\n]{1,90}\))?)(?:[ \t\u00a0]+)(?=[^\W\d_a-z]|[“\"‘'(\[])"
)
_SHORT_FORM = r"\b(?:Mrs?|Ms|Dr|Prof|Hon|Sen|Rep|Gov|Gen|Col|St|[A-ZÀ-Þ])\."
#: **Name** words, or a name in bold on a line of its own.
_BOLD = re.compile(
    rf"{_HEAD}(?P<open>\*{{2,3}}|__)(?P<name>[^\W_](?:{_SHORT_FORM}|[^\n:*_()\[\]?!;.]){{0,90}}?){_NOTES}"
    r"(?:\*{2,3}|__)[ \t]*"
)
#: A name on a line of its own, without a mark.
_ALONE = re.compile(rf"{_HEAD}(?P<name>[^\W\d_][^\n:*()\[\]?!;\"“”]{{0,90}}?){_NOTES}[ \t]*$")
#: A name with a dash after it, or a point and a dash: ANNA BECKER — We are ready. President. – The sitting is open.
_DASH = re.compile(
    rf"[ \t]*(?P<name>(?=[^\W\d_a-z])(?:{_SHORT_FORM}|[^\n:*()\[\]?!;.\"“”–—]){{2,90}}?){_NOTES}"
    r"(?:(?P<point>\.)?[ \t]*[–—]|(?P<point_2>\.)?[ \t]+-(?=[ \t]))[ \t]*(?=\S)"
)
#: A name in square brackets: [Norland] We agree.
_BRACKET = re.compile(r"[ \t]*[\[<](?P<name>[^\W\d_a-z][^\n:*()\[\]<>?!;.\"“”]{1,60}?)(?P<notes>)[\]>][ \t]*:?[ \t]*")
#: A title or an office and a name, with a point after it: Senator Lowell. I have one question.
_POINT = re.compile(
    r"[ \t]*(?P<name>(?:(?:Mrs?|Ms|Dr|Hon|Prof|Sen|Rep|Gov|Gen)\.[ ])?"
    r"[A-ZÀ-Þ][\w'’-]*(?:[ ](?:of|the|[A-ZÀ-Þ][\w'’-]*)){0,4})"
    rf"{_NOTES}\.[ \t]+(?=[A-ZÀ-Þ“\"(\[])"
)
_TIMED = re.compile(rf"{_STAMP}[)\]]?$")
#: Inside a paragraph, after the end of a sentence: a label in capitals, with a title, or Q: and A:.
_INSIDE = re.compile(
    r"(?<=[.?!…)\]”\"’])[ \t]+(?P<name>(?:[QA]|Question|Answer|"
    r"(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’\-]*[A-ZÀ-ÖØ-Þ.](?:[ ][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’\-]*){0,5})|"
    r"(?:(?:The[ ])?[A-ZÀ-ÖØ-Þ][\w'’-]*\.?(?:[ ][A-ZÀ-ÖØ-Þ][\w'’.-]*){0,4})))"
    rf"{_NOTES}[ ]?:[ \t]+(?=\S)"
)


def candidates(body: str, lines: Lines) -> Iterator[Label]:
    """Yield what at the head of a line may be a label, at most one a line and style, in the order of the text."""
    for number, (start, end) in enumerate(lines.spans):
        if lines.goes_on(number) and not _in_capitals(body, start, end):
            continue
        first = lines.starts_block[number]
        line = body[start:end]
        for style, pattern in _STYLES:
            match = pattern.match(line)
            if match is None or not match["name"].strip():
                continue
            label = _label(match, _style(style, match), start, end, first)
            if label is None or (style == "alone" and re.search(r"[.,;]\s*$", line)):
                continue
            yield label
            if style in ("letter", "colon", "bold") and not re.search(r"\w [–—] ", match["name"]):
                break


#: Patterns in the order in which they are tried; after the first three no other style is looked for.
_STYLES = (
    ("letter", _LETTER),
    ("colon", _COLON),
    ("bold", _BOLD),
    ("bracket", _BRACKET),
    ("bare", _BARE),
    ("dash", _DASH),
    ("point", _POINT),
    ("alone", _ALONE),
)


def inside(body: str, start: int, end: int) -> Iterator[Label]:
    """Yield what between two places may be a label in the middle of a paragraph."""
    for match in _INSIDE.finditer(body, start, end):
        name, post = parted(match["name"].strip())
        label = Label(match.start("name"), match.end(), name, post, notes_in(match["notes"]), "inside", False, False)
        if label.shaped or label.role:
            yield label


def _style(style: str, match: re.Match[str]) -> str:
    """Return the style of a match: surer than others are a point before the dash, and a time beside the name."""
    found = match.groupdict()
    if style == "dash" and (found["point"] or found["point_2"]):
        return "stop"
    timed = found.get("before") or found.get("after") or _TIMED.search(found.get("notes") or "")
    return "timed" if style in ("colon", "alone", "bold") and timed else style


def notes_in(words: str) -> tuple[str, ...]:
    """Return what stands in brackets after a name, times aside."""
    notes = re.findall(r"[(\[]([^()\[\]]+)[)\]]", words)
    return tuple(note for note in notes if not re.fullmatch(r"[\d:., ]+", note))


def _label(match: re.Match[str], style: str, start: int, end: int, first: bool) -> Label | None:
    whole = re.sub(r"^(?:From|FROM)\s+(?=[^\W\d_a-z])", "", match["name"].strip(" \t,."))
    if match["name"].strip().endswith(".") and whole and whole.split()[-1].lower() in ("jr", "sr"):
        whole += "."
    name, post = parted(whole)
    stop = start + match.end()
    alone = stop >= end or not match.string[match.end() :].strip()
    head = start + len(match.string) - len(match.string.lstrip())
    label = Label(head, stop, name, post, notes_in(match["notes"]), style, alone, first)
    if not 0 < len(label.words) <= MOST_WORDS or len(post.split()) > LONGEST_POST:
        return None
    if style == "colon" and re.search(r" [–—] ", whole):
        beside = label._replace(name=post, post="")
        return label if beside.shaped and not beside.barred else None
    return label


def _in_capitals(body: str, start: int, end: int) -> bool:
    match = _COLON.match(body[start:end])
    return (
        match is not None and not any(letter.islower() for letter in match["name"]) and len(match["name"].strip()) > 1
    )
