"""The schedules that one can copy: each is checked by the program that reads it, as far as it is here."""

import json
import re
import runpy
import shutil
import subprocess
import sys
import types

import pytest
import yaml


@pytest.fixture
def schedules(project):
    return project / "reports" / "schedules"


def test_every_schedule_is_told_of_in_the_readme(project, schedules) -> None:
    told = (project / "reports" / "README.md").read_text()
    for path in schedules.iterdir():
        assert path.name in told or path.suffix == ".timer", path.name


def test_the_crontab_runs_at_six_every_day(schedules) -> None:
    lines = [line for line in (schedules / "crontab").read_text().splitlines() if line and line[0] != "#"]
    assert re.match(r"\w+=", lines[0])
    assert lines[1].split()[:5] == ["0", "6", "*", "*", "*"]
    assert lines[1].endswith(".venv/bin/readout report --all --quiet")
    assert "%" not in lines[1], "cron would read a percent sign as the end of the line"


def test_systemd_accepts_the_service_and_the_timer(schedules, tmp_path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd here")
    for name in ("readout-reports.service", "readout-reports.timer"):
        unit = (schedules / name).read_text().replace("%h/readout/.venv/bin/readout", sys.executable)
        (tmp_path / name).write_text(unit.replace("%h/readout", str(tmp_path)))
    command = ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True)
    complaints = [line for line in done.stderr.splitlines() if "readout" in line]
    assert not complaints


def test_the_timer_means_six_every_morning(schedules) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd here")
    when = re.search(r"OnCalendar=(.*)", (schedules / "readout-reports.timer").read_text())[1]
    done = subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, text=True, check=True)
    assert "Normalized form: *-*-* 06:00:00" in done.stdout


def test_the_workflow_of_github_runs_and_keeps_the_reports(schedules) -> None:
    workflow = yaml.load((schedules / "github-actions.yml").read_text(), Loader=yaml.BaseLoader)
    assert workflow["on"]["schedule"] == [{"cron": "0 6 * * *"}]
    steps = workflow["jobs"]["regenerate"]["steps"]
    assert all(("uses" in step) != ("run" in step) for step in steps)
    assert any("readout report --all" in step.get("run", "") for step in steps)
    assert steps[-1]["if"] == "always()", "the shelf is wanted most when something failed"


def test_the_workflow_fails_where_a_report_fails(schedules) -> None:
    steps = yaml.safe_load((schedules / "github-actions.yml").read_text())["jobs"]["regenerate"]["steps"]
    (piped,) = [step for step in steps if "|" in step.get("run", "")]
    # Named so, GitHub's shell is bash with pipefail; by default the status would be that of tee.
    assert piped["shell"] == "bash"


def test_the_dag_runs_the_notebook_with_papermills_operator(schedules, monkeypatch) -> None:
    made = {}

    class Dag:
        def __init__(self, **keywords):
            made["dag"] = keywords

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    module = "airflow.providers.papermill.operators.papermill"
    for depth in range(1, module.count(".") + 2):
        name = ".".join(module.split(".")[:depth])
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    sys.modules["airflow"].DAG = Dag
    sys.modules[module].PapermillOperator = lambda **keywords: made.update(task=keywords)
    monkeypatch.setenv("READOUT_HOME", str(schedules.parent.parent))
    runpy.run_path(str(schedules / "airflow_dag.py"))
    assert made["dag"]["schedule"] == "0 6 * * *"
    assert made["task"]["input_nb"] == str(schedules / "regenerate.ipynb")
    notebook = json.loads((schedules / "regenerate.ipynb").read_text())
    parameters = next(cell for cell in notebook["cells"] if cell["metadata"].get("tags") == ["parameters"])
    names = {line.split(" =")[0] for line in parameters["source"]}
    assert set(made["task"]["parameters"]) == names


def test_the_job_of_jupyter_scheduler_names_the_notebook_and_its_parameters(schedules) -> None:
    job = json.loads((schedules / "jupyter-scheduler.json").read_text())
    assert (schedules / job["input_filename"]).exists()
    assert set(job["parameters"]) == {"project", "texts"}


def test_the_scheduled_notebook_fails_where_a_report_fails(small, schedules, kernels) -> None:
    import papermill

    (small.reports / "README.md").write_text("")
    for cell in ("1 / 0", None):
        small.fails(cell) if cell else small.heals()
        parameters = {"project": str(small.home), "texts": "one"}
        run = {"parameters": parameters, "kernel_name": "python3", "progress_bar": False, "config": kernels}
        if cell:
            with pytest.raises(papermill.PapermillExecutionError, match="ended with status 1"):
                papermill.execute_notebook(str(schedules / "regenerate.ipynb"), None, **run)
        else:
            papermill.execute_notebook(str(schedules / "regenerate.ipynb"), None, **run)
