"""Excel: a workbook with one sheet a table (claims, decisions, codebook, about), through openpyxl.

Every cell is text: what begins like a formula is kept from being run.
"""

from itertools import islice
from pathlib import Path
from typing import Any

from readout import codebook
from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError, needs
from readout.exchange import cells
from readout.exchange.archive import read_members
from readout.exchange.parcel import NO_REMARK, NOTHING, Delivery, Remarks, shorten
from readout.reviewing.decisions.tables import decisions
from readout.texts.text import Text

#: What a cell may hold, by the format's limits.
LONGEST = 32_767
#: More rows than this are not read.
MOST_ROWS = 20_000
#: The members of a workbook that are XML.
EXPANDING = (".xml", ".rels", ".vml")


def write(text: Text, claims: list[Claim], path: Path, remarks: Remarks = NOTHING) -> list[str]:
    """Write the workbook; return what the format could not hold."""
    needs("openpyxl", "exchange")
    from openpyxl import Workbook

    lost: list[str] = []
    book = Workbook()
    book.remove(book.active)
    rows = [cells.row(claim, remarks.get(claim.claim_id, NO_REMARK)) for claim in claims]
    _sheet(book, "claims", list(cells.COLUMNS), rows, lost)
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
    needs("openpyxl", "exchange")
    from openpyxl import load_workbook

    members = read_members(path, "Excel workbook")
    if any(b"<!ENTITY" in data or b"<!DOCTYPE" in data for name, data in members.items() if name.endswith(EXPANDING)):
        raise ReadoutError(f"{path} defines entities of its own, which no workbook needs; it was not read.")
    delivery = Delivery()
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheet = book["claims"] if "claims" in book.sheetnames else book[book.sheetnames[0]]
        sheet.reset_dimensions()  # what the file says of its size may be anything
        rows = list(islice(sheet.iter_rows(values_only=True), MOST_ROWS + 1))
        book.close()
    except Exception as error:  # openpyxl raises whatever its parsing meets
        raise ReadoutError(f"{path} is no Excel workbook that can be read ({shorten(str(error))}).") from None
    if len(rows) > MOST_ROWS:
        delivery.lost.append(f"Only the first {MOST_ROWS} rows were read; a text has fewer claims.")
    head = [str(value or "") for value in rows[0]] if rows else []
    for number, values in enumerate(rows[1 : MOST_ROWS + 1], 1):
        given = ["" if value is None else str(value) for value in values]
        if any(given):
            cells.take(text, dict(zip(head, given, strict=False)), number, delivery)
    return delivery
