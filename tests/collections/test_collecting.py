"""Taking a collection in: what is kept of each text, what is told of it, and what a second time changes."""

import http.server
import threading
from pathlib import Path

import pandas as pd
import pytest
from speeches import found

from readout.collections import fetching, taking_in
from readout.collections.collection import Collection, collection
from readout.collections.datasheet import Datasheet
from readout.collections.text_rows import Found
from readout.errors import ReadoutError, RunFailed


def made(folder: Path, *texts: Found, name: str = "some") -> Collection:
    return taking_in.from_texts(name, iter(texts), Datasheet("Some."), folder)


def test_a_code_is_the_state_and_the_code_is_kept(tmp_path: Path) -> None:
    (row,) = made(tmp_path, Found("a", "We want peace.", {"party": "TJK"})).rows()
    assert row["party"] == "Tajikistan" and "TJK" in row["more"]


def test_two_texts_with_one_id_are_both_kept(tmp_path: Path) -> None:
    texts = made(tmp_path, Found("a", "One."), Found("a", "Two."))
    assert [row["id"] for row in texts.rows()] == ["a", "a-2"]
    assert "ids that several texts have" in (texts.folder / "DATASHEET.md").read_text()


def test_an_empty_text_and_one_in_another_language_are_kept_and_marked(tmp_path: Path) -> None:
    states = {row["id"]: row["state"] for row in made(tmp_path, *found()).rows(["id", "state"])}
    assert (states["nothing"], states["discours"], states["KEN_70_2015"]) == ("empty", "in another language", "")


def test_a_date_that_is_none_is_kept_beside(tmp_path: Path) -> None:
    (row,) = made(tmp_path, Found("a", "One.", {"date": "spring 1999"})).rows()
    assert row["date"] is None and "spring 1999" in row["more"]


def test_a_bad_source_leaves_the_collection_as_it_was(tmp_path: Path) -> None:
    before = made(tmp_path, Found("a", "One."))
    (tmp_path / "bad.csv").write_text("id,text\n1,a\n2\n")
    with pytest.raises(ReadoutError, match="may end in the middle"):
        taking_in.collect("some", tmp_path / "bad.csv", folder=tmp_path)
    assert [text.id for text in collection("some", tmp_path)] == ["a"]
    assert sorted(path.name for path in before.folder.iterdir())[0] == "DATASHEET.md"


def test_what_is_collected_twice_is_the_same(tmp_path: Path) -> None:
    pd.DataFrame({"id": ["a", "b"], "text": ["One.", "Two."]}).to_csv(tmp_path / "t.csv", index=False)
    first = taking_in.collect("some", tmp_path / "t.csv", folder=tmp_path)
    content = {path.name: path.read_bytes() for path in first.folder.rglob("*") if path.is_file()}
    second = taking_in.collect("some", tmp_path / "t.csv", folder=tmp_path)
    assert {path.name: path.read_bytes() for path in second.folder.rglob("*") if path.is_file()} == content


def test_an_unknown_collection_is_told_with_those_there_are(tmp_path: Path) -> None:
    made(tmp_path, Found("a", "One."))
    with pytest.raises(ReadoutError, match="there are: some"):
        collection("other", tmp_path)


class Breaking(http.server.BaseHTTPRequestHandler):
    """Serves a file, breaks off in the middle the first time, and goes on from where it is asked to."""

    content = b"id,text\n1,We want peace.\n" * 1000
    asked: list[str]

    def do_GET(self) -> None:
        start = int((self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").rstrip("-"))
        self.asked.append(self.headers.get("Range") or "")
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(self.content) - start))
        self.end_headers()
        end = len(self.content) // 2 if len(self.asked) == 1 else len(self.content)
        self.wfile.write(self.content[start:end])

    def log_message(self, *_: object) -> None:
        pass


def test_fetching_goes_on_where_it_broke_off_and_checks_what_came(tmp_path: Path) -> None:
    import hashlib

    Breaking.asked = []
    server = http.server.HTTPServer(("127.0.0.1", 0), Breaking)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/t.csv"
    right = "sha256:" + hashlib.sha256(Breaking.content).hexdigest()
    try:
        with pytest.raises(RunFailed, match="goes on from there"):
            fetching.fetch(url, right, folder=tmp_path)
        assert fetching.fetch(url, right, folder=tmp_path).read_bytes() == Breaking.content
        assert Breaking.asked[1] == f"bytes={len(Breaking.content) // 2}-"
        with pytest.raises(ReadoutError, match="is not what its sha256 says"):
            fetching.fetch(url + "?other", "sha256:" + "0" * 64, folder=tmp_path)
    finally:
        server.shutdown()
