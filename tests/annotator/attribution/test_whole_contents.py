"""Contents drawn whole: with their terms, without what another cue of the speaker says, in forms other than clauses."""

import pytest

from readout import parser
from readout.annotator import attribution

#: Sentence, and of one attribution in it: source, cue, content.
SENTENCES = [
    # terms
    (
        "Oslo would lend the ship, she added, as long as the crew was insured.",
        ("she", "added", "Oslo would lend the ship … as long as the crew was insured"),
    ),
    (
        "He said the mill would reopen provided that the river stayed high.",
        ("He", "said", "the mill would reopen provided that the river stayed high"),
    ),
    # a further cue of the same speaker
    (
        "She accused the board of hiding the letters and called that “a small theft”.",
        ("She", "called", "that “a small theft”"),
    ),
    (
        "She accused the board of hiding the letters and called that “a small theft”.",
        ("She", "accused the board of", "hiding the letters"),
    ),
    (
        "The bishop fears that the bells will crack, though he considers the new tower safe.",
        ("The bishop", "fears", "that the bells will crack"),
    ),
    # forms other than clauses
    (
        "The union wants the depot closed by winter.",
        ("The union", "wants", "the depot closed by winter"),
    ),
    ("The envoy sees no reason to move the border post.", ("The envoy", "sees", "no reason to move the border post")),
    (
        "Both colleges spoke in favour of a shared archive.",
        ("Both colleges", "spoke in favour of", "a shared archive"),
    ),
    (
        "The premier rejected as fanciful the claim, heard of late, that the vault was empty.",
        ("The premier", "rejected", "the claim, heard of late, that the vault was empty"),
    ),
    ("Iceland stood by the ruling.", ("Iceland", "stood by", "the ruling")),
    # cues of several words, and sources that the parser tears off
    (
        "Any closing of the pass would be unwise, the Bhutanese side made clear.",
        ("the Bhutanese side", "made clear", "Any closing of the pass would be unwise"),
    ),
    (
        "Peru would not block a vote, its delegate let it be known, but it sees no use in one.",
        ("its delegate", "let it be known", "Peru would not block a vote … but it sees no use in one"),
    ),
    (
        "Norway, which has offered to host, called on both navies “to pull back”.",
        ("Norway", "called on", "both navies “to pull back”"),
    ),
    (
        "Madam Chair, the port's chief engineer says the crane is unsafe.",
        ("the port's chief engineer", "says", "the crane is unsafe"),
    ),
    (
        "In her opinion the auditors, whoever sent them, had better go home.",
        ("her", "opinion", "the auditors, whoever sent them, had better go home"),
    ),
    (
        "The rule is plain, according to the harbour master: ships would wait outside, and no tug would fetch them.",
        (
            "the harbour master",
            "according to",
            "The rule is plain … ships would wait outside, and no tug would fetch them",
        ),
    ),
    (
        "Alarmed at the finding of the surveyors that every second bridge is cracked, the council met.",
        ("the surveyors", "finding", "that every second bridge is cracked"),
    ),
]


@pytest.mark.parametrize(("sentence", "wanted"), SENTENCES, ids=lambda value: str(value)[:40])
def test_content_is_drawn_whole(sentence: str, wanted: tuple[str, str, str]) -> None:
    found = [
        (
            sentence[slice(*one.source)] if one.source else "",
            sentence[slice(*one.cue)] if one.cue else "",
            " … ".join(sentence[slice(*span)] for span in one.content),
        )
        for one in attribution.find(parser.parse(sentence))
    ]
    assert wanted in found


def test_what_others_are_said_to_demand_is_nested() -> None:
    sentence = "Halla said that the guild had asked for a meeting with the heirs, and that she had no objection."
    found = attribution.find(parser.parse(sentence))
    inner = [one for one in found if one.parent is not None]
    assert [sentence[slice(*one.content[0])] for one in inner] == ["a meeting with the heirs"]
