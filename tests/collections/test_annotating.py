"""Annotating a collection: whole parts, the same bytes however it was broken off, and nothing done twice."""

import os
import signal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from speeches import found

from readout.collections import claim_parts, taking_in
from readout.collections.annotating import run, unit, workers
from readout.collections.collection import Collection
from readout.collections.datasheet import Datasheet
from readout.collections.text_rows import Found
from readout.errors import ReadoutError, RunFailed


@pytest.fixture
def some(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Collection:
    """A collection of forty texts, a unit for each two."""
    monkeypatch.setattr(run, "TEXTS", 2)
    monkeypatch.setattr(taking_in, "PER_PART", 16)
    texts = (Found(f"t{number}", f"text {number}", {"date": "2001", "language": "en"}) for number in range(40))
    return taking_in.from_texts("some", texts, Datasheet("Some."), tmp_path)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the texts that were annotated, which here takes no time: a claim a text."""
    seen: list[str] = []

    def claims(row):
        import pyarrow as pa

        if row["text"] == "text 7":
            raise RecursionError("too deep")
        seen.append(row["id"])
        table = [{"claim_id": f"{row['id']}-1", "text_id": row["id"], "sentence": 0, "content_text": row["text"]}]
        return pa.Table.from_pylist(table, schema=claim_parts.schema())

    monkeypatch.setattr(unit, "_claims", claims)
    return seen


def content(collection: Collection) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in claim_parts.parts(collection.claims_folder)}


def test_every_text_is_in_a_part_and_no_unit_is_left(some: Collection, made: list[str]) -> None:
    progress = run.annotate(some, jobs=1)
    assert (progress.texts_done, progress.claims, len(content(some))) == (40, 39, 3)
    assert claim_parts.units(some.claims_folder) == []


def test_a_bad_text_is_listed_and_stops_no_other(some: Collection, made: list[str]) -> None:
    progress = run.annotate(some, jobs=1)
    assert progress.failed == {"t7": "RecursionError: too deep"}
    assert len(made) == 39


def test_a_second_run_does_nothing(some: Collection, made: list[str]) -> None:
    run.annotate(some, jobs=1)
    before = content(some)
    made.clear()
    assert run.annotate(some, jobs=1).kept == 40
    assert (made, content(some)) == ([], before)


@pytest.mark.parametrize("after", [1, 5, 9, 14])
def test_broken_off_and_resumed_it_is_the_same_byte_for_byte(some: Collection, made: list[str], after: int) -> None:
    run.annotate(some, jobs=1)
    whole = content(some)
    import shutil

    shutil.rmtree(some.claims_folder)
    made.clear()

    def stop(progress: run.Progress) -> None:
        if progress.texts_done >= 2 * after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run.annotate(some, jobs=1, tell=stop)
    run.annotate(some, jobs=1)
    assert content(some) == whole
    assert sorted(made) == sorted(set(made))


def test_only_a_text_that_changed_is_done_again(some: Collection, made: list[str], tmp_path: Path) -> None:
    run.annotate(some, jobs=1)
    texts = [Found(f"t{n}", f"text {n}", {"date": "2001", "language": "en"}) for n in range(40)]
    texts[20].body = "another"
    texts.insert(3, Found("new", "new one", {"language": "en"}))
    made.clear()
    again = taking_in.from_texts("some", iter(texts), Datasheet("Some."), tmp_path)
    assert run.annotate(again, jobs=1).claims == 2
    assert sorted(made) == ["new", "t20"]
    assert [len(pq.read_table(path)) for path in claim_parts.parts(again.claims_folder)] == [15, 16, 9]


def test_texts_that_were_not_asked_for_are_done_when_they_are(some: Collection, made: list[str]) -> None:
    run.annotate(some, jobs=1, only=lambda row: row["id"] == "t3")
    assert made == ["t3"]
    assert run.annotate(some, jobs=1).texts_done == 39


def test_a_failed_text_is_taken_up_again_when_asked(some: Collection, made: list[str]) -> None:
    run.annotate(some, jobs=1)
    assert run.annotate(some, jobs=1).texts == 0
    assert run.annotate(some, jobs=1, retry=True).texts == 1


def test_a_full_disk_is_told_and_what_is_done_stays(some: Collection, made: list[str], monkeypatch) -> None:
    whole = run.write.whole

    def full(path, *rest, **more):
        if len(made) > 8:
            raise RunFailed("the disk is full")
        whole(path, *rest, **more)

    monkeypatch.setattr(run.write, "whole", full)
    with pytest.raises(RunFailed, match="the disk is full"):
        run.annotate(some, jobs=1)
    monkeypatch.setattr(run.write, "whole", whole)
    assert run.annotate(some, jobs=1).kept >= 6


def test_a_worker_in_another_state_says_so(some: Collection, made: list[str], monkeypatch) -> None:
    monkeypatch.setattr(run, "library", lambda: "another")

    class Crew(workers.Here):
        def finished(self):
            given = self._waiting.pop(0)
            try:
                yield given, unit.make(given)
            except unit.AnotherVersion as error:
                yield given, error

    monkeypatch.setattr(workers, "Here", Crew)
    with pytest.raises(RunFailed, match="bring the worker to the same state"):
        run.annotate(some, jobs=1)


def test_a_scheduler_that_is_not_there(some: Collection) -> None:
    with pytest.raises(ReadoutError, match="No Dask scheduler answers at tcp"):
        run.annotate(some, scheduler="tcp://127.0.0.1:9")


def test_a_claim_is_held_by_its_state_and_by_nobody_else(annotated: Collection) -> None:
    import pandas as pd

    table = pd.concat(pq.read_table(path).to_pandas() for path in claim_parts.parts(annotated.claims_folder))
    assert set(table["holder"].dropna()) == {"Kenya", "Tajikistan"}
    assert set(table["text_id"]) == {text.id for text in found()[:4]}


@pytest.mark.slow
def test_real_workers_do_the_same_and_one_that_dies_is_replaced(
    annotated: Collection, tmp_path: Path, monkeypatch
) -> None:
    from distributed import Client, LocalCluster

    monkeypatch.setattr(run, "TEXTS", 1)
    other = taking_in.from_texts("small", iter(found()), Datasheet("Made-up speeches."), tmp_path)
    try:
        cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50)
    except OSError:
        pytest.skip("no network here, not even to this machine itself")
    with cluster, Client(cluster, set_as_default=False) as client:
        killed: list[int] = []

        def kill(progress: run.Progress) -> None:
            if progress.texts_done == 1 and not killed:
                killed.append(next(iter(client.run(os.getpid).values())))
                os.kill(killed[0], signal.SIGKILL)

        progress = run.annotate(other, scheduler=client.scheduler.address, tell=kill)
    assert (progress.texts_done, len(killed)) == (4, 1)
    assert content(other) == content(annotated)
