"""Pronouns find who speaks, and those who are only spoken of do not get in the way."""

import pytest

import readout


def actors(body: str) -> list[str]:
    table = readout.annotate(body)
    return list(table[table["voice"].isin(["direct", "indirect", "mixed"])]["actor"])


@pytest.mark.parametrize(
    ("body", "actor"),
    [
        ("Ann Mwangi said that it was late. She added that talks would go on.", "Ann Mwangi"),
        ("John Okoro said that it was late. Ann Mwangi, he added, will wait.", "John Okoro"),
        ("John Okoro said that it was late. Peter Marsh was silent. He added that talks would go on.", "Peter Marsh"),
        ("John Okoro was silent. He said that talks would go on.", "John Okoro"),
        ("Kenya's envoy, John Okoro, spoke last. He said that talks would go on.", "John Okoro"),
        ("Mary Okoro met John Marsh. She said that talks would go on.", "Mary Okoro"),
    ],
)
def test_he_and_she(body: str, actor: str) -> None:
    assert actors(body)[-1] == actor


def test_they_are_the_group_that_spoke() -> None:
    body = "Russian officials believe that it is late. Talks, they maintain, will go on."
    assert actors(body)[-1] == "Russia"


def test_it_is_the_body_that_spoke() -> None:
    assert actors("The Kremlin said that it was late. Talks will go on, it added.")[-1] == "Russia"
