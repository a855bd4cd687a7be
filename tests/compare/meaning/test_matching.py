"""Matching by meaning, issue and wording."""

import pytest
from benchmarks import matching as benchmark

import readout
from readout.compare.meaning import matching
from readout.errors import ReadoutError
from readout.texts.text import Text


@pytest.fixture(scope="module")
def istanbul():
    return readout.load("istanbul-communique-2022")


@pytest.fixture(scope="module")
def statement():
    body = (
        "All five permanent members of the Security Council would be guarantors of Ukraine. It would be so. "
        "Fish is sold on Fridays."
    )
    return Text("statement", body, {"kind": "account"})


def test_the_right_provision_is_among_the_first(make, statement, istanbul):
    content = "All five permanent members of the Security Council would be guarantors of Ukraine"
    found = matching.nearest(make((statement, content, {})), [istanbul]).set_index("reference")
    assert found.match_id["proposal 1 (guarantors)"] == "istanbul-communique-2022#3"


def test_pronouns_are_resolved(make, statement):
    first = "All five permanent members of the Security Council would be guarantors of Ukraine"
    rows = make((statement, first, {}), (statement, "It would be so", {"actor": "Norland"})).to_dict("records")
    assert matching.resolve(rows)[1] == f"{first}. Norland would be so"


def test_reused_wording_is_told_apart(make, statement):
    copy = Text("copy", "We note that fish is sold on Fridays here.", {"kind": "verbatim"})
    found = matching.nearest(make((statement, "Fish is sold on Fridays", {})), [copy])
    assert found.relation[0] == "wording" and found.wording[0] == 1


def test_claims_elsewhere_are_matched(claims):
    one, other = claims[claims.text_id == "before"], claims[claims.text_id == "after"]
    found = matching.nearest(one, others=other, count=1).set_index("claim_id")
    assert found.match_id[claims.claim_id[1]] == claims.claim_id[3]


def test_no_text_is_matched_with_itself(claims, before, after):
    found = matching.nearest(claims, [before, after])
    assert (found.text_id != found.match_text_id).all()


def test_nothing_to_match_with(claims, before):
    with pytest.raises(ReadoutError, match="no other text"):
        matching.nearest(claims[claims.text_id == "before"], [before])


def test_nothing_to_match(make, before, after):
    with pytest.raises(ReadoutError, match="No claim given"):
        matching.nearest(make((before, "Norland wants a treaty", {"voice": "outlet"})), [after])


@pytest.mark.parametrize("other_languages", [False, True])
def test_claims_held_out_find_their_provisions(other_languages):
    """A floor under what benchmarks/matching.py measures on claims that no weight was set on."""
    judged = [one for one in benchmark.claims(benchmark.HELD_OUT) if (one["language"] != "en") is other_languages]
    figures = benchmark.measure(judged, benchmark.scores(judged)["meaning and words"])
    assert figures["precision of the first"] >= 0.7 and figures["recall in the first 3"] >= 0.45


def test_they_is_no_person(make, statement):
    row = make((statement, "It would be so", {"actor": "Ada Brown", "actor_kind": "person"})).to_dict("records")[0]
    assert matching.with_party_named(row) == "It would be so"


def test_what_points_back_gives_way_to_the_target() -> None:
    row = {"text_id": "a", "content_text": "such a move would poison relations", "target": (0, 11), "parent": None}
    row |= {"target_text": "the closure", "content": [(40, 74)], "actor": "Norrow", "affiliation": None}
    assert matching.resolve([row]) == ["the closure would poison relations"]
