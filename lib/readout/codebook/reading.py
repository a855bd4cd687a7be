"""Reading a codebook from its file, and what is said where it cannot be read."""

import re
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import ValidationError

from readout import places
from readout.codebook.book import Codebook
from readout.codebook.codes import Code
from readout.errors import ReadoutError
from readout.terms import parse

#: No codebook that people write is larger than this, in bytes.
LARGEST = 5_000_000
#: The layout of codebooks that is read here, and the line by which a file says of which it is; without, of the first.
LAYOUT, SAYS_LAYOUT = 1, re.compile(rb"# Layout (\d{1,6}) of Readout's codebooks\.")


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
        layout = SAYS_LAYOUT.match(written)
        if layout and int(layout[1]) > LAYOUT:
            raise ReadoutError(
                f"{path} is of layout {int(layout[1])}, and this Readout reads codebooks up to layout {LAYOUT}; "
                "install a newer Readout."
            )
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
