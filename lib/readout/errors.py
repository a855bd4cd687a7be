"""How Readout stops: the input is bad, allows no comparison, or a run failed; and how it warns. Each one sentence."""

import importlib.util
import re

#: A message is no longer than this, and no word or number in it than that, in characters.
LONGEST, LONGEST_WORD = 1_500, 300


def in_one_sentence(words: str) -> str:
    """Return a message on one line, with what a terminal would obey made visible and what is endless cut short."""
    line = " ".join(re.sub("[\u2500-\u259f]", " ", words).split())
    line = re.sub(rf"\S{{{LONGEST_WORD + 1},}}", lambda match: match[0][: LONGEST_WORD - 1] + "…", line)
    line = "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in line)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def needs(package: str, extra: str) -> None:
    """Raise ReadoutError where a package is not installed that one of our extras brings."""
    if importlib.util.find_spec(package) is None:
        raise ReadoutError(
            f"This needs {package}, which is not installed; pip install 'readout-notebooks[{extra}]' brings it."
        )


class ReadoutError(Exception):
    """What was given cannot be used. The command line prints the sentence and exits with status 2."""

    status = 2

    def __init__(self, sentence: str = ""):
        super().__init__(in_one_sentence(sentence))


class NotComparable(ReadoutError):
    """What was given is in order but does not allow this comparison: a digest's words, one text where two are needed.

    A notebook shows the sentence in place of the result and goes on; every other error ends its run.
    """


class RunFailed(ReadoutError):
    """What was given is right, but the work on it failed. The command line exits with status 1."""

    status = 1


class Fault(UserWarning):
    """A part of Readout failed and was left out, and the rest of the work went on without it."""
