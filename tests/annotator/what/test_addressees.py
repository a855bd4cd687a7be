"""To whom a claim is put, and at whom it is aimed."""

import pytest

import readout


def column(body: str, name: str) -> object:
    table = readout.annotate(body)
    return table[table["voice"] != "outlet"].iloc[0][name]


@pytest.mark.parametrize(
    ("body", "hearer"),
    [
        ("Ann Mwangi told the Bundestag that talks will go on.", "Bundestag"),
        ("Talks will go on, Ann Mwangi told reporters on Monday.", "reporters"),
        ("Ann Mwangi told the U.N. nuclear watchdog that talks will go on.", "International Atomic Energy Agency"),
    ],
)
def test_addressee(body: str, hearer: str) -> None:
    assert column(body, "addressee") == hearer


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ("Kenya accused Chad of shelling the plant.", "Chad"),
        ("Kenya called on Chad to stop the raids.", "Chad"),
        ("Kenya urged Moscow to stop the raids.", "Russia"),
    ],
)
def test_object(body: str, target: str) -> None:
    assert column(body, "object") == target
