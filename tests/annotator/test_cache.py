"""What is kept is found again for the same content only, and is the same as what is computed."""

import pytest

from readout.annotator import cache
from readout.annotator.claim_table import Claim
from readout.texts.text import Text

TEXT = Text("one", "He said that it rains if it is cold.", {"kind": "account"})
CLAIM = Claim(
    "one-1",
    "one",
    0,
    "indirect",
    [(13, 21), (30, 35)],
    "it rains … cold",
    source=(0, 2),
    target=(5, 9),
    quotes=[(1, 2)],
)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("READOUT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_claims_come_back_as_they_were(kept) -> None:
    rows = [{"text_id": "one", "sentence": 0, "start": 0, "end": 36, "voice": "indirect", "actor": None}]
    cache.annotated(TEXT, lambda: ([CLAIM], rows))
    assert cache.annotated(TEXT, lambda: pytest.fail("computed twice")) == ([CLAIM], rows)


@pytest.mark.parametrize(
    "other",
    [
        Text("two", TEXT.body, TEXT.metadata),
        Text("one", TEXT.body + " ", TEXT.metadata),
        Text("one", TEXT.body, {"kind": "digest"}),
    ],
)
def test_another_text_is_computed_anew(kept, other) -> None:
    cache.annotated(TEXT, lambda: ([CLAIM], []))
    assert cache.annotated(other, lambda: ([], [])) == ([], [])


def test_without_a_folder_nothing_is_kept(monkeypatch) -> None:
    monkeypatch.delenv("READOUT_CACHE", raising=False)
    assert [cache.annotated(TEXT, lambda: ([CLAIM], []))[0] for _ in range(2)] == [[CLAIM], [CLAIM]]


def test_a_folder_that_cannot_be_used_only_costs_time(monkeypatch, tmp_path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("READOUT_CACHE", str(tmp_path / "file" / "cache"))
    assert cache.annotated(TEXT, lambda: ([CLAIM], []))[0] == [CLAIM]


def test_a_broken_cache_only_costs_time(kept) -> None:
    kept.mkdir()
    (kept / "claims.sqlite").write_bytes(b"this is no database" * 100)
    assert cache.annotated(TEXT, lambda: ([CLAIM], []))[0] == [CLAIM]


def test_another_version_of_the_model_is_computed_anew(kept, monkeypatch) -> None:
    cache.annotated(TEXT, lambda: ([CLAIM], []))
    monkeypatch.setattr(cache.parser, "version", lambda: "another model")
    cache._library.cache_clear()
    try:
        assert cache.annotated(TEXT, lambda: ([], [])) == ([], [])
    finally:
        cache._library.cache_clear()


def test_an_edited_codebook_is_asked_anew(kept, tmp_path, monkeypatch) -> None:
    (tmp_path / "data").mkdir()
    codes = tmp_path / "data" / "codebook.yml"
    monkeypatch.setenv("READOUT_HOME", str(tmp_path))
    codes.write_text("issues: []\n")
    cache.annotated(TEXT, lambda: ([CLAIM], []))
    codes.write_text("themes: []\n")
    assert cache.annotated(TEXT, lambda: ([], [])) == ([], [])


def test_the_version_names_model_and_parser() -> None:
    assert "en_core_web_sm" in cache.parser.version() and "spaCy 3" in cache.parser.version()
