"""The index on the disk: built once, opened after, whole or not at all."""

import pandas as pd
import pytest

from readout.compare.words import concordance, corpus_index, keyness
from readout.errors import ReadoutError
from readout.texts.text import Text

ROWS = {"id": ["a", "b"], "date": ["2001", "2002"], "text": ["War and peace – né", "Peace, peace and trade"]}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "texts.parquet"
    pd.DataFrame(ROWS).to_parquet(path)
    return path


def test_a_collection_can_be_searched(file, tmp_path):
    collection = corpus_index.open_parquet(file, tmp_path / "cache")
    lines = concordance.concordance(collection.words, "peace")
    assert lines.text_id.tolist() == ["a", "b", "b"]
    assert collection.body("a") == ROWS["text"][0]


def test_one_year_against_the_others(file, tmp_path):
    collection = corpus_index.open_parquet(file, tmp_path / "cache")
    chosen = (collection.table["date"] == "2001").to_numpy()
    table = keyness.keyness(collection.words, chosen=chosen, least=1)
    assert set(table.word[:2]) == {"war", "né"}


def test_it_is_built_once(file, tmp_path):
    first = corpus_index.open_parquet(file, tmp_path / "cache")
    built = (first.folder / "forms.json").stat().st_mtime_ns
    again = corpus_index.open_parquet(file, tmp_path / "cache")
    assert (again.folder / "forms.json").stat().st_mtime_ns == built


def test_a_changed_file_is_indexed_anew(file, tmp_path):
    before = corpus_index.open_parquet(file, tmp_path / "cache").folder
    pd.DataFrame(ROWS | {"text": ["x y", "z and more"]}).to_parquet(file)
    assert corpus_index.open_parquet(file, tmp_path / "cache").folder != before


def test_what_breaks_off_leaves_nothing(tmp_path):
    path = tmp_path / "twice.parquet"
    pd.DataFrame(ROWS | {"id": ["a", "a"]}).to_parquet(path)
    with pytest.raises(ReadoutError, match="twice"):
        corpus_index.open_parquet(path, tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_texts_of_the_library(tmp_path):
    texts = [Text("a", "War and peace", {"kind": "verbatim"}), Text("b", "Peace", {"kind": "verbatim"})]
    collection = corpus_index.open_texts(texts, tmp_path)
    assert (len(collection), collection.table["kind"].tolist()) == (2, ["verbatim", "verbatim"])


@pytest.mark.parametrize(
    ("columns", "words"), [({"id": ["a"]}, "no column 'text'"), ({"id": [], "text": []}, "has no text")]
)
def test_what_it_refuses(tmp_path, columns, words):
    path = tmp_path / "bad.parquet"
    pd.DataFrame(columns).to_parquet(path)
    with pytest.raises(ReadoutError, match=words):
        corpus_index.open_parquet(path, tmp_path / "cache")


def test_what_is_no_parquet(tmp_path):
    path = tmp_path / "bad.parquet"
    path.write_text("id,text")
    with pytest.raises(ReadoutError, match="no Parquet"):
        corpus_index.open_parquet(path, tmp_path)
    with pytest.raises(ReadoutError, match="No file"):
        corpus_index.open_parquet(tmp_path / "none.parquet", tmp_path)
