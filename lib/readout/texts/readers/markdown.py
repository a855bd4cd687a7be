"""Markdown with YAML front matter, the form in which data/texts keeps its texts."""

import re
from pathlib import Path
from typing import Any

import yaml

from readout.errors import ReadoutError
from readout.texts.readers.characters import check_body, decode, read_bytes

FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
LONGEST_FRONT_MATTER = 50_000
#: Words that YAML takes as they are, without quotation marks.
PLAIN = re.compile(r"[^\W\d_][\w ,.()/'’-]*(?<! )\Z")
NOTHING = ("", "~", "null")


class _Words(yaml.BaseLoader):
    """Reads YAML without guessing types (`no` is a language, 2025-08-29 a date as written), each key once only."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem="a name must be a word", problem_mark=key.start_mark)
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"{key.value} is given twice", problem_mark=key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            # A few lines of names for names can stand for gigabytes.
            raise yaml.MarkedYAMLError(problem="a * stands before a name", problem_mark=self.peek_event().start_mark)
        return super().compose_node(parent, index)


def read(path: Path) -> tuple[dict[str, Any], str]:
    """Return the metadata and the body, whose newlines are \\n and which is otherwise as in the file."""
    metadata, body = split(decode(read_bytes(path), path), path)
    return metadata, check_body(body, path)


def split(content: str, path: Path) -> tuple[dict[str, Any], str]:
    """Return the front matter as a dictionary of words and lists of words, and what follows it.

    A file that does not begin with a line of three hyphens has no front matter. Raises ReadoutError with the line
    where front matter cannot be read.
    """
    if re.match(r"\s+---[ \t]*\n[^\n]*:", content):
        raise ReadoutError(f"{path}: the front matter must begin in line 1; remove what stands before the first ---.")
    if not re.match(r"---[ \t]*\n", content):
        return {}, content
    match = FRONT_MATTER.match(content)
    if not match:
        raise ReadoutError(f"{path}: the front matter that begins in line 1 has no end; close it with a line of ---.")
    if len(match[1]) > LONGEST_FRONT_MATTER:
        raise ReadoutError(
            f"{path}: the front matter has {len(match[1]):,} characters; {LONGEST_FRONT_MATTER:,} is the most."
        )
    try:
        metadata = yaml.load(match[1], Loader=_Words)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 2}" if mark else "it"
        what = (error.problem or "it is no YAML").strip()
        raise ReadoutError(
            f"{path}: {where} of the front matter cannot be read ({what}); put values with : # or * in quotation marks."
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):  # the last of a character past the last
        raise ReadoutError(f"{path}: the front matter cannot be read; write one `name: value` a line.") from None
    if metadata in NOTHING or metadata is None:
        return {}, content[match.end() :]
    if not isinstance(metadata, dict):
        raise ReadoutError(f"{path}: line 2 of the front matter is no `name: value`; write one a line between the ---.")
    known = {str(key): value for key, value in metadata.items() if not (isinstance(value, str) and value in NOTHING)}
    return known, content[match.end() :]


def write(metadata: dict[str, Any], body: str) -> str:
    """Return a file's content that `split` reads back as these metadata and this body."""
    front = "".join(
        f"{name if PLAIN.match(name) else _quoted(name)}: {_written(value)}\n" for name, value in metadata.items()
    )
    return f"---\n{front}---\n{body}"


def _written(value: Any) -> str:
    """Return a value as YAML on one line: bare where it can be, else in quotation marks, lists in brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(str(name))}: {_written(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_quoted(item) if isinstance(item, str) else _written(item) for item in value) + "]"
    return value if PLAIN.match(value) and "  " not in value else _quoted(value)


def _quoted(words: str) -> str:
    return f'"{_escaped(words)}"'


def _escaped(words: str) -> str:
    """Return words as they stand between double quotation marks, what cannot be seen as its number."""
    return "".join(
        f"\\{letter}" if letter in '"\\' else letter if letter.isprintable() else f"\\U{ord(letter):08x}"
        for letter in words
    )
