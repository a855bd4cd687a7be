"""The widget in a real JupyterLab by mouse and touch, and by the keys that go straight to a field."""

import json
from typing import Any, NamedTuple

import pytest
import review_in_jupyterlab as driver

pytestmark = pytest.mark.slow

#: A model that differs on the stance of one claim, and a person who reviews it beside the annotator.
CELL = """
from dataclasses import replace
from readout.annotator import claim_table
from readout.reviewing.decisions.decision import decide
from readout.reviewing.decisions.store import Store
text = readout.load("polyanskiy-tass")
claims = [c for c in claim_table.from_table(readout.annotate(text)) if c.voice not in ("outlet", "hearsay")]
kept = Store.of(text.id, "model:tiny", role="model", model="tiny")
other = replace(claims[2], stance="neutral", confidence=0.3)
kept.append(decide(text.id, text.body, "model:tiny", "correct", [claims[2]], [other], comment="It states a fact."))
readout.review(text, coder="ab", beside="model:tiny")
"""
CELLS = "() => window.jupyterapp.shell.currentWidget.content.widgets.length"
SELECTED = "() => document.querySelector('.rr-row[aria-selected=true]').dataset.name"
#: The act of the selected claim set by something that takes no focus.
UNFOCUSED = """() => {
    document.activeElement.blur();
    const act = document.querySelectorAll('.rr-fields select')[1];
    act.value = act.value === 'warns' ? 'demands' : 'warns';
    act.dispatchEvent(new Event('change', { bubbles: true }));
}"""
#: From the middle of one word to the middle of the next but one.
PART_OF_WORDS = """() => {
    const text = document.querySelector('.rr-text');
    const node = document.createTreeWalker(text.querySelectorAll('p')[1], NodeFilter.SHOW_TEXT).nextNode();
    text.focus();
    getSelection().setBaseAndExtent(node, 2, node, 9);
    return node.data;
}"""


class Sitting(NamedTuple):
    """What was seen on the way, by name, and what is on the disk."""

    seen: dict[str, Any]
    lines: list[dict[str, Any]]
    samples: list[str]


