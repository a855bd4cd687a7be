"""What other tools send is taken as decisions, and what cannot be taken is told."""

import json
import zipfile
from dataclasses import replace

import pytest

from readout import codebook
from readout.errors import ReadoutError
from readout.exchange import cells, csv, dna, post, qdc, qdpx, webannotation, xmi
from readout.exchange.codes import as_code, undescribe
from readout.exchange.parcel import Parcel
from readout.exchange.taking_in import Ground, decisions_from, summary
from readout.reviewing.codebook_editor.editor import codes
from readout.reviewing.decisions.decision import decide, set_spans
from readout.reviewing.decisions.store import Store
from readout.texts.text import Text


def taken(text, claims, parcels, **more):
    return decisions_from(text, "ab", Ground(claims, claims), parcels, **more)


def actions(outcome):
    return [decision.action for decision in outcome.made]


def test_what_is_as_proposed_is_accepted_and_what_differs_corrects(text, claims):
    parcels = [Parcel(claims[0].content, {"stance": "opposes"}), Parcel(claims[1].content, {"stance": "supports"})]
    outcome = taken(text, claims, parcels)
    assert actions(outcome) == ["accept", "correct"] and not outcome.missing


def test_what_is_about_other_words_is_added(text, claims):
    outcome = taken(text, claims, [Parcel([(23, 35)], {"stance": "supports"})])
    assert actions(outcome) == ["add"] and len(outcome.missing) == 2


def test_what_an_added_claim_presumes_is_said(text, claims):
    outcome = taken(text, claims, [Parcel([(23, 35)], {"stance": "supports"})])
    assert "1 new claim had no voice, act or stance" in " ".join(summary(outcome))


def test_a_claim_that_says_everything_presumes_nothing(text, claims):
    said = {"voice": "own", "act": "warns", "stance": "opposes"}
    assert taken(text, claims, [Parcel([(23, 35)], said)]).presumed == 0


def test_fields_that_a_format_does_not_hold_are_left_as_proposed(text, claims):
    (made,) = taken(text, claims, [Parcel(claims[0].content, {"stance": "supports"})]).made
    assert (made.claims[0].act, made.claims[0].stance) == ("rejects", "supports")


@pytest.mark.parametrize(("share", "action"), [(50, "correct"), (49, "add")])
def test_half_of_the_characters_in_common_make_it_the_same_claim(text, claims, share, action):
    # Of 100 characters the claim has `share` where the parcel has all: that is their Jaccard index in percent.
    body = "x" * 100
    long = Text("long", body, {"kind": "account"})
    claim = set_spans(replace(claims[1], text_id="long", content=[(0, share)]), body)
    outcome = decisions_from(long, "ab", Ground([claim], [claim]), [Parcel([(0, 100)], {})])
    assert actions(outcome) == [action]


def test_a_passage_inside_claims_is_a_coding_of_the_narrowest(text, claims):
    body = "x" * 100
    long = Text("long", body, {"kind": "account"})
    wide, narrow = (set_spans(replace(claims[1], content=[span]), body) for span in ((0, 100), (10, 60)))
    parcels = [Parcel([(20, 25)], {"issues": [code]}, inside=True) for code in ("summit", "sanctions")]
    (made,) = decisions_from(long, "ab", Ground([wide, narrow], [wide, narrow]), parcels).made
    assert (made.action, made.claims[0].content[0].at, made.claims[0].issues) == (
        "correct",
        (10, 60),
        ["summit", "sanctions"],
    )


def test_rows_that_came_back_as_sent_are_nobodys_decisions(home, machine, text, claims, tmp_path):
    post.export(text, "csv", tmp_path / "c.csv")
    receipt = post.receive(tmp_path / "c.csv", text, "zz")
    assert receipt.decisions == [] and "2 claims came back as sent" in " ".join(receipt.lost)


def test_rows_that_came_back_as_sent_are_accepted_where_that_is_said(home, machine, text, tmp_path):
    post.export(text, "csv", tmp_path / "c.csv")
    assert post.receive(tmp_path / "c.csv", text, "zz", accept=True).counts == {"accept": 2}


def corrected(text, folder):
    post.export(text, "csv", folder / "c.csv")
    content = (folder / "c.csv").read_text(encoding="utf-8-sig").replace("opposes", "supports")
    (folder / "c.csv").write_text(content, encoding="utf-8")
    return folder / "c.csv"


def test_reading_a_file_twice_changes_nothing_more(home, machine, text, tmp_path):
    path = corrected(text, tmp_path)
    first, second = post.receive(path, text, "zz"), post.receive(path, text, "zz")
    assert (first.counts, second.counts) == ({"correct": 1}, {})


def test_a_dry_run_writes_nothing(home, machine, text, tmp_path):
    assert post.receive(corrected(text, tmp_path), text, "zz", dry=True).counts == {"correct": 1}
    assert not Store.of(text.id, "zz").path.exists()


def test_who_says_no_gets_nothing_written(home, machine, text, tmp_path):
    receipt = post.receive(corrected(text, tmp_path), text, "zz", confirm=lambda receipt: False)
    assert not receipt.written and not Store.of(text.id, "zz").path.exists()


def test_an_import_is_undone_as_one(home, machine, text, tmp_path):
    post.receive(corrected(text, tmp_path), text, "zz", missing=True)
    by_hand = decide(text.id, text.body, "zz", "note", [], [], comment="by hand")
    Store.of(text.id, "zz").append(by_hand)
    assert post.undo(text, "zz") == 1
    assert [each.comment for each in Store.of(text.id, "zz").read().active] == ["by hand"]
    with pytest.raises(ReadoutError, match="no import"):
        post.undo(text, "zz")


