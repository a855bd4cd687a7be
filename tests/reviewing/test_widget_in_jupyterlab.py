"""The widget in a real JupyterLab, driven by keyboard alone: what is on the disk is exactly what was decided."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import review_in_jupyterlab as driver

import readout
from readout.annotator import claim_table

pytestmark = pytest.mark.slow


class Sitting(NamedTuple):
    """What one sitting left behind: the lines of the file, the list as shown before and after a reload, the claims."""

    lines: list[dict[str, Any]]
    shown: list[tuple[str, str]]
    reloaded: list[tuple[str, str]]
    proposals: list[claim_table.Claim]
    body: str
    counts: list[str]
    outside: list[str]
    help: str
    open_to_shortcuts: list[str]
    text_drawn: tuple[str, str]


#: What can have the focus and does not keep the notebook's shortcuts away: Notebook 7 asks the element itself.
OPEN_TO_SHORTCUTS = """() => [...document.querySelectorAll('.readout-review *')]
    .filter(element => element.tabIndex >= 0 && !element.hasAttribute('data-lm-suppress-shortcuts'))
    .map(element => element.outerHTML.slice(0, 80))"""


#: The text pane as it is, and as it is drawn anew from nothing, which it does when an input method has touched it.
DRAWN_ANEW = """() => {
    const text = document.querySelector('.rr-text'), before = text.innerHTML;
    text.dispatchEvent(new Event('input'));
    return [before, text.innerHTML];
}"""


def rows(page) -> list[tuple[str, str]]:
    return page.evaluate(
        """() => [...document.querySelectorAll('.rr-row')].map(row =>
            [row.querySelector('b').textContent, row.querySelector('.rr-content').textContent])"""
    )


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def saved(page) -> None:
    page.locator(".readout-review[data-saved=true]").wait_for()


def correct_the_stance(page) -> None:
    press(page, "c", "Tab", "Tab")  # voice, act, stance
    conditional = page.evaluate("document.activeElement.value") == "conditional"
    press(page, "n" if conditional else "c", "Enter")


@pytest.fixture(scope="module")
def sitting(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Sitting:
    text = readout.load("polyanskiy-tass")
    home = driver.make_home(tmp_path_factory.mktemp("home"))
    counts = []
    with driver.opened(chromium, home, driver.CELL) as (page, outside):
        proposals = claim_table.from_table(readout.annotate(text))
        assert len(proposals) >= 22, "the scenario needs a text with more claims"
        # Tab into the list: everything from here on is keys.
        page.locator(".rr-sift select").first.focus()
        press(page, "Tab", "Tab", "Tab")
        press(page, *"aaaaaaaa", *"rrrr")
        for _ in range(4):
            correct_the_stance(page)  # which goes on to the next by itself
        press(page, "u", "a", "w")
        page.keyboard.type("who says so?")
        press(page, "Control+Enter", *"aaa")
        counts.append(page.locator(".rr-left").inner_text())
        for paragraph in (1, 2, 3):  # three claims added from selected text
            press(page, "t", "Control+Home")
            press(page, *["Control+ArrowDown"] * paragraph, *["Control+ArrowRight"] * 2)
            press(page, *["Control+Shift+ArrowRight"] * 3, "+", "t")
        whole = [each.content_text for each in proposals if len(each.content) == 1]
        long = [words for words in whole if len(words.split()) > 6]
        for words in long[:2]:  # two claims parted in two
            steps = [content for _, content in rows(page)].index(words)
            press(page, "Home", *["j"] * steps, "t", *["Control+ArrowRight"] * 3, "p", "t")
        press(page, "z", "Z", "z", "?")
        saved(page)
        counts.append(page.locator(".rr-left").inner_text())
        help_shown = page.locator(".rr-keys dl").inner_text()
        open_to_shortcuts = page.evaluate(OPEN_TO_SHORTCUTS)
        shown, drawn = rows(page), page.evaluate(DRAWN_ANEW)
        driver.jupyter_lab.run_notebook(page, page.url.split("lab/")[0], "review.ipynb")
        page.locator(".rr-row").first.wait_for()
        reloaded = rows(page)
    file = home / "data" / "annotations" / text.id / "ab.jsonl"
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return Sitting(lines, shown, reloaded, proposals, text.body, counts, outside, help_shown, open_to_shortcuts, drawn)


def test_every_decision_is_on_the_disk_in_order(sitting: Sitting):
    assert [line.get("action", "about") for line in sitting.lines] == [
        "about",
        *["accept"] * 8,
        *["reject"] * 4,
        *["correct"] * 4,
        "note",
        "accept",
        "note",
        *["accept"] * 3,
        *["add"] * 3,
        *["split"] * 2,
        "withdraw",
        "split",
        "withdraw",
    ]


def test_twenty_claims_are_decided_in_the_order_of_the_text(sitting: Sitting):
    decided = [line for line in sitting.lines[1:24] if line["action"] in ("accept", "reject", "correct")]
    names = [line["replaces"][0]["claim_id"] for line in decided]
    assert names == [claim.claim_id for claim in sitting.proposals[:20]]


def test_accepted_claims_are_kept_as_they_were_proposed(sitting: Sitting):
    line, claim = sitting.lines[1], sitting.proposals[0]
    kept = line["claims"][0]
    assert [tuple(piece["at"]) for piece in kept["content"]] == claim.content
    assert (kept["actor"], kept["voice"]) == (claim.actor, claim.voice)


def test_corrections_change_the_stance_alone(sitting: Sitting):
    for line, claim in zip(sitting.lines[13:17], sitting.proposals[12:16], strict=True):
        corrected = line["claims"][0]
        assert corrected.get("stance", "neutral") == ("neutral" if claim.stance == "conditional" else "conditional")
        assert corrected.get("issues", []) == claim.issues and corrected.get("act", "asserts") == claim.act


def test_doubt_and_comment_are_kept(sitting: Sitting):
    notes = [line for line in sitting.lines if line.get("action") == "note"]
    assert [(note.get("unsure", False), note.get("comment", "")) for note in notes] == [
        (True, ""),
        (False, "who says so?"),
    ]


def test_a_doubt_stays_with_the_claim_when_it_is_accepted(sitting: Sitting):
    doubted = sitting.lines[18]
    assert doubted["action"] == "accept" and doubted["unsure"]


def test_added_claims_are_the_words_that_were_selected(sitting: Sitting):
    added = [line["claims"][0]["content"][0] for line in sitting.lines if line.get("action") == "add"]
    assert len({tuple(piece["at"]) for piece in added}) == 3
    assert all(sitting.body[slice(*piece["at"])] == piece["quote"] for piece in added)
    assert all(len(piece["quote"].split()) in (2, 3) for piece in added)


def test_splits_lose_no_word(sitting: Sitting):
    for line in (line for line in sitting.lines if line.get("action") == "split"):
        before = " ".join(piece["quote"] for piece in line["replaces"][0]["content"]).split()
        after = " ".join(piece["quote"] for claim in line["claims"] for piece in claim["content"]).split()
        assert before == after and len(line["claims"]) == 2


def test_what_is_undone_is_taken_back_and_not_erased(sitting: Sitting):
    second, first_back, again, second_back = sitting.lines[-4:]
    assert first_back["withdraws"] == second["id"] and second_back["withdraws"] == again["id"]
    assert second["claims"] == again["claims"]


def test_a_reload_shows_what_was_left(sitting: Sitting):
    assert sorted(sitting.reloaded) == sorted(sitting.shown)


def test_the_count_of_what_is_left_is_right(sitting: Sitting):
    total = len(sitting.proposals)
    assert sitting.counts[0] == f"{total - 20} of {total} left"


def test_the_keys_are_listed(sitting: Sitting):
    assert "accept" in sitting.help and "undo" in sitting.help


def test_the_keys_of_the_notebook_are_kept_away_from_whatever_has_the_focus(sitting: Sitting):
    assert sitting.open_to_shortcuts == []


def test_what_was_drawn_piece_by_piece_is_what_would_be_drawn_at_once(sitting: Sitting):
    before, anew = sitting.text_drawn
    assert before == anew


def test_nothing_was_asked_of_the_network(sitting: Sitting):
    assert sitting.outside == []


def test_a_dead_kernel_is_told_and_what_was_not_saved_is_sent_later(chromium: str, tmp_path: Path):
    home = driver.make_home(tmp_path)
    file = home / "data" / "annotations" / "polyanskiy-tass" / "ab.jsonl"
    with driver.opened(chromium, home, driver.CELL) as (page, _):
        page.locator(".rr-list").focus()
        press(page, "a")
        saved(page)
        page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        press(page, "a", "r")
        page.locator(".rr-alarm").wait_for(timeout=20_000)
        assert "2 not saved" in page.locator(".rr-alarm").inner_text()
        driver.jupyter_lab.run_notebook(page, page.url.split("lab/")[0], "review.ipynb")
        page.locator(".rr-row").first.wait_for()
        saved(page)
        page.locator(".rr-row.rr-rejected").wait_for()  # what was sent again is shown as well
    actions = [json.loads(line).get("action") for line in file.read_text().splitlines()]
    assert actions == [None, "accept", "accept", "reject"]