@pytest.fixture(scope="module")
def sitting(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Sitting:
    home = driver.make_home(tmp_path_factory.mktemp("home"))
    seen: dict[str, Any] = {}
    with driver.opened(chromium, home, CELL) as (page, _):
        page.set_default_timeout(15_000)
        panel, said = page.locator(".rr-panel").first, page.locator(".rr-live[role=status]")

        def click(key: str) -> None:
            page.locator(f".rr-bar [data-key='{key}']").first.click()

        def left() -> int:
            return int(page.locator(".rr-left").inner_text().split()[0])

        cells = page.evaluate(CELLS)
        page.locator(".readout-review h3").click()
        for key in "ddab":
            page.keyboard.press(key)
        page.keyboard.press("Escape")
        seen["cells"] = page.evaluate(CELLS) - cells
        before = left()
        click("a")
        seen["accepted by click"] = before - left()
        page.locator(".rr-row").nth(3).click()
        name = page.evaluate(SELECTED)
        page.keyboard.press("y")
        page.keyboard.press("n")
        seen["while typing"] = page.locator(".rr-state").inner_text()
        page.keyboard.press("Enter")
        seen["went on"] = page.evaluate(SELECTED) != name
        seen["similar"] = panel.inner_text()
        before = left()
        page.locator(".rr-yes").click()
        seen["similar corrected"] = before - left()
        page.keyboard.press("z")
        seen["undone as one"] = left() == before
        page.keyboard.press("l")
        page.keyboard.type("nego")
        seen["guide"] = page.locator(".rr-guide").inner_text()
        for key in ("Enter", "Enter"):
            page.keyboard.press(key)
        seen["codes"] = said.inner_text()
        page.locator(".rr-row").nth(6).click()
        page.evaluate(UNFOCUSED)
        seen["without focus"] = said.inner_text()
        seen["node"] = page.evaluate(PART_OF_WORDS)
        click("+")
        seen["added"] = page.locator(".rr-fields dd").first.inner_text()
        page.keyboard.press("/")
        page.keyboard.type("zzzz")
        page.keyboard.press("Escape")
        seen["search"] = page.locator(".rr-sift input").input_value()
        page.locator("select[aria-label=Order]").select_option("differ")
        page.locator("select[aria-label=Show]").select_option("differ")
        page.locator(".rr-row").first.click()
        seen["reason"] = page.locator(".rr-why").inner_text()
        seen["sides"] = page.locator(".rr-sides").inner_text()
        page.locator("select[aria-label=Show]").select_option("all")
        click("A")
        page.locator(".rr-yes").click()
        seen["all accepted"] = left()
        click("z")
        seen["all undone"] = left()
        click("?")
        page.locator(".rr-keys [data-key=n]").click()
        seen["key hint"] = page.locator(".rr-row[aria-selected=true] b").inner_text()
        click("b")
        page.locator(".rr-panel input[type=number]").fill("3")
        page.get_by_role("button", name="Draw", exact=True).click()
        page.locator(".rr-blind mark").wait_for()
        seen["panes while blind"] = page.locator(".rr-panes").is_visible()
        seen["blind"] = page.locator(".rr-blind").inner_text()
        page.locator("[data-answer=y]").click()
        page.keyboard.press("n")
        page.locator(".rr-blind", has_text="1 left").wait_for()
        page.keyboard.press("Escape")
        page.locator(".readout-review[data-saved=true]").wait_for()
        page.wait_for_function("() => document.querySelector('.rr-state').textContent === 'All saved.'")
    file = home / "data" / "annotations" / "polyanskiy-tass" / "ab.jsonl"
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    sheets = sorted((home / "data" / "samples").glob("*.csv"))
    return Sitting(seen, lines, [path.read_text(encoding="utf-8") for path in sheets])


def test_keys_never_reach_the_notebook(sitting: Sitting):
    assert sitting.seen["cells"] == 0


def test_a_button_does_what_its_key_does(sitting: Sitting):
    assert sitting.seen["accepted by click"] == 1 and sitting.seen["key hint"] == "undecided"


def test_saved_is_said_only_when_it_is(sitting: Sitting):
    assert sitting.seen["while typing"].startswith("Not saved yet")


def test_correcting_goes_on_to_the_next(sitting: Sitting):
    assert sitting.seen["went on"]


def test_similar_claims_are_shown_before_they_are_corrected_and_undone_as_one(sitting: Sitting):
    assert "Set stance" in sitting.seen["similar"]
    assert sitting.seen["similar corrected"] > 1 and sitting.seen["undone as one"]


def test_codes_are_found_by_typing_and_their_guidelines_are_in_view(sitting: Sitting):
    assert "Use:" in sitting.seen["guide"] and sitting.seen["codes"].startswith("Corrected: issues")


def test_a_field_changed_without_focus_is_not_lost(sitting: Sitting):
    assert sitting.seen["without focus"].startswith("Corrected: act")


def test_a_selection_snaps_to_words(sitting: Sitting):
    assert sitting.seen["node"].startswith(sitting.seen["added"]) and sitting.seen["added"] == "NATO forces"


def test_escape_clears_the_search(sitting: Sitting):
    assert sitting.seen["search"] == ""


def test_whose_proposal_it_is_and_why_is_shown(sitting: Sitting):
    assert "model:tiny, which calls itself 30 % sure: It states a fact." in sitting.seen["reason"]
    assert "neutral" in sitting.seen["sides"]


def test_many_are_accepted_at_once_and_undone_as_one(sitting: Sitting):
    assert sitting.seen["all accepted"] == 0 and sitting.seen["all undone"] > 10


def test_a_sample_is_coded_blind(sitting: Sitting):
    assert not sitting.seen["panes while blind"] and "annotator" not in sitting.seen["blind"]
    assert any(",yes" in sheet and ",no" in sheet for sheet in sitting.samples)


def test_what_was_done_is_on_the_disk(sitting: Sitting):
    actions = [line.get("action", "about") for line in sitting.lines]
    assert actions.count("withdraw") >= 15 and {"accept", "correct", "add"} <= set(actions)
