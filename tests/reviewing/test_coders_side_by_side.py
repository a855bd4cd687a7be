"""Coders side by side: counts by act, passages where they differ, and a page that holds no markup of a text."""

from dataclasses import replace

import pytest

import readout
from readout.errors import ReadoutError
from readout.reviewing.agreement.side_by_side import by_act
from readout.reviewing.decisions.decision import decide
from readout.reviewing.decisions.store import Store

pytestmark = pytest.mark.usefixtures("home", "machine")


@pytest.fixture
def three(text, proposals):
    """A person who keeps both claims, and a model that gives one another act and script for a matter."""
    for coder, act in (("ab", "rejects"), ("model:tiny", "warns")):
        role = "model" if coder.startswith("model:") else "coder"
        other = replace(proposals[2], act=act, matter="<script>alert(1)</script>" if role == "model" else None)
        Store.of(text.id, coder, role).append(
            decide(text.id, text.body, coder, "accept", [proposals[1]], [proposals[1]]),
            decide(text.id, text.body, coder, "correct", [proposals[2]], [other]),
        )
    return ["annotator", "ab", "model:tiny"]


def test_acts_are_counted_by_coder(three, text):
    table = by_act(text, three).set_index("act")
    assert table.loc["rejects", ["annotator", "ab", "model:tiny"]].tolist() == [1, 1, 0]
    assert table["all_alike"].to_dict() == {"asserts": 1, "rejects": 0, "warns": 0}


def test_every_pair_has_its_column(three, text):
    assert list(readout.side_by_side(text, three).fields) == [
        "field",
        "annotator, ab",
        "annotator, model:tiny",
        "ab, model:tiny",
    ]


def test_the_page_shows_where_they_differ_and_runs_nothing_of_the_text(three, text, tmp_path):
    page = readout.side_by_side(text, three).save(tmp_path / "page.html").read_text(encoding="utf-8")
    assert "1 passage where they differ" in page and "<script" not in page and "&lt;script" in page


def test_where_there_are_no_two_it_says_so(text):
    assert "No two coders" in readout.side_by_side(text)._repr_html_()
    with pytest.raises(ReadoutError):
        readout.side_by_side(text, ["ab"])


def test_what_is_shown_can_be_saved_as_it_is(three, text, tmp_path):
    shown = readout.side_by_side(text, three)
    assert shown._repr_html_() in shown.save(tmp_path / "page.html").read_text(encoding="utf-8")
