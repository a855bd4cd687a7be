"""The copy of people's decisions on which a run works holds plain files alone."""

import os

from readout.reports.regenerate import _no_decisions


def test_a_pipe_among_the_decisions_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "ab.jsonl")
    (tmp_path / "cd.jsonl").write_text("")
    (tmp_path / "ef.trail").mkdir()
    assert _no_decisions(str(tmp_path), ["ab.jsonl", "cd.jsonl", "ef.trail"]) == {"ab.jsonl", "ef.trail"}
