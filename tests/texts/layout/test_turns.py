"""Turns are recognised from layout, in every common style, and never where there are none."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.texts.layout.transcripts import STYLES, text_of

from readout.texts.layout import turns

SENTENCES = (
    "The port will open in March.",
    "We agreed on nothing else.",
    "It was a long night; nobody slept.",
    "Note: the figures are older than that.",
    "He said: the bridge is safe.",
    "They asked for two things: time and money.",
    "That is what the treaty says, and it binds us.",
    "Mr. Brand told me so (in 2019).",
    "No.",
)
ASKED = ("When will the port open?", "Is that your last word?", "The harbour is closed. Why is that?")


@st.composite
def conversations(draw: st.DrawFn) -> list[tuple[bool, str]]:
    """Turns that ask and answer by turns: whether one asks, and the words."""
    number = draw(st.integers(2, 7))
    made = []
    for _ in range(number):
        made.append((True, draw(st.sampled_from(ASKED))))
        made.append((False, " ".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4)))))
    return made


@pytest.mark.parametrize("name", STYLES)
@settings(max_examples=15, deadline=None)
@given(conversations(), st.data())
def test_random_turns_come_back_exactly(name: str, conversation: list[tuple[bool, str]], data: st.DataObject) -> None:
    style = STYLES[name]
    others = len(style.speakers) - 1
    said = [(0 if asks else 1 + number // 2 % others, words) for number, (asks, words) in enumerate(conversation)]
    body, places = text_of(style, said, data.draw(st.sampled_from(("", "A talk on the harbour\n\n"))))
    found = turns.find(body, {"kind": "verbatim"})
    assert [(turn.start, turn.end) for turn in found] == [(start, end) for _, start, end in places]
    speakers = {
        who: {
            turn.speaker.called or turn.speaker.role
            for turn, (one, _, _) in zip(found, places, strict=True)
            if one == who
        }
        for who, _, _ in places
    }
    assert all(len(names) == 1 for names in speakers.values()) and len(set.union(*speakers.values())) == len(speakers)


@pytest.mark.parametrize(
    "body",
    [
        "Note: the talks went on. Nobody left early.\n\nNote: a second round is planned for May.",
        "Key points: three things matter.\n\nNext steps: the ministers meet again in June.",
        "The minister was clear: nothing is agreed.\n\nThe envoy was not: much is agreed, he said.",
        "Contact: press office\nTel.: 555 12 12\nE-mail: press@example.org",
        "First: peace.\n\nSecond: justice.\n\nThird: trade.",
        "1. Will it hold? Perhaps.\n\n2. It may not.\n\n3. Nobody knows.",
        "A. Borders\n\nThe border is open.\n\nB. Trade\n\nTrade goes on.",
        "– one thing\n– another thing\n– a third thing",
        "Vey\nKruse\nOdell\nBrand",
    ],
)
def test_what_is_no_conversation_has_no_speakers(body: str) -> None:
    assert turns.find(body, {}) == []


def test_an_account_with_names_before_colons_has_no_turns() -> None:
    body = "Vey: the port stays shut.\n\nKruse: it opens.\n\nVey: it does not.\n\nKruse: it does."
    assert turns.find(body, {"kind": "account"}) == []


def test_short_forms_of_a_label_are_the_same_person() -> None:
    body = "Marta Kruse: It opens.\n\nReporter: When?\n\nMS. KRUSE: Soon.\n\nReporter: How soon?\n\nKruse: In May."
    found = turns.find(body, {})
    assert [turn.speaker.name for turn in found[::2]] == ["Marta Kruse"] * 3


def test_a_surname_that_two_have_is_nobody_in_full() -> None:
    body = "Anna Miller: Yes.\n\nTom Miller: No.\n\nAnna Miller: Yes!\n\nTom Miller: No!\n\nMILLER: Enough."
    assert turns.find(body, {"kind": "verbatim"})[-1].speaker.name == "Miller"


def test_the_answering_one_is_the_speaker_of_the_front_matter() -> None:
    found = turns.find("Q: When?\n\nA: Soon.\n\nQ: Why?\n\nA: Why not.", {"speaker": "Marta Kruse"})
    assert [turn.speaker.name for turn in found] == [None, "Marta Kruse", None, "Marta Kruse"]


def test_labels_may_change_half_way() -> None:
    body = "Q: When?\n\nA: Soon.\n\nQ: Why?\n\nKRUSE: It must be.\n\nREPORTER: Who says so?\n\nKRUSE: I do."
    found = turns.find(body, {"speaker": "Marta Kruse"})
    assert [turn.speaker.name for turn in found] == [None, "Marta Kruse"] * 3


def test_a_transcript_in_one_paragraph_is_cut() -> None:
    body = "Q: When will it open? A: In May. Q: Is that sure? A: It is. We are ready. Q: Thank you. A: Thank you."
    assert [body[turn.start] for turn in turns.find(body, {})] == list("QAQAQA")


def test_answers_without_a_label_follow_questions_with_one() -> None:
    body = "Question: When will it open?\n\nIn May.\n\nWe are ready.\n\nQuestion: Is that sure?\n\nIt is."
    found = turns.find(body, {"speaker": "Marta Kruse"})
    assert [body[turn.start : turn.end].split()[-1] for turn in found] == ["open?", "ready.", "sure?", "is."]
    assert [turn.speaker.name for turn in found] == [None, "Marta Kruse"] * 2


def test_questions_in_bold_are_the_interviewers() -> None:
    body = (
        "**When will it open?**\n\nIn May.\n\n**Is that sure?**\n\nIt is.\n\nWe are ready.\n\n**Why?**\n\nIt must be."
    )
    assert [turn.speaker.role for turn in turns.find(body, {})] == ["interviewer", "interviewee"] * 3


def test_a_dialogue_with_dashes_goes_by_turns() -> None:
    body = "– When will it open?\n– In May.\n– Is that sure?\n– It is."
    assert [turn.speaker.role for turn in turns.find(body, {"form": "interview"})] == ["interviewer", "interviewee"] * 2


def test_a_header_of_parts_is_no_turn() -> None:
    body = "Interviewer: Tom Ash\nGuest: Marta Kruse\n\nTom Ash: When?\n\nMarta Kruse: Soon.\n\nTom Ash: Why?"
    assert turns.find(body, {})[0].start == body.index("Tom Ash: When")


def test_a_person_may_say_whom_labels_name() -> None:
    body = "VOICE ONE: When?\n\nVOICE TWO: Soon."
    found = turns.find(body, {"speakers": ["VOICE ONE = Tom Ash", "VOICE TWO = Marta Kruse (Norland)"]})
    assert [(turn.speaker.name, turn.speaker.party) for turn in found] == [
        ("Tom Ash", None),
        ("Marta Kruse", "Norland"),
    ]


def test_a_person_may_say_that_there_are_no_turns() -> None:
    assert turns.find("Q: When?\n\nA: Soon.\n\nQ: Why?\n\nA: So.", {"turns": "none"}) == []


def test_ten_thousand_turns_take_no_quadratic_time() -> None:
    short, long = ("\n\n".join("Q: When?\n\nA: Soon." for _ in range(number)) for number in (500, 5_000))
    times = []
    for body in (short, long):
        begun = time.process_time()
        found = turns.find(body, {})
        times.append(time.process_time() - begun)
    assert len(found) == 10_000 and times[1] < 30 * times[0] + 0.5


def test_an_office_of_a_country_before_a_name_is_no_part_of_it() -> None:
    body = (
        "President of Norland Viktor Arlen: It is late.\n\nGovernor of Tolm Region Oleg Maren: Yes.\n\n"
        "Viktor Arlen: Go on?"
    )
    found = turns.find(body, {"kind": "verbatim"})
    assert [(turn.speaker.name, turn.speaker.role) for turn in found] == [
        ("Viktor Arlen", "official"),
        ("Oleg Maren", "official"),
        ("Viktor Arlen", "official"),
    ]


def test_a_newspaper_that_asks_is_no_person() -> None:
    body = (
        "Marta Kruse: It opens.\n\nCoast Daily: When?\n\nMarta Kruse: In May.\n\nCoast Daily: Why?\n\nMarta Kruse: So."
    )
    asked = turns.find(body, {"kind": "verbatim"})[1].speaker
    assert (asked.name, asked.party, asked.role) == (None, "Coast Daily", "journalist")


def test_whoever_opens_before_a_question_holds_a_briefing() -> None:
    body = "MR. VEY: It opens in May.\n\nQUESTION: Why?\n\nMR. VEY: It must.\n\nQUESTION: Who says so?"
    assert [turn.speaker.role for turn in turns.find(body, {})][:2] == ["spokesperson", "journalist"]
