"""A claim table made by hand, of a statement made up for the tests: no test of a chart waits for the annotator."""

import pandas as pd

from readout.annotator.claim_table import Claim, content_text, make_claim_id, to_table
from readout.texts.text import Text

BODY = """The ministry said it ‘welcomes’ the plan, if ships may pass. It was reported that talks go on.

Ana Silva told reporters that Oravia had said “the port stays closed”. A party that she did not name, she warned,
was <b>blocking</b> the way & more. The mood was tense."""

TEXT = Text(
    "harbour",
    BODY,
    {
        "kind": "account",
        "title": "A <harbour> statement",
        "channel": "The Wire",
        "language": "en",
        "date": "2024-05-01",
    },
)


def span(words: str, after: str = "") -> tuple[int, int]:
    start = BODY.index(words, BODY.index(after) if after else 0)
    return start, start + len(words)


def claim(number: int, voice: str, contents: list[str], **fields: object) -> Claim:
    content = [span(words) for words in contents]
    source, cue = fields.pop("source", None), fields.pop("cue", None)
    made = {"source": span(str(source)) if source else None, "cue": span(str(cue)) if cue else None}
    identity = make_claim_id(TEXT.id, content, made["source"], made["cue"])
    return Claim(
        identity,
        TEXT.id,
        number,
        voice,
        content,
        content_text(BODY, content),
        **made,
        rule="hand",
        confidence=0.9,
        **fields,
    )


def claims() -> pd.DataFrame:
    """Six claims: mixed with a condition, hearsay, one within another, one in two pieces and unnamed, the outlet's."""
    outer = claim(
        2,
        "mixed",
        ["Oravia had said “the port stays closed”"],
        source="Ana Silva",
        cue="told reporters",
        actor="Ana Silva",
        stance="opposes",
        matter="the closed port",
        issues=["shipping", "sanctions"],
    )
    return to_table(
        [
            claim(
                0,
                "mixed",
                ["it ‘welcomes’ the plan, if ships may pass"],
                source="The ministry",
                cue="said",
                actor="ministry",
                affiliation="Norland",
                act="concedes",
                stance="conditional",
                matter="the plan",
                issues=["shipping"],
                condition=span("if ships may pass"),
                quotes=[span("‘welcomes’")],
            ),
            claim(1, "hearsay", ["talks go on"], cue="It was reported"),
            outer,
            claim(
                2,
                "direct",
                ["“the port stays closed”"],
                source="Oravia",
                cue="had said",
                actor="Oravia",
                act="rejects",
                stance="opposes",
                matter="the closed port",
                issues=["shipping"],
                parent=outer.claim_id,
            ),
            claim(
                3,
                "indirect",
                ["A party that she did not name", "was <b>blocking</b> the way & more"],
                source="she",
                cue="warned",
                actor="Ana Silva",
                act="accuses",
                stance="opposes",
                matter="blocking the way",
                unnamed=True,
            ),
            claim(4, "outlet", ["The mood was tense."], actor="The Wire"),
        ]
    )


def sentences() -> pd.DataFrame:
    """The sentences of the statement, with the voice of each."""
    voices = ["mixed", "hearsay", "mixed", "indirect", "outlet"]
    edges = [0, BODY.index("It was"), BODY.index("Ana"), BODY.index("A party"), BODY.index("The mood"), len(BODY)]
    return pd.DataFrame(
        {
            "text_id": TEXT.id,
            "sentence": range(5),
            "start": edges[:-1],
            "end": edges[1:],
            "voice": pd.array(voices, dtype="string"),
            "actor": pd.array(["ministry", None, "Ana Silva", "Ana Silva", "The Wire"], dtype="string"),
        }
    )
