"""What other programs make of our files, imitated step by step, comes back as nothing new."""

import re
import sqlite3
import zipfile
from dataclasses import replace
from uuid import uuid4

import pytest
from lxml import etree

from readout.errors import ReadoutError
from readout.exchange import brat, dna, dna_schema, post, qdpx, xmi

pytestmark = pytest.mark.usefixtures("home")
REFI = "{urn:QDA-XML:project:1.0}"


def through_qualcoder(path):
    """Write a project as QualCoder does after importing it: one selection a coding, named by its words.

    It keeps descriptions as memos, and one coding of a code, a place and a coder.
    """
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(members["project.qde"])
    source = root.find(f".//{REFI}TextSource")
    body = next(data for name, data in members.items() if name.startswith("sources/")).decode()
    new = {code.get("guid"): str(uuid4()) for code in root.iter(f"{REFI}Code")}
    for code in root.iter(f"{REFI}Code"):
        code.set("guid", new[code.get("guid")])
    seen = set()
    for selection in source.findall(f"{REFI}PlainTextSelection"):
        source.remove(selection)
        for coding in selection.findall(f"{REFI}Coding"):
            code = coding.find(f"{REFI}CodeRef").get("targetGUID")
            place = selection.get("startPosition"), selection.get("endPosition")
            key = (code, *place, selection.get("creatingUser"))
            if key in seen:
                continue
            seen.add(key)
            made = etree.SubElement(source, f"{REFI}PlainTextSelection", guid=str(uuid4()))
            made.set("name", body[int(place[0]) : int(place[1])])
            made.set("startPosition", place[0])
            made.set("endPosition", place[1])
            made.set("creatingUser", selection.get("creatingUser"))
            etree.SubElement(made, f"{REFI}Description").text = selection.findtext(f"{REFI}Description")
            one = etree.SubElement(made, f"{REFI}Coding", guid=str(uuid4()))
            etree.SubElement(one, f"{REFI}CodeRef", targetGUID=new[code])
    members["project.qde"] = etree.tostring(root)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def test_an_unchanged_project_from_qualcoder_is_nothing_new(machine, text, tmp_path):
    path = tmp_path / "p.qdpx"
    post.export(text, "qdpx", path)
    through_qualcoder(path)
    assert post.receive(path, text, "zz").decisions == []


def test_a_source_that_two_claims_share_survives_qualcoder(text, claims, tmp_path):
    claims[1].source = claims[0].source
    qdpx.write(text, claims, tmp_path / "p.qdpx")
    through_qualcoder(tmp_path / "p.qdpx")
    assert [parcel.values["source"] for parcel in qdpx.read(text, tmp_path / "p.qdpx").parcels] == [
        claims[0].source
    ] * 2


def test_selections_without_identity_on_the_same_words_are_one_claim(text, tmp_path):
    codes = "".join(f'<Code guid="{name}" name="{name}" isCodable="true"/>' for name in ("summit", "sanctions"))
    place = 'startPosition="0" endPosition="21"'
    selections = "".join(
        f'<PlainTextSelection guid="{name}1" name="words" {place}><Coding guid="{name}2"><CodeRef targetGUID="{name}"/>'
        "</Coding></PlainTextSelection>"
        for name in ("summit", "sanctions")
    )
    (tmp_path / "sources").mkdir()
    with zipfile.ZipFile(tmp_path / "p.qdpx", "w") as archive:
        archive.writestr(
            "project.qde",
            f'<Project xmlns="urn:QDA-XML:project:1.0" name="p"><CodeBook><Codes>{codes}</Codes></CodeBook><Sources>'
            f'<TextSource guid="a" name="letter" plainTextPath="internal://a.txt">{selections}</TextSource></Sources>'
            "</Project>",
        )
        archive.writestr("sources/a.txt", text.body)
    (parcel,) = qdpx.read(text, tmp_path / "p.qdpx").parcels
    assert parcel.values["issues"] == ["summit", "sanctions"]


