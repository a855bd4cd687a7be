"""Claims as rows of a spreadsheet: spans and lists as text, and nothing that a spreadsheet would run as a formula."""

from typing import Any

from readout.annotator.claim_table import CLAIM_COLUMNS, Claim
from readout.errors import ReadoutError
from readout.exchange.codes import issue_of
from readout.exchange.parcel import FLAGS, NO_REMARK, ORIGIN, PARTS, WORDS, Delivery, Remark, flag
from readout.spans import Span
from readout.texts.text import Text

#: A cell that begins with one of these is run as a formula by one spreadsheet program or another (OWASP).
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
#: What a coder said of a claim besides its fields.
SAID = ("comment", "unsure", "rejected", "made")
COLUMNS = (*CLAIM_COLUMNS, *SAID)


def defuse(value: str) -> str:
    """Put an apostrophe before what a spreadsheet would run; `restore` takes it away again."""
    return "'" + value if value.lstrip("'").startswith(DANGEROUS) else value


def restore(value: str) -> str:
    """Return a cell as it was before it was defused."""
    return value[1:] if value.startswith("'") and value.lstrip("'").startswith(DANGEROUS) else value


def row(claim: Claim, remark: Remark = NO_REMARK) -> dict[str, str]:
    """Return a claim as cells: spans as `239-322; 340-346`, lists with `; ` between, yes or no as true and false."""
    cells = {name: defuse(_cell(getattr(claim, name))) for name in CLAIM_COLUMNS}
    return cells | {name: defuse(_cell(getattr(remark, name) or None)) for name in SAID}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"{value[0]}-{value[1]}"
    if isinstance(value, list):
        return "; ".join(_cell(each) for each in value)
    return str(value)


def _spans(cell: str, where: str) -> list[Span]:
    found = []
    for piece in filter(None, (part.strip() for part in cell.split(";"))):
        start, dash, end = piece.partition("-")
        if not (dash and start.isdecimal() and end.isdecimal() and len(piece) < 24):
            raise ReadoutError(f"{where} is {cell!r}; spans are written as in 239-322; 340-346.")
        found.append((int(start), int(end)))
    return found


def take(text: Text, cells: dict[str, str], number: int, delivery: Delivery) -> None:
    """Add the claim of a row; columns that are not there are left to the claim that it is about."""
    cells = {name.strip(): restore(value) for name, value in cells.items() if name and isinstance(value, str)}
    if not any(cells.values()):
        return
    if (about := cells.get("text_id")) and about != text.id:
        delivery.lost.append(f"Rows about the text {about!r} were left out; import them with --text {about}.")
        return
    if "content" not in cells and "content_text" not in cells:
        raise ReadoutError("The table has neither a column content (spans) nor content_text (words).")
    words = [piece for piece in cells.get("content_text", "").split(" … ") if piece]
    spans = _spans(cells.get("content", ""), f"content in row {number}") or [(0, 0)] * len(words)
    matching = words if len(words) == len(spans) else [None] * len(spans)
    values: dict[str, Any] = {name: cells[name] or None for name in (*WORDS, "parent") if name in cells}
    values |= {name: cells[name] for name in ("voice", "act", "stance", "rule", "coder") if cells.get(name)}
    values |= {name: flag(cells[name]) for name in FLAGS if name in cells}
    if "issues" in cells:
        values["issues"] = list(dict.fromkeys(issue_of(issue) for issue in cells["issues"].split(";") if issue.strip()))
    for name in PARTS:
        if name in cells:
            found = _spans(cells[name], f"{name} in row {number}")
            values[name] = found[0] if found else None
    if "quotes" in cells:
        values["quotes"] = _spans(cells["quotes"], f"quotes in row {number}")
    if cells.get("confidence"):
        try:
            values["confidence"] = float(cells["confidence"])
        except ValueError:
            delivery.lost.append(f"The confidence in row {number} is no number; it was left out.")
    unknown = sorted(set(cells) - {*COLUMNS, *ORIGIN})
    if unknown and number == 1:
        delivery.lost.append(f"The columns {', '.join(unknown)} are not of the claim table; they were left out.")
    content = list(zip(spans, matching, strict=True))
    said = {"comment": cells.get("comment", ""), "rejected": flag(cells.get("rejected", ""))}
    unsure = flag(cells["unsure"]) if "unsure" in cells else None
    delivery.take(text, content, values, claim_id=cells.get("claim_id") or None, unsure=unsure, **said)
