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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readout import codebook, places, write
from readout.codebook import Code
from readout.errors import ReadoutError
from readout.reviewing.codebook_editor.entries import check, decided_claims, editor, effect, entry_of, extend, find

if TYPE_CHECKING:
    import pandas as pd


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
        count = len(self.effect)
        touched = f"{count} decided claim{'s' * (count != 1)}" if count else "no decision"
        table = "\n" + self.effect.to_string(index=False) if len(self.effect) else ""
        return f"{self.description} It touches {touched}. `.apply()` makes the change.{table}"

    def _repr_html_(self) -> str:
        head = f"<p>{escape(repr(self).partition(chr(10))[0])}</p>".replace("`.apply()`", "<code>.apply()</code>")
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
        folded = codebook.load(self.path)._repr_html_().replace("<details open>", "<details>")
        if os.environ.get("READOUT_OUTPUT"):  # in a report nobody edits
            return folded
        verbs = ("add", "rename", "merge", "split", "retire", "undo", "redo")
        can = ", ".join(f"<code>.{verb}</code>" for verb in verbs)
        return f"<p>The codebook {escape(self.path.name)}, open for editing: {can}.</p>{folded}"

    # ---- changes

    def add(self, code: str, list: str = "issues", **fields: Any) -> Change:
        """Add a code to issues or themes; `fields` are label, definition, use_when, not_when, examples, terms, ..."""
        if list not in ("issues", "themes"):
            raise ReadoutError(f"{list!r} is no list of the codebook; it is issues or themes.")
        self._free(code)

        def change(lists: dict[str, Any]) -> None:
            lists[list].append(entry_of({"code": code, **fields}))

        return self._change(f"Adds {code!r} to the {list}.", change, {})

    def add_all(self, entries: Sequence[dict[str, Any]]) -> Change:
        """Add several codes, each with its fields as for `add`, as one change: all of them or none."""
        names = [str(entry.get("code")) for entry in entries]
        for name in names:
            self._free(name)
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ReadoutError(f"{twice[0]!r} is there twice among the new codes; give each a name of its own.")

        def change(lists: dict[str, Any]) -> None:
            for entry in entries:
                fields = dict(entry)
                lists[fields.pop("list", "issues")].append(entry_of(fields))

        return self._change(f"Adds {len(names)} codes: {', '.join(names)}.", change, {})

    def rename(self, code: str, new: str, label: str | None = None) -> Change:
        """Give a code another name, and another label where one is given; decisions follow."""
        self._there(code)
        if new == code and label in (None, self.codes[code].label):
            raise ReadoutError(f"{code!r} has this name and label already; give another.")
        if new != code:
            self._free(new, code)

        def change(lists: dict[str, Any]) -> None:
            _, entry = find(lists, code)
            entry["code"] = new
            if label:
                entry["label"] = label
            if new != code:
                entry["formerly"] = [name for name in entry.get("formerly") or [] if name != new] + [code]

        return self._change(f"Renames {code!r} to {new!r}.", change, {code: [new]})

    def merge(self, codes: Iterable[str] | str, into: str) -> Change:
        """Make several codes one, which is among them; it gets the terms of the others, and decisions follow."""
        names = [code for code in dict.fromkeys([codes] if isinstance(codes, str) else codes) if code != into]
        for name in (*names, into):
            self._there(name)
        if not names:
            raise ReadoutError(f"Name at least one other code to be merged into {into!r}.")

        def change(lists: dict[str, Any]) -> None:
            _, target = find(lists, into)
            for name in names:
                where, entry = find(lists, name)
                for field in ("terms", "hints", "exceptions", "examples"):
                    extend(target, field, entry.get(field) or [])
                extend(target, "formerly", [name, *(entry.get("formerly") or [])])
                lists[where].remove(entry)

        return self._change(
            f"Merges {', '.join(map(repr, names))} into {into!r}.", change, {name: [into] for name in names}
        )

    def split(self, code: str, parts: Sequence[dict[str, Any]]) -> Change:
        """Put several new codes beside one, which is retired; decisions with it have to be made again."""
        self._there(code)
        if len(parts) < 2 or not all(isinstance(part, dict) for part in parts):
            raise ReadoutError(f"Splitting {code!r} needs two or more new codes, each with its fields as for `add`.")
        names = [str(part.get("code")) for part in parts]
        for name in names:
            self._free(name)

        def change(lists: dict[str, Any]) -> None:
            where, entry = find(lists, code)
            entry["retired"] = True
            at = lists[where].index(entry) + 1
            for step, part in enumerate(parts):
                lists[where].insert(at + step, entry_of(part))

        return self._change(
            f"Splits {code!r} into {', '.join(map(repr, names))} and retires it; its decisions are to be made again.",
            change,
            {code: [f"{code} (retired: choose {' or '.join(names)})"]},
        )

    def retire(self, code: str) -> Change:
        """Keep a code for what was decided with it, and give it no more."""
        self._there(code)
        if self.codes[code].retired:
            raise ReadoutError(f"{code!r} is retired already.")

        def change(lists: dict[str, Any]) -> None:
            find(lists, code)[1]["retired"] = True

        return self._change(f"Retires {code!r}.", change, {code: [f"{code} (retired)"]})

    # ---- making and unmaking

    def write(self, change: Change) -> None:
        """Make a change that was prepared here."""
        self._put(change.before, change.after)
        self._done.append((change.description, change.before, change.after))
        self._undone = []

    def undo(self) -> str:
        """Take the last change back; return what it was. Refused where decisions have codes that would be gone."""
        if not self._done:
            raise ReadoutError("Nothing was changed in this sitting that could be undone.")
        description, before, after = self._done[-1]
        earlier = {name for code in check(before, self.path) for name in (code.code, *code.formerly)}
        for code in check(after, self.path):
            count = sum(code.code in claim.issues for _, claim in decided_claims()) if code.code not in earlier else 0
            if count:
                raise ReadoutError(
                    f"The code {code.code!r} is in {count} decision{'s' * (count != 1)} made since; merge it into "
                    "another instead of undoing the change that made it."
                )
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
        if places.shipped() in self.path.parents and self.path.name == "codebook.yml":
            places.own("a codebook")
        write.whole(self.path, new)

    def _there(self, code: str) -> None:
        if code not in self.codes:
            raise ReadoutError(f"No code {code!r} in the codebook; it has {', '.join(self.codes)}.")

    def _free(self, new: str, of: str = "") -> None:
        """Raise ReadoutError where a name is that of a code, or was that of a code other than `of`."""
        for code in self.codes.values():
            if new == code.code:
                raise ReadoutError(f"The codebook has a code {new!r} already; choose another name, or merge the two.")
            if new in code.formerly and code.code != of:
                raise ReadoutError(
                    f"{new!r} is a former name of {code.code!r}, under which decisions are still read; choose another."
                )

    def _change(
        self, description: str, change: Callable[[dict[str, Any]], None], renamed: dict[str, list[str]]
    ) -> Change:
        yaml, before = editor(), self.path.read_bytes()
        lists = yaml.load(before.decode("utf-8"))
        change(lists)
        out = io.StringIO()
        yaml.dump(lists, out)
        after = out.getvalue().encode()
        check(after, self.path)
        return Change(description, effect(renamed, codebook.load(self.path)), before, after, self)
