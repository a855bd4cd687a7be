"""Whatever comes in, nothing raises and every attribution keeps the contract."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout import parser
from readout.annotator import attribution
from readout.annotator.attribution.drafts import Scene
from readout.errors import Fault

PIECES = st.sampled_from(
    [
        *("He said ", "“We agree,” ", '"we agree" ', "'we agree', ", "‘we agree’ ", "« oui » ", "said the minister. "),
        *("according to ", "in their view, ", "that ", "the plan ", "was rejected by Kyiv", ", she added, "),
        *("It was said that ", "as he put it, ", "reportedly ", "who ", "to leave ", "accused them of ", "— Anna"),
        *("Speaker: ", "Mr. Smith ", "their refusal to ", "not ", "declined to comment ", "must ", "1990s ", ": "),
        *("“", "”", '"', "'", "’", "‘", "``", "''", "(", ")", ". ", "? ", "- ", "\n", "\n\n", "\r\n"),
        *("\u200b", "\u202e", "\u00a0", "\x00", "\x07", "😀", "é", "他说", "مرحبا "),
    ]
)
BODIES = st.lists(PIECES, max_size=25).map("".join)


def check(body: str) -> None:
    document = parser.parse(body)
    found = attribution.find(document)
    for number, one in enumerate(found):
        assert one.content
        assert all(0 <= start < end <= len(body) for start, end in one.content)
        assert all(a[1] <= b[0] for a, b in pairwise(one.content))
        for span in (one.source, one.cue, *one.quotes):
            assert span is None or 0 <= span[0] < span[1] <= len(body)
        assert one.voice in ("direct", "mixed", "indirect", "hearsay")
        assert 0 <= one.sentence < len(document.sentences)
        assert one.parent is None or (0 <= one.parent < len(found) and one.parent != number)
        assert one.continues is None or found[one.continues].continues is None
        for other in found[:number]:
            if (one.source, one.cue) == (other.source, other.cue):
                assert not any(a[0] < b[1] and b[0] < a[1] for a in one.content for b in other.content)
    assert attribution.find(parser.parse(body)) == found


@settings(max_examples=150, deadline=None)
@given(BODIES)
def test_mixtures_of_marks_lines_and_sentences(body: str) -> None:
    check(body)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all(body: str) -> None:
    check(body)


@pytest.mark.parametrize(
    "body",
    ["", "“", "'" * 300, "“" * 300, "He said “" * 60, "said " * 200, "(" * 500, "a" * 20_000, "He said. " * 1200],
    ids=["empty", "mark", "marks", "openings", "unclosed", "cues", "brackets", "word", "long"],
)
def test_monsters(body: str) -> None:
    check(body)


@pytest.mark.parametrize(
    "body",
    ["The talks will go on,, said the minister.", "He added,, the plan,, said Anna Ruiz,, will stand."],
)
def test_a_comma_doubled_by_mistake_costs_nothing(body: str) -> None:
    check(body)


def test_a_fault_in_a_rule_leaves_its_paragraph_to_the_outlet_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(scene: Scene) -> None:
        if "Oslo" in scene.doc.text:
            raise IndexError

    body = "The minister said that Oslo would pay.\n\nThe envoy said that Rome would not."
    monkeypatch.setattr(attribution, "RULES", (*attribution.RULES, faulty))
    with pytest.warns(Fault, match="failed on the paragraph “The minister said that Oslo would pay"):
        found = attribution.find(parser.parse(body))
    assert [one.content[0][0] > body.index("\n") for one in found] == [True]


def test_a_fault_in_a_rule_over_paragraphs_leaves_what_was_found_before(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(scenes: list[Scene]) -> None:
        scenes[0].drafts.clear()
        raise KeyError

    monkeypatch.setattr(attribution.continuation, "find", faulty)
    with pytest.warns(Fault, match="failed on the text"):
        found = attribution.find(parser.parse("The minister said that Oslo would pay.\n\nNothing else was heard."))
    assert len(found) == 1
