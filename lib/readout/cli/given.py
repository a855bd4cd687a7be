"""What a person says of a text on the command line, for commands that read texts; it goes before what the text says."""

import re
from enum import StrEnum
from typing import Annotated, Any

import typer

PANEL = "What the text is, where it does not say so itself"


class Kind(StrEnum):
    """What a text is, in regard to the words in it."""

    verbatim = "verbatim"
    account = "account"
    digest = "digest"


class Turns(StrEnum):
    """How the turns of several speakers are marked."""

    labels = "labels"
    bold = "bold"
    dashes = "dashes"
    numbers = "numbers"
    none = "none"


KindOption = Annotated[
    Kind | None,
    typer.Option("--kind", help="As spoken or signed, somebody's report of it, or a summary.", rich_help_panel=PANEL),
]
FormOption = Annotated[
    str, typer.Option("--form", help="Speech, interview, briefing, communique, treaty ...", rich_help_panel=PANEL)
]
SpeakerOption = Annotated[str, typer.Option("--speaker", help="Who speaks, by full name.", rich_help_panel=PANEL)]
PartiesOption = Annotated[
    str,
    typer.Option("--parties", help="The states or bodies whose words these are, parted by ;.", rich_help_panel=PANEL),
]
TurnsOption = Annotated[
    Turns | None, typer.Option("--turns", help="How its turns are marked; none for none.", rich_help_panel=PANEL)
]
SpeakersOption = Annotated[
    str,
    typer.Option(
        "--speakers", help='Whom labels name: "A = Jane Doe (Norland); Q = Radio Nord".', rich_help_panel=PANEL
    ),
]


def metadata(
    kind: Kind | None, form: str, speaker: str, parties: str, turns: Turns | None, speakers: str
) -> dict[str, Any]:
    """Return what was said, as metadata of a text; what was not said is left out."""
    said: dict[str, Any] = {
        "kind": kind.value if kind else "",
        "form": form.strip(),
        "speaker": speaker.strip(),
        "parties": _parted(parties, r"[;,]"),
        "turns": turns.value if turns else "",
        "speakers": _parted(speakers, ";"),
    }
    return {name: value for name, value in said.items() if value}


def _parted(words: str, mark: str) -> list[str]:
    return [part.strip() for part in re.split(mark, words) if part.strip()]
