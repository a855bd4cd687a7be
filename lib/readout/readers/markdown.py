"""Markdown with YAML front matter, the form in which data/texts keeps its texts."""

import re
from pathlib import Path
from typing import Any

import yaml

FRONT_MATTER = re.compile(r"\A---\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def read(path: Path) -> tuple[dict[str, Any], str]:
    """Return the metadata and the body, whose newlines are \\n and which is otherwise as in the file."""
    content = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    match = FRONT_MATTER.match(content)
    if not match:
        return {}, content
    metadata = yaml.safe_load(match[1]) or {}
    metadata["date"] = str(metadata["date"]) if metadata.get("date") else None
    return metadata, content[match.end() :]