def test_claims_that_the_file_lacks_stay_and_are_told(home, machine, text, claims, tmp_path):
    csv.write(text, claims[:1], tmp_path / "c.csv")
    receipt = post.receive(tmp_path / "c.csv", text, "zz")
    assert any("1 claim that stand" in sentence for sentence in receipt.lost)


def test_claims_that_the_file_lacks_can_be_rejected(home, machine, text, claims, tmp_path):
    csv.write(text, claims[:1], tmp_path / "c.csv")
    assert post.receive(tmp_path / "c.csv", text, "zz", missing=True).counts == {"reject": 1}


def test_a_format_that_holds_only_some_claims_rejects_none(home, machine, text, claims, tmp_path):
    dna.write(text, claims, tmp_path / "d.dna")
    with pytest.raises(ReadoutError, match="only some"):
        post.receive(tmp_path / "d.dna", text, "zz", missing=True)


def test_rows_about_another_text_are_not_taken(text, claims, tmp_path):
    csv.write(text, [replace(claims[0], text_id="other")], tmp_path / "c.csv")
    delivery = csv.read(text, tmp_path / "c.csv")
    assert not delivery.parcels and "'other'" in delivery.lost[0]


@pytest.mark.parametrize("value", ["nan", "inf", "2", "much"])
def test_a_confidence_that_is_none_is_told(text, tmp_path, value):
    (tmp_path / "c.csv").write_text(f"content,confidence\n0-10,{value}\n")
    delivery = csv.read(text, tmp_path / "c.csv")
    assert "confidence" not in delivery.parcels[0].values and "confidence" in delivery.lost[0].lower()


def test_an_unknown_code_is_kept_beside_those_that_are_known(home, machine, text, claims, tmp_path):
    (tmp_path / "c.csv").write_text("content,issues\n0-21,summit; My own\n")
    receipt = post.receive(tmp_path / "c.csv", text, "zz")
    assert receipt.decisions[0].claims[0].issues == ["summit", "my-own"]
    assert "no code 'my-own'" in " ".join(receipt.lost)


def test_several_losses_are_several_with_their_words(text, tmp_path):
    (tmp_path / "c.csv").write_text("content_text\nentirely other words than these\nquite as unlike the text\n")
    lost = csv.read(text, tmp_path / "c.csv").lost
    assert len(lost) == 2 and "'entirely other words" in lost[0] and "'quite as" in lost[1]


def test_places_counted_by_a_browser_are_found(text, tmp_path):
    at = text.body.index("said, “unless")
    target = {"selector": [{"type": "TextPositionSelector", "start": at + 1, "end": at + 5}]}
    target["selector"].append({"type": "TextQuoteSelector", "exact": "said"})
    (tmp_path / "w.json").write_text(json.dumps({"target": target, "body": []}))
    assert webannotation.read(text, tmp_path / "w.json").parcels[0].content == [(at, at + 4)]


def test_annotations_of_annotator_js_are_read(home, text, tmp_path):
    annotation = {
        "quote": "unless the guns are silent",
        "ranges": [{"startOffset": 44}],
        "tags": ["Summit"],
        "text": "?",
    }
    (tmp_path / "a.json").write_text(json.dumps({"rows": [annotation]}))
    (parcel,) = webannotation.read(text, tmp_path / "a.json").parcels
    assert text.body[slice(*parcel.content[0])] == "unless\nthe guns are silent"
    assert (parcel.values["issues"], parcel.comment) == (["summit"], "?")


def test_an_annotation_of_another_text_is_not_taken(text, claims, tmp_path):
    webannotation.write(replace(text, id="other"), claims, tmp_path / "w.jsonld")
    delivery = webannotation.read(text, tmp_path / "w.jsonld")
    assert not delivery.parcels and "another text" in delivery.lost[0]


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
    assert delivery.parcels[0].values["issues"] == ["foreign-forces", "my-own-code"]


def test_the_codebook_inside_a_project_is_taken(home, text, claims, tmp_path):
    claims[0].issues = ["bridge-building"]
    qdpx.write(text, claims, tmp_path / "p.qdpx")
    found, _ = post.codes_in(tmp_path / "p.qdpx")
    assert "bridge-building" in [code["code"] for code in found] and "direct" not in [code["code"] for code in found]


def test_leaves_of_the_same_name_are_named_after_what_they_stand_below(home, tmp_path):
    code = '<Code guid="{}" name="{}" isCodable="{}">{}</Code>'
    war = code.format(1, "War", "false", code.format(2, "Cost", "true", ""))
    branches = war + code.format(3, "Peace", "false", code.format(4, "Cost", "true", ""))
    (tmp_path / "c.qdc").write_text(f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{branches}</Codes></CodeBook>')
    found, _ = qdc.read(tmp_path / "c.qdc")
    assert [each["code"] for each in found] == ["war-cost", "peace-cost"]


def test_a_codebook_is_taken_whole_or_not_at_all(home):
    before = codebook.load().path.read_bytes()
    good = undescribe("Bridges", "Talk of bridges.")
    with pytest.raises(ReadoutError):
        codes().add_all([{"code": "bridges", **good}, {"code": "Not a code!", **good}]).apply()
    assert codebook.load().path.read_bytes() == before
    codes().add_all([{"code": "bridges", **good}, {"code": "tunnels", **good}]).apply()
    assert {"bridges", "tunnels"} <= set(codes().codes)


def test_names_in_other_scripts_are_codes_of_their_own():
    assert as_code("Санкции") != as_code("Переговоры") and as_code("Sécurité") == "securite"


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
