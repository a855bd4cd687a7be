"""A text with hard characters and claims that use every field, and a project folder of its own."""

import copy
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from readout.annotator.claim_table import Claim
from readout.reviewing.decisions.decision import set_spans
from readout.texts.text import Text

BODY = (
    "“We shall not yield,” the minister 😀 said, “unless\nthe guns are silent.”\n\n"
    "=SUM(1) is what her deputy & others <called> it; @nobody denied that.\n"
)


def span(words: str) -> tuple[int, int]:
    return BODY.index(words), BODY.index(words) + len(words)


@pytest.fixture
def text() -> Text:
    return Text("letter", BODY, {"kind": "account", "title": "A letter", "date": "2025-08-29", "channel": "TASS"})


@pytest.fixture
def claims() -> list[Claim]:
    full = Claim(
        claim_id="",
        text_id="letter",
        sentence=0,
        voice="direct",
        content=[span("“We shall not yield,”"), span("“unless\nthe guns are silent.”")],
        content_text="",
        source=span("the minister 😀"),
        actor="The Minister",
        actor_kind="person",
        affiliation="Ruritania",
        cue=span("said"),
        target=span("yield"),
        target_text="the yielding",
        matter="yielding to the guns",
        party="Ruritania",
        act="rejects",
        stance="opposes",
        issues=["foreign-forces", "summit"],
        condition=span("unless\nthe guns are silent"),
        addressee="Utopia",
        object="the =plan",
        modality="future",
        hedged=True,
        negated=True,
        quotes=[span("“We shall not yield,”"), span("“unless\nthe guns are silent.”")],
        unnamed=True,
        rule="a-rule",
        confidence=0.75,
    )
    plain = Claim(
        claim_id="",
        text_id="letter",
        sentence=1,
        voice="outlet",
        content=[span("=SUM(1) is what her deputy & others <called> it; @nobody denied that.")],
        content_text="",
        actor="TASS",
        rule="outlet",
        confidence=0.5,
        coder="ab",
    )
    first, second = set_spans(full, BODY), set_spans(plain, BODY)
    second.parent = first.claim_id
    return [first, second]


@pytest.fixture
def home(tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "home" / "data" / "texts").mkdir(parents=True)
    shutil.copy(project / "data" / "codebook.yml", tmp_path / "home" / "data" / "codebook.yml")
    monkeypatch.setenv("READOUT_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, claims: list[Claim]) -> None:
    """Let the first claim, and the second as the outlet's, stand for the annotator's."""
    from readout.annotator.sentences import sentence_rows
    from readout.reviewing.decisions import proposals

    made = [replace(claim, coder="annotator") for claim in claims]
    places = [(0, BODY.index("\n\n")), (BODY.index("=SUM"), len(BODY))]
    monkeypatch.setattr(
        proposals, "annotated", lambda text: (copy.deepcopy(made), sentence_rows(text.id, places, made))
    )
