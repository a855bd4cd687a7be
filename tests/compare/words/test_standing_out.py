"""Words that stand out against texts on the subject: names apart, effect first, nothing where there is too little."""

import pytest

from readout.compare.words.standing_out import standing_out
from readout.errors import NotComparable
from readout.texts.text import Text

HERE = "The harbour of Norland is closed. Norland closed the harbour, and the harbour stays closed for ships. " * 12
THERE = "The talks on the road go on, and the parties to the talks hope that the road will be open to trade. " * 30


def text(name: str, body: str, kind: str = "account") -> Text:
    return Text(name, body, {"kind": kind, "language": "en"})


def test_names_and_function_words_are_told_from_words() -> None:
    sort = standing_out(text("a", HERE), [text("b", THERE)]).set_index("word")["sort"]
    assert (sort["norland"], sort["the"], sort["harbour"]) == ("name", "function word", "word")


def test_only_words_of_the_text_are_listed_the_largest_effect_first() -> None:
    table = standing_out(text("a", HERE), [text("b", THERE)])
    assert (table["count"] > 0).all()
    sure = table[table["certain"]]["log_ratio"].tolist()
    assert sure == sorted(sure, reverse=True)


@pytest.mark.parametrize(
    ("target", "others", "why"),
    [
        (text("a", HERE, "digest"), [text("b", THERE)], "is a digest"),
        (text("a", "The harbour is closed."), [text("b", THERE)], "150 are needed"),
        (text("a", HERE), [text("b", THERE, "digest")], "500 are needed"),
    ],
)
def test_where_chance_would_decide_nothing_is_said(target: Text, others: list[Text], why: str) -> None:
    with pytest.raises(NotComparable, match=why):
        standing_out(target, others)
