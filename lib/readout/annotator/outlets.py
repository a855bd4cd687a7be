"""The outlet: whose the reporter's own sentences are."""

import re
from collections.abc import Mapping
from typing import Any

from readout.annotator.who.resolve import Cast
from readout.annotator.who.roles import NOBODY, Actor

_NEWS = re.compile(
    r"\b(?:News|Agency|Times|Post|Radio|Television|TV|Wire|Daily|Press|Herald|Tribune|Gazette|Journal|Guardian|Independent|"
    r"Telegraph|Chronicle|Observer|Broadcasting|Watch)\b(?!\s+(?:[Cc]onference|[Bb]riefing|[Rr]oom))"
)


def outlet(metadata: Mapping[str, Any], cast: Cast) -> Actor:
    """Return the outlet as the metadata name it; a channel is one only where it is a news organisation."""
    if metadata.get("outlet"):
        return Actor(str(metadata["outlet"]), "outlet")
    channel = str(metadata.get("channel") or "")
    known = cast.named(re.sub(r"\s*\(.*\)$", "", channel))
    if known.kind == "outlet":
        return known
    return Actor(channel, "outlet") if _NEWS.search(channel) else NOBODY
