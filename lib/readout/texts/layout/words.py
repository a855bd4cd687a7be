"""Words of layout, from `words.yml`: what stands in labels of speakers besides names, and what is never a speaker."""

import re
from importlib import resources
from typing import Any

import yaml

_LISTS: dict[str, Any] = yaml.safe_load(
    (resources.files("readout.texts.layout") / "words.yml").read_text(encoding="utf-8")
)
HONORIFICS = frozenset(_LISTS["honorifics"])
#: Words that name an office by themselves, and all words for offices.
OFFICE_HEADS = frozenset(_LISTS["offices"])
OFFICES = OFFICE_HEADS | frozenset(_LISTS["beside_offices"])
#: The part in a conversation that a word names.
ROLE_OF: dict[str, str] = {word: role for role, words in _LISTS["roles"].items() for word in words}
#: Parts whose words are questions or procedure, so that they put nothing forward themselves.
ASKING = frozenset(("journalist", "interviewer", "moderator"))
SILENT = ASKING | {"chair", "interpreter", "staff"}
NO_SPEAKER = frozenset(_LISTS["no_speaker"])
#: Words that stand beside those of a part, and names of people that are those of months.
WITH_ROLES = frozenset(_LISTS["with_roles"])
MONTH_NAMES = frozenset(_LISTS["month_names"])
AMBIGUOUS = frozenset(_LISTS["ambiguous"])
PARTICLES = frozenset(_LISTS["particles"])
#: What shows that the body in brackets after a name is one that asks.
MEDIA_WORDS = re.compile(
    r"\b(?:News|Newspaper|Agency|Times|Post|Radio|Televisi\w+|TV|Wire|Daily|Weekly|Press|Herald|Tribune|Gazette|"
    r"Journal|Guardian|Independent|Telegraph|Chronicle|Observer|Broadcast\w*|Magazine|Courier|Echo|Mirror|Mail|"
    r"Standard|Star|Sun|Globe|Channel|Media|Bulletin|Dispatch|Review|Correspondent|Reporter|Journalist|"
    r"FM|Online|Morning|Evening|Sunday|Today|World Service)\b"
)
MEDIA = re.compile(MEDIA_WORDS.pattern + r"|\b[A-Z]{2,4}\b(?=$|,| News)")
#: What a note in brackets says that is not whom the speaker belongs to.
MANNER = re.compile(
    r"\b(?:spoke|speaking|speaks|spoken|interpret\w*|(?:re)?translat\w*|via|through|"
    r"off[- ]?mic\w*|off[- ]?camera|continu\w*|"
    r"cont(?:'d|d|inued)|inaudible|laugh\w*|in (?:[A-Z]\w+)|from (?:[A-Z]\w+)|by video\w*|video\w*|remote\w*|as "
    r"delivered|joining|phon\w+|on behalf)\b",
    re.I,
)
