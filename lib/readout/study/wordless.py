"""A study without the words of its texts, for where these may not be shared: offsets and numbers stay.

Each letter and digit of a text is put by `x`, so that every offset still points to where it did; of decisions the
quoted words go, of tables the columns that hold words of texts, of notebooks the outputs, and of reports the pages. Who
is quoted, on which side and about what stays: these are codes, and the coders' own.
"""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from readout.study.layout import CAME

#: Columns of tables that hold no words of texts: codes, names of actors, offsets. Columns of numbers stay anyway.
# fmt: off
CODES = frozenset((
    "claim_id", "text_id", "sentence", "voice", "content", "source", "actor", "actor_kind", "affiliation", "cue",
    "act", "target", "stance", "issues", "party", "condition", "modality", "hedged", "negated", "quotes",
    "unnamed", "parent", "rule", "confidence", "coder", "speaker", "role", "start", "end", "id", "date", "kind",
    "form", "channel", "event", "language", "code", "theme", "issue", "list", "field", "measure", "value", "low",
    "high", "coders", "items",
))
# fmt: on
#: Fields of decisions that hold words of texts.
WORDS = ("quote", "before", "after")
LEFT_OUT = "(left out)"
_WORDS_OF_CLAIMS = ("target_text", "comment", "content_text", "source_text", "cue_text", "matter")


def masked(words: str) -> str:
    """Return words with every letter and digit put by x, in as many characters: `No, we won't.` is `xx, xx xxx'x.`."""
    return re.sub(r"[^\W_]", "x", words)


def contents(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of a study, by name, without words of texts; those that are nothing but words are left out."""
    kept: dict[str, bytes] = {}
    for name, content in files.items():
        new = _without(name, content)
        if new is not None:
            kept[name] = new
    return kept


def _without(name: str, content: bytes) -> bytes | None:
    first = name.partition("/")[0]
    if name.endswith("README.md"):
        return content
    if first == "texts":
        return _masked_text(name, content) if name.endswith(".md") else None
    if first == "annotations":
        return _decisions(content) if name.endswith(".jsonl") else None
    if first == "reports":
        return _table(content) if "/tables/" in name and name.endswith(".csv") else None
    if name.endswith(".ipynb"):
        return _notebook(content)
    if name.endswith("codebook.yml"):
        return _codebook(content)
    # Settings, actors, the copies that came with Readout; other files may hold anything.
    return content if first == CAME or name in ("study.toml", "actors.csv", ".gitignore") else None


def _masked_text(name: str, content: bytes) -> bytes:
    from readout.texts.readers import markdown

    metadata, body = markdown.split(content.decode("utf-8"), Path(name))
    note = "The words of this text are left out; every character stands where it stood."
    said = {key: value for key, value in metadata.items() if key != "title"}
    return markdown.write({**said, "title": metadata.get("id") or LEFT_OUT, "note": note}, masked(body)).encode()


def _decisions(content: bytes) -> bytes:
    lines = []
    for line in content.decode("utf-8", "replace").splitlines():
        try:
            lines.append(json.dumps(_bare(json.loads(line)), ensure_ascii=False, separators=(",", ":")))
        except ValueError:
            continue  # a torn line may hold words
    return "".join(f"{line}\n" for line in lines).encode()


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: masked(part) if key in WORDS and isinstance(part, str) else _bare(part)
            for key, part in value.items()
            if key not in _WORDS_OF_CLAIMS or part is None
        }
    return [_bare(part) for part in value] if isinstance(value, list) else value


def _table(content: bytes) -> bytes | None:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
    if not rows:
        return None
    number = re.compile(r"-?[\d.]*(?:[eE][+-]?\d+)?")
    kept = [name for name in rows[0] if name in CODES or all(number.fullmatch(row[name] or "") for row in rows)]
    out = io.StringIO()
    writer = csv.DictWriter(out, kept, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode() if kept else None


def _notebook(content: bytes) -> bytes | None:
    try:
        notebook = json.loads(content)
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"], cell["execution_count"] = [], None
    except (ValueError, KeyError, TypeError):
        return None
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _codebook(content: bytes) -> bytes:
    """Leave out the examples, which may be sentences of texts."""
    from readout.reviewing.codebook_editor.entries import editor

    yaml = editor()
    lists = yaml.load(content.decode("utf-8"))
    for entries in lists.values():
        for entry in entries or []:
            entry["examples"] = [LEFT_OUT]
    out = io.StringIO()
    yaml.dump(lists, out)
    return out.getvalue().encode()
