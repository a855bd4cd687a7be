"""The examples in docstrings come out as they say."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

LIB = Path(__file__).resolve().parent.parent / "lib"
WITH_EXAMPLES = sorted(
    ".".join(path.relative_to(LIB).with_suffix("").parts)
    for path in LIB.rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_come_out_as_they_say(name: str) -> None:
    result = doctest.testmod(import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted and not result.failed
