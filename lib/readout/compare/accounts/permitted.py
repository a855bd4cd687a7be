"""Which comparison the kind of a text allows, and what has to be said where it allows one only in part.

Wording may be compared where the words are the speaker's (`verbatim`). In an `account` the words are the reporter's,
and only what stands in quotation marks is the speaker's: compare the quotations, or the whole with a plain note. In a
`digest` the words are those of whoever made the summary: comparing them would compare summaries, so it is refused.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from readout.errors import NotComparable
from readout.texts.text import Text
from readout.vocabulary import KINDS

if TYPE_CHECKING:
    import pandas as pd

ACCOUNT_NOTE = "an account: its words are the reporter's, and only its quotations are the speaker's"
UNKNOWN_NOTE = "of unknown kind: whose words these are was not said"


def check_wording(texts: Iterable[Text], method: str) -> str:
    """Return a plain note on whose words are about to be compared, empty where all texts are verbatim.

    Raises ReadoutError where one is a digest.
    """
    notes = []
    for text in texts:
        if text.is_digest:
            raise NotComparable(
                f"The text {text.id} is a digest, whose words are those of its summariser, so {method} cannot compare "
                "them; compare its positions, provisions or themes instead."
            )
        if text.kind == "account":
            notes.append(f"{text.id} is {ACCOUNT_NOTE}.")
        elif text.kind != "verbatim" and text.metadata:
            notes.append(f"{text.id} is {UNKNOWN_NOTE}.")
    return " ".join(notes)


def note_on_words(texts: Iterable[Text]) -> str:
    """Return a plain note on whose words are shown or counted, without refusing any: that compares nothing yet."""
    several = list(texts)
    digests = [text.id for text in several if text.is_digest]
    note = check_wording((text for text in several if not text.is_digest), "counting")
    return f"{note} The words of {few(digests)} are the summariser's.".strip() if digests else note


def few(names: list[str]) -> str:
    """Return a few names and how many there are besides."""
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"


def quotations_of(texts: Iterable[Text]) -> list[Text]:
    """Return texts with nothing but what stands in quotation marks in each: of an account, the speaker's own words.

    The new texts are verbatim, have the ids of the old, and a paragraph a quotation; their offsets are their own. Whose
    words a quotation holds the marks do not say: in an account of several speakers, take the claims of one.
    Raises ReadoutError for a digest, and for a text without a quotation.
    """
    from readout.annotator import quotations

    found = []
    for text in texts:
        if text.is_digest:
            raise NotComparable(f"The text {text.id} is a digest, whose quotations are not a speaker's; leave it out.")
        if text.kind == "verbatim":
            raise NotComparable(f"The text {text.id} is verbatim: all its words are the speaker's; compare it whole.")
        spans = [(paragraph.start, paragraph.end) for paragraph in text.paragraphs]
        quoted = [text.body[one.start : one.end].strip("‘’“”\"'«»„") for one in quotations.find(text.body, spans)]
        if not any(quote.strip() for quote in quoted):
            raise NotComparable(f"The text {text.id} quotes nobody, so there are no words of a speaker to compare.")
        kept = {
            name: value for name, value in text.metadata.items() if name in ("date", "speaker", "party", "language")
        }
        found.append(Text(text.id, "\n\n".join(quoted), {**kept, "kind": "verbatim"}))
    return found


def table() -> "pd.DataFrame":
    """Return which comparison each kind of text allows.

    Columns: `kind`, `comparison` (positions, provisions, themes, wording of the whole, wording of the quotations),
    `allowed` (yes, with a note, no), `reason`.
    """
    import pandas as pd

    rows = []
    for kind, quoted, reason in (
        ("verbatim", "yes", "the words are the speaker's, or those that were signed"),
        ("account", "yes", "the words are the reporter's; only the quotations are the speaker's"),
        ("digest", "no", "the words are the summariser's, who kept what is provided and not how it is put"),
    ):
        for comparison in ("positions", "provisions", "themes"):
            rows.append((kind, comparison, "yes", "what is said or provided, not how it is put"))
        rows.append((kind, "wording of the whole", KINDS[kind].wording, reason))
        rows.append((kind, "wording of the quotations", quoted, reason))
    return pd.DataFrame(rows, columns=["kind", "comparison", "allowed", "reason"])
