"""A comparison is a report of its own: its failures are its own, and it is kept up to date with the others."""

import pytest

from readout.errors import ReadoutError
from readout.reports import regenerate
from readout.reports.plan import plan
from readout.reports.run.run import Limits

COUNT = """
paths = [name if "/" in name else f"../data/texts/{name}.md" for name in compare_with.split(",") if name]
print(sum(len(open(path).read()) for path in paths))
"""


@pytest.fixture
def comparing(small):
    """A project with two texts, one in a file elsewhere, and a notebook that holds texts against each other."""
    small.text("two", title="Another text")
    small.elsewhere = small.home / "elsewhere.txt"
    small.elsewhere.write_text("They said that it snows.\n")
    small.notebook("03_compare", ("markdown", "# Compare"), ("parameters", 'text = "one"\ncompare_with = ""'), COUNT)
    return small


def made(names):
    return regenerate.regenerate([plan.comparison(names)], regenerate.Settings(2, False, Limits(60, None)))[0]


def test_a_comparison_has_a_folder_and_a_title_of_its_own(comparing) -> None:
    result = made(["one", "two"])
    assert result.folder == comparing.reports / "one-with-two"
    assert "The text one, held against: Another text" in comparing.shelf()


def test_a_failure_of_its_text_does_not_mark_a_comparison(comparing) -> None:
    made(["one", "two"])
    comparing.fails("1 / 0")
    comparing.run("one")
    marks = (comparing.reports / "standing.css").read_text()
    page = (comparing.reports / "one-with-two" / "index.html").read_text()
    assert '[data-report="one"]' in marks
    assert 'data-report="one-with-two"' in page


def test_a_comparison_runs_again_where_a_file_that_it_names_changed(comparing) -> None:
    names = ["one", str(comparing.elsewhere)]
    made(names)
    comparing.elsewhere.write_text("They said that it rains.\n")
    assert made(names).why["03_compare"] == f"{comparing.elsewhere} changed"


@pytest.mark.slow
def test_all_brings_comparisons_up_to_date_too(comparing) -> None:
    made(["one", "two"])
    comparing.text("two", "They said nothing.\n", title="Another text")
    assert "one-with-two: made" in comparing.command("report", "--all").stdout


@pytest.mark.parametrize(("names", "words"), [(["one"], "two texts or more"), (["one", "one"], "named twice")])
def test_what_is_no_comparison_is_refused(comparing, names, words) -> None:
    with pytest.raises(ReadoutError, match=words):
        plan.comparison(names)
