"""Joint statements, resolutions and treaties: one claim for each thing done, by those who do it."""

import pytest

import readout
from readout.texts.text import Text


def joint(body: str, form: str = "communique") -> list[tuple[str | None, str]]:
    about = {"kind": "verbatim", "form": form, "language": "en", "parties": ["Kenya", "Chad", "Peru"]}
    table = readout.annotate(Text("joint", body, about))
    return [
        (None if actor != actor or actor is None else actor, words)
        for actor, words, voice in zip(
            table["actor"].astype(object).where(table["actor"].notna(), None),
            table["content_text"],
            table["voice"],
            strict=True,
        )
        if voice == "own"
    ]


ALL = "Kenya, Chad and Peru"


def test_each_item_of_a_list_is_a_claim() -> None:
    assert joint("1. We welcome the new road; commend its builders; and call on all drivers to use it.") == [
        (ALL, "We welcome the new road"),
        (ALL, "commend its builders"),
        (ALL, "call on all drivers to use it."),
    ]


def test_verbs_that_share_a_subject_are_claims_of_their_own() -> None:
    assert [words for _, words in joint("We note the report on the road, and recall the earlier one.")] == [
        "We note the report on the road",
        "recall the earlier one.",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "We agree that the road shall be open; it shall remain so.",
        "The Parties shall keep the road open, and mend it.",
        "We welcome the road, bridges and tunnels, and the work of those who built them.",
        "We welcome the decision to open the road, close the bridge and mend the tunnel.",
    ],
)
def test_one_thing_is_one_claim(body: str) -> None:
    assert len(joint(body)) == 1


def test_what_the_ministers_agreed_is_the_parties_own_and_one_claim() -> None:
    body = "The Ministers agreed that the road would be opened. It was decided that tolls would end."
    about = {"kind": "verbatim", "form": "joint statement", "parties": ["Kenya", "Chad"], "language": "en"}
    table = readout.annotate(Text("joint", body, about))
    assert list(table["voice"]) == ["own", "own"] and set(table["actor"]) == {"Kenya and Chad"}


def test_a_reservation_is_the_members() -> None:
    assert joint("Chad does not associate itself with paragraph 6.") == [
        ("Chad", "Chad does not associate itself with paragraph 6.")
    ]


def test_a_reservation_of_one_left_unnamed_is_nobodys_by_name() -> None:
    assert joint("One member did not join paragraph 4.")[0][0] is None


def test_headings_are_no_claims() -> None:
    assert [
        words
        for _, words in joint(
            "Article 1\n\nThe Parties shall meet each year.\n\nArticle 2\n\nThe Parties shall not fight.", "treaty"
        )
    ] == [
        "The Parties shall meet each year.",
        "The Parties shall not fight.",
    ]
