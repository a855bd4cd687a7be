"""What is written is read again as it was, in every format that holds whole claims."""

from dataclasses import asdict, replace
from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readout.annotator.claim_table import Claim
from readout.exchange.post import FORMATS
from readout.reviewing.decisions.decision import set_spans
from readout.texts.text import Text
from readout.vocabulary import STANCES, VOICES

WHOLE = ["qdpx", "webannotation", "xmi", "brat", "csv", "xlsx"]


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


def test_dna_tells_what_it_does_not_hold(home, text, claims, tmp_path):
    _, lost, _ = there_and_back("dna", text, claims, tmp_path)
    assert any("claims were left out" in sentence for sentence in lost)


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
