"""What is wrong with a request is said before anything runs."""

import pytest

from readout.errors import ReadoutError
from readout.reports.plan import plan


def read(small, *pairs):
    return plan.read_parameters(list(pairs), plan.notebooks())


def file_called_one(folder):
    path = folder / "file.md"
    path.write_text("---\nid: strange\nkind: account\n---\nHe said that it rains.\n")
    return path


def test_a_file_cannot_take_the_report_of_another_file(small, tmp_path) -> None:
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    first, second = file_called_one(tmp_path / "here"), file_called_one(tmp_path / "there")
    small.run(str(first))
    with pytest.raises(ReadoutError, match="give it an id of its own"):
        plan.plan([str(second)], plan.notebooks(), {})


def test_a_file_that_was_moved_keeps_its_report(small, tmp_path) -> None:
    (tmp_path / "there").mkdir()
    first = file_called_one(tmp_path)
    small.run(str(first))
    moved = first.rename(tmp_path / "there" / "file.md")
    assert [one.text_id for one in plan.plan([str(moved)], plan.notebooks(), {})] == ["strange"]


def test_a_parameter_is_read_as_the_type_of_its_default(small) -> None:
    small.notebook("03_more", ("parameters", "number = 1\nshare = 0.5\nwith_quotes = True\nname = 'x'\nnames = ['a']"))
    given = ["number=2", "share=1", "with_quotes=false", "name=12", "names=['b', 'c']"]
    assert read(small, *given) == {"number": 2, "share": 1.0, "with_quotes": False, "name": "12", "names": ["b", "c"]}


def test_the_parameters_are_those_that_papermill_finds(small) -> None:
    from papermill import inspect_notebook

    path = small.notebooks / "01_read.ipynb"
    assert set(plan.defaults(path)) == set(inspect_notebook(str(path)))


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ("limt=3", "did you mean limit"),
        ("limit=many", "of type int"),
        ("limit", "name=value"),
        ("text=two", "readout report TEXT"),
    ],
)
def test_a_wrong_parameter_is_refused_in_words(small, pair, words) -> None:
    with pytest.raises(ReadoutError, match=words):
        read(small, pair)


def test_a_computed_parameter_is_refused(small) -> None:
    small.notebook("03_more", ("parameters", "limit = 10\ndouble = 2 * limit"))
    with pytest.raises(ReadoutError, match="plain values only"):
        plan.defaults(small.notebooks / "03_more.ipynb")


def test_an_unknown_notebook_is_refused_with_those_there_are(small) -> None:
    with pytest.raises(ReadoutError, match="01_read, 02_brief"):
        plan.notebooks(["07"])


def test_two_texts_of_one_id_are_refused(small, tmp_path) -> None:
    twin = tmp_path / "one.md"
    twin.write_text("---\nid: one\ntitle: Another\nkind: account\n---\nShe said no.\n")
    with pytest.raises(ReadoutError, match="same id"):
        plan.plan(["one", str(twin)], plan.notebooks(), {})


def test_a_file_outside_the_library_can_be_reported_on(small, tmp_path) -> None:
    file = tmp_path / "from elsewhere.md"
    file.write_text("---\nid: elsewhere\ntitle: Elsewhere\nkind: account\n---\nShe said no.\n")
    (result,) = small.run(str(file))
    assert result.status == "made"
    assert small.run(str(file))[0].status == "up to date"
    file.write_text(file.read_text() + "She said yes.\n")
    assert small.run(str(file))[0].status == "made"


def test_a_text_in_another_language_is_refused_before_anything_runs(small) -> None:
    small.text("two", "Le ministre a déclaré que les négociations doivent reprendre sans conditions préalables.\n")
    with pytest.raises(ReadoutError, match="French"):
        plan.plan(["two"], plan.notebooks(), {})
