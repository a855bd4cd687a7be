"""A kernel is killed fifty times in the middle of a run of decisions, which reach it as the page sends them.

The kernels are real, the widget is made in a cell by `readout.review`, and the next decision is sent only when the
one before is called saved, as the page does. Each kernel dies at a moment of its own, drawn with a seed.
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any, NamedTuple

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from readout.reviewing.decisions.store import Kept, Store

pytestmark = pytest.mark.slow

KILLS = 50
CELL = 'import readout, the_text\nreadout.review(the_text.TEXT, coder="ab")'


class Campaign(NamedTuple):
    """What fifty sittings left: what was called saved, what each next sitting showed, and the file at the end."""

    acknowledged: dict[str, str]
    cut_short: list[str]
    opened: list[dict[str, str]]
    expected: list[dict[str, str]]
    kept: Kept
    lines: list[bytes]


class Nursery:
    """Starts kernels, and waits for the end of those that were killed."""

    def __init__(self, folder: Path, environment: dict[str, str]):
        script = Path(__file__).parent / "forked_kernels.py"
        self.folder, self.number = folder, 0
        self.process = subprocess.Popen(
            [sys.executable, script], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def _ask(self, order: str) -> int:
        assert self.process.stdin and self.process.stdout
        print(order, file=self.process.stdin, flush=True)
        return int(self.process.stdout.readline())

    def born(self) -> tuple[int, BlockingKernelClient]:
        """Return the process id of a new kernel, and a client that speaks to it."""
        self.number += 1
        # Socket files, not ports: nothing else on the machine can take them.
        file, _ = write_connection_file(
            str(self.folder / f"{self.number}.json"), transport="ipc", ip=str(self.folder / f"k{self.number}")
        )
        client = BlockingKernelClient(connection_file=file)
        client.load_connection_file()
        pid = self._ask(f"connect {file}")
        client.start_channels()
        client.wait_for_ready(timeout=60)
        return pid, client

    def bury(self, pid: int) -> None:
        self._ask(f"bury {pid}")

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(20)


class Page:
    """What the page is to the kernel: it opens the widget in a cell, sends decisions, and hears what is saved."""

    def __init__(self, client: BlockingKernelClient):
        self.client = client
        client.execute(CELL)
        opened = self.hear("comm_open", lambda content: "page" in content["data"].get("state", {}), 60)
        filled = self.hear("comm_msg", lambda content: "page" in content["data"].get("state", {}), 60)
        assert opened and filled, "the widget did not open"
        self.comm, self.page = opened["comm_id"], filled["data"]["state"]["page"]

    def hear(self, kind: str, wanted: Any, timeout: float) -> dict[str, Any] | None:
        """Return the content of the next wanted message, or None where none comes in time."""
        until = time.monotonic() + timeout
        while (left := until - time.monotonic()) > 0:
            try:
                message = self.client.get_iopub_msg(timeout=left)
            except Empty:
                return None
            if message["msg_type"] == kind and wanted(message["content"]):
                return message["content"]
        return None

    def decide(self, decision: dict[str, Any]) -> None:
        data = {"method": "custom", "content": {"type": "decide", "decision": decision}}
        content = {"comm_id": self.comm, "data": data}
        self.client.shell_channel.send(self.client.session.msg("comm_msg", content))

    def saved(self, decision: dict[str, Any], timeout: float) -> bool:
        def ours(content: dict[str, Any]) -> bool:
            told = content["data"].get("content") or {}
            return told.get("type") == "saved" and told.get("id") == decision["id"]

        return self.hear("comm_msg", ours, timeout) is not None

    @property
    def comments(self) -> dict[str, str]:
        """Return the comment that each claim shows."""
        return {item["claim"]["claim_id"]: item["comment"] for item in self.page["claims"] if item["comment"]}


def sitting(page: Page, pid: int, unsent: dict[str, Any] | None, drawn: random.Random) -> Iterator[tuple[str, Any]]:
    """Decide until the kernel is killed; yield each decision as it is sent (`sent`) and as it is saved (`saved`)."""
    timer = threading.Timer(drawn.uniform(0, 0.12), os.kill, (pid, signal.SIGKILL))
    timer.start()
    claims = [item["claim"] for item in page.page["claims"]]
    while True:
        claim = drawn.choice(claims)
        comment = f"{drawn.randrange(10**9)} " + "so it is " * drawn.randrange(1500)
        new = {"id": f"{drawn.getrandbits(64):016x}", "action": "accept", "replaces": [claim], "claims": [claim]}
        # What was not called saved is sent again by the page that opens next, under the same id.
        decision, unsent = unsent or {**new, "comment": comment}, None
        yield "sent", decision
        page.decide(decision)
        while not page.saved(decision, 0.05):
            if not timer.is_alive() and not page.saved(decision, 0.05):
                return
        yield "saved", decision


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Campaign]:
    home = tmp_path_factory.mktemp("home")
    (home / "data" / "texts").mkdir(parents=True)
    (home / "data" / "codebook.yml").write_text("issues: []\nthemes: []\n", encoding="utf-8")
    drawn = random.Random(20250829)
    acknowledged: dict[str, str] = {}
    shown: dict[str, str] = {}
    cut_short, opened, expected = [], [], []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("READOUT_HOME", str(home))
        nursery = Nursery(tmp_path_factory.mktemp("kernels"), dict(os.environ))
        try:
            unsent: dict[str, Any] | None = None
            pid, client = nursery.born()
            for _ in range(KILLS):
                page = Page(client)
                opened.append(page.comments)
                expected.append(dict(shown))
                for what, decision in sitting(page, pid, unsent, drawn):
                    unsent = decision if what == "sent" else None
                    if what == "saved":
                        acknowledged[decision["id"]] = decision["comment"]
                        shown[decision["claims"][0]["claim_id"]] = decision["comment"]
                cut_short.append(unsent["id"] if unsent else "")
                client.stop_channels()
                nursery.bury(pid)
                pid, client = nursery.born()
            last = Page(client)
            opened.append(last.comments)
            expected.append(dict(shown))
            client.stop_channels()
            os.kill(pid, signal.SIGKILL)
            nursery.bury(pid)
        finally:
            nursery.close()
        store = Store.of("letter", "ab")
        yield Campaign(acknowledged, cut_short, opened, expected, store.read(), store.path.read_bytes().splitlines())


def test_kernels_died_in_the_middle_of_a_run(campaign: Campaign):
    assert len(campaign.acknowledged) >= KILLS and sum(map(bool, campaign.cut_short)) >= KILLS // 2


def test_no_acknowledged_decision_is_missing_or_changed(campaign: Campaign):
    kept = {decision.id: decision.comment for decision in campaign.kept.decisions}
    assert campaign.acknowledged.items() <= kept.items()


def test_nothing_is_believed_that_was_not_decided(campaign: Campaign):
    decided = campaign.acknowledged.keys() | set(campaign.cut_short)
    assert {decision.id for decision in campaign.kept.decisions} <= decided


def test_each_decision_is_written_once(campaign: Campaign):
    ids = [json.loads(line)["id"] for line in campaign.lines[1:] if line.endswith(b"}")]
    assert len(ids) == len(set(ids))


def test_the_next_sitting_shows_what_was_saved(campaign: Campaign):
    for opened, expected in zip(campaign.opened, campaign.expected, strict=True):
        # A decision that reached the disk and could not be called saved any more may be there too.
        assert sum(opened.get(name) != comment for name, comment in expected.items()) <= 1
