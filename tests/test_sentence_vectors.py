"""Sentence vectors: of unit length, kept on the disk, and the same with and without it."""

import numpy as np
import pytest

from readout import sentence_vectors

PASSAGES = [f"The harbour was closed on day {number}." for number in range(sentence_vectors.WORTH_KEEPING)]


@pytest.fixture
def empty_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("READOUT_CACHE", str(tmp_path))
    monkeypatch.setattr(sentence_vectors, "_known", {})
    sentence_vectors._kept.cache_clear()
    yield tmp_path / "vectors"
    sentence_vectors._kept.cache_clear()


def forget(monkeypatch):
    monkeypatch.setattr(sentence_vectors, "_known", {})
    sentence_vectors._kept.cache_clear()


def test_unit_vectors(empty_cache):
    assert np.linalg.norm(sentence_vectors.encode(PASSAGES[:2]), axis=1) == pytest.approx([1, 1], abs=1e-5)


def test_what_is_kept_is_not_computed_again(empty_cache, monkeypatch):
    before = sentence_vectors.encode(PASSAGES)
    forget(monkeypatch)
    monkeypatch.setattr(sentence_vectors, "_encoder", lambda: pytest.fail("computed again"))
    assert (sentence_vectors.encode(PASSAGES) == before).all()


def test_a_broken_file_is_as_good_as_none(empty_cache, monkeypatch):
    before = sentence_vectors.encode(PASSAGES)
    for file in empty_cache.iterdir():
        file.write_bytes(b"PK\x03\x04broken")
    forget(monkeypatch)
    assert sentence_vectors.encode(PASSAGES) == pytest.approx(before, abs=1e-5)


def test_a_disk_that_takes_nothing_loses_nothing(empty_cache):
    empty_cache.parent.joinpath("vectors").write_text("a file where the folder should be")
    assert len(sentence_vectors.encode(PASSAGES)) == len(PASSAGES)


def test_nothing_to_encode(empty_cache):
    assert sentence_vectors.encode([]).shape == (0, sentence_vectors.SIZE)


def test_what_is_not_to_be_remembered_is_computed_alike() -> None:
    passages = ["The harbour is closed.", "The road is open."]
    assert np.allclose(sentence_vectors.encode(passages, remember=False), sentence_vectors.encode(passages))
