"""The codebook edited in a notebook: add, rename, merge, split and retire codes, seen first and undone at will.

    book = readout.codes()
    change = book.rename("foreign-forces", "foreign-troops")
    change            # shows what it does to the decisions that people have made
    change.apply()
    book.undo()

Decisions are never rewritten: a code that was renamed or merged is remembered in the codebook (`formerly`), and old
decisions are read with its new name. A code that was split or retired stays in them until they are decided again.
"""

import io
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readout import codebook, places
from readout.codebook import Code, Codebook
from readout.errors import ReadoutError, RunFailed
from readout.review.store import Store

if TYPE_CHECKING:
    import pandas as pd

EFFECT_COLUMNS = ("text_id", "coder", "content_text", "before", "after")


def codes(path: Path | None = None) -> "Codes":
    """Return the codebook of a file, by default data/codebook.yml, open for editing."""
    return Codes(path or places.data() / "codebook.yml")


@dataclass
class Change:
    """A change of the codebook that has not been made yet: what it is, and what it does to decisions.

    `effect` is a table with a row for each decided claim that has one of the codes: text_id, coder, content_text, and
    its codes before and after.
    """

    description: str
    effect: "pd.DataFrame"
    before: bytes
    after: bytes
    codes: "Codes"

    def apply(self) -> None:
        """Write the change to the codebook; raises ReadoutError where the file has changed since it was looked at."""
        self.codes.write(self)

    def __repr__(self) -> str:
        touched = f"{len(self.effect)} decided claims" if len(self.effect) else "no decision"
        table = "\n" + self.effect.to_string(index=False) if len(self.effect) else ""
        return f"{self.description} It touches {touched}. `.apply()` makes the change.{table}"

    def _repr_html_(self) -> str:
        head = f"<p>{escape(repr(self).partition(chr(10))[0])}</p>"
        return head + (self.effect.to_html(index=False, escape=True) if len(self.effect) else "")


class Codes:
    """A codebook open for editing. Each method returns a Change that shows its effect and is made by `.apply()`."""

    def __init__(self, path: Path):
        self.path = path
        self._done: list[tuple[str, bytes, bytes]] = []
        self._undone: list[tuple[str, bytes, bytes]] = []
        codebook.load(path)  # says what is wrong with it before anything is changed

    @property
    def codes(self) -> dict[str, Code]:
        """Return the codes by name."""
        return {code.code: code for code in codebook.load(self.path)}

    def __repr__(self) -> str:
        return f"{codebook.load(self.path)!r} in {self.path}, {len(self._done)} changes that can be undone"

    def _repr_html_(self) -> str:
        return codebook.load(self.path)._repr_html_()

    # ---- changes

    def add(self, code: str, list: str = "issues", **fields: Any) -> Change:
        """Add a code to issues or themes; `fields` are label, definition, use_when, not_when, examples, terms, ..."""
        if list not in ("issues", "themes"):
            raise ReadoutError(f"{list!r} is no list of the codebook; it is issues or themes.")
        if code in self.codes:
            raise ReadoutError(f"The codebook has a code {code!r} already; choose another name, or change that one.")

        def change(lists: dict[str, Any]) -> None:
            lists[list].append(_entry({"code": code, **fields}))

        return self._change(f"Adds {code!r} to the {list}.", change, {})

    def rename(self, code: str, new: str, label: str | None = None) -> Change:
        """Give a code another name, and another label where one is given; decisions follow."""
        self._there(code)
        if new in self.codes and new != code:
            raise ReadoutError(f"The codebook has a code {new!r} already; merge the two instead.")

        def change(lists: dict[str, Any]) -> None:
            _, entry = _find(lists, code)
            entry["code"] = new
            if label:
                entry["label"] = label
            if new != code:
                _extend(entry, "formerly", [code])

        return self._change(f"Renames {code!r} to {new!r}.", change, {code: [new]})

    def merge(self, codes: Iterable[str], into: str) -> Change:
        """Make several codes one, which is among them; it gets the terms of the others, and decisions follow."""
        names = [code for code in dict.fromkeys(codes) if code != into]
        for name in (*names, into):
            self._there(name)
        if not names:
            raise ReadoutError(f"Name at least one other code to be merged into {into!r}.")

        def change(lists: dict[str, Any]) -> None:
            _, target = _find(lists, into)
            for name in names:
                where, entry = _find(lists, name)
                for field in ("terms", "hints", "exceptions", "examples"):
                    _extend(target, field, entry.get(field) or [])
                _extend(target, "formerly", [name, *(entry.get("formerly") or [])])
                lists[where].remove(entry)

        return self._change(
            f"Merges {', '.join(map(repr, names))} into {into!r}.", change, {name: [into] for name in names}
        )

    def split(self, code: str, parts: Sequence[dict[str, Any]]) -> Change:
        """Put several new codes beside one, which is retired; decisions with it have to be made again."""
        self._there(code)
        names = [str(part.get("code")) for part in parts]
        if len(parts) < 2:
            raise ReadoutError(f"Splitting {code!r} needs at least two new codes.")
        taken = [name for name in names if name in self.codes]
        if taken:
            raise ReadoutError(f"The codebook has a code {taken[0]!r} already; choose another name.")

        def change(lists: dict[str, Any]) -> None:
            where, entry = _find(lists, code)
            entry["retired"] = True
            at = lists[where].index(entry) + 1
            for step, part in enumerate(parts):
                lists[where].insert(at + step, _entry(part))

        return self._change(
            f"Splits {code!r} into {', '.join(map(repr, names))} and retires it; its decisions are to be made again.",
            change,
            {code: [f"{code} (retired: choose {' or '.join(names)})"]},
        )

    def retire(self, code: str) -> Change:
        """Keep a code for what was decided with it, and give it no more."""
        self._there(code)

        def change(lists: dict[str, Any]) -> None:
            _find(lists, code)[1]["retired"] = True

        return self._change(f"Retires {code!r}.", change, {code: [f"{code} (retired)"]})

    # ---- making and unmaking

    def write(self, change: Change) -> None:
        """Make a change that was prepared here."""
        self._put(change.before, change.after)
        self._done.append((change.description, change.before, change.after))
        self._undone = []

    def undo(self) -> str:
        """Take the last change back; return what it was."""
        if not self._done:
            raise ReadoutError("Nothing was changed in this sitting that could be undone.")
        description, before, after = self._done[-1]
        self._put(after, before)
        self._undone.append(self._done.pop())
        return description

    def redo(self) -> str:
        """Make the last change again that was taken back; return what it is."""
        if not self._undone:
            raise ReadoutError("Nothing was undone that could be made again.")
        description, before, after = self._undone[-1]
        self._put(before, after)
        self._done.append(self._undone.pop())
        return description

    def _put(self, expected: bytes, new: bytes) -> None:
        if self.path.read_bytes() != expected:
            raise ReadoutError(
                f"{self.path} has been changed by somebody else meanwhile; look at the change again first."
            )
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=".codebook-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(new)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(self.path.stat().st_mode & 0o777)
            Path(name).replace(self.path)
        except OSError as error:
            Path(name).unlink(missing_ok=True)
            raise RunFailed(f"{self.path} was not changed: {(error.strerror or str(error)).lower()}.") from error

    def _there(self, code: str) -> None:
        if code not in self.codes:
            raise ReadoutError(f"No code {code!r} in the codebook; it has {', '.join(self.codes)}.")

    def _change(
        self, description: str, change: Callable[[dict[str, Any]], None], renamed: dict[str, list[str]]
    ) -> Change:
        yaml, before = _yaml(), self.path.read_bytes()
        lists = yaml.load(before.decode("utf-8"))
        change(lists)
        out = io.StringIO()
        yaml.dump(lists, out)
        after = out.getvalue().encode()
        _check(after, self.path)
        return Change(description, effect(renamed, codebook.load(self.path)), before, after, self)


