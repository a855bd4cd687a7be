"""What decisions make of proposals, for one coder and for several."""

from dataclasses import replace

import pytest

from readout.annotator.claim_table import Claim
from readout.reviewing.decisions.apply import fold, units
from readout.reviewing.decisions.decision import decide, set_spans
from readout.reviewing.decisions.store import Kept
from readout.spans import jaccard


@pytest.fixture
def view(body, text, proposals):
    """Fold decisions, given as (action, replaced, new, more), over the proposals."""

    def run(*steps, body=body, over=proposals, coder="ab"):
        made = [
            decide("letter", text.body, coder, step[0], *step[1:3], **(step[3] if step[3:] else {})) for step in steps
        ]
        return fold(body, over, Kept(made), lambda at: body.count(". ", 0, at))

    return run


def words(view) -> list[str]:
    return [each.claim.content_text for each in view.standing]


def test_without_decisions_the_proposals_stand(view, proposals):
    assert [each.claim for each in view().standing] == proposals
    assert not view().decided


def test_accept_keeps_the_claim(view, proposals):
    got = view(("accept", [proposals[2]], [proposals[2]]))
    assert [(each.status, each.claim.content_text) for each in got.decided] == [("accepted", "a plan exists")]


def test_correct_puts_the_corrected_claim_in_its_place(view, proposals):
    got = view(("correct", [proposals[2]], [replace(proposals[2], stance="neutral")]))
    assert [each.claim.stance for each in got.decided] == ["neutral"]
    assert len(got.standing) == len(proposals)


def test_reject_takes_the_claim_away_and_remembers_it(view, proposals):
    got = view(("reject", [proposals[2]], []))
    assert "a plan exists" not in words(got)
    assert [each.claim for each in got.rejected] == [proposals[2]]


def test_split_puts_two_for_one(view, proposals, make):
    parts = [make("Talks are possible", source="she", cue="said"), make("if the guns fall silent", source="she")]
    got = view(("split", [proposals[1]], parts))
    assert [each.status for each in got.decided] == ["split", "split"]
    assert len(got.standing) == len(proposals) + 1


def test_merge_puts_one_for_two(view, proposals, make):
    merged = make("a plan exists", "the report ‘pure invention’", source="Her deputy", cue="denied")
    got = view(("merge", proposals[2:4], [merged]))
    assert len(got.standing) == len(proposals) - 1


def test_a_later_decision_stands_over_an_earlier_one_on_the_same_proposal(view, proposals, make):
    moved = make("that a plan exists", source="Her deputy", cue="denied")
    other = replace(proposals[2], stance="neutral")
    got = view(("correct", [proposals[2]], [moved]), ("correct", [proposals[2]], [other]))
    assert [(each.claim.content_text, each.claim.stance) for each in got.decided] == [("a plan exists", "neutral")]


def test_a_correction_of_a_correction_outlives_its_withdrawal(view, proposals, make):
    moved = make("that a plan exists", source="Her deputy", cue="denied")
    got = view(
        ("correct", [proposals[2]], [moved], {"id": "first"}),
        ("correct", [moved], [replace(moved, stance="conditional")]),
        ("withdraw", [], [], {"withdraws": "first"}),
    )
    assert [each.claim.stance for each in got.decided] == ["conditional"]
    assert "a plan exists" not in words(got)


def test_a_rejected_claim_can_be_accepted_again(view, proposals):
    got = view(("reject", [proposals[2]], []), ("accept", [proposals[2]], [proposals[2]]))
    assert not got.rejected and "a plan exists" in words(got)


def test_a_note_leaves_the_claim_undecided(view, proposals):
    got = view(("note", [proposals[2]], [], {"comment": "who is the deputy?", "unsure": True}))
    assert [(each.comment, each.unsure) for each in got.standing if each.comment] == [("who is the deputy?", True)]
    assert not got.decided


