"""Furniture: what in a text belongs to nobody. Titles, headings, datelines, page lines, stage directions, contacts.

Read from lines and their neighbours, before any parse. What only a sentence shows (greetings and thanks) is in
`courtesies`.
"""

import re
from collections import Counter
from collections.abc import Sequence

from readout.spans import Span
from readout.texts.layout.labels import Lines

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s+\d{{4}})?"
#: Lines of pages: numbers, symbols of documents, rules.
PAGE = re.compile(
    r"[-–—\s]*(?:(?:[Pp]age|PAGE|[Pp]\.|pg\.?)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|"
    r"(?:\d{1,4}/\d{1,4}\s+)?\d\d-\d{4,6}(?:\s*\(?[A-Z]{1,2}\)?)?(?:\s+\d{1,4}/\d{1,4})?|"
    r"(?:\d{1,4}/\d{1,4}\s+)?(?:[A-Z]{1,8}/)+[\w.()/-]*\d[\w.()/-]*(?:\s+\d{1,4}/\d{1,4})?)[-–—\s]*"
)
RULE = re.compile(r"[#*_=~·•.\-–—\s]{2,}|[*#·•]")
_BRACKETED = re.compile(r"[*_]{0,2}[(\[][^()\[\]]{2,120}[)\]][.]?[*_]{0,2}")
#: Who put the questions, and what was done with the words since.
_CREDIT = (
    r"(?:(?:this|the) (?:interview|transcript|conversation|text|recording)\b.{0,40}\b(?:has been|have been|was|is)\b"
    r".{0,40}\b(?:edited|condensed|abridged|shortened|translated|revised|checked|recorded)\b.{0,120}|"
    r"(?:interview|interviewer|interviewed by|questions|questions by|conducted by|interview(?:ed)? by|"
    r"interview conducted by)\s?:? (?-i:[A-Z])[^\n]{2,160})"
)
#: Lines by their words: notes of release and delivery, ends, contacts, and what records say of a meeting.
NOTES = re.compile(
    "|".join(
        (
            r"for immediate release|(?:strictly )?embargo(?:ed)?\b.*|(?:please )?check against delivery|advance copy",
            r"as (?:prepared for )?deliver(?:ed|y)|unofficial translation|transcript(?:ion)?(?: of .{0,60})?",
            r"(?:provisional|verbatim|official|full|rush|edited|unedited) (?:transcript|record)s?\b.{0,40}",
            r"[-–—*\s]*ends?[-–—*\s]*|end of (?:the )?(?:transcript|interview|briefing|statement|text|remarks).{0,20}",
            r"(?:media |press )?contacts?(?: for .{0,30})?:.{0,160}|press office\b.{0,80}|follow us\b.{0,80}",
            r"for (?:more|further|media|press)\s(?:information|enquir\w+|inquir\w+|details).{0,160}",
            r"(?:tel|phone|telephone|fax|e-?mail|web(?:site)?|twitter|x)\b\.?:.{0,80}",
            r"(?:photo|image|picture|video|caption|source|copyright)\s?:.{0,120}|(?:©|\(c\)).{0,80}",
            r"all rights reserved.{0,40}|\S+@\S+\.\S+|(?:https?://|www\.)\S+",
            r"(?:the )?following is an? .{0,40}transcript.{0,300}|this is an? .{0,30}transcript\b.{0,300}",
            rf"{_CREDIT}",
            r"(?:edited|translated|abridged) (?:for|from|by)\b.{0,80}",
            r"(?:date|subjects?|topics?|to|from|cc|ref|venue|location|time|participants|present|place)\s?:.{0,160}",
        )
    ),
    re.I | re.S,
)
PROCEDURE = re.compile(
    r"(?:The (?:\w+ ){0,2}(?:[Cc]ommittee|[Cc]ourt|[Cc]ouncil|[Bb]oard|[Cc]ommission|[Aa]ssembly|[Hh]ouse|[Cc]hamber|"
    r"[Ss]enate)\s+(?:met|rose|sat|reconvened|resumed|adjourned)\b[^\n]{0,240}|"
    r"The (?:meeting|session|sitting|House|hearing|debate|briefing|conference)\s+(?:rose|resumed|closed|ended|began|"
    r"was (?:called to order|suspended|resumed|adjourned|opened|closed|concluded|declared))\b.{0,80}|"
    r"The [^.\n]{3,80} was asked\s?[—–-]+|[Hh]eld (?:at|in|on) [^\n]{0,160}|The agenda was adopted\.?|"
    r"[Aa]dopted (?:at|on|by|unanimously|without)\b[^\n]{0,160}|"
    r"A (?:recorded )?vote was taken\b.{0,60}|(?:In favour|Against|Abstain\w+|Abstentions?):.{0,600}|"
    r"(?:Done|DONE|Signed|SIGNED) (?:at|in|on|this)\b.{0,240})",
    re.S,
)
_DIRECTIONS = (
    r"laugh\w*|applau\w+|inaudible|unintelligible|indiscernible|indistinct|cross-?talk|pause[sd]?|cheer\w*|sigh\w*",
    r"off[- ]?mic\w*|off[- ]?camera|smil\w+|nod\w*|gestur\w+|interrupt\w*|music|chuckl\w+|booing|coughs?|silence",
    r"end of (?:transcript|interview|recording|tape|briefing|text)|spoke in|speaking in|speaks in|in \w+ through",
    r"(?:via|through) (?:an? |the )?interpret\w+|as interpreted|as translated|interpretation from|continues? in|audio",
    r"(?-i:She|He|They) (?!was\b|is\b|has\b|does\b)\w+s\b|overlapping|transcript|as delivered",
    r"as prepared|break in|background noise",
)
#: What stage directions say, in brackets.
_DIRECTION = re.compile(
    rf"[ \t]*[(\[](?:[^()\[\]\n]{{0,30}}\b)?(?:{'|'.join(_DIRECTIONS)})\b[^()\[\]\n]{{0,50}}[)\]]"
    r"(?:[ \t]*(?=[.,;:!?]))?",
    re.I,
)
_PLACE = r"[A-ZÀ-ÖØ-Þ][\w'’.\-]*(?:[ /-](?:(?:de|la|el|al|of|the|and|upon|am|der)[ ])?[A-ZÀ-ÖØ-Þ][\w'’.\-]*){0,4}"
_DATELINE = re.compile(
    rf"[ \t*_]*(?:{_PLACE}(?:,\s*{_PLACE}){{0,2}})?,?\s*(?:{_DATE})?\.?\s*(?:[(/][^()/\n]{{2,50}}[)/])?"
    r"\.?[*_]*\s*(?P<mark>[–—]|--?|(?<=[/.])(?=\s))[ \t]*"
)
#: What headings of parts begin with.
_PART = re.compile(
    r"[*_#\s]*(?:Article|ARTICLE|Section|SECTION|Chapter|CHAPTER|Part|PART|Annex|ANNEX|Title|TITLE|Appendix|Protocol|"
    r"PREAMBLE|Preamble|Agenda item|Item)\b[\s.]*(?:\d+[A-Za-z]?|[IVXLC]+|[A-Z])?\b[^.?!;]{0,80}"
)
#: What begins an item of a list: a bullet, a number, a letter in brackets, a Roman number.
MARKER = re.compile(
    r"[ \t>]*(?:[•·▪◦‣○●■–—*-][ \t]+|(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]|\(?(?:\d{1,3}|[a-z]{1,2}|[ivxlc]{1,5})\)|"
    r"[a-h][.)]|(?:OP|PP)\d{1,3}[.:]?|[IVXLC]{1,6}\.|[A-H]\.|§\s?\d+)[ \t]+(?=\S))"
)
_FINISHED = re.compile(r"[.?!…;:,][\"'”’»)\]*_]*\s*$|[”\"»]\s*$|[–—-]\s*$")
_CLOCK = re.compile(r"\d[.:]?\d*\s?[ap]\.\s?m\.[)\]*_]*\s*$", re.I)
#: The longest heading in the middle of a text, and the longest title, in words.
LONGEST_HEADING, LONGEST_TITLE = 14, 40


