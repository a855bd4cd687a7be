"""Constructions of statements: requests, refusals, nouns carried by a verb, and cues beside clauses that hold cues."""

import pytest

from readout import parser
from readout.annotator import attribution


def rows(body: str) -> list[tuple[str | None, str | None, str]]:
    """Return source, cue and content of each attribution, as words."""

    def words(span: tuple[int, int] | None) -> str | None:
        return body[span[0] : span[1]] if span else None

    return [
        (words(one.source), words(one.cue), " … ".join(body[start:end] for start, end in one.content))
        for one in attribution.find(parser.parse(body))
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("He asked the mission to guard the port.", ("He", "asked", "the mission to guard the port")),
        (
            "The minister refused to discuss a merger until the debt is paid.",
            ("The minister", "refused", "to discuss a merger until the debt is paid"),
        ),
        ("The junta refused to release the pilots.", ("The junta", "refused", "to release the pilots")),
        ("Oslo refuses to ratify the protocol.", ("Oslo", "refuses", "to ratify the protocol")),
        ("The envoy asked for more time to prepare.", ("The envoy", "asked for", "more time to prepare")),
    ],
)
def test_requests_and_refusals(body: str, expected: tuple[str, str, str]) -> None:
    assert expected in rows(body)


@pytest.mark.parametrize(
    "body",
    [
        "The spokesman declined to comment.",
        "She refused to give details.",
        "The company declined to discuss the sale.",
        "The clerk asked not to be named.",
        "Reporters asked about the budget.",
        "A journalist asked whether he would resign.",
    ],
)
def test_withheld_words_are_no_claim(body: str) -> None:
    assert rows(body) == []


@pytest.mark.parametrize(
    ("body", "cue", "content"),
    [
        (
            "The ministry voiced its opposition to any base on the island.",
            "voiced its opposition",
            "any base on the island",
        ),
        ("The ministry reiterated its support for the canal.", "reiterated its support", "the canal"),
        ("The ministry restated its rejection of the map.", "restated its rejection", "the map"),
        ("The ministry confirmed its readiness to host the talks.", "confirmed its readiness", "to host the talks"),
        ("The ministry expressed hope that the road would open.", "expressed hope", "that the road would open"),
        ("The ministry voiced regret over the loss of life.", "voiced regret", "the loss of life"),
        ("The ministry expressed deep concern about the arrests.", "expressed deep concern", "the arrests"),
    ],
)
def test_nouns_carried_by_a_verb(body: str, cue: str, content: str) -> None:
    assert rows(body) == [("The ministry", cue, content)]


@pytest.mark.parametrize("deed", ["recognise", "recognize", "accept", "support", "allow"])
@pytest.mark.parametrize("said", ["its president, Ara Petrosyan, said", "said its president, Ara Petrosyan"])
def test_who_says_the_sentence_wins_over_the_verb_in_it(deed: str, said: str) -> None:
    assert rows(f"Armenia will never {deed} the new border, {said}.") == [
        ("its president, Ara Petrosyan", "said", f"Armenia will never {deed} the new border")
    ]


def test_each_side_of_a_semicolon_is_its_own() -> None:
    assert rows("The minister maintained that the pass was shut; smugglers, he alleged, used the forest.") == [
        ("The minister", "maintained", "that the pass was shut"),
        ("he", "alleged", "smugglers … used the forest"),
    ]


@pytest.mark.parametrize("ending", ["he declined to identify it", "he did not name it", "the ministry denied that"])
def test_what_the_reporter_adds_is_not_said(ending: str) -> None:
    contents = [content for _, _, content in rows(f"One power, he said, keeps paying the rebels, but {ending}.")]
    assert contents[0] == "One power … keeps paying the rebels"


def test_what_the_speaker_adds_is_said() -> None:
    contents = [content for _, _, content in rows("The talks failed, the envoy said, but new ones will begin in May.")]
    assert contents == ["The talks failed … but new ones will begin in May"]


def test_plans_of_the_speakers_own_side_go_on() -> None:
    body = (
        "Hungary will not send troops, its minister said. It will, however, agree to talks on condition that the fire "
        "stops. Nor would it close its border. The Danube is frozen."
    )
    assert rows(body)[1:] == [
        (None, None, "It will, however, agree to talks on condition that the fire stops"),
        (None, None, "Nor would it close its border"),
    ]


def test_a_clause_about_the_source_is_not_content() -> None:
    body = "Cairo backs the tunnel, according to Foreign Minister Adel Nour, who visited Minsk on Monday."
    assert ("Foreign Minister Adel Nour", "according to", "Cairo backs the tunnel") in rows(body)


def test_a_passive_infinitive_may_be_asked_for() -> None:
    assert rows("The chairman asked the guests to be seated.") == [("The chairman", "asked", "the guests to be seated")]


def test_a_further_noun_under_the_same_verb_has_the_same_source() -> None:
    assert rows("The bloc reaffirmed its support for Cyprus and its rejection of a wall.") == [
        ("The bloc", "reaffirmed its support", "Cyprus"),
        ("The bloc", "its rejection", "a wall"),
    ]


def test_a_pronoun_and_its_verb_between_commas_are_a_cue() -> None:
    assert rows("The road is open, he said; the bridge, she added, is not.") == [
        ("he", "said", "The road is open"),
        ("she", "added", "the bridge … is not"),
    ]


@pytest.mark.parametrize("subject", ["Such a step", "Any such step"])
def test_what_such_a_step_would_do_goes_on(subject: str) -> None:
    body = f"The premier said his country would stay out. {subject} would be a mistake."
    assert rows(body)[1:] == [(None, None, f"{subject} would be a mistake")]


@pytest.mark.parametrize(
    ("body", "source"),
    [
        ("Oslo will sign, according to Minister Ann Berg, whose trip ends today.", "Minister Ann Berg"),
        ("According to Minister Ann Berg, who visited Rome, Oslo will sign.", "Minister Ann Berg"),
        ("Oslo will sign, according to officials who saw the draft.", "officials who saw the draft"),
    ],
)
def test_where_the_source_of_according_to_ends(body: str, source: str) -> None:
    one = attribution.find(parser.parse(body))[0]
    assert (rows(body)[0][0], one.rule) == (source, "according-to")
    assert rows(body)[0][2] == "Oslo will sign"


def test_a_clause_about_an_inverted_speaker_is_not_the_source() -> None:
    body = "Nepal will sign the treaty, said Minister Ram Thapa, who visited Delhi on Monday."
    assert rows(body) == [("Minister Ram Thapa", "said", "Nepal will sign the treaty")]
