"""A few damaged files of each kind that needs no parser; `make fuzz` tries thousands, other ones each time."""

import random

import fuzz
import pytest


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in ("READOUT_HOME", "READOUT_CACHE"):
        monkeypatch.setenv(name, "")  # put back after the test
    return fuzz.make_home(tmp_path)


@pytest.mark.parametrize(("name", "content"), [("damaged.md", fuzz.STATEMENT), ("damaged.html", fuzz.PAGE)])
def test_damaged_texts_are_read_or_refused_in_a_sentence(home, name: str, content: str) -> None:
    kind = {"damaged.md": "markdown", "damaged.html": "html"}[name]
    cases = (fuzz.damaged(content.encode(), random.Random(number)) for number in range(60))
    assert [wrong for each in cases if (wrong := fuzz.case(kind, name, each, home))] == []


def test_damaged_codebooks_are_read_or_refused_in_a_sentence(home) -> None:
    cases = (fuzz.damaged(fuzz.CODES.encode(), random.Random(number)) for number in range(100))
    assert [wrong for each in cases if (wrong := fuzz.case("codebook", "codebook.yml", each, home))] == []


@pytest.mark.parametrize("kind", ["actors", "guarantees"])
def test_damaged_tables_are_read_or_refused_in_a_sentence(home, kind: str) -> None:
    whole = (home / "data" / f"{kind}.csv").read_bytes()
    cases = (fuzz.damaged(whole, random.Random(number)) for number in range(25))
    assert [wrong for each in cases if (wrong := fuzz.case(kind, f"{kind}.csv", each, home))] == []


def test_an_error_of_another_kind_is_a_fault(home, monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(fuzz, "use", broken)
    assert fuzz.case("plain", "a.txt", b"He said no.", home).startswith("ZeroDivisionError")


def test_the_same_seed_gives_the_same_damage() -> None:
    content = fuzz.STATEMENT.encode()
    assert fuzz.damaged(content, random.Random(3)) == fuzz.damaged(content, random.Random(3))
