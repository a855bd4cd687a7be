"""A figure: what it shows, what it writes, and what it refuses."""

import json
import struct
from pathlib import Path
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import pyarrow
import pytest

from readout.charts import Figure, table
from readout.charts.figure import VEGA_LITE
from readout.compare.result import in_place
from readout.errors import NotComparable, ReadoutError

ROWS = pd.DataFrame({"name": ["a", "b & c"], "count": [1, 2], "spans": [[(0, 4)], None]})


@pytest.fixture
def figure() -> Figure:
    chart = alt.Chart(ROWS[["name", "count"]]).mark_bar().encode(x="count:Q", y="name:N")
    return Figure("two-bars", chart, ROWS, "Two <bars>", "Bars of 1 and 2, one < the other – é, ж.", "Read it so.")


def test_bundle_draws_in_notebooks_and_in_saved_pages(figure: Figure) -> None:
    data, mark = figure._repr_mimebundle_()
    assert set(data) == {VEGA_LITE, "image/svg+xml", "text/plain"}
    assert mark["readout"]["figure"] == "two-bars"


def test_bundle_asks_for_nothing_from_outside(figure: Figure) -> None:
    data, _ = figure._repr_mimebundle_()
    spec = json.dumps({key: value for key, value in data[VEGA_LITE].items() if key != "$schema"})
    assert "http" not in spec


def test_svg_carries_title_and_description(figure: Figure) -> None:
    root = ElementTree.fromstring(figure.svg)
    assert root.get("role") == "img"
    assert [child.text for child in root[:2]] == [figure.title, figure.description]


def test_png_carries_the_description(figure: Figure) -> None:
    image, place, found = figure.png(), 8, {}
    while place < len(image):
        length, kind = struct.unpack(">I4s", image[place : place + 8])
        if kind in (b"tEXt", b"iTXt"):
            key, _, text = image[place + 8 : place + 8 + length].partition(b"\0")
            found[key.decode()] = text
        place += 12 + length
    assert found["Description"].endswith(figure.description.encode())
    assert found["Title"] == figure.title.encode("latin-1")


@pytest.mark.parametrize("kind", ["svg", "png", "html", "json"])
def test_saves_in_every_form(figure: Figure, tmp_path: Path, kind: str) -> None:
    assert figure.save(tmp_path / f"chart.{kind}").stat().st_size > 500


def test_saved_page_has_chart_description_and_rows(figure: Figure, tmp_path: Path) -> None:
    page = figure.save(tmp_path / "chart.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert "one &lt; the other" in page
    assert ">b &amp; c</td>" in page


def test_refuses_an_unknown_form(figure: Figure, tmp_path: Path) -> None:
    with pytest.raises(ReadoutError, match="svg, png, html, json"):
        figure.save(tmp_path / "chart.bmp")


def test_refuses_a_name_that_cannot_be_a_file() -> None:
    with pytest.raises(ReadoutError, match="cannot name a figure"):
        Figure("../etc", None, ROWS, "", "")


def test_writes_all_files_of_a_report(figure: Figure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_OUTPUT", str(tmp_path))
    figure._ipython_display_()
    made = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")}
    assert made == {
        "figures/two-bars.svg",
        "figures/two-bars.png",
        "figures/two-bars.vl.json",
        "tables/two-bars.csv",
        "tables/two-bars.parquet",
    }


def test_writes_the_same_bytes_twice(figure: Figure, tmp_path: Path) -> None:
    for name in ("one", "two"):
        Figure("two-bars", figure.chart, ROWS, figure.title, figure.description).write(tmp_path / name)
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).rglob("*.*")} for name in ("one", "two"))
    assert one == two


def test_table_files_keep_lists(figure: Figure, tmp_path: Path) -> None:
    figure.write(tmp_path)
    flat = pd.read_csv(tmp_path / "tables" / "two-bars.csv")
    assert json.loads(flat["spans"][0]) == [[0, 4]]
    assert pd.read_parquet(tmp_path / "tables" / "two-bars.parquet")["spans"][0][0].tolist() == [0, 4]


def test_nothing_to_draw_is_said_in_a_sentence() -> None:
    data, mark = Figure("none", None, ROWS[:0], "Nothing", "There is no claim.")._repr_mimebundle_()
    assert "There is no claim." in data["text/html"]
    assert mark["readout"]["figure"] == "none"


def test_table_escapes_what_stands_in_it() -> None:
    shown = table("hostile", pd.DataFrame({"<i>": ["<script>alert(1)</script>"]}), "<b>")._repr_html_()
    assert "<script>alert" not in shown
    assert "<b>" not in shown


def test_long_table_says_how_many_rows_are_left() -> None:
    assert "1 more rows" in table("long", pd.DataFrame({"n": range(301)}))._repr_html_()


def test_empty_table_shows_its_note() -> None:
    def refuse() -> pd.DataFrame:
        raise NotComparable("The text is a digest.")

    assert "The text is a digest." in table("none", in_place(refuse))._repr_html_()


def test_a_published_table_of_lists_is_read_back_by_pandas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_OUTPUT", str(tmp_path))
    lists = pd.Series([["a", "b"], []], dtype=pd.ArrowDtype(pyarrow.list_(pyarrow.string())))
    table("lists", pd.DataFrame({"names": lists}), "Lists")._repr_mimebundle_()
    assert [list(names) for names in pd.read_parquet(tmp_path / "tables" / "lists.parquet")["names"]] == [
        ["a", "b"],
        [],
    ]


def test_a_missing_value_in_a_chart_is_null_for_a_notebook() -> None:
    frame = pd.DataFrame({"who": ["Ann", float("nan")], "number": [1, 2]})
    figure = Figure("missing", alt.Chart(frame).mark_bar().encode(x="number:Q", y="who:N"), frame, "Title", "Words.")
    assert json.dumps(figure.spec, allow_nan=False)
