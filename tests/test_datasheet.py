"""The datasheet agrees with the files that it tells of."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PAGE = (PROJECT / "data" / "README.md").read_text(encoding="utf-8")


def test_its_made_parts_are_up_to_date() -> None:
    code = "import sys; sys.path.insert(0, 'scripts'); import make_datasheet as m"
    code += "; print(m.render(sys.stdin.read()), end='')"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, input=PAGE, capture_output=True, text=True, check=True
    )
    assert result.stdout == PAGE


def test_it_tells_of_every_text() -> None:
    names = [path.stem for path in (PROJECT / "data" / "texts").glob("*.md")]
    assert [name for name in names if f"### {name}\n" not in PAGE or f"| {name} |" not in PAGE] == []


def test_it_counts_what_the_front_matter_marks() -> None:
    front = [path.read_text(encoding="utf-8") for path in (PROJECT / "data" / "texts").glob("*.md")]
    digests = [text for text in front if "kind: digest" in text]
    marks = "".join(text.split("checked:")[1].split('"')[1] for text in digests)
    listed = [line.split("|") for line in PAGE.splitlines() if "| digest |" in line]
    assert [sum(int(cells[n]) for cells in listed) for n in (6, 7, 8)] == [marks.count(mark) for mark in "VPK"]


@pytest.mark.parametrize("table", ["guarantees.csv", "actors.csv"])
def test_it_explains_every_column(table: str) -> None:
    path = PROJECT / "data" / table
    if not path.exists():
        pytest.skip(f"no {table} yet")
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    assert [column for column in columns if f"| `{column}` |" not in PAGE] == []


def test_it_names_every_file_of_the_folder() -> None:
    names = {path.name + ("/" if path.is_dir() else "") for path in (PROJECT / "data").iterdir()}
    assert [name for name in names - {"README.md"} if f"`{name}`" not in PAGE] == []


def test_the_texts_are_in_the_public_domain() -> None:
    assert "CC0-1.0" in (PROJECT / "data" / "LICENSE").read_text(encoding="utf-8")
