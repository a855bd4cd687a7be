"""Comma-separated values: the claim table, one row a claim, UTF-8 with a mark so that spreadsheets read it right."""

import csv
import io
from pathlib import Path

from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.exchange import cells
from readout.exchange.parcel import NO_REMARK, NOTHING, Delivery, Remarks
from readout.texts.text import Text


def write(_: Text, claims: list[Claim], path: Path, remarks: Remarks = NOTHING) -> list[str]:
    """Write the claim table; return what the format could not hold, which is nothing."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, cells.COLUMNS)
        writer.writeheader()
        writer.writerows(cells.row(claim, remarks.get(claim.claim_id, NO_REMARK)) for claim in claims)
    return []


def read(text: Text, path: Path) -> Delivery:
    """Return the claims of a table, with commas or semicolons between its cells."""
    delivery = Delivery()
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ReadoutError(f"{path} is not in UTF-8; save it as CSV UTF-8.") from None
    head = content.partition("\n")[0]
    separator = ";" if head.count(";") > head.count(",") else ","
    try:
        for number, row in enumerate(csv.DictReader(io.StringIO(content, newline=""), delimiter=separator), 1):
            cells.take(text, row, number, delivery)
    except csv.Error as error:
        raise ReadoutError(f"{path} is no table of comma-separated values ({error}).") from None
    return delivery
