"""What looks like an attribution and says nothing: a lone pronoun, or what somebody declined to say."""

import re

_NOTHING = re.compile(
    r"(?:(?:it|this|that|so|him|her|them|us|me|you|each other|one another|themselves|himself|herself|itself|nothing|"
    r"something|anything|more|much|what|why|how|who|which|questions?|reporters|journalists|(?:the )?(?:news|press)|"
    r"condition of anonymity|the subject|the matter|the question)\s*)+"
)
_SILENCE = re.compile(
    r"\b(?:declin|refus|would not|did not|wouldn['’]t|didn['’]t|stopped short of)\w*\s+(?:to\s+|of\s+)?"
    r"(?:\w+\s+)?(?:say|saying|comment|name|naming|elaborate|specify|identify|be drawn|disclose|give details|answer|"
    r"respond)\b",
    re.I,
)


def is_empty(words: str) -> bool:
    """Tell whether the words of a content hold no proposition."""
    return bool(_NOTHING.fullmatch(words.strip(" ,.‘’“”\"'").lower()))


def is_kept(cue: str, content: str) -> bool:
    """Tell whether a cue, or a content without one, says that somebody kept silent: "declined to comment"."""
    if cue:
        return bool(_SILENCE.search(f"{cue} {content[:30]}"))
    opening = re.match(r"\W*\w+\s+", content)
    return bool(_SILENCE.match(content, opening.end() if opening else 0))
