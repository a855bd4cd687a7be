"""Excel: a workbook with one sheet a table (claims, decisions, codebook, about), through openpyxl.

Every cell is text: what begins like a formula is kept from being run.
"""

import zipfile
from pathlib import Path
from typing import Any

from readout import codebook
from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.exchange import cells
from readout.exchange.archive import read_members
from readout.exchange.parcel import Delivery
from readout.reviewing.decisions.tables import decisions
from readout.texts.text import Text

#: What a cell may hold, by the format's limits.
LONGEST = 32_767


def write(text: Text, claims: list[Claim], path: Path) -> list[str]:
    """Write the workbook; return what the format could not hold."""
    from openpyxl import Workbook

    lost: list[str] = []
    book = Workbook()
    book.remove(book.active)
    _sheet(book, "claims", list(cells.COLUMNS), [cells.row(claim) for claim in claims], lost)
    for name, table in (("decisions", decisions(text)), ("codebook", codebook.load().table())):
        records = [{str(key): _plain(value) for key, value in record.items()} for record in table.to_dict("records")]
        _sheet(book, name, [str(column) for column in table.columns], records, lost)
    about = {"text": text.id, "title": text.title, "kind": text.kind or "", "date": text.date or ""}
    _sheet(
        book, "about", ["what", "value"], [{"what": key, "value": _plain(value)} for key, value in about.items()], lost
    )
    book.save(path)
    return lost


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple):
        return cells.defuse("; ".join(map(str, value)))
    return cells.defuse("" if value is None or value != value else str(value))


def _sheet(book: Any, name: str, columns: list[str], rows: list[dict[str, str]], lost: list[str]) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(name)
    for number, record in enumerate([dict(zip(columns, columns, strict=True)), *rows], 1):
        for place, column in enumerate(columns, 1):
            value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", record.get(column, ""))
            if len(value) > LONGEST:
                lost.append(f"{column} in row {number} of {name} has {len(value)} characters; Excel holds {LONGEST}.")
                value = value[:LONGEST]
            cell = sheet.cell(number, place)
            cell.value = value
            cell.data_type = "s"  # text, whatever it looks like
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"


def read(text: Text, path: Path) -> Delivery:
    """Return the claims of the sheet `claims`, or of the first sheet."""
    from openpyxl import load_workbook

    read_members(path, "Excel workbook")
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ReadoutError(f"{path} is no Excel workbook that can be read ({error}).") from None
    sheet = book["claims"] if "claims" in book.sheetnames else book[book.sheetnames[0]]
    delivery = Delivery()
    rows = sheet.iter_rows(values_only=True)
    head = [str(value or "") for value in next(rows, ())]
    for number, values in enumerate(rows, 1):
        given = ["" if value is None else str(value) for value in values]
        cells.take(text, dict(zip(head, given, strict=False)), number, delivery)
    book.close()
    return delivery