def test_a_decision_follows_its_words_into_a_changed_text(view, proposals, body):
    new = "An editor's note comes first.\n\n" + body
    got = view(("accept", [proposals[2]], [proposals[2]]), body=new, over=[])
    assert [new[slice(*each.claim.content[0])] for each in got.standing] == ["a plan exists"]


def test_a_decision_whose_words_are_gone_is_listed(view, proposals, body):
    got = view(("accept", [proposals[2]], [proposals[2]]), body="Something else entirely.", over=[])
    assert len(got.unplaced) == 1 and "'a plan exists'" in got.unplaced[0][1]


def test_a_rejection_follows_the_words_when_the_annotator_cuts_them_otherwise(view, proposals, make):
    better = make("that a plan exists", source="Her deputy", cue="denied")
    got = view(("reject", [proposals[2]], []), over=[better])
    assert got.standing == [] and [each.claim for each in got.rejected] == [better]


def test_a_rejection_outlives_its_proposal(view, proposals):
    got = view(("reject", [proposals[2]], []), over=[])
    assert [each.claim.content_text for each in got.rejected] == ["a plan exists"] and not got.unplaced


def test_a_note_on_a_claim_that_is_gone_is_listed(view, proposals):
    got = view(("note", [proposals[2]], [], {"comment": "who?"}), over=[])
    assert len(got.unplaced) == 1


def test_overlap_is_a_share_of_all_characters():
    assert jaccard([(0, 10)], [(5, 10), (20, 25)]) == pytest.approx(5 / 15)


def test_coders_meet_over_the_same_proposal(view, proposals):
    views = {
        "ab": view(("accept", [proposals[2]], [proposals[2]])),
        "cd": view(("reject", [proposals[2]], []), ("accept", [proposals[3]], [proposals[3]])),
    }
    found = units(proposals, views)
    assert [sorted(unit.outcomes) for unit in found] == [["ab", "cd"], ["cd"]]
    assert [unit.disputed for unit in found] == [True, False]


def test_coders_meet_over_words_that_both_added(view, proposals, make):
    one = make("Nobody else would comment", source="Nobody", cue="comment")
    other = make("Nobody else would comment on the matter", source="Nobody", cue="comment")
    found = units(proposals, {"ab": view(("add", [], [one])), "cd": view(("add", [], [other]))})
    assert len(found) == 1 and found[0].disputed


def test_coders_meet_over_a_split(view, proposals, make):
    parts = [make("Talks are possible", source="she", cue="said"), make("if the guns fall silent", source="she")]
    found = units(
        proposals,
        {"ab": view(("split", [proposals[1]], parts)), "cd": view(("accept", [proposals[1]], [proposals[1]]))},
    )
    assert len(found) == 1 and {len(outcome) for outcome in found[0].outcomes.values()} == {1, 2}


@pytest.fixture
def long():
    """Claims on a body of 100 letters, and what a coder makes of them."""
    letters = "".join(chr(0x4E00 + number) for number in range(100))  # no letter twice: places are told by them

    def claim(start, end):
        return set_spans(Claim("", "letter", 0, "indirect", [(start, end)], ""), letters)

    def run(action, replaced, new, proposed, coder="ab"):
        made = decide("letter", letters, coder, action, replaced, new)
        return fold(letters, proposed, Kept([made]), lambda at: 0)

    return claim, run


@pytest.mark.parametrize(("share", "rejected"), [(50, True), (49, False)])
def test_half_of_the_characters_make_it_the_claim_that_was_rejected(long, share, rejected):
    claim, run = long
    view = run("reject", [claim(0, 100)], [], [claim(0, share)])
    assert (view.standing == []) == rejected


@pytest.mark.parametrize(("share", "units_"), [(50, 1), (49, 2)])
def test_half_of_the_characters_make_two_added_claims_one_unit(long, share, units_):
    claim, run = long
    views = {"ab": run("add", [], [claim(0, 100)], []), "cd": run("add", [], [claim(0, share)], [], "cd")}
    assert len(units([], views)) == units_
