"""How long the review widget takes to answer a key, on a text of 5,000 words with 400 claims, in a real JupyterLab.

Measured by the browser itself: from the key to the next frame painted (Event Timing), which says something only on a
machine that is otherwise idle, and how long the page's thread was computing for that key, which does not depend on
what else the machine does. The target is 100 ms for any key.
"""

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
CLAIMS, WORDS = 400, 5000

CELL = f"""
from readout.annotator.claim_table import Claim
from readout.reviewing.decisions import proposals as machine
from readout.reviewing.widget import widget
from readout.reviewing.decisions.decision import set_spans
from readout.texts.text import Text

sentence = "The envoy of the northern state said that talks on forces were possible. "
count = {WORDS} // len(sentence.split())
body = ""
for number in range(count):
    body += sentence + ("\\n\\n" if number % 5 == 4 else "")
claims, at = [], 0
for number in range({CLAIMS}):
    start = body.index("talks on forces" if number >= count else "that talks", at if number != count else 0)
    at = body.index(".", start)
    span = (start, at if number < count else start + 15)
    claims.append(set_spans(Claim("", "long", number, ["mixed", "indirect", "direct"][number % 3], [span], "",
        actor="Envoy", act="asserts", stance="neutral", issues=["foreign-forces"], rule="made"), body))
machine.annotated = lambda text: (claims, [{{"start": 0, "end": len(body)}}])
widget.review(Text("long", body, {{"kind": "account"}}), "ab")
"""

OBSERVE = """() => {
  window.keyTimes = [];
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (entry.name === 'keydown') window.keyTimes.push(entry.duration);
  }).observe({ type: 'event', durationThreshold: 16 });
}"""

PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"


def run() -> None:
    """Press each kind of key twenty times and print how long the browser took to answer."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        print("No Chromium on this machine: the widget was not measured.")
        return
    sys.path.insert(0, str(SCRIPTS))
    import review_in_jupyterlab as driver

    kinds = {
        "next claim": ["j"],
        "accept": ["a"],
        "reject": ["r"],
        "unsure": ["u"],
        "undo": ["z"],
        "redo": ["Z"],
        "next undecided": ["n"],
        "correct and save": ["c", "Tab", "m", "Enter"],
        "text: move, select, add": ["t", "Control+ArrowRight", "Control+Shift+ArrowRight", "+", "t"],
        "text: part a claim": ["n", "t", "Control+ArrowRight", "p", "t"],
        "glue": ["n", "g"],
    }
    slowest = busiest = 0.0
    with (
        tempfile.TemporaryDirectory(prefix="readout-bench-") as folder,
        driver.opened(chromium, driver.make_home(folder), CELL) as (page, _),
    ):
        rows, words = page.locator(".rr-row").count(), len(page.locator(".rr-text").inner_text().split())
        print(f"{words} words, {rows} claims; milliseconds from key to painted frame (below 16 not reported)")
        page.evaluate(OBSERVE)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})

        def computing() -> float:
            metrics = session.send("Performance.getMetrics")["metrics"]
            return 1000 * next(each["value"] for each in metrics if each["name"] == "TaskDuration")

        page.locator(".rr-list").focus()
        for kind, keys in kinds.items():
            page.evaluate("window.keyTimes.length = 0")
            spent = []
            for key in keys * 20:
                before = computing()
                page.keyboard.press(key)
                page.evaluate(PAINTED)
                spent.append(computing() - before)
            page.wait_for_timeout(300)
            times = page.evaluate("window.keyTimes") or [16.0]
            slowest, busiest = max(slowest, *times), max(busiest, *spent)
            print(f"  {kind:26} {_summary(times)}   computing: {_summary(spent)}")
        page.locator(".readout-review[data-saved=true]").wait_for()
    print(f"slowest key: {slowest:.0f} ms to the painted frame (target 100), {busiest:.0f} ms of computing")


def _summary(times: list[float]) -> str:
    return f"median {statistics.median(times):3.0f}   slowest {max(times):3.0f}"
