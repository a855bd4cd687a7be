"""Where decisions are kept: data/annotations/<text-id>/<coder>.jsonl, one a line, appended and safe on the disk.

A file may hold lines that say what it is (`about`), decisions, and, after a crash in the middle of writing, a torn
line, which is reported and never written over. Lines may come in any order: each has its own id and time, so that two
branches of a repository merge by keeping the lines of both.
"""

import contextlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from pydantic import ValidationError

from readout import places, write
from readout.errors import ReadoutError, RunFailed
from readout.reviewing.decisions.decision import Decision
from readout.texts.library import library

#: Names that a coder cannot take: the machine's.
RESERVED = ("annotator",)
#: What the files of a folder are for: a person's decisions, those between coders, an example for teaching, a model's.
ROLES = ("coder", "adjudicator", "example", "model")
#: The layout of the files that is written and read here; a file that does not say one is of the first.
SCHEMA = 1
#: What is read of a file: a person's decisions on one text fill a small part of it.
LARGEST, MOST_LINES, LONGEST_LINE = 50_000_000, 10_000, 1_000_000
#: Before the name of a model that codes.
MODEL = "model:"


@dataclass
class Kept:
    """What a file holds: its decisions in the order in which they were made, what it is, and what could not be read."""

    decisions: list[Decision] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    trouble: list[str] = field(default_factory=list)

    @property
    def active(self) -> list[Decision]:
        """Return the decisions that were not taken back."""
        withdrawn = {decision.withdraws for decision in self.decisions}
        return [each for each in self.decisions if each.action != "withdraw" and each.id not in withdrawn]


def folder(text_id: str) -> Path:
    """Return the folder of a text's decisions; the id must be a plain name."""
    if not re.fullmatch(r"[^/\\\0]{1,150}", text_id) or text_id in (".", ".."):
        raise ReadoutError(f"{text_id!r} cannot name a folder of decisions; give the text an id without / or \\.")
    return places.annotations() / text_id


def check_coder(coder: str) -> str:
    """Return a coder's name, if it is one: letters, digits, - and _, at most 40."""
    if not isinstance(coder, str) or not re.fullmatch(rf"(?:{MODEL}[^\W_][\w.-]{{0,33}}|[^\W_][\w-]{{0,39}})", coder):
        raise ReadoutError(f"{coder!r} cannot be a coder's name; use up to 40 letters, digits, - and _.")
    if coder.lower() in RESERVED:
        raise ReadoutError(f"{coder!r} is the machine's name; take another, such as your initials.")
    return coder


def _stem(coder: str) -> str:
    """Return a coder's name as the name of a file: a colon cannot stand in one everywhere."""
    return coder.replace(":", "--", 1)


def _coder(stem: str) -> str:
    """Return the coder of a file's name."""
    return MODEL + stem.removeprefix("model--") if stem.startswith("model--") else stem


class Store:
    """One coder's decisions on one text, in one file."""

    def __init__(self, path: Path, about: dict[str, Any] | None = None):
        self.path = path
        self._about = about or {}

    @classmethod
    def of(cls, text_id: str, coder: str, role: str = "coder", **about: Any) -> "Store":
        """Return the store of a coder for a text; a role of ROLES is written when the file is made."""
        if role not in ROLES:
            raise ReadoutError(f"{role!r} is no role of a coder; it is one of {', '.join(ROLES)}.")
        path = folder(text_id) / f"{_stem(check_coder(coder))}.jsonl"
        return cls(path, {"coder": coder, "text_id": text_id, "role": role, **about})

    def read(self) -> Kept:
        """Return what the file holds; lines that cannot be read are told, never dropped in silence."""
        kept = Kept()
        if not self.path.exists():
            kept.about = dict(self._about)
            return kept
        try:
            lines = self._lines()
        except ReadoutError as error:
            kept.trouble.append(str(error))
            return kept
        decisions: dict[str, Decision] = {}
        newer = 0
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                value = _parsed(line)
                if isinstance(value, dict) and isinstance(value.get("about"), dict):
                    schema = value["about"].pop("schema", SCHEMA)
                    newer = max(newer, schema if isinstance(schema, int) else 0)
                    kept.about |= value["about"]
                    continue
                decision = Decision.model_validate(value)
            except (UnicodeError, ValueError, ValidationError, RecursionError) as error:
                kept.trouble.append(f"{self.path.name}, line {number}: {_reason(line, error)}")
                continue
            # The same line twice is the same decision: a browser sends again what was not acknowledged in time.
            decisions.setdefault(decision.id, decision)
        if newer > SCHEMA:
            kept.trouble = [
                f"{self.path.name} is of layout {newer}, and this Readout reads decisions up to layout {SCHEMA}; "
                "install a newer Readout. Nothing of it was read."
            ]
            return kept
        kept.decisions = sorted(decisions.values(), key=lambda each: each.made)
        return kept

    def _lines(self) -> list[bytes]:
        """Return the lines of the file; raises ReadoutError where it is none that decisions are kept in."""
        if not self.path.is_file():
            raise ReadoutError(f"{self.path.name} is no regular file; decisions are kept in plain files.")
        try:
            if self.path.stat().st_size > LARGEST:
                raise ReadoutError(f"{self.path.name} has more than {LARGEST // 1_000_000} MB; nothing of it was read.")
            raw = self.path.read_bytes()
        except OSError as error:
            raise ReadoutError(f"{self.path.name} cannot be read: {(error.strerror or str(error)).lower()}.") from None
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in raw[:4000]:
            raise ReadoutError(f"{self.path.name} is not in UTF-8; save it as UTF-8 again. Nothing of it was read.")
        lines = raw.removeprefix(b"\xef\xbb\xbf").split(b"\n")
        if len(lines) > MOST_LINES:
            raise ReadoutError(
                f"{self.path.name} has {len(lines)} lines; a coder's decisions on a text are at most {MOST_LINES}. "
                "Nothing of it was read."
            )
        return lines

    def append(self, *decisions: Decision) -> tuple[int, int]:
        """Write decisions at the end of the file, and return when they are on the disk: how long it was, and is now.

        Raises RunFailed where the disk is full, read-only or locked for long; the file is then as it was.
        """
        return self._write("".join(decision.line() for decision in decisions).encode())

    def _write(self, data: bytes) -> tuple[int, int]:
        if places.shipped() in self.path.parents:
            places.own("a decision")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path.parent / ".lock", timeout=20):
                new = not self.path.exists()
                if self._about and (new or not self._introduced()):
                    data = (
                        json.dumps({"about": {**self._about, "schema": SCHEMA}}, ensure_ascii=False).encode()
                        + b"\n"
                        + data
                    )
                sizes = self._append_locked(data)
                if new:
                    write.flush(self.path.parent)
                return sizes
        except Timeout:
            raise RunFailed(f"{self.path} is being written by somebody else for too long; try again.") from None
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise RunFailed(f"The decision was not saved in {self.path}: {reason}; the file is as it was.") from error

    def _introduced(self) -> bool:
        """Say whether the file tells what it is; after a full disk it may be there and empty."""
        for line in self.path.read_bytes().split(b"\n"):
            if line.lstrip().startswith(b'{"about"') or b'"about"' in line[:20]:
                with contextlib.suppress(ValueError, RecursionError):
                    json.loads(line)
                    return True
        return False

    def _append_locked(self, data: bytes) -> tuple[int, int]:
        file = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            size = os.lseek(file, 0, os.SEEK_END)
            if size:
                os.lseek(file, size - 1, os.SEEK_SET)
                if os.read(file, 1) != b"\n":  # a writer died in the middle of a line: leave it a line of its own
                    data = b"\n" + data
            left = data
            try:
                while left:
                    left = left[os.write(file, left) :]
                os.fsync(file)
                return size, size + len(data)
            except OSError:
                os.ftruncate(file, size)
                raise
        finally:
            os.close(file)