def blocks(lines: Lines) -> list[list[int]]:
    """Return the paragraphs as lists of their lines' numbers."""
    found: list[list[int]] = []
    for number, first in enumerate(lines.starts_block):
        if first or not found:
            found.append([number])
        else:
            found[-1].append(number)
    return found


def finished(words: str) -> bool:
    """Tell whether words end in a mark, as sentences do and headings do not."""
    return bool(_FINISHED.search(words)) and not _CLOCK.search(words)


def page_lines(body: str, lines: Lines) -> set[int]:
    """Return the numbers of the lines that belong to pages: page numbers, symbols, running heads, rules."""
    words = [body[start:end].strip() for start, end in lines.spans]
    found = {
        number for number, line in enumerate(words) if len(line) < 90 and (PAGE.fullmatch(line) or RULE.fullmatch(line))
    }
    shape = [re.sub(r"\d+", "#", line) if len(line) < 90 and not finished(line) else "" for line in words]
    counts = Counter(shape)
    pages = {number + step for number in found for step in (-2, -1, 1, 2)}
    for number, line in enumerate(shape):
        often = counts[line] > 2 or (counts[line] == 2 and number in pages)
        if line and often and lines.starts_block[number] and not MARKER.match(line) and len(line.split()) > 1:
            found.add(number)
    return found


