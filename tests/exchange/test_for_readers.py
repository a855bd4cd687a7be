"""What is written for readers: Word with the claims as comments, a LaTeX table, a Quarto project."""

import zipfile
from pathlib import Path

import pytest

from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.exchange import latex, post, quarto, word
from readout.texts.text import Text

BODY = "Ships may pass, Norland said, if 50% of the fee_x is paid & signed.\n\nIt will not talk."
CLAIMS = [
    Claim("t-1", "t", 0, "indirect", [(0, 14), (30, 66)], "Ships may pass … if 50% of the fee_x is paid & signed",
          actor="Norland", stance="conditional"),
    Claim("t-2", "t", 1, "outlet", [(69, 85)], "It will not talk"),
]  # fmt: skip
TEXT = Text("t", BODY, {"title": "A #title"})


def test_each_claim_is_a_comment_on_its_words(tmp_path: Path) -> None:
    import docx

    lost = word.write(TEXT, CLAIMS, tmp_path / "t.docx")
    document = docx.Document(str(tmp_path / "t.docx"))
    assert [comment.text for comment in document.comments] == [
        "Norland asserts; stance: conditional; voice: indirect. [t-1]",
        "Nobody named asserts; stance: neutral; voice: outlet. [t-2]",
    ]
    assert "\n\n".join(paragraph.text for paragraph in document.paragraphs[1:]) == BODY
    assert lost == ["A comment on a claim in pieces covers the words between them too."]


def test_what_latex_takes_for_commands_is_printed(tmp_path: Path) -> None:
    latex.write(TEXT, CLAIMS, tmp_path / "t.tex")
    written = (tmp_path / "t.tex").read_text()
    assert r"50\% of the fee\_x is paid \& signed" in written
    assert r"A \#title" in written


def test_a_quarto_project_has_a_footnote_for_each_claim(tmp_path: Path) -> None:
    quarto.write(TEXT, CLAIMS, tmp_path / "t.zip")
    with zipfile.ZipFile(tmp_path / "t.zip") as packed:
        document = packed.read("t/index.qmd").decode()
        assert sorted(packed.namelist()) == ["t/_quarto.yml", "t/claims.csv", "t/index.qmd"]
    assert r"signed[^1]\." in document
    assert "[^2]: Nobody named asserts" in document


def test_what_is_written_for_readers_is_not_taken_back(tmp_path: Path) -> None:
    with pytest.raises(ReadoutError, match="cannot be taken back"):
        post.read(tmp_path / "t.docx", TEXT, "word")
