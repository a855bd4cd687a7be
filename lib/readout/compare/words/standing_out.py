"""Words that stand out in a text against other texts on its subject: effect before significance, names apart."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from readout import parser
from readout.compare.words import collocations, keyness, tokens
from readout.errors import NotComparable
from readout.texts.text import Text

if TYPE_CHECKING:
    import pandas as pd

#: With fewer words on either side, single uses decide what stands out.
FEWEST_HERE, FEWEST_THERE = 150, 500
#: A longer text is not parsed for its names; there a word is a name that is never written small.
LONGEST_PARSED = 200_000


def standing_out(text: Text, others: Iterable[Text]) -> "pd.DataFrame":
    """Return the words of a text that stand out against other texts, the largest effect first.

    others: texts on the same subject; digests among them, whose words are their summariser's, and texts in another
    language are left out. Columns: those of `keyness`, and `sort`: `name`, `function word` or `word`. Only words that
    the text has are listed: first those beyond chance, by the log ratio. `attrs["note"]` says what the reference is.

    Raises NotComparable for a digest, for a text of fewer than 150 words, and where the others have fewer than 500.
    """
    kept = [one for one in others if not one.is_digest and one.id != text.id and _alike(one, text)]
    if text.is_digest:
        raise NotComparable("The text is a digest, whose words are its summariser's, so which stand out says nothing.")
    if text.n_words < FEWEST_HERE:
        raise NotComparable(f"Words stand out by chance in a text of {text.n_words} words; {FEWEST_HERE} are needed.")
    there = sum(one.n_words for one in kept)
    if there < FEWEST_THERE:
        raise NotComparable(
            f"The other texts on the subject have {there} words that could be compared with, and {FEWEST_THERE} are "
            "needed; name more texts in compare_with."
        )
    table = keyness.keyness([text], kept)
    table = table[table["count"] > 0].copy()
    names, function = _names(text), collocations.function_words()
    table["sort"] = [
        "name" if word in names else "function word" if word in function else "word" for word in table["word"]
    ]
    table = table.sort_values(["certain", "log_ratio"], ascending=False, kind="stable", ignore_index=True)
    several = f"{len(kept)} other texts" if len(kept) > 1 else "another text"
    table.attrs["note"] = f"The reference is {several} of the library on the subject, {there:,} words in all."
    return table


def _alike(one: Text, other: Text) -> bool:
    return one.metadata.get("language", "en") == other.metadata.get("language", "en")


def _names(text: Text) -> set[str]:
    """Return the words of a text that are mostly names, written small."""
    if len(text.body) > LONGEST_PARSED:
        small = set(re.findall(r"\b[^\W\d_A-Z]\w*", text.body))
        return {word.lower() for word in re.findall(r"\b[^\W\d_]\w*", text.body)} - small
    counted: dict[str, list[bool]] = {}
    for block in parser.parse(text.body).blocks:
        for token in block.doc:
            for word in tokens.split(token.text):
                counted.setdefault(word, []).append(token.pos_ == "PROPN")
    return {word for word, marks in counted.items() if 2 * sum(marks) > len(marks)}
