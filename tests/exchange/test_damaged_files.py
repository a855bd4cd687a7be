"""Files that were damaged, or made to do harm, end in one sentence and not in a traceback, and never in a hang."""

import io
import json
import random
import time
import zipfile
from importlib import import_module

import pytest

from readout.errors import ReadoutError
from readout.exchange import post
from readout.exchange.taking_in import Ground, decisions_from

pytestmark = pytest.mark.usefixtures("home")
CLAIMS = [format for format in post.FORMATS if format not in ("qdc", "taguette")]
#: What is put into files: brackets that open, numbers that are none, half a character, what stood there before.
PIECES = [
    b"[",
    b"{",
    b'"',
    b"-1",
    b"9" * 25,
    b"1e400",
    b"null",
    b"\\ud800",
    b"\xed\xa0\x80",
    b"\x00",
    b"\n",
    b"\t",
    b"<",
]
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return some bytes with a few of them changed, taken out or put in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) or 1)
        how = chance.random()
        if how < 0.35:
            changed[at : at + 1] = bytes([chance.randrange(256)])
        elif how < 0.6:
            del changed[at : at + chance.randint(1, 60)]
        else:
            changed[at:at] = chance.choice(PIECES)
    return bytes(changed)


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """Return a zip with one of its members damaged and everything packed anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(list(members))
    members[name] = damaged(members[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def taken(text, claims, path, format) -> str:
    """Read a file as an import does; return the sentence with which it was refused, or nothing."""
    try:
        delivery = post.read(path, text, format)
    except ReadoutError as error:
        return str(error)
    for decision in decisions_from(text, "zz", Ground(claims, claims), delivery.parcels).made:
        decision.line().encode()
    assert all(len(sentence.encode()) < 2000 for sentence in delivery.lost)
    return ""


@pytest.mark.parametrize("format", CLAIMS)
def test_damage_ends_in_a_sentence(format, text, claims, tmp_path):
    ending, name, _ = post.FORMATS[format]
    path, chance = tmp_path / f"x{ending}", random.Random(20260101)
    import_module(f"readout.exchange.{name}").write(text, claims, path)
    good = path.read_bytes()
    packed = good[:2] == b"PK"
    for count in range(20):
        path.write_bytes((damaged_inside if packed and count % 2 else damaged)(good, chance))
        begun = time.monotonic()
        sentence = taken(text, claims, path, format)
        assert "\n" not in sentence and len(sentence.encode()) < 600
        assert time.monotonic() - begun < 5


@pytest.mark.parametrize("format", ["qdpx", "xlsx", "xmi"])
def test_a_damaged_stream_is_told(format, text, claims, tmp_path):
    ending, name, _ = post.FORMATS[format]
    path = tmp_path / f"x{ending}"
    import_module(f"readout.exchange.{name}").write(text, claims, path)
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
    data = bytearray(path.read_bytes())
    start = first.header_offset + 30 + len(first.filename) + 8
    data[start : start + 20] = bytes(255 - each for each in data[start : start + 20])
    path.write_bytes(data)
    with pytest.raises(ReadoutError, match="damaged"):
        post.read(path, text, format)


def packed(path, content: str) -> None:
    with zipfile.ZipFile(path, "r") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["xl/worksheets/sheet1.xml"] = content.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


@pytest.mark.parametrize(
    "sheet",
    [
        f"<worksheet {SPACE}><sheetData><row r='x'><c r='??' t='n'><v>a</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData>",
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;']><worksheet>&b;</worksheet>",
    ],
    ids=["cells that are none", "cut off", "entities"],
)
def test_a_bad_sheet_is_told(text, claims, tmp_path, sheet):
    from readout.exchange import excel

    excel.write(text, claims, tmp_path / "e.xlsx")
    packed(tmp_path / "e.xlsx", sheet)
    with pytest.raises(ReadoutError):
        post.read(tmp_path / "e.xlsx", text, "xlsx")


def test_a_sheet_that_says_it_has_a_million_rows_is_read_at_once(text, claims, tmp_path):
    from readout.exchange import excel

    excel.write(text, claims, tmp_path / "e.xlsx")
    row = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    packed(
        tmp_path / "e.xlsx",
        f'<worksheet {SPACE}><dimension ref="A1:XFD1048576"/><sheetData>{row}</sheetData></worksheet>',
    )
    begun = time.monotonic()
    taken(text, claims, tmp_path / "e.xlsx", "xlsx")
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("format", ["webannotation", "labelstudio", "doccano"])
@pytest.mark.parametrize("opening", ["[", '{"target":', '{"items":', '{"label":'])
def test_what_is_nested_too_deep_is_told(format, opening, text, claims, tmp_path):
    (tmp_path / "x.json").write_text(opening * 50_000)
    assert taken(text, claims, tmp_path / "x.json", format)


@pytest.mark.parametrize(
    "note",
    ['{"claim_id": ' + "[" * 50_000, '{"claim_id": 5, "issues": {"a": 1}, "comment": 3}', '{"claim_id":"\\ud800"}'],
)
def test_brat_notes_out_of_shape_are_no_harm(text, claims, tmp_path, note):
    (tmp_path / "x.ann").write_text(f"T1\tClaim 0 10\t{text.body[:10]}\n#1\tAnnotatorNotes T1\t{note}\n")
    assert taken(text, claims, tmp_path / "x.ann", "brat") == ""


def test_values_of_the_wrong_kind_are_told_and_left_out(text, claims, tmp_path):
    selector = {"type": "TextPositionSelector", "start": 0, "end": 10}
    body = {"type": "readout:Claim", "readout:actor": ["x"], "readout:hedged": "no", "readout:act": {"a": 1}}
    (tmp_path / "w.jsonld").write_text(json.dumps({"target": {"selector": selector}, "body": body}))
    delivery = post.read(tmp_path / "w.jsonld", text, "webannotation")
    assert not {"actor", "hedged", "act"} & set(delivery.parcels[0].values)
    assert [sentence.split()[0] for sentence in delivery.lost] == ["act", "actor", "hedged"]