def whole_lines(body: str, lines: Lines, page: set[int], turn_starts: Sequence[int], digest: bool) -> set[int]:
    """Return the numbers of the lines that are furniture as a whole, those of pages among them.

    turn_starts: where turns begin; what stands before the first is a heading unless it is made of sentences. digest:
    whether the text is a summary, whose provisions often end without a mark.
    """
    found = set(page)
    rows = [block for block in blocks(lines) if not set(block) <= page]
    text = [body[lines.spans[row[0]][0] : lines.spans[row[-1]][1]] for row in rows]
    prose = [len(words.split()) > 4 and finished(words) for words in text]
    starts = set(turn_starts)
    front = min(turn_starts, default=0)
    has_prose = any(prose)
    for number, (row, words) in enumerate(zip(rows, text, strict=True)):
        start = lines.spans[row[0]][0]
        if start in starts:
            continue
        if _by_words(words):
            found |= set(row)
            continue
        for line in row:
            if _by_words(body[slice(*lines.spans[line])]) and lines.spans[line][0] not in starts:
                found.add(line)
        if digest or not has_prose:
            continue
        rest = [line for line in row if line not in found]
        if (
            (start < front and not any(finished(body[slice(*lines.spans[line])]) for line in rest[-1:]))
            or (number == 0 and _is_title(body, lines, rest, text, number))
            or (start < front and _is_headline(words) and not any(prose[:number]))
            or _is_heading(body, lines, rest, text, prose, number)
        ):
            found |= set(rest)
        else:
            found |= _heads_within(body, lines, rest, starts)
    return found


def _by_words(words: str) -> bool:
    words = words.strip().strip("*_").strip()
    if re.match(r"#{1,6} \S", words) and "\n" not in words:
        return True
    if len(words) > 700:
        return False
    return bool(
        NOTES.fullmatch(words)
        or PROCEDURE.fullmatch(words)
        or RULE.fullmatch(words)
        or (_BRACKETED.fullmatch(words) and len(words.split()) < 16)
    )


def _is_headline(words: str) -> bool:
    """Tell whether a line before the first turn is a title: words that somebody said, or a question."""
    words = words.strip().strip("*_# ")
    count = len(words.split())
    quoted = re.fullmatch(r"(?:[^\n.?!]{0,60}:\s)?[“\"‘'«][^\n]*[”\"’'»]", words) is not None
    return "\n" not in words and count <= LONGEST_HEADING and (quoted or words.endswith("?"))


def _is_title(body: str, lines: Lines, row: list[int], text: list[str], number: int) -> bool:
    if not row or len(text) == 1 or text[number + 1][:1].islower():
        return False
    words = body[lines.spans[row[0]][0] : lines.spans[row[-1]][1]]
    return (
        not finished(words)
        and len(words.split()) <= LONGEST_TITLE
        and words.lstrip("*_ ")[:1].upper() == words.lstrip("*_ ")[:1]
    )


def _is_heading(body: str, lines: Lines, row: list[int], text: list[str], prose: list[bool], number: int) -> bool:
    """Tell whether a paragraph in the middle of a text is a heading, and no item of a list and no torn sentence."""
    if not row or len(row) > 4:
        return False
    words = body[lines.spans[row[0]][0] : lines.spans[row[-1]][1]]
    bare = words.strip().strip("*_").strip()
    if finished(bare) or not bare or bare[0].islower():
        return False
    if _PART.fullmatch(bare) and len(bare.split()) <= LONGEST_HEADING:
        return True
    if any(len(body[slice(*lines.spans[line])].split()) > LONGEST_HEADING for line in row):
        return False
    before = text[number - 1] if number else ""
    after = text[number + 1] if number + 1 < len(text) else ""
    if (before and not finished(before) and len(before.split()) > LONGEST_HEADING) or after[:1].islower():
        return False
    marked = MARKER.match(words)
    if len(row) > 1 and sum(bool(MARKER.match(body, *lines.spans[line])) for line in row) > 1:
        return False
    if marked:
        beside = [other for other in (before, after) if MARKER.match(other) and not finished(other)]
        return not beside and prose_after(number, prose)
    return prose_after(number, prose) or number + 1 >= len(text)


def prose_after(number: int, prose: list[bool]) -> bool:
    """Tell whether a paragraph of sentences stands soon after one."""
    return any(prose[number + 1 : number + 4])


def _heads_within(body: str, lines: Lines, row: list[int], starts: set[int]) -> set[int]:
    """Return the lines at the head of a paragraph that are headings: Article 2, on a line above its words."""
    found: set[int] = set()
    for line in row[:-1]:
        words = body[slice(*lines.spans[line])].strip()
        if lines.spans[line][0] in starts or not _PART.fullmatch(words) or finished(words):
            break
        found.add(line)
    return found


def dateline(body: str, start: int, end: int) -> int | None:
    """Return where the dateline at the head of a paragraph ends, or None: PORT ELSA, 22 October (Agency) —."""
    match = _DATELINE.match(body, start, min(end, start + 160))
    if match is None:
        return None
    head = match[0].strip(" *_–—-")
    dated = re.search(_DATE, head) is not None or re.search(r"[(/][^()/]{2,50}[)/]\.?$", head) is not None
    capitals = re.match(r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.\-]+(?:[ ,][ A-ZÀ-ÖØ-Þ'’.\-]*)?", head) is not None
    if not head or not (dated or (capitals and match["mark"])):
        return None
    if not match["mark"] and not re.search(r"[(/][^()/]{2,50}[)/]\.?$", head):
        return None
    return match.end() if match.end() < end else None


def directions(body: str, start: int, end: int) -> list[Span]:
    """Return the stage directions in brackets between two places: (laughs), [inaudible]."""
    return [match.span() for match in _DIRECTION.finditer(body, start, end)]