def test_each_coder_is_a_user_of_their_own(text, claims, tmp_path):
    claims[0].coder = "ab+cd"
    qdpx.write(text, claims, tmp_path / "p.qdpx")
    with zipfile.ZipFile(tmp_path / "p.qdpx") as archive:
        root = etree.fromstring(archive.read("project.qde"))
    assert [user.get("name") for user in root.iter(f"{REFI}User")] == ["ab", "cd"]
    assert [parcel.claim_id for parcel in qdpx.read(text, tmp_path / "p.qdpx").parcels] == [
        claim.claim_id for claim in claims
    ]


# ---- brat


def test_brats_configuration_allows_annotations_to_overlap(text, claims, tmp_path):
    brat.write(text, claims, tmp_path / "letter.ann")
    relations = (tmp_path / "annotation.conf").read_text().partition("[relations]")[2].partition("[events]")[0]
    assert "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>" in relations


def test_every_type_that_brat_meets_is_in_its_configuration(text, claims, tmp_path):
    brat.write(text, claims, tmp_path / "letter.ann")
    known = set(re.findall(r"^(\S+)", (tmp_path / "annotation.conf").read_text(), re.MULTILINE))
    used = re.findall(r"^[TRAM]\d+\t(\S+) ", (tmp_path / "letter.ann").read_text(), re.MULTILINE)
    assert set(used) <= known


def test_a_configuration_that_is_there_is_left_as_it_is(machine, text, tmp_path):
    (tmp_path / "annotation.conf").write_text("mine")
    lost = post.export(text, "brat", tmp_path / "letter.ann")
    assert (tmp_path / "annotation.conf").read_text() == "mine"
    assert "[entities]" in (tmp_path / "annotation.conf.readout").read_text()
    assert any("left as it is" in sentence for sentence in lost)


def test_a_text_that_is_there_is_never_overwritten(machine, text, tmp_path):
    (tmp_path / "letter.txt").write_text("another text")
    with pytest.raises(ReadoutError, match=r"letter\.txt is another file"):
        post.export(text, "brat", tmp_path / "letter.ann", overwrite=True)
    assert (tmp_path / "letter.txt").read_text() == "another text"
    assert not (tmp_path / "letter.ann").exists()


def test_the_text_itself_is_never_overwritten(machine, text, tmp_path):
    text = replace(text, path=tmp_path / "letter.txt")
    text.path.write_text("---\nid: letter\n---\n" + text.body)
    for format, name in (("brat", "letter.ann"), ("csv", "letter.txt")):
        with pytest.raises(ReadoutError, match="is the text itself"):
            post.export(text, format, tmp_path / name, overwrite=True)


