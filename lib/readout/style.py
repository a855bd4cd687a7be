"""One look for charts, pages and the review widget: colours that colour-blind readers can tell, and a second sign.

Colours are Okabe and Ito's (2008), with the yellow left out because it cannot be read on white. Colour is never the
only sign: each voice has a line style, and each stance a symbol.
"""

from typing import NamedTuple

BLACK, ORANGE, SKY, GREEN, BLUE, VERMILION, PURPLE, GREY = (
    "#000000",
    "#E69F00",
    "#56B4E9",
    "#009E73",
    "#0072B2",
    "#D55E00",
    "#CC79A7",
    "#767676",
)


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

#: The stances towards the issue; the mark is a symbol that stands before the word.
STANCES: dict[str, Sign] = {
    "supports": Sign("supports", "is for it", BLUE, "▲"),
    "conditional": Sign("conditional", "only on stated terms", ORANGE, "◆"),
    "neutral": Sign("neutral", "neither for nor against", GREY, "●"),
    "opposes": Sign("opposes", "is against it", VERMILION, "▼"),
}
