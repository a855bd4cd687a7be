"""What the rules find, one construction at a time; every sentence is ours."""

import pytest

from readout import parser
from readout.annotator import attribution
from readout.annotator.attribution import Attribution


def find(body: str) -> list[Attribution]:
    return attribution.find(parser.parse(body))


def words(body: str, one: Attribution) -> tuple[str | None, str]:
    source = body[slice(*one.source)] if one.source else None
    return source, " … ".join(body[start:end] for start, end in one.content)


@pytest.mark.parametrize(
    ("body", "source", "content", "rule"),
    [
        (
            "The minister said that the talks would go on.",
            "The minister",
            "that the talks would go on",
            "clause-of-verb",
        ),
        ("She asked whether the bridge was safe.", "She", "whether the bridge was safe", "clause-of-verb"),
        ("Poland refused to sign the treaty.", "Poland", "to sign the treaty", "infinitive-of-verb"),
        ("The envoy urged both sides to stop.", "The envoy", "both sides to stop", "infinitive-with-noun"),
        ("The union called for foreign ships to leave.", "The union", "foreign ships to leave", "infinitive-with-noun"),
        ("“We will sign,” the minister said.", "the minister", "“We will sign,”", "quotation-then-cue"),
        ("“We will sign,” said the minister.", "the minister", "“We will sign,”", "quotation-then-cue"),
        ("‘We will sign’, he said.", "he", "‘We will sign’", "clause-then-cue"),
        ("He replied: “We will sign.”", "He", "“We will sign.”", "cue-then-quotation"),
        ("The road is closed, the mayor said.", "the mayor", "The road is closed", "clause-then-cue"),
        (
            "The road, the mayor said, will stay closed.",
            "the mayor",
            "The road … will stay closed",
            "clause-then-cue",
        ),
        ("According to the ministry, the road is closed.", "the ministry", "the road is closed", "according-to"),
        ("The road is closed, according to the ministry.", "the ministry", "The road is closed", "according-to"),
        ("In Norway's view, the plan is too vague.", "Norway", "the plan is too vague", "in-the-view-of"),
        ("Norway rejected the plan for a canal.", "Norway", "the plan for a canal", "object-of-verb"),
        ("The union called for higher wages.", "The union", "higher wages", "preposition-of-verb"),
        ("He accused the company of fraud.", "He", "fraud", "preposition-of-verb"),
        ("She called the plan a disaster.", "She", "the plan a disaster", "judgement"),
        (
            "The mayor voiced the hope that work would begin soon.",
            "The mayor",
            "that work would begin soon",
            "clause-of-noun",
        ),
        ("She is confident that the bridge is safe.", "She", "that the bridge is safe", "clause-of-adjective"),
        ("The plan was rejected by the council.", "the council", "The plan", "passive-with-by"),
        ("“We will sign.” — Anna Kovacs", "Anna Kovacs", "“We will sign.”", "quotation-signed"),
        ("The mayor struck a new note: the town is “ready”.", "The mayor", "the town is “ready”", "cue-then-colon"),
        ("The plan, as the mayor put it, is dead.", "the mayor", "The plan … is dead", "as-they-say"),
    ],
)
def test_each_construction(body: str, source: str, content: str, rule: str) -> None:
    found = [one for one in find(body) if one.rule == rule]
    assert [words(body, one) for one in found] == [(source, content)]


@pytest.mark.parametrize(
    "body",
    [
        "It was reported that the bridge had fallen.",
        "The minister is expected to resign.",
        "The bridge reportedly fell.",
        "There were rumours that the bridge had fallen.",
    ],
)
def test_what_nobody_is_named_for_is_hearsay(body: str) -> None:
    (found,) = find(body)
    assert (found.voice, found.source) == ("hearsay", None)


@pytest.mark.parametrize(
    "body",
    [
        "The minister declined to comment.",
        "The mayor addressed reporters in the town hall.",
        "The talks lasted for three hours.",
        "None of them has said which country would pay.",
        "The ministry has not said when work begins.",
        "He refused to say who had paid.",
        "He did not say which countries might be asked.",
        "Officials have said little in public.",
        "The shop sells ‘fresh’ bread.",
        "They watched “The Long Road Home” at the cinema.",
    ],
)
def test_where_nothing_is_put_forward_there_is_no_attribution(body: str) -> None:
    assert find(body) == []


@pytest.mark.parametrize(
    ("body", "voice"),
    [
        ("“We will sign,” he said.", "direct"),
        ("He said the plan was “a disaster” for all.", "mixed"),
        ("He said the plan was bad.", "indirect"),
    ],
)
def test_the_voice_tells_how_much_is_quoted(body: str, voice: str) -> None:
    assert [one.voice for one in find(body)] == [voice]


def test_quotations_inside_the_content_are_kept_with_their_marks() -> None:
    body = "He said the plan was “a disaster” for all."
    (found,) = find(body)
    assert [body[start:end] for start, end in found.quotes] == ["“a disaster”"]


def test_a_quotation_that_goes_on_has_neither_cue_nor_source() -> None:
    body = "“We agree,” he said. “We will sign. Others may wait.”"
    first, second, third = find(body)
    assert first.continues is None
    assert [(one.cue, one.source, one.continues) for one in (second, third)] == [(None, None, 0)] * 2
    assert [words(body, one)[1] for one in (second, third)] == ["“We will sign.", "Others may wait.”"]


def test_each_sentence_of_a_quotation_that_goes_on_is_direct() -> None:
    body = "“We agree,” he said. “We will sign. Others may wait.”"
    assert [one.voice for one in find(body)] == ["direct"] * 3


def test_a_quotation_goes_on_over_paragraphs() -> None:
    body = "“We agree,” he said. “We will sign soon.\n\n“Nobody else will stop us.”"
    assert [one.continues for one in find(body)] == [None, 0, 0]


def test_retold_speech_goes_on_where_its_wording_shows_it() -> None:
    body = "A force will come, the minister said. It would have ‘a clear mandate’."
    second = find(body)[1]
    assert (second.rule, second.continues, second.source) == ("retold-goes-on", 0, None)


def test_an_own_sentence_of_the_reporter_does_not_go_on() -> None:
    assert len(find("A force will come, the minister said. The city lies on a river.")) == 1


def test_what_somebody_says_that_another_said_is_linked() -> None:
    body = "The mayor said that the company had claimed that the bridge was safe."
    outer, inner = find(body)
    assert (outer.parent, inner.parent) == (None, 0)


def test_a_further_cue_of_the_same_speaker_is_its_own() -> None:
    body = "The minister has warned that the truce will not last, and urged both sides to talk."
    assert [words(body, one) for one in find(body)] == [
        ("The minister", "that the truce will not last"),
        ("The minister", "both sides to talk"),
    ]


def test_trouble_in_one_paragraph_does_not_reach_the_next() -> None:
    body = "He said “we never ”close\x00 'it ‘\n\n“We will sign,” the minister said."
    assert any(words(body, one) == ("the minister", "“We will sign,”") for one in find(body))


def test_a_cue_before_a_colon_speaks_in_the_next_paragraph() -> None:
    body = "The minister went on:\n\n“We will sign.”"
    (found,) = find(body)
    assert words(body, found) == ("The minister", "“We will sign.”")


def test_the_sentence_is_that_of_the_cue() -> None:
    body = "It rained. “We will sign,” the minister said."
    assert [one.sentence for one in find(body)] == [1]
