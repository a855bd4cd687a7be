"""The brief: each claim under the right question, and a word where a question does not apply."""

import pandas as pd
import pytest

import readout
from claims_by_hand import TEXT, claims
from readout.briefing import Section, compared
from readout.texts.text import Text


def sections(text: Text = TEXT, table: pd.DataFrame | None = None) -> dict[str, Section]:
    made = readout.brief(text, claims() if table is None else table)
    return {section.key: section for section in made.sections}


def said(section: Section) -> list[str]:
    return [line.said for line in section.lines]


def test_what_is_opposed_is_ruled_out_but_not_what_is_accused() -> None:
    assert said(sections()["ruled-out"])[0] == "Oravia had said “the port stays closed”"


def test_a_claim_within_a_claim_is_shown_with_it() -> None:
    inner, outer = claims().loc[3], claims().loc[2]
    line = next(line for line in sections()["ruled-out"].lines if line.claim_id == inner["claim_id"])
    assert line.within == outer["claim_id"]


def test_every_claim_of_a_speaker_stands_in_one_section() -> None:
    spoken = [row.claim_id for row in claims().itertuples() if row.voice not in ("outlet", "hearsay")]
    found = [line.claim_id for section in sections().values() if section.key != "reading" for line in section.lines]
    assert sorted(found) == sorted(spoken)


def test_an_unnamed_party_that_is_blamed_is_accused() -> None:
    table = claims().assign(act="asserts")
    assert "a party left unnamed" in sections(table=table)["accused"].lines[0].remark


def test_what_answers_no_question_is_also_said() -> None:
    table = claims().assign(stance="neutral", act="asserts", condition=None, unnamed=False)
    assert len(sections(table=table)["also"].lines) == 4


def test_a_pointing_word_gives_way_to_what_it_points_to() -> None:
    table = claims()
    table.loc[0, ["content_text", "target_text"]] = ["such a move would close the harbour", "the blockade"]
    table.at[0, "target"] = (0, 3)
    assert said(sections(table=table)["conditions"]) == ["[the blockade] would close the harbour"]


def test_what_says_hardly_anything_comes_last() -> None:
    table = claims().assign(stance="supports", act="asserts", condition=None, unnamed=False, parent=None)
    table.loc[0, "content_text"] = "it is so"
    assert said(sections(table=table)["accepted"])[-1] == "it is so"


def test_the_head_tells_who_refuses_and_who_sets_terms() -> None:
    assert readout.brief(TEXT, claims()).head == (
        "Ana Silva refuses the closed port, and Oravia (as told by Ana Silva) refuses the closed port.",
        "Norland sets terms for the plan (“if ships may pass”).",
    )


def test_the_head_of_a_text_without_claims_says_what_it_cannot_tell() -> None:
    assert readout.brief(TEXT, claims()[:0]).head == (
        "No claim of an actor was found, so nobody's position can be told.",
    )


def test_the_head_of_a_text_in_which_nobody_takes_a_side_says_so() -> None:
    assert readout.brief(TEXT, claims().assign(stance="neutral")).head == ("No claim takes a side.",)


def test_what_has_a_condition_is_not_accepted_outright() -> None:
    assert sections()["accepted"].lines == ()
    assert sections()["conditions"].lines[0].condition == "if ships may pass"


def test_an_accusation_of_a_party_left_unnamed_says_so() -> None:
    assert "a party left unnamed" in sections()["accused"].lines[0].remark


def test_hearsay_and_the_outlets_reading_are_told_apart() -> None:
    remarks = [line.remark for line in sections()["reading"].lines]
    assert "hearsay" in remarks[0]
    assert remarks[1] == "the outlet"


@pytest.mark.parametrize("kind", ["verbatim", "digest"])
def test_an_outlets_reading_does_not_apply_without_an_outlet(kind: str) -> None:
    text = Text(TEXT.id, TEXT.body, {**TEXT.metadata, "kind": kind})
    assert sections(text)["reading"].note.startswith("Does not apply.")


def test_a_text_without_claims_says_so_in_each_section() -> None:
    found = sections(table=claims()[:0])
    assert all(section.note and not section.lines for section in found.values())


def test_people_s_decisions_are_counted() -> None:
    decided = claims()
    decided.loc[0, "coder"] = "ab"
    assert "People have decided 1 of them" in sections(table=decided)["sure"].note


def test_nothing_to_compare_with_is_said() -> None:
    assert compared(TEXT, claims(), []).note == "There is no other text to compare with."


def test_html_is_escaped() -> None:
    shown = readout.brief(TEXT, claims())._repr_html_()
    assert "<harbour>" not in shown
    assert "<b>blocking" not in shown


def test_every_line_leads_back_to_a_claim() -> None:
    table = readout.brief(TEXT, claims()).table
    assert set(table["claim_id"]) <= set(claims()["claim_id"])


def test_companions_are_those_named() -> None:
    found = readout.companions(TEXT, claims(), "budapest-memorandum-1994, minsk-package-2015")
    assert [text.id for text in found] == ["budapest-memorandum-1994", "minsk-package-2015"]


def test_companions_begin_with_accounts_of_the_same_event() -> None:
    statement = readout.load("polyanskiy-tass")
    assert readout.companions(statement, claims()[:0])[0].id == "polyanskiy-security-council-2025"


def test_texts_tell_one_event_where_the_reader_says_so() -> None:
    one, other, digest = (
        Text(name, "He said that it rains.", {"kind": kind})
        for name, kind in (("one", "account"), ("other", "account"), ("digest", "digest"))
    )
    assert readout.accounts(one, [other, digest]) == [one]
    assert readout.accounts(one, [other, digest], same_event=True) == [one, other]


def test_a_line_ends_in_one_full_stop() -> None:
    said = claims().assign(content_text="“We will not be hurried,”")
    assert "“We will not be hurried”." in readout.brief(TEXT, said)._repr_html_()
