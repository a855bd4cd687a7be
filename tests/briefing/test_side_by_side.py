"""The landing page of a comparison: where parties differ comes first, and each line leads to its claim."""

import pandas as pd

from claims_by_hand import TEXT, claims
from readout.briefing import beside
from readout.texts.text import Text

OTHER = Text("pier", "Ships wait.", {"title": "The pier", "kind": "account", "date": "2024-06-01"})


def both(stance: str) -> pd.DataFrame:
    """One claim of Norland in one text, and one of Oravia in the other, on one issue."""
    one = claims()[:1].assign(
        actor="Norland", party="Norland", stance="supports", voice="mixed", issues=[["territory"]]
    )
    other = one.assign(text_id="pier", actor="Oravia", party="Oravia", stance=stance, claim_id="pier-00000000")
    return pd.concat([one, other], ignore_index=True)


def test_parties_on_opposite_sides_are_told_first() -> None:
    made = beside(both("opposes"), [TEXT, OTHER])
    assert [len(made.groups[key]) for key in ("apart", "alike", "alone")] == [1, 0, 0]
    assert "They differ on Territory and borders" in made._repr_html_()


def test_parties_on_one_side_are_told_as_such() -> None:
    assert len(beside(both("supports"), [TEXT, OTHER]).groups["alike"]) == 1


def test_each_line_leads_to_its_claim() -> None:
    assert 'data-claim="pier-00000000"' in beside(both("opposes"), [TEXT, OTHER])._repr_html_()


def test_texts_that_nobody_named_get_no_page() -> None:
    data, mark = beside(both("opposes"), [TEXT, OTHER], "")._repr_mimebundle_()
    assert mark["readout"]["nothing"] == "No texts were named to compare with."
    assert "readout-none" in data["text/html"]
