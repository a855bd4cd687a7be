"""Codes proposed from claims: joined across texts, recognised by terms, changed by a person, accepted and recoded."""

from pathlib import Path

import pandas as pd
import pytest

from readout import codebook
from readout.errors import ReadoutError
from readout.study import layout
from readout.study.guide import page
from readout.study.suggest import kept
from readout.study.suggest.proposals import Proposals, propose, slug

SAID = {
    "annual releases": ["annual releases from the dam must be fixed", "the annual releases would starve the farms"],
    "joint data office": ["a joint data office should be set up", "the joint data office is a distraction"],
}


def claims(texts: int = 6) -> pd.DataFrame:
    rows = [
        {
            "claim_id": f"t{text}-{number}-{one}",
            "text_id": f"t{text}",
            "voice": "indirect",
            "actor": "minister",
            "stance": "supports",
            "matter": matter,
            "target_text": matter,
            "content_text": words,
        }
        for text in range(texts)
        for number, (matter, said) in enumerate(SAID.items())
        for one, words in enumerate(said)
    ]
    return pd.DataFrame(rows)


@pytest.fixture
def found(study: Path) -> Proposals:
    (study / "codebook.yml").write_text(layout.EMPTY)
    return propose(claims())


def test_what_texts_have_in_common_is_one_code(found: Proposals) -> None:
    assert [(one.code, len(one.claim_ids), one.stability) for one in found] == [
        ("annual-releases", 12, 1.0),
        ("joint-data-office", 12, 1.0),
    ]


def test_a_proposal_is_a_whole_entry_of_a_codebook(found: Proposals) -> None:
    code = found.book()["annual-releases"]
    assert code.definition.startswith("(to finish)") and "(joint-data-office)" not in code.use_when
    assert code.examples == ("annual releases from the dam must be fixed", "the annual releases would starve the farms")
    assert "annual*" in code.terms


def test_accepted_codes_stand_in_the_codebook_and_the_recoding_is_told(found: Proposals) -> None:
    effect = found.accept("annual-releases")
    assert (effect.gain, effect.lose, effect.change, effect.of) == (12, 0, 0, 24)
    assert codebook.load().code_issues("the annual releases") == ["annual-releases"]
    assert [one.code for one in found] == ["joint-data-office"]


def test_proposals_are_kept_from_one_command_to_the_next(found: Proposals) -> None:
    found.rename("annual-releases", "Releases of water")
    found.describe("releases-of-water", definition="How much water is let through.")
    kept.keep(found)
    again = kept.recall()
    assert again.entry("releases-of-water")["definition"] == "How much water is let through."
    assert again.entry("releases-of-water") == found.entry("releases-of-water")


def test_merging_parting_and_dropping(found: Proposals) -> None:
    assert len(found.merge(["joint-data-office"], "annual-releases").claim_ids) == 24
    assert len(found.part("annual-releases")) == 12
    found.drop("annual-releases-2")
    assert len(found) == 11


def test_nothing_is_proposed_from_nothing(study: Path) -> None:
    assert len(propose(claims().assign(matter=None))) == 0
    with pytest.raises(ReadoutError, match="No codes are proposed here"):
        kept.recall()


@pytest.mark.parametrize(
    ("name", "code"), [("Meeting in Brasília", "meeting-in-brasilia"), ("the 2015 deal", "issue-2015-deal")]
)
def test_a_name_becomes_a_code(name: str, code: str) -> None:
    assert slug(name) == code


@pytest.mark.parametrize("name", list(layout.codebooks()))
def test_the_guide_has_every_code_of_every_codebook_that_ships(name: str) -> None:
    book = codebook.load(layout.codebooks()[name])
    written = page(book)
    assert all(f'<section id="{code.code}">' in written for code in book)


@pytest.mark.parametrize("name", ["waters-and-borders", "trade-and-sanctions"])
def test_a_codebook_that_ships_recognises_its_own_examples(name: str) -> None:
    book = codebook.load(layout.codebooks()[name])
    missed = [
        example
        for codes, find in ((book.issues, book.code_issues), (book.themes, book.code_themes))
        for code in codes
        for example in code.examples
        if code.code not in find(example)
    ]
    assert missed == []
