"""What we write is opened by readers that others wrote."""

import csv
import json
import re
import zipfile

import pyrefiqda

from readout import codebook
from readout.exchange import brat, excel, qdc, qdpx, webannotation, xmi
from readout.exchange import csv as comma

DANGEROUS = ("=", "+", "-", "@")


def test_pyrefiqda_reads_the_project(home, text, claims, tmp_path):
    qdpx.write(text, claims, tmp_path / "p.qdpx")
    project = pyrefiqda.RefiProject.load(tmp_path / "p.qdpx", str(tmp_path / "out"))
    (source,) = project.sources.text_source
    words = [text.body[each.start_position : each.end_position] for each in source.plain_text_selection]
    assert words[:2] == [text.body[slice(*span)] for span in claims[0].content]


def test_pyrefiqda_reads_the_codebook(home, tmp_path):
    qdc.write(codebook.load(), tmp_path / "c.qdc")
    issues, themes = pyrefiqda.RefiCodebook.load(tmp_path / "c.qdc").codes.code
    assert [code.name for code in (*issues.code, *themes.code)] == [code.code for code in codebook.load()]


def test_the_source_in_the_project_is_the_text(home, text, claims, tmp_path):
    qdpx.write(text, claims, tmp_path / "p.qdpx")
    with zipfile.ZipFile(tmp_path / "p.qdpx") as archive:
        (source,) = (name for name in archive.namelist() if name.startswith("sources/"))
        assert archive.read(source).decode() == text.body


def test_cassis_reads_the_annotations_with_their_words(home, text, claims, tmp_path):
    import cassis

    xmi.write(text, claims, tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        types = cassis.load_typesystem(archive.open("TypeSystem.xml"))
        cas = cassis.load_cas_from_xmi(archive.open("letter.xmi"), typesystem=types)
    pieces = [piece.get_covered_text() for piece in cas.select(xmi.CLAIM) if piece.part == "content"]
    assert pieces == [text.body[slice(*span)] for claim in claims for span in claim.content]


def test_brats_lines_give_the_words_at_their_offsets(home, text, claims, tmp_path):
    brat.write(text, claims, tmp_path / "letter.ann")
    body = (tmp_path / "letter.txt").read_text(encoding="utf-8")
    bounds = [line.split("\t") for line in (tmp_path / "letter.ann").read_text().splitlines() if line[0] == "T"]
    for _, type_and_places, words in bounds:
        places = re.findall(r"(\d+) (\d+)", type_and_places)
        assert " ".join(body[int(start) : int(end)] for start, end in places) == words


def test_the_annotations_have_what_the_data_model_asks_for(home, text, claims, tmp_path):
    webannotation.write(text, claims, tmp_path / "w.jsonld")
    page = json.loads((tmp_path / "w.jsonld").read_text())
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationCollection"
    for annotation in page["first"]["items"]:
        assert annotation["type"] == "Annotation" and annotation["id"].startswith("urn:uuid:")
        for target in annotation["target"]:
            position, quote = target["selector"]
            assert text.body[position["start"] : position["end"]] == quote["exact"]


def test_no_cell_of_the_csv_is_a_formula(home, text, claims, tmp_path):
    comma.write(text, claims, tmp_path / "c.csv")
    rows = list(csv.reader((tmp_path / "c.csv").open(encoding="utf-8-sig")))
    assert not [cell for row in rows for cell in row if cell.startswith(DANGEROUS)]


def test_no_cell_of_the_workbook_is_a_formula(home, text, claims, tmp_path):
    import openpyxl

    excel.write(text, claims, tmp_path / "e.xlsx")
    book = openpyxl.load_workbook(tmp_path / "e.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert all(cell.data_type == "s" and not cell.value.startswith(DANGEROUS) for cell in cells)


def test_the_workbook_has_a_sheet_a_table(home, text, claims, tmp_path):
    import openpyxl

    excel.write(text, claims, tmp_path / "e.xlsx")
    assert openpyxl.load_workbook(tmp_path / "e.xlsx").sheetnames == ["claims", "decisions", "codebook", "about"]


def test_codes_of_the_codebook_are_unique(home, tmp_path):
    from lxml import etree

    qdc.write(codebook.load(), tmp_path / "c.qdc")
    names = [code.get("guid") for code in etree.parse(tmp_path / "c.qdc").iter("{*}Code")]
    assert len(names) == len(set(names))
