"""The annotated view: every claim marked, nothing of the text lost, nothing of it run."""

import html
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import readout
from claims_by_hand import BODY, TEXT, claims
from readout.annotator.claim_table import Claim, content_text, make_claim_id, to_table
from readout.texts.text import Text

OURS = re.compile(
    r'<span class="again".*?</span>|'
    r'<span class="card.*?</span></span>|<a class="number.*?</a>(?:<span class="unnamed".*?</span>)?|<style>.*?</style>'
    r"|<fieldset.*?</fieldset>|<details.*?</details>|<span class=\"reference\".*?</span> ",
    re.DOTALL,
)


def words(shown: str) -> str:
    """What a reader sees of the text itself: the view without what it adds."""
    return html.unescape(re.sub(r"<[^>]+>", "", OURS.sub("", shown)))


def view(table: object = None) -> str:
    return readout.view(TEXT, claims() if table is None else table)._repr_html_()  # type: ignore[arg-type]


def test_all_of_the_text_is_there() -> None:
    assert words(view()) == BODY.replace("\n\n", "")


def test_every_claim_has_its_number_card_and_row() -> None:
    shown = view()
    for number in range(6):
        assert len(re.findall(rf'-row{number}" class=', shown)) == 1
        assert len(re.findall(rf'-card{number}" hidden', shown)) == 1
        assert f'<span class="unseen">claim </span>{number + 1}</a>' in shown


def test_a_number_leads_to_its_row_and_is_described_by_its_card() -> None:
    for link, card in re.findall(r'<a class="number[^>]* href="#([^"]+)" aria-describedby="([^"]+)"', view()):
        assert f'id="{link}"' in view()
        assert f'id="{card}"' in view()


def test_a_claim_within_a_claim_shows_both() -> None:
    assert re.search(r'<u class="claim mixed">.*?<u class="claim direct deep1">', view(), re.DOTALL)


def test_a_claim_in_two_pieces_is_marked_twice() -> None:
    body = view().split('<div class="body"')[1]
    assert len(re.findall(r'<u class="claim indirect', body)) == 2


def test_source_cue_condition_and_unnamed_party_are_flagged() -> None:
    body = view().split('<div class="body"')[1]
    for mark in ("source", "cue", "condition", "unnamed"):
        assert f'<span class="{mark}"' in body


def test_text_is_escaped() -> None:
    assert "<b>blocking</b>" not in view()
    assert "&lt;b&gt;blocking&lt;/b&gt;" in view()
    assert "<harbour>" not in view()


def test_it_needs_no_script() -> None:
    assert "<script" not in view()
    assert not re.search(r"\son\w+=", view())


def test_a_text_without_claims_stands_as_it_is() -> None:
    shown = view(claims()[:0])
    assert "No claim was found" in shown
    assert words(shown).endswith(BODY.replace("\n\n", ""))


def test_a_plain_string_will_do() -> None:
    assert "Nothing." in readout.view("Nothing.", claims()[:0])._repr_html_()


def test_two_texts_can_share_a_page() -> None:
    theirs = claims().assign(claim_id=lambda table: "other-" + table["claim_id"])
    other = readout.view(Text("other", BODY + " More."), theirs)._repr_html_()
    names = re.compile(r' id="([^"]+)"')
    assert not set(names.findall(view())) & set(names.findall(other))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), min_size=1, max_size=3), max_size=6))
def test_any_overlap_of_spans_keeps_the_text_and_closes_its_tags(pieces: list[list[tuple[int, int]]]) -> None:
    body = "One & two <three> four.\n\nFive, six: “seven” eight nine."
    found = []
    for number, parts in enumerate(pieces):
        content = sorted({(start, min(start + length, len(body))) for start, length in parts})
        identity = make_claim_id(f"t{number}", content, None, None)
        found.append(Claim(identity, "t", 0, "indirect", content, content_text(body, content)))
    shown = readout.view(Text("t", body), to_table(found))._repr_html_()
    assert words(shown).replace("No claim was found in this text; below it stands as it is.", "") == body.replace(
        "\n\n", ""
    )
    assert shown.count("<u ") == shown.count("</u>")
    assert shown.count("<span") == shown.count("</span>")


@pytest.fixture(scope="module")
def page(chromium: str, tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """The view in a page whose policy lets no script run and nothing load."""
    from playwright.sync_api import sync_playwright

    policy = "default-src 'none'; style-src 'unsafe-inline'"
    file: Path = tmp_path_factory.mktemp("view") / "view.html"
    file.write_text(
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">{view()}',
        encoding="utf-8",
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 390, "height": 800})
        opened.goto(file.as_uri())
        yield opened
        browser.close()


def test_card_shows_on_keyboard_focus(page) -> None:  # type: ignore[no-untyped-def]
    page.locator("a.number").first.focus()
    assert page.locator(".card:visible").count() == 1
    assert "if ships may pass" in page.locator(".card:visible").inner_text()


def test_card_of_the_innermost_claim_shows_on_pointing(page) -> None:  # type: ignore[no-untyped-def]
    page.locator("body").click(position={"x": 1, "y": 1})
    page.locator(".body u.direct a.number").hover()
    assert page.locator(".card:visible").count() == 1
    assert "Oravia" in page.locator(".card:visible").inner_text()


def test_legend_hides_a_voice(page) -> None:  # type: ignore[no-untyped-def]
    page.locator("input[value=outlet]").uncheck()
    line = page.locator(".body u.outlet").evaluate("node => getComputedStyle(node).textDecorationLine")
    number = page.locator(".body a.number.outlet").is_visible()
    page.locator("input[value=outlet]").check()
    assert (line, number) == ("none", False)


def test_nothing_runs_over_the_edge_of_a_phone(page) -> None:  # type: ignore[no-untyped-def]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
