"""Each entry of the word lists is read, is reachable and stands once: what a linguist adds has an effect."""

from collections.abc import Iterator
from importlib import resources

import pytest

from readout.annotator import word_lists

FOLDER = resources.files("readout.annotator") / "lexicons"
NAMES = sorted(file.name.removesuffix(".yml") for file in FOLDER.iterdir() if file.name.endswith(".yml"))
#: Lists whose entries may also stand in another list of the same file: an office can be of two families.
SHARED = {("roles", "offices")}


def lists(name: str) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    def walk(path: tuple[str, ...], node: object) -> Iterator[tuple[tuple[str, ...], list[str]]]:
        if isinstance(node, dict):
            for key, value in node.items():
                yield from walk((*path, str(key)), value)
        elif isinstance(node, list):
            yield path, node

    yield from walk((), word_lists.read(name))


ALL = [pytest.param(name, path, entries, id="-".join((name, *path))) for name in NAMES for path, entries in lists(name)]


@pytest.mark.parametrize(("name", "path", "entries"), ALL)
def test_entries_are_words_and_stand_once(name: str, path: tuple[str, ...], entries: list[object]) -> None:
    assert all(isinstance(entry, str) and entry.strip() == entry and entry for entry in entries)
    assert len({str(entry).lower() for entry in entries}) == len(entries)


@pytest.mark.parametrize(("name", "path", "entries"), ALL)
def test_each_entry_is_found_by_its_list(name: str, path: tuple[str, ...], entries: list[str]) -> None:
    pattern = word_lists.pattern(entries)
    unreachable = [entry for entry in entries if not pattern.search(f"x {entry.replace('*', '')} x")]
    assert not unreachable


@pytest.mark.parametrize(("name", "path", "entries"), ALL)
def test_no_entry_is_swallowed_by_a_wildcard(name: str, path: tuple[str, ...], entries: list[str]) -> None:
    wild = [entry for entry in entries if entry.endswith("*") and " " not in entry]
    swallowed = [
        (entry, stem)
        for stem in wild
        for entry in entries
        if entry != stem and " " not in entry and entry.startswith(stem[:-1])
    ]
    assert not swallowed
