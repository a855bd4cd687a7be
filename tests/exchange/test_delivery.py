"""What is taken from a file and what is told of the rest, for all formats; and the labels of doccano."""

import json
import zipfile

import pytest

from readout.exchange import archive, doccano
from readout.exchange.parcel import Delivery, shorten
from readout.reviewing.decisions.decision import LONGEST_COMMENT
from readout.texts.text import Text

TEXT = Text("letter", "The minister said that talks would go on.")
WORDS = (23, 40)


def taken(values, content=((WORDS, None),), **more):
    delivery = Delivery()
    delivery.take(TEXT, list(content), values, **more)
    return delivery


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("voice", "loud", "one of direct"),
        ("cue", (13, 99), "a span of the text"),
        ("cue", (17, 17), "a span of the text"),
        ("cue", (13, 17, 18), "a span of the text"),
        ("quotes", [(0, 3), (0, 99)], "spans of the text"),
        ("issues", ["summit", 3], "a list of codes"),
        ("issues", "summit", "a list of codes"),
        ("hedged", 1, "yes or no"),
        ("confidence", 1.5, "a number from 0 to 1"),
        ("confidence", True, "a number from 0 to 1"),
        ("confidence", float("nan"), "a number from 0 to 1"),
        ("actor", 7, "plain words"),
        ("actor", "\ud83d", "plain words"),
    ],
)
def test_a_value_that_a_field_cannot_have_is_left_out_and_told(name, value, right):
    delivery = taken({name: value, "stance": "opposes"})
    assert delivery.parcels[0].values == {"stance": "opposes"}
    assert len(delivery.lost) == 1 and delivery.lost[0].endswith("it was left out.") and right in delivery.lost[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cue", (13, 17)),
        ("cue", [0, 41]),
        ("cue", None),
        ("confidence", 0),
        ("confidence", 1),
        ("actor", None),
        ("negated", False),
    ],
)
def test_a_value_that_a_field_can_have_is_kept(name, value):
    delivery = taken({name: value})
    assert (delivery.parcels[0].values, delivery.lost) == ({name: value}, [])


def test_pieces_stand_in_the_order_of_the_text_and_words_that_moved_are_found():
    delivery = taken({}, [((30, 40), None), ((2, 7), "talks")])
    assert delivery.parcels[0].content == [(23, 28), (30, 40)]


def test_a_comment_is_kept_cut_or_left_out():
    assert taken({}, comment="sure?").parcels[0].comment == "sure?"
    long = taken({}, comment="x" * (LONGEST_COMMENT + 1))
    assert len(long.parcels[0].comment) == LONGEST_COMMENT and "was cut" in long.lost[0]
    assert not taken({}, comment="x" * LONGEST_COMMENT).lost
    torn = taken({}, comment="\ud83d")
    assert torn.parcels[0].comment == "" and "lone surrogate" in torn.lost[0]


def test_a_claim_without_words_is_told_by_its_name():
    delivery = taken({}, [], claim_id="c7")
    assert delivery.parcels == [] and delivery.lost == ["A claim without words was left out (c7)."]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a" * 60, repr("a" * 60)),
        ("a" * 61, repr("a" * 59 + "…")),
        ([1, 2], "a list of 2"),
        ({}, "a dict of 0"),
        (10**59, str(10**59)),
        (10**60, "1" + "0" * 58 + "…"),
        (None, "None"),
    ],
)
def test_a_value_is_short_enough_for_a_sentence(value, shown):
    assert shorten(value) == shown


def test_what_is_packed_has_the_same_date_every_time(tmp_path):
    archive.write_members(tmp_path / "a.zip", {"one.txt": b"1" * 500})
    (member,) = zipfile.ZipFile(tmp_path / "a.zip").infolist()
    assert member.date_time == (1980, 1, 1, 0, 0, 0) and member.compress_size < 500


def labelled(tmp_path, *entries):
    path = tmp_path / "labels.jsonl"
    path.write_text("\n\n".join(json.dumps(entry) for entry in entries))
    return doccano.read(TEXT, path)


def test_the_labels_of_one_span_are_one_claim(home, tmp_path):
    labels = [[*WORDS, "stance: opposes"], [*WORDS, "summit"], [13, 17, "part: cue"], [*WORDS, "colour: red"]]
    delivery = labelled(tmp_path, {"text": TEXT.body, "label": labels, "Comments": ["why?", "so"]})
    (parcel,) = delivery.parcels
    assert parcel.content == [WORDS] and parcel.inside and parcel.comment == "why?"
    assert parcel.values == {"stance": "opposes", "issues": ["summit", "colour-red"]}


def test_labels_with_offsets_are_read_and_others_are_told(home, tmp_path):
    entity = {"start_offset": 23, "end_offset": 40, "label": "summit"}
    delivery = labelled(tmp_path, {"data": TEXT.body, "entities": [entity, [1, 2], [1, 2, 3]]})
    assert [parcel.content for parcel in delivery.parcels] == [[WORDS]]
    assert [line.split(":")[0] for line in delivery.lost] == ["A label was left out"] * 2


def test_documents_of_other_texts_are_counted(home, tmp_path):
    mine, other = {"text_id": "letter", "text": TEXT.body}, {"text_id": "note", "text": "Something else."}
    delivery = labelled(tmp_path, mine, other, other)
    assert delivery.parcels == [] and delivery.lost[0].startswith("2 other documents were left out")