def _parsed(line: bytes) -> Any:
    """Return the value of a line, or raise ValueError where no decision can be like it."""
    if len(line) > LONGEST_LINE:
        raise ValueError(f"has {len(line)} characters, and a decision at most {LONGEST_LINE}")
    value = json.loads(line)
    if b"\\u" in line.lower():
        json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair is no character
    return value


def _reason(line: bytes, error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"not a decision ({'.'.join(map(str, first['loc']))}: {first['msg'].lower()})"
    if isinstance(error, RecursionError):
        return "nested too deep for a decision"
    if isinstance(error, UnicodeEncodeError):
        return "holds half a character (a lone surrogate)"
    if len(line) > LONGEST_LINE:
        return str(error)
    return "torn or not JSON: " + line[:60].decode(errors="replace")


def coders(text_id: str) -> dict[str, Kept]:
    """Return what each coder of a text has decided, by name in alphabetical order."""
    found = folder(text_id)
    return {_coder(path.stem): Store(path).read() for path in sorted(found.glob("*.jsonl"))} if found.is_dir() else {}


def role_of(path: Path) -> str:
    """Return what a file of decisions is for, one of ROLES."""
    return str(Store(path).read().about.get("role", "coder"))


def chosen(text_id: str, names: Iterable[str] | str | None, default_roles: Iterable[str]) -> dict[str, Kept]:
    """Return the named coders' decisions, or by default those of all coders with one of the roles."""
    there = coders(text_id)
    if names is None:
        return {name: kept for name, kept in there.items() if kept.about.get("role", "coder") in default_roles}
    wanted = [names] if isinstance(names, str) else list(names)
    for name in wanted:
        if name not in there:
            have = f"there are {', '.join(there)}" if there else "nobody has decided anything on it yet"
            raise ReadoutError(f"No decisions of {name!r} on {text_id}; {have}.")
    return {name: there[name] for name in wanted}


def at_least_two(text_id: str, names: Iterable[str] | None) -> dict[str, Kept]:
    """Return the decisions of two or more coders: those named, else all people, else the examples too, else none.

    Raises ReadoutError where fewer than two are named.
    """
    kept = chosen(text_id, names, ("coder",))
    if names is None and len(kept) < 2:
        kept = chosen(text_id, None, ("coder", "example"))
    if len(kept) >= 2:
        return kept
    if names is not None:
        raise ReadoutError(f"Agreement needs at least two coders; only {', '.join(kept) or 'nobody'} was named.")
    return {}


def orphans(text_id: str, digest: str) -> list[str]:
    """Return the ids under which decisions on a text's exact words lie, where no text has these ids any more.

    `digest` is the text's `body_digest`. Only the first decision of a file is looked at.
    """
    found: list[str] = []
    everything = places.annotations()
    for path in sorted(everything.glob("*/*.jsonl")):
        name = path.parent.name
        if name in (text_id, *found) or not path.is_file():
            continue
        with path.open("rb") as file:
            beginning = file.read(20_000)
        if f'"body":"{digest}"'.encode() in beginning.replace(b'": "', b'":"'):
            found.append(name)
    # The texts are read only where one of them may have lost its name.
    return [name for name in found if not library().get(name)] if found else []


def take_over(text_id: str, old: str) -> Path:
    """Let the decisions that lie under an old id of a text be those of its new one; return their folder."""
    source, target = folder(old), folder(text_id)
    if not source.is_dir():
        raise ReadoutError(f"No decisions under the id {old!r}.")
    if target.exists():
        raise ReadoutError(f"There are decisions on {text_id} already; move the files of {source} there by hand.")
    source.rename(target)
    return target
