"""A text with hand-made claims, and a project folder of its own for the decisions."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from readout.annotator import claim_table
from readout.annotator.claim_table import Claim
from readout.annotator.sentences import sentence_rows
from readout.reviewing.decisions import proposals as annotator
from readout.reviewing.decisions.decision import set_spans
from readout.texts.text import Text

BODY = (
    "The minister arrived on Monday. Talks are possible, she said, if the guns fall silent.\n\n"
    "Her deputy denied that a plan exists. He called the report ‘pure invention’. "
    "Nobody else would comment on the matter.\n"
)


@pytest.fixture
def body() -> str:
    return BODY


@pytest.fixture
def text() -> Text:
    return Text("letter", BODY, {"kind": "account"})


@pytest.fixture
def home(tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "data" / "texts").mkdir(parents=True)
    shutil.copy(project / "data" / "codebook.yml", tmp_path / "data" / "codebook.yml")
    monkeypatch.setenv("READOUT_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def make() -> Callable[..., Claim]:
    """Make a claim of BODY from the words of its content, source and cue."""

    def claim(*words: str, source: str | None = None, cue: str | None = None, sentence: int = 0, **more) -> Claim:
        def span(part: str) -> tuple[int, int]:
            return BODY.index(part), BODY.index(part) + len(part)

        made = Claim(
            claim_id="",
            text_id="letter",
            sentence=sentence,
            voice=more.pop("voice", "indirect"),
            content=[span(part) for part in words],
            content_text="",
            source=span(source) if source else None,
            cue=span(cue) if cue else None,
            rule="hand",
            confidence=0.5,
            **more,
        )
        return set_spans(made, BODY)

    return claim


@pytest.fixture
def proposals(make) -> list[Claim]:
    return [
        make("The minister arrived on Monday.", voice="outlet"),
        make(
            "Talks are possible", "if the guns fall silent", source="she", cue="said", sentence=1, actor="The minister"
        ),
        make("a plan exists", source="Her deputy", cue="denied", sentence=2, act="rejects", stance="opposes"),
        make("the report ‘pure invention’", source="He", cue="called", sentence=3, voice="mixed"),
        make("Nobody else would comment on the matter.", sentence=4, voice="outlet"),
    ]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, proposals: list[Claim]) -> None:
    """Let the hand-made claims stand for the machine's."""
    starts = [0, *(match.end() for match in re.finditer(r"(?<=\.)\s+(?=\w)", BODY))]
    ends = [*(start - 1 for start in starts[1:]), len(BODY)]
    claims = claim_table.to_table(proposals)
    places = list(zip(starts, ends, strict=True))
    monkeypatch.setattr(
        annotator,
        "annotated",
        lambda text: (claim_table.from_table(claims), sentence_rows(text.id, places, claim_table.from_table(claims))),
    )
