"""The same runs on a Dask cluster: collected in one place, and given to another worker where one dies."""

import os

import pytest
from light import LIGHT

from readout.errors import ReadoutError
from readout.reports import regenerate
from readout.reports.plan import fingerprints, plan
from readout.reports.run import cluster
from readout.reports.run.run import Limits


def load_little(names):
    from readout.reports.run import processes

    processes.PRELOAD[:] = names


@pytest.fixture
def dask(small):
    """Two workers on this machine, which know the small project."""
    from distributed import Client, LocalCluster

    try:
        workers = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50)
    except OSError:
        pytest.skip("no network here, not even to this machine itself")
    with workers, Client(workers) as client:
        client.run(load_little, LIGHT)
        yield client


def run(client, progress=lambda *_: None):
    plans = plan.plan_all(plan.notebooks(), {}, [])
    settings = regenerate.Settings(limits=Limits(60, None), scheduler=client.scheduler.address)
    return {result.text_id: result for result in regenerate.regenerate(plans, settings, progress)}


@pytest.mark.slow
def test_the_reports_of_a_cluster_are_collected_here_and_a_worker_that_dies_is_replaced(small, dask) -> None:
    small.text("two")
    once = small.home / "killed"
    kill = f"import os, pathlib\nonce = pathlib.Path({str(once)!r})\n"
    kill += "if not once.exists():\n    once.touch()\n    os.kill(int(open(once.with_name('worker')).read()), 9)\n"
    workers = dask.run(os.getpid)
    # The first of the cells kills a worker, whichever: its run is then done by the other, or by the one restarted.
    (small.home / "worker").write_text(str(next(iter(workers.values()))))
    small.notebook("01_read", ("markdown", "# Read"), ("parameters", 'text = "one"'), kill)
    results = run(dask)
    assert once.exists()
    assert {text: result.status for text, result in results.items()} == {"one": "made", "two": "made"}


def test_a_machine_in_another_state_says_so(small) -> None:
    mine = {"data/codebook.yml": fingerprints.Hashes(small.home).of("data/codebook.yml")}
    (small.home / "data" / "codebook.yml").write_text("issues: [peace]\n")
    outcome, files = cluster.execute(cluster.Order("01_read", {}, Limits(), None, fingerprints.library(), mine))
    assert (outcome.kind, files) == ("error", {})
    assert "data/codebook.yml is another one; bring the project there to the same state" in outcome.sentence


def test_a_scheduler_that_does_not_answer_is_told(small) -> None:
    with pytest.raises(ReadoutError, match="No Dask scheduler answers at tcp"):
        plans = plan.plan(["one"], plan.notebooks(), {})
        regenerate.regenerate(plans, regenerate.Settings(scheduler="tcp://127.0.0.1:9"))