def test_a_file_that_is_there_is_overwritten_only_when_told(machine, text, tmp_path):
    (tmp_path / "c.csv").write_text("mine")
    with pytest.raises(ReadoutError, match="--overwrite"):
        post.export(text, "csv", tmp_path / "c.csv")
    assert (tmp_path / "c.csv").read_text() == "mine"
    post.export(text, "csv", tmp_path / "c.csv", overwrite=True)
    assert "claim_id" in (tmp_path / "c.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("format", ["csv", "xlsx", "dna", "qdpx"])
def test_a_full_disk_leaves_the_old_file(machine, text, tmp_path, monkeypatch, format):
    path = tmp_path / f"old{post.FORMATS[format][0]}"
    path.write_text("old")

    def full(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(post.write, "flush", full)
    with pytest.raises(Exception, match="no space left"):
        post.export(text, format, path, overwrite=True)
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir() if "old" not in each.name and each.name != "home"] == []


# ---- Discourse Network Analyzer


def test_the_database_is_as_the_program_makes_it(text, claims, tmp_path):
    dna.write(text, claims, tmp_path / "d.dna")
    with sqlite3.connect(tmp_path / "d.dna") as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        variables = dict(database.execute("SELECT Variable, DataType FROM VARIABLES WHERE StatementTypeId = 1"))
        version = database.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
        assert not database.execute("PRAGMA foreign_key_check").fetchall()
    assert tables == set(dna_schema.TABLES) and len(tables) == 16
    assert variables.items() >= {"person": "short text", "concept": "short text", "agreement": "boolean"}.items()
    assert version[0].startswith("3.")


def test_places_in_the_database_are_counted_as_java_counts(text, claims, tmp_path):
    claims[0].content = [(text.body.index("guns"), text.body.index("guns") + 4)]
    dna.write(text, claims, tmp_path / "d.dna")
    with sqlite3.connect(tmp_path / "d.dna") as database:
        start, stop = database.execute("SELECT Start, Stop FROM STATEMENTS").fetchone()
    assert text.body.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le") == "guns"


def test_statements_of_other_documents_are_not_taken(text, claims, tmp_path):
    dna.write(text, claims, tmp_path / "d.dna")
    with sqlite3.connect(tmp_path / "d.dna") as database:
        database.execute("INSERT INTO DOCUMENTS (ID, Title, Text, Date) VALUES (2, 'Other', 'Other words here', 0)")
        database.execute("INSERT INTO STATEMENTS VALUES (99, 1, 2, 0, 5, 1)")
    delivery = dna.read(text, tmp_path / "d.dna")
    assert len(delivery.parcels) == 1 and "1 other documents" in delivery.lost[0]


def test_a_statement_coded_in_the_program_is_a_claim(text, claims, tmp_path):
    dna.write(text, claims[:1], tmp_path / "d.dna")
    with sqlite3.connect(tmp_path / "d.dna") as database:
        database.execute("DELETE FROM DATALONGTEXT")
        database.execute("UPDATE STATEMENTS SET Start = 1, Stop = 20")
        database.execute("UPDATE ENTITIES SET Value = 'Mein Begriff' WHERE Value = 'summit'")
    (parcel,) = dna.read(text, tmp_path / "d.dna").parcels
    assert (parcel.content, parcel.values["issues"]) == ([(1, 20)], ["foreign-forces", "mein-begriff"])


def test_an_event_list_is_read(text, tmp_path):
    (tmp_path / "d.csv").write_text(
        '"statement_id";"time";"person";"organization";"concept";"agreement";"start_position";"stop_position";"text";'
        '"coder";"document_id";"document_title"\n'
        '"1";"2025-08-29";"A";"B";"summit";"0";"1";"19";"We shall not yield";"ab";"1";"A letter"\n'
        '"2";"2025-08-29";"A";"B";"summit";"0";"1";"19";"We shall not yield";"ab";"2";"Another"\n'
    )
    assert post.format_of(tmp_path / "d.csv") == "dna"
    delivery = dna.read(text, tmp_path / "d.csv")
    assert [parcel.values["stance"] for parcel in delivery.parcels] == ["opposes"] and "'Another'" in delivery.lost[0]


def test_the_event_list_comes_back(machine, text, claims, tmp_path):
    dna.write(text, claims, tmp_path / "d.csv")
    back = dna.read(text, tmp_path / "d.csv").parcels[0].claim(text)
    names = ("content", "actor", "affiliation", "stance", "issues")
    assert [getattr(back, name) for name in names] == [getattr(claims[0], name) for name in names]


# ---- INCEpTION


def test_both_ends_of_the_relation_are_of_one_layer(text, claims, tmp_path):
    import cassis

    xmi.write(text, claims, tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        types = cassis.load_typesystem(archive.open("TypeSystem.xml"))
    relation = types.get_type(xmi.OF)
    ends = {relation.get_feature(name).rangeType.name for name in ("Governor", "Dependent")}
    assert ends == {xmi.CLAIM}


def test_which_file_goes_where_is_said(text, claims, tmp_path):
    lost = " ".join(xmi.write(text, claims, tmp_path / "x.zip"))
    assert "TypeSystem.xml under Layers" in lost and "letter.xmi under Documents" in lost
