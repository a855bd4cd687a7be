"""What is written is read again as it was, in every format that holds whole claims."""

from dataclasses import asdict, replace
from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readout.annotator.claim_table import Claim
from readout.exchange import post
from readout.exchange.parcel import Remark
from readout.exchange.post import FORMATS
from readout.reviewing.decisions.decision import decide, set_spans
from readout.reviewing.decisions.store import Store
from readout.texts.text import Text
from readout.vocabulary import STANCES, VOICES

WHOLE = ["qdpx", "webannotation", "xmi", "brat", "csv", "xlsx", "labelstudio"]


def there_and_back(format, text, claims, folder):
    ending, name, _ = FORMATS[format]
    module, path = import_module(f"readout.exchange.{name}"), folder / f"{text.id}{ending}"
    lost = module.write(text, claims, path)
    return path, lost, module.read(text, path)


@pytest.mark.parametrize("format", WHOLE)
def test_every_field_comes_back(format, home, text, claims, tmp_path):
    _, _, delivery = there_and_back(format, text, claims, tmp_path)
    back = [asdict(parcel.claim(text)) | {"sentence": number} for number, parcel in enumerate(delivery.parcels)]
    assert back == [asdict(claim) for claim in claims]


@pytest.mark.parametrize("format", WHOLE)
def test_claims_keep_their_names(format, home, text, claims, tmp_path):
    _, _, delivery = there_and_back(format, text, claims, tmp_path)
    assert [parcel.claim_id for parcel in delivery.parcels] == [claim.claim_id for claim in claims]


@pytest.mark.parametrize("format", WHOLE)
def test_nothing_is_told_lost_that_is_not(format, home, text, claims, tmp_path):
    _, _, delivery = there_and_back(format, text, claims, tmp_path)
    assert delivery.lost == []


@pytest.mark.parametrize("format", WHOLE)
def test_a_text_without_claims_goes_and_comes(format, home, text, tmp_path):
    _, _, delivery = there_and_back(format, text, [], tmp_path)
    assert delivery.parcels == []


@pytest.mark.parametrize("format", [format for format in WHOLE if format != "xlsx"])
def test_the_same_claims_give_the_same_file(format, home, text, claims, tmp_path):
    path, _, _ = there_and_back(format, text, claims, tmp_path)
    before = path.read_bytes()
    there_and_back(format, text, claims, tmp_path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("format", ["webannotation", "csv", "xlsx", "brat", "qdpx"])
def test_claims_find_their_words_in_a_text_that_has_grown(format, home, text, claims, tmp_path):
    ending, name, _ = FORMATS[format]
    module = import_module(f"readout.exchange.{name}")
    module.write(text, claims, tmp_path / f"letter{ending}")
    grown = replace(text, body="An editor's note.\n\n" + text.body)
    back = module.read(grown, tmp_path / f"letter{ending}")
    assert grown.body[slice(*back.parcels[-1].content[0])] == claims[1].content_text


def test_dna_holds_speakers_concepts_and_agreement(home, text, claims, tmp_path):
    _, _, delivery = there_and_back("dna", text, claims, tmp_path)
    back, first = delivery.parcels[0].claim(text), claims[0]
    names = ("content", "actor", "affiliation", "stance", "issues")
    assert [getattr(back, name) for name in names] == [getattr(first, name) for name in names]


@pytest.mark.parametrize("format", ["dna", "doccano"])
def test_what_a_format_does_not_hold_is_told(format, home, text, claims, tmp_path):
    _, lost, _ = there_and_back(format, text, claims, tmp_path)
    assert "doubts, dates" in " ".join(lost)


REMARKED = ["qdpx", "webannotation", "xmi", "brat", "csv", "xlsx", "labelstudio"]


@pytest.mark.parametrize("format", REMARKED)
def test_comments_doubts_and_rejections_come_back(format, home, text, claims, tmp_path):
    ending, name, _ = FORMATS[format]
    module, path = import_module(f"readout.exchange.{name}"), tmp_path / f"letter{ending}"
    remarks = {
        claims[0].claim_id: Remark("Who\nsays so?", unsure=True, made="2026-01-02T03:04:05.000000Z"),
        claims[1].claim_id: Remark(rejected=True),
    }
    module.write(text, claims, path, remarks)
    first, second = module.read(text, path).parcels
    assert (first.comment, first.unsure, first.rejected) == ("Who\nsays so?", True, False)
    assert (second.comment, second.unsure, second.rejected) == ("", False, True)


@pytest.mark.parametrize("format", [format for format in FORMATS if format not in ("qdc", "taguette", "doccano")])
def test_nothing_changed_means_nothing_new(format, home, machine, text, tmp_path):
    path = tmp_path / f"letter{FORMATS[format][0]}"
    post.export(text, format, path)
    receipt = post.receive(path, text, "zz")
    assert receipt.decisions == []


@pytest.mark.parametrize("format", REMARKED)
def test_what_people_said_goes_out_and_is_not_new_when_it_comes_back(format, home, machine, text, claims, tmp_path):
    mine = decide(text.id, text.body, "ab", "accept", claims[:1], claims[:1], comment="so it is", unsure=True)
    gone = decide(text.id, text.body, "cd", "reject", claims[1:], [])
    Store.of(text.id, "ab").append(mine)
    Store.of(text.id, "cd").append(gone)
    path = tmp_path / f"letter{FORMATS[format][0]}"
    post.export(text, format, path)
    assert post.receive(path, text, "zz").decisions == []


#: Letters of several scripts, combining marks, pictures outside the basic plane, marks that formats use themselves.
LETTERS = st.sampled_from(
    [*"ab1 ,;.|'\"<>&=#\\/-…“”\n\t", "é", "é", "ß", "ال", "ב", "中", "😀", "👩‍👧", "𝔘", "\u202e", "\ufeff", " … "]
)


@st.composite
def texts_and_claims(draw):
    """A text of hard characters with up to three claims anywhere in it."""
    body = "x" + "".join(draw(st.lists(LETTERS, min_size=12, max_size=40))) + "x"
    place = st.integers(0, len(body) - 1)

    def span():
        start, other = draw(place), draw(place)
        found = (min(start, other), max(start, other) + 1)
        # What is white at its ends is no span that anybody marks.
        words = body[slice(*found)].strip()
        return (body.index(words, found[0]), body.index(words, found[0]) + len(words)) if words else (0, 1)

    def words():
        return draw(st.none() | st.lists(LETTERS, max_size=6).map("".join).map(str.strip)) or None

    claims = {}
    for _ in range(draw(st.integers(1, 3))):
        content, source = span(), draw(st.booleans())
        claim = Claim("", "letter", 0, draw(st.sampled_from(list(VOICES))), [content], "")
        claim.source = span() if source else None
        claim.actor, claim.object, claim.hedged = words(), words(), draw(st.booleans())
        claim.stance, claim.issues = draw(st.sampled_from(list(STANCES))), draw(st.sampled_from([[], ["summit"]]))
        claim.rule, claim.confidence = "made", 0.5
        claims[set_spans(claim, body).claim_id] = claim
    return Text("letter", body, {"kind": "account"}), [*claims.values()]


@pytest.mark.parametrize("format", WHOLE)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_=texts_and_claims())
def test_whatever_characters_there_are_claims_come_back(format, home, tmp_path, given_):
    text, claims = given_
    _, _, delivery = there_and_back(format, text, claims, tmp_path)
    assert delivery.lost == []
    back = {parcel.claim_id: asdict(parcel.claim(text)) for parcel in delivery.parcels}
    assert back == {claim.claim_id: asdict(claim) for claim in claims}
