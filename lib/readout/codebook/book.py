"""The issues and themes of a project, and the coding of passages and paragraphs by them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from readout.codebook.codes import Code, Coder, Found
from readout.codebook.shown import section
from readout.errors import ReadoutError
from readout.sentence_vectors import encode

if TYPE_CHECKING:
    import pandas as pd

    from readout.texts.text import Text


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

    def issues_among(self, codes: Iterable[str]) -> list[str]:
        """Return codes without the themes: what one can be for or against. Codes the codebook never had stay."""
        themes = {code.code for code in self.themes}
        return [code for code in codes if code not in themes]

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __repr__(self) -> str:
        return f"Codebook({len(self.issues)} issues, {len(self.themes)} themes)"

    @cached_property
    def _issue_coder(self) -> Coder:
        return Coder(self.issues)

    @cached_property
    def _theme_coder(self) -> Coder:
        return Coder(self.themes)

    def find_issues(self, text: str) -> list[Found]:
        """Return the issues of a passage with their weights and the words that speak for them, best first."""
        return self._issue_coder.find(text)

    def weigh(self, text: str) -> list[Found]:
        """Return all that speaks for any code in a passage, issues first, enough or not, the weightiest first."""
        return [*self._issue_coder.weigh(text), *self._theme_coder.weigh(text)]

    def nearness(self, passages: Sequence[str], codes: Sequence[str]) -> list[float]:
        """Return how near in meaning each passage comes to the definition or an example of its code (cosine)."""
        if not passages:
            return []
        meant = {code: [self[code].definition, *self[code].examples] for code in set(codes)}
        told = list(dict.fromkeys([*chain.from_iterable(meant.values()), *passages]))
        vectors = dict(zip(told, encode(told), strict=True))
        return [
            max(float(vectors[one] @ vectors[passage]) for one in meant[code])
            for passage, code in zip(passages, codes, strict=True)
        ]

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
        return section("issues", self.issues) + section("themes", self.themes)
