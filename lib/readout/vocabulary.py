"""The words that tables, pages and people use: voices, acts, stances and kinds, each with what it means and its look.

Each list stands here once, in the order in which a reader meets it. A dictionary's keys are the values in the tables.
"""

from typing import NamedTuple

from readout.style import BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, VERMILION


class Sign(NamedTuple):
    """How one value is shown: label, explanation for a newcomer, colour, and a second sign besides the colour."""

    label: str
    meaning: str
    colour: str
    mark: str


#: The voices, from the speaker's own words to the reporter's; the mark is a CSS underline style.
VOICES: dict[str, Sign] = {
    "direct": Sign("direct", "wholly in quotation marks: the speaker's words as given", BLUE, "solid"),
    "mixed": Sign("mixed", "retold, with quoted words in it", SKY, "double"),
    "indirect": Sign("indirect", "retold in the reporter's words", GREEN, "dashed"),
    "own": Sign("own", "the author of a verbatim text speaking", PURPLE, "solid"),
    "hearsay": Sign("hearsay", "put forward, but by nobody named", ORANGE, "wavy"),
    "outlet": Sign("outlet", "the reporter's own reading", GREY, "dotted"),
}
#: The voices that no party stands behind: the outlet's own reading, and what nobody named puts forward.
NOBODY = ("outlet", "hearsay")

#: What the speaker does, each with what it means.
ACTS: dict[str, str] = {
    "asserts": "says that something is so",
    "rejects": "refuses, denies or turns down",
    "demands": "says that somebody must do something",
    "proposes": "suggests or offers a way to go",
    "commits": "binds themselves to do something",
    "concedes": "admits or grants a point",
    "accuses": "blames somebody for something",
    "warns": "says that something bad may follow",
    "appeals": "asks somebody to do something",
}

#: The stances; the mark is a symbol that stands before the word.
STANCES: dict[str, Sign] = {
    "supports": Sign("supports", "is for it", BLUE, "▲"),
    "conditional": Sign("conditional", "only on stated terms", ORANGE, "◆"),
    "neutral": Sign("neutral", "neither for nor against", GREY, "●"),
    "opposes": Sign("opposes", "is against it", VERMILION, "▼"),
}
#: The position of a party whose claims are divided; no single claim is mixed.
POSITIONS: dict[str, Sign] = {**STANCES, "mixed": Sign("mixed", "claims for and against it", PURPLE, "■")}


class Kind(NamedTuple):
    """What a text is in regard to the words in it.

    `phrase` is the kind in the middle of a sentence, `meaning` what it means, `caution` what its reader must know
    before using it, `colour` that of its band, and `wording` whether its words may be compared with those of others:
    `yes`, `with a note`, or `no`.
    """

    label: str
    phrase: str
    meaning: str
    caution: str
    colour: str
    wording: str


KINDS: dict[str, Kind] = {
    "verbatim": Kind(
        "Verbatim",
        "a verbatim text",
        "The words as they were spoken or signed.",
        "Verbatim: the words as they were spoken or signed.",
        BLUE,
        "yes",
    ),
    "account": Kind(
        "Account",
        "an account",
        "Somebody's report of what was said, not the words themselves; only what stands in quotation marks is quoted.",
        "An account: the words are the reporter's. Only what stands in quotation marks is the speaker's.",
        ORANGE,
        "with a note",
    ),
    "digest": Kind(
        "Digest",
        "a digest",
        "A summary of provisions: its positions and themes can be compared, its wording is the summary's own.",
        "A digest: the words are those of its maker. Compare positions and themes with it, never style.",
        VERMILION,
        "no",
    ),
}
#: What stands in for the kind where nobody said what a text is.
UNSTATED = Kind(
    "Kind not stated",
    "kind not given",
    "Nobody has said what kind of text this is.",
    "Kind not stated: nobody has said whether these are the speaker's words or a report of them.",
    GREY,
    "with a note",
)


def kind_of(kind: str | None) -> Kind:
    """Return what is known of a kind, or of a text whose kind nobody stated."""
    return KINDS.get(kind or "", UNSTATED)
