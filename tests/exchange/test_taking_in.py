"""What other tools send is taken as decisions, and what cannot be taken is told."""

import json
import zipfile

import pytest

from readout import codebook
from readout.errors import ReadoutError
from readout.exchange import cells, csv, post, qdc, qdpx, xmi
from readout.exchange.parcel import Parcel
from readout.reviewing.codebook_editor.editor import codes
from readout.reviewing.decisions.store import Store


@pytest.fixture
def machine(monkeypatch, claims):
    monkeypatch.setattr(post, "annotated", lambda text: (claims, []))


def test_what_is_as_proposed_is_accepted_and_what_differs_corrects(text, claims):
    parcels = [Parcel(claims[0].content, {"stance": "opposes"}), Parcel(claims[1].content, {"stance": "supports"})]
    made, untouched = post.decisions_from(text, "ab", claims, parcels)
    assert [decision.action for decision in made] == ["accept", "correct"] and untouched == 0


def test_what_is_about_other_words_is_added(text, claims):
    made, untouched = post.decisions_from(text, "ab", claims, [Parcel([(23, 35)], {"stance": "supports"})])
    assert [decision.action for decision in made] == ["add"] and untouched == 2


def test_fields_that_a_format_does_not_hold_are_left_as_proposed(text, claims):
    (made,), _ = post.decisions_from(text, "ab", claims, [Parcel(claims[0].content, {"stance": "supports"})])
    assert (made.claims[0].act, made.claims[0].stance) == ("rejects", "supports")


def test_reading_a_file_twice_changes_nothing_more(home, machine, text, claims, tmp_path):
    csv.write(text, claims, tmp_path / "c.csv")
    first = post.receive(tmp_path / "c.csv", text, "ab")
    second = post.receive(tmp_path / "c.csv", text, "ab")
    assert (len(first.decisions), len(second.decisions)) == (2, 0)
    assert len(Store.of(text.id, "ab").read().active) == 2


def test_claims_that_the_file_lacks_stay_undecided_and_are_told(home, machine, text, claims, tmp_path):
    csv.write(text, claims[:1], tmp_path / "c.csv")
    receipt = post.receive(tmp_path / "c.csv", text, "ab")
    assert any("1 claims that the annotator proposes" in sentence for sentence in receipt.lost)


def test_a_value_that_a_field_cannot_have_is_told(text, tmp_path):
    (tmp_path / "c.csv").write_text("content,stance\n0-10,furious\n")
    delivery = csv.read(text, tmp_path / "c.csv")
    assert "stance" not in delivery.parcels[0].values and "furious" in delivery.lost[0]


def test_words_that_are_not_in_the_text_are_told(text, tmp_path):
    (tmp_path / "c.csv").write_text("content,content_text\n0-10,entirely other words than there\n")
    delivery = csv.read(text, tmp_path / "c.csv")
    assert not delivery.parcels and "left out" in delivery.lost[0]


def test_a_code_of_another_project_is_an_issue_where_the_codebook_has_it(home, text, tmp_path):
    body = text.body.replace("&", "&amp;").replace("<", "&lt;")
    one, two = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"
    project = f"""<Project xmlns="urn:QDA-XML:project:1.0" name="p"><CodeBook><Codes>
      <Code guid="{one}" name="Foreign forces" isCodable="true"/>
      <Code guid="{two}" name="My own code" isCodable="true"/></Codes></CodeBook>
      <Sources><TextSource guid="a" name="letter"><PlainTextContent>{body}</PlainTextContent>
      <PlainTextSelection guid="b" startPosition="0" endPosition="21">
      <Coding guid="c"><CodeRef targetGUID="{one}"/></Coding>
      <Coding guid="d"><CodeRef targetGUID="{two}"/></Coding>
      </PlainTextSelection></TextSource></Sources></Project>"""
    with zipfile.ZipFile(tmp_path / "p.qdpx", "w") as archive:
        archive.writestr("project.qde", project)
    delivery = qdpx.read(text, tmp_path / "p.qdpx")
    assert delivery.parcels[0].values["issues"] == ["foreign-forces"]
    assert any("My own code" in sentence for sentence in delivery.lost)


def test_the_codebook_comes_back_whole(home, tmp_path):
    book = codebook.load()
    qdc.write(book, tmp_path / "c.qdc")
    found, lost = qdc.read(tmp_path / "c.qdc")
    assert lost == [] and [code["code"] for code in found] == [code.code for code in book]
    names = ("label", "definition", "use_when", "not_when")
    for given, code in zip(found, book, strict=True):
        assert [given[name] for name in names] == [getattr(code, name) for name in names]
        assert [tuple(given[name]) for name in ("examples", "terms", "hints", "exceptions")] == [
            code.examples,
            code.terms,
            code.hints,
            code.exceptions,
        ]


def test_a_foreign_codebook_makes_codes_that_the_codebook_takes(home, tmp_path):
    (tmp_path / "c.qdc").write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="x" name="Bridge Building!" isCodable="true">'
        "<Description>Talk of bridges.</Description></Code></Codes></CodeBook>"
    )
    (found,), _ = qdc.read(tmp_path / "c.qdc")
    book = codes()
    book.add(**found).apply()
    assert book.codes["bridge-building"].definition == "Talk of bridges."


@pytest.mark.parametrize("value", ["=1+1", "'=1", "+49", "-", "@x", "plain", "it's", "''=", "\t=x", ""])
def test_defused_cells_are_restored(value):
    assert cells.restore(cells.defuse(value)) == value


@pytest.mark.parametrize("name", ["p.qdpx", "x.zip", "e.xlsx", "w.jsonld", "c.qdc", "d.csv"])
def test_files_that_are_no_such_thing_are_refused_in_a_sentence(home, machine, text, tmp_path, name):
    (tmp_path / name).write_bytes(b"\x00\xffnonsense")
    with pytest.raises(ReadoutError):
        if name == "c.qdc":
            qdc.read(tmp_path / name)
        else:
            post.receive(tmp_path / name, text, "ab")


@pytest.mark.parametrize(
    "content",
    [
        '{"target": {"selector": {"type": "TextPositionSelector", "start": "x", "end": []}}}',
        '{"target": 5, "body": 7}',
        '{"first": {"items": [3]}}',
        "[[[]]]",
        '{"items": {"target": [null]}}',
    ],
)
def test_annotations_out_of_shape_never_end_in_a_traceback(home, machine, text, tmp_path, content):
    (tmp_path / "w.jsonld").write_text(content)
    try:
        receipt = post.receive(tmp_path / "w.jsonld", text, "ab")
    except ReadoutError:
        return
    assert not receipt.decisions


def test_an_entity_is_not_resolved(home, text, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden words")
    (tmp_path / "c.qdc").write_text(
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]><CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>'
        '<Code guid="x" name="n" isCodable="true"><Description>&e;</Description></Code></Codes></CodeBook>'
    )
    found, _ = qdc.read(tmp_path / "c.qdc")
    assert "hidden words" not in json.dumps(found)


def test_an_xmi_without_our_layers_is_refused(home, text, tmp_path):
    xmi.write(text, [], tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data.replace(b"ReadoutClaim", b"OtherClaim"))
    with pytest.raises(ReadoutError, match="has no layer"):
        xmi.read(text, tmp_path / "y.zip")
