"""What is written is read again as it was, in every format that holds whole claims."""

from dataclasses import asdict, replace
from importlib import import_module

import pytest

from readout.exchange.post import FORMATS

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
