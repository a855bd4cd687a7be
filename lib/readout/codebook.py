"""The codebook: issues (what a claim is about) and themes (how it is argued), and the coding of texts by them.

An issue is a matter that parties can be for or against; a theme is a wider idea that an argument leans on. Both are
recognised by terms (see `readout.terms`): a term is enough by itself, a hint only together with another hint or term.
That is plain on purpose: a reader can see which words made a code, and change them in data/codebook.yml.
"""

import html
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from readout import places
from readout.errors import ReadoutError
from readout.sentence_vectors import encode
from readout.terms import Finder, Match, parse

if TYPE_CHECKING:
    import pandas as pd

    from readout.texts.text import Text

#: What a term and a hint weigh, and what a code must reach to be given.
TERM, HINT, ENOUGH = 1.0, 0.5, 1.0
#: No codebook that people write is larger than this, in bytes.
LARGEST = 5_000_000
#: How near in meaning a claim must come to the definition or an example of a code that rests on a single word.
NEAR = 0.2

Sentence = Annotated[str, Field(min_length=1)]


class Code(BaseModel):
    """One code: what it means, when to use it, when not, examples in our own words, and how it is recognised.

    `terms` are enough by themselves, `hints` only in company, `exceptions` are phrases that look like a term and mean
    something else. `in_favour` says in one proposition what being for an issue means, and `contrary` lists the words
    that name its opposite. A `retired` code stays readable in old decisions and is no longer given; `formerly` names
    the codes that it was, or that were merged into it, so that old decisions are read with today's names.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
    label: Sentence
    definition: Sentence
    use_when: Sentence
    not_when: Sentence
    examples: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    terms: Annotated[tuple[str, ...], Field(min_length=1)]
    hints: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    in_favour: str = ""
    contrary: tuple[str, ...] = ()
    retired: bool = False
    formerly: tuple[str, ...] = ()


class Found(NamedTuple):
    """A code in a passage: its weight, the findings that make it, and its nearness in meaning where asked for."""

    code: str
    weight: float
    matches: tuple[Match, ...]
    similarity: float | None = None

    @property
    def rests_on_a_word(self) -> bool:
        """Tell whether only one term speaks for the code, and that a single word."""
        match = self.matches[0]
        return self.weight < TERM + HINT and len(match.parts) == 1 and " " not in match.term.strip()

    def reason(self, passage: str) -> str:
        """Return in words why a passage has the code."""
        words = list(dict.fromkeys(" … ".join(passage[a:b] for a, b in match.parts) for match in self.matches))
        quoted = " and ".join(f"“{' '.join(word.split())}”" for word in words)
        if self.weight < ENOUGH:
            return f"{self.code} by {quoted}, a hint, enough because the text is about it"
        if self.similarity is not None:
            return f"{self.code} by {quoted}, near in meaning to what the codebook says of it ({self.similarity:.2f})"
        return f"{self.code} by {quoted}"


class _Coder:
    """Codes passages by one list of codes, in one pass for all of them."""

    def __init__(self, codes: Sequence[Code]):
        self.codes = [code for code in codes if not code.retired]
        self._codes_of: dict[str, list[int]] = defaultdict(list)
        for number, code in enumerate(self.codes):
            for term in (*code.terms, *code.hints, *code.exceptions):
                self._codes_of[term].append(number)
        self._finder = Finder(self._codes_of)

    def find(self, text: str, about: Collection[str] = ()) -> list[Found]:
        """Return the codes of a passage, the weightiest first, then by what stands first.

        What the passage stands in is `about` some codes: of these a hint is enough.
        """
        by_term: dict[str, list[Match]] = defaultdict(list)
        for match in self._finder.find(text):
            by_term[match.term].append(match)
        touched = sorted({number for term in by_term for number in self._codes_of[term]})
        found = [self._weigh(self.codes[number], by_term) for number in touched]
        enough = (item for item in found if item.weight + HINT * (item.code in about and item.weight > 0) >= ENOUGH)
        return sorted(enough, key=lambda item: (-item.weight, item.matches[0].start))

    @staticmethod
    def _weigh(code: Code, by_term: dict[str, list[Match]]) -> Found:
        """Add up the different terms that speak for a code: each once however often, and each word for one only."""
        taken = {place for term in code.exceptions for match in by_term.get(term, ()) for place in match.places}
        weights: dict[str, float] = {}
        matches = []
        for terms, weight in ((code.terms, TERM), (code.hints, HINT)):
            found = [match for term in terms for match in by_term.get(term, ())]
            # The longer of two findings tells more: `armed attack` rather than `attack`.
            for match in sorted(found, key=lambda match: (-sum(end - start for start, end in match.parts), match)):
                if taken.isdisjoint(match.places):
                    taken.update(match.places)
                    weights[match.term] = weight
                    matches.append(match)
        return Found(code.code, sum(weights.values()), tuple(sorted(matches, key=lambda match: match.start)))


class Codebook:
    """Issues and themes. `issues` and `themes` are tuples of Code; `book["sanctions"]` is one code."""

    def __init__(self, issues: Sequence[Code], themes: Sequence[Code], path: Path | None = None):
        self.issues = tuple(issues)
        self.themes = tuple(themes)
        self.path = path
        self._by_code = {code.code: code for code in (*self.issues, *self.themes)}

    def __getitem__(self, code: str) -> Code:
        try:
            return self._by_code[code]
        except KeyError:
            raise ReadoutError(f"No code {code!r} in the codebook; it has {', '.join(self._by_code)}.") from None

    def __iter__(self) -> Iterator[Code]:
        return iter(self._by_code.values())

    def current(self, codes: Iterable[str]) -> list[str]:
        """Return codes by the names that they have today, each once; those the codebook never had stay as they are."""
        now = {old: code.code for code in self for old in code.formerly}
        return list(dict.fromkeys(code if code in self._by_code else now.get(code, code) for code in codes))

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __repr__(self) -> str:
        return f"Codebook({len(self.issues)} issues, {len(self.themes)} themes)"

    @cached_property
    def _issue_coder(self) -> _Coder:
        return _Coder(self.issues)

    @cached_property
    def _theme_coder(self) -> _Coder:
        return _Coder(self.themes)

    def find_issues(self, text: str) -> list[Found]:
        """Return the issues of a passage with their weights and the words that speak for them, best first."""
        return self._issue_coder.find(text)

    def choose(self, passages: Sequence[str], about: Collection[str] = ()) -> list[list[Found]]:
        """Return the issues of passages of one text that is `about` some issues, best first.

        Of an issue that the text is about a hint is enough. One that rests on a single word, in a text that is about
        something else, has to come near in meaning to its definition or an example (cosine of at least `NEAR`): "the
        oil on the fire" is no energy.
        """
        found = [self._issue_coder.find(passage, about) for passage in passages]
        doubtful = [
            (number, item)
            for number, items in enumerate(found)
            for item in items
            if item.code not in about and item.rests_on_a_word
        ]
        if not doubtful:
            return found
        meant = {code: [self[code].definition, *self[code].examples] for code in {item.code for _, item in doubtful}}
        said = [passages[number] for number, _ in doubtful]
        told = list(dict.fromkeys([*chain.from_iterable(meant.values()), *said]))
        vectors = dict(zip(told, encode(told), strict=True))
        for number, item in doubtful:
            near = max(float(vectors[one] @ vectors[passages[number]]) for one in meant[item.code])
            place = found[number].index(item)
            found[number][place] = item._replace(similarity=round(near, 2))
        return [[item for item in items if item.similarity is None or item.similarity >= NEAR] for items in found]

    def find_themes(self, text: str) -> list[Found]:
        """Return the themes of a passage with their weights and the words that speak for them, best first."""
        return self._theme_coder.find(text)

    def code_issues(self, text: str, n: int | None = None) -> list[str]:
        """Return the issues of a passage, best first, at most `n`."""
        return [item.code for item in self.find_issues(text)][:n]

    def code_themes(self, text: str, n: int | None = None) -> list[str]:
        """Return the themes of a passage, best first, at most `n`."""
        return [item.code for item in self.find_themes(text)][:n]

    def table(self) -> "pd.DataFrame":
        """Return the codes, one row each: list, code, label, definition, use_when, not_when, examples, terms."""
        import pandas as pd

        rows = [
            {
                "list": name,
                **code.model_dump(include=set(Code.model_fields) - {"retired", "formerly"}),
                "retired": code.retired,
            }
            for name, codes in (("issues", self.issues), ("themes", self.themes))
            for code in codes
        ]
        return pd.DataFrame(rows)

    def code_paragraphs(self, texts: "Iterable[Text] | Text") -> "pd.DataFrame":
        """Return the codes of every paragraph of one or more texts, one row for each code that a paragraph has.

        Columns: text_id, paragraph (counted from 0), reference (the provision, in a digest), start and end (code
        points into the body), list (issues or themes), code, weight, terms (the different words found, as written
        in the text).
        """
        import pandas as pd

        columns = ["text_id", "paragraph", "reference", "start", "end", "list", "code", "weight", "terms"]
        rows = []
        for text in texts if isinstance(texts, Iterable) else [texts]:
            for number, paragraph in enumerate(text.paragraphs):
                place = (text.id, number, paragraph.reference, paragraph.start, paragraph.end)
                for name, found in (
                    ("issues", self.find_issues(paragraph.text)),
                    ("themes", self.find_themes(paragraph.text)),
                ):
                    for item in found:
                        words = list(dict.fromkeys(paragraph.text[one.start : one.end] for one in item.matches))
                        rows.append((*place, name, item.code, item.weight, words))
        return pd.DataFrame(rows, columns=columns)

    def _repr_html_(self) -> str:
        return _section("issues", self.issues) + _section("themes", self.themes)


def _section(title: str, codes: Sequence[Code]) -> str:
    """Return codes as an HTML table to unfold, the terms of each folded away."""
    left = "style='text-align:left;vertical-align:top'"
    rows = []
    for code in codes:
        terms = "".join(f"<li>{html.escape(term).replace('|', ' | ')}</li>" for term in code.terms)
        cells = [html.escape(cell) for cell in (code.definition, code.use_when, code.not_when)]
        cells.append("<br>".join(f"<em>{html.escape(example)}</em>" for example in code.examples))
        cells.append(f"<details><summary>{len(code.terms)}</summary><ul>{terms}</ul></details>")
        name = f"{html.escape(code.label)}<br><code>{code.code}</code>{' (retired)' if code.retired else ''}"
        rows.append(
            f"<tr><th scope='row' {left}>{name}</th>{''.join(f'<td {left}>{cell}</td>' for cell in cells)}</tr>"
        )
    names = ("Code", "Definition", "Use when", "Not when", "Examples", "Terms")
    head = "".join(f"<th scope='col' {left}>{name}</th>" for name in names)
    return (
        f"<details open><summary><strong>{len(codes)} {title}</strong></summary>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></details>"
    )


def load(path: str | Path | None = None) -> Codebook:
    """Return the codebook of a file, by default data/codebook.yml.

    Raises ReadoutError, with one sentence that names the file, the code and what would be right, where the file is
    missing, is no YAML, lacks a field, names a code twice, or has a term that cannot be read.
    """
    path = Path(path) if path else places.data() / "codebook.yml"
    try:
        if not path.is_file():  # a pipe would never end
            raise FileNotFoundError
        content = path.read_bytes()
    except OSError:
        raise ReadoutError(f"No codebook at {path}; name a YAML file with the lists issues and themes.") from None
    return _load(path, content)


@lru_cache(maxsize=8)
def _load(path: Path, written: bytes) -> Codebook:
    """Read a codebook once for each content of its file."""
    try:
        # The base loader leaves words words: a safe one would make a truth value of the term `false`.
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        if len(written) > LARGEST:
            raise ReadoutError(f"{path} has more than {LARGEST / 1e6:.0f} MB; restore the shipped codebook.")
        content = yaml.load(written.decode("utf-8"), Loader=loader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        raise ReadoutError(f"{path} cannot be read as YAML{where}; mend it or restore the shipped codebook.") from None
    return parse_codebook(content, str(path), path)


def parse_codebook(content: object, name: str, path: Path | None = None) -> Codebook:
    """Return the codebook that plain lists and mappings describe; `name` stands for it in the sentence of an error."""
    if not isinstance(content, dict) or set(content) != {"issues", "themes"}:
        raise ReadoutError(f"{name} must hold two lists, issues and themes, and nothing else.")
    lists: dict[str, list[Code]] = {}
    seen: set[str] = set()
    for title, entries in content.items():
        if not isinstance(entries, list):
            raise ReadoutError(f"In {name}, {title} must be a list of codes.")
        lists[title] = []
        for number, entry in enumerate(entries, start=1):
            code = _check(entry, f"{name}, {title} number {number}")
            if code.code in seen:
                raise ReadoutError(f"{name} has the code {code.code!r} twice; every code needs a name of its own.")
            seen.add(code.code)
            lists[title].append(code)
    return Codebook(lists["issues"], lists["themes"], path)


def _check(entry: object, place: str) -> Code:
    """Return one entry as a Code, or raise a sentence about the first thing that is wrong with it."""
    if isinstance(entry, dict) and entry.get("code") and isinstance(entry["code"], str):
        place = f"{place} ({entry['code']})"
    try:
        code = Code.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        where = first["loc"][0] if first["loc"] else "the entry"
        what = {
            "missing": "is missing",
            "extra_forbidden": f"is not a field; the fields are {', '.join(Code.model_fields)}",
            "string_pattern_mismatch": "must be small letters, digits and single hyphens, as in foreign-forces",
        }.get(first["type"], f"is not right ({first['msg'].lower()})")
        raise ReadoutError(f"{place}: {where} {what}.") from None
    try:
        for term in (*code.terms, *code.hints, *code.exceptions, *code.contrary):
            parse(term)
    except ReadoutError as error:
        raise ReadoutError(f"{place}: {error}") from None
    return code