def _yaml() -> Any:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 1_000_000
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=2, offset=0)
    return yaml


def _check(content: bytes, path: Path) -> Codebook:
    import yaml

    return codebook.parse_codebook(yaml.load(content, Loader=yaml.BaseLoader), f"The changed {path.name}")


def _entry(fields: dict[str, Any]) -> dict[str, Any]:
    """Return a code as it is written: in the order of the file, empty lists left out."""
    unknown = set(fields) - set(Code.model_fields)
    if unknown:
        raise ReadoutError(
            f"{sorted(unknown)[0]!r} is no field of a code; the fields are {', '.join(Code.model_fields)}."
        )
    plain = {name: fields[name] for name in Code.model_fields if fields.get(name)}
    return {name: [*value] if isinstance(value, list | tuple) else value for name, value in plain.items()}


def _find(lists: dict[str, Any], code: str) -> tuple[str, Any]:
    return next((name, entry) for name, entries in lists.items() for entry in entries if entry["code"] == code)


def _extend(entry: Any, field: str, values: Iterable[str]) -> None:
    new = [value for value in values if value not in (entry.get(field) or [])]
    if new:
        entry[field] = [*(entry.get(field) or []), *new]


def effect(renamed: dict[str, list[str]], book: Codebook) -> "pd.DataFrame":
    """Return the decided claims that have one of the codes, with their codes before and after."""
    import pandas as pd

    rows = []
    folder = places.data() / "annotations"
    for path in sorted(folder.glob("*/*.jsonl")) if renamed else ():
        for decision in Store(path).read().active:
            for claim in decision.claims:
                issues = book.current(claim.issues)
                if set(issues) & set(renamed):
                    after = list(dict.fromkeys(new for issue in issues for new in renamed.get(issue, [issue])))
                    rows.append(
                        {
                            "text_id": path.parent.name,
                            "coder": path.stem,
                            "content_text": " … ".join(piece.quote for piece in claim.content),
                            "before": ", ".join(issues),
                            "after": ", ".join(after),
                        }
                    )
    return pd.DataFrame(rows, columns=list(EFFECT_COLUMNS))
