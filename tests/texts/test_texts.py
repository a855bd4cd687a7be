"""Text and Library: what they say of a file, and what they refuse."""

import html
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import readout
from readout.errors import ReadoutError
from readout.texts.library import Library, load
from readout.texts.text import Text


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_every_shipped_text_loads() -> None:
    library = readout.library()
    assert (len(library), library.problems) == (45, [])


def test_every_shipped_id_is_the_name_of_its_file() -> None:
    assert [text.id for text in readout.library() if text.path and text.path.stem != text.id] == []


def test_load_by_id_gives_the_front_matter() -> None:
    text = load("polyanskiy-tass")
    assert (text.kind, text.speaker, text.party, text.date) == ("account", "Dmitry Polyanskiy", "Russia", "2025-08-29")


def test_a_single_party_needs_no_list_in_a_file(tmp_path: Path) -> None:
    assert load(write(tmp_path, "a.md", "---\nparties: Ruritania\n---\nA word.")).parties == ["Ruritania"]


def test_load_by_path_gives_the_same_text() -> None:
    text = load("budapest-memorandum-1994")
    assert text.path and load(str(text.path)) == text


def test_metadata_given_add_to_those_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "He said no.")
    assert load(path, {"speaker": "Ana Example"}).speaker == "Ana Example"


def test_nothing_is_invented_for_a_bare_text(tmp_path: Path) -> None:
    text = load(write(tmp_path, "a note.txt", "He said no."))
    assert (text.id, text.metadata, text.kind, text.date, text.speaker) == ("a-note", {}, None, None, None)


def test_each_provision_of_a_digest_has_its_reference_and_mark() -> None:
    paragraph = load("budapest-memorandum-1994").paragraphs[5]
    assert (paragraph.reference, paragraph.checked) == ("para. 5", "V")


@given(st.text(max_size=300))
def test_paragraphs_are_the_body_at_their_spans(body: str) -> None:
    text = Text("made", body)
    assert all(body[p.start : p.end] == p.text and p.text.strip() for p in text.paragraphs)


@given(st.text(alphabet="a b.\n\t\u2028\x0b", max_size=60))
def test_no_word_lies_outside_the_paragraphs(body: str) -> None:
    kept = "".join(paragraph.text for paragraph in Text("made", body).paragraphs)
    assert kept.count("a") == body.count("a") and kept.count("b") == body.count("b")


@pytest.mark.parametrize(
    ("metadata", "sentence"),
    [
        ({"kind": "report"}, "the kind 'report' is unknown"),
        ({"date": "August 2025"}, "'August 2025' is not EDTF"),
        ({"date": "2025-02-30"}, "is not EDTF"),
        ({"title": ["a", "b"]}, "title must be words"),
        ({"parties": "Ruritania"}, "parties must be a list"),
        ({"language": "English, British"}, "no language code"),
        ({"checked": "VVX"}, "checked must be"),
        ({"paragraphs": ["article 1", "article 2"]}, "2 references for 1 paragraphs"),
        ({"checked": "VV"}, "2 marks for 1 paragraphs"),
        ({"note": "x" * 6000}, "6,000 characters"),
    ],
)
def test_faulty_metadata_are_told_in_a_sentence(metadata: dict, sentence: str) -> None:
    with pytest.raises(ReadoutError, match=f"^made: .*{sentence}.*\\.$"):
        Text("made", "One paragraph.", metadata)


@pytest.mark.parametrize(
    "text_id",
    ["", "../up", "a/b", "a\\b", "a..b", ".hidden", "a\nb", "a\0b", "x" * 101, "a ", "\u202eab", "-a", "é" * 120],
)
def test_an_id_that_is_unsafe_as_a_file_is_refused(text_id: str) -> None:
    with pytest.raises(ReadoutError, match="cannot be used"):
        Text(text_id, "One paragraph.")


@given(st.text(max_size=150))
def test_an_id_made_from_any_file_name_is_safe(name: str) -> None:
    from readout.texts.metadata import check_id, make_id

    assert check_id(make_id(name), "made")


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2025-08-29", "2025-08-29", "2025-08-29"),
        ("2025-08", "2025-08-01", "2025-08-31"),
        ("2022/2023", "2022-01-01", "2023-12-31"),
        ("2022-03~", "2022-03-01", "2022-03-31"),
        ("2022-03-01/..", "2022-03-01", "9999-12-31"),
    ],
)
def test_a_date_covers_the_days_that_it_may_mean(date: str, first: str, last: str) -> None:
    days = Text("made", "One.", {"date": date}).days
    assert days and (days[0].isoformat(), days[1].isoformat()) == (first, last)


def test_an_unknown_id_names_the_nearest_one() -> None:
    with pytest.raises(ReadoutError, match="did you mean polyanskiy-tass"):
        load("polyansky-tass")


@pytest.mark.parametrize("name", ["", " ", "no-such-text", "no/such/file.md", "nothing.txt", "a\0b", "/dev/null"])
def test_a_name_of_no_text_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(ReadoutError, match=r"\.$"):
        load(name)


def test_a_bad_file_hides_no_other(tmp_path: Path) -> None:
    write(tmp_path, "good.txt", "A word.")
    write(tmp_path, "empty.txt", "")
    write(tmp_path, "open.md", "---\ntitle: x\n")
    library = Library(tmp_path)
    assert (library.ids, len(library.problems)) == (["good"], 2)


def test_an_id_used_twice_is_reported_once(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        write(tmp_path, name, "---\nid: same\n---\nA word.")
    assert [problem.split(" has ")[0] for problem in Library(tmp_path).problems] == [str(tmp_path / "b.md")]


def test_asking_for_a_bad_file_tells_what_is_wrong_with_it(tmp_path: Path) -> None:
    write(tmp_path, "empty.txt", "")
    with pytest.raises(ReadoutError, match="is empty"):
        Library(tmp_path)["empty"]


def test_table_is_sorted_by_date_with_undated_texts_last(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "A word.")
    write(tmp_path, "b.md", "---\ndate: 2025\n---\nA word.")
    write(tmp_path, "c.md", "---\ndate: 1999-05-01\n---\nA word.")
    assert list(Library(tmp_path).table()["id"]) == ["c", "b", "a"]


def test_table_of_an_empty_folder_has_its_columns(tmp_path: Path) -> None:
    assert list(Library(tmp_path).table().columns)[:2] == ["id", "date"]


@pytest.mark.parametrize("kind", ["account", "digest", "verbatim", None])
def test_card_carries_the_caution_of_its_kind(kind: str | None) -> None:
    text = Text("made", "A word.", {"kind": kind} if kind else {})
    assert text.caution in html.unescape(text._repr_html_()) and text.caution in repr(text)


def test_hostile_metadata_stay_words() -> None:
    fields = ("title", "speaker", "role", "party", "channel", "source", "note", "form", "place", "event", "symbol")
    attack = "</bdi><script>alert(1)</script><img src=x onerror=alert(1)>"
    card = Text("made", attack, dict.fromkeys(fields, attack))._repr_html_()
    assert "<script" not in card and "<img" not in card


def test_a_script_address_becomes_no_link() -> None:
    assert "<a " not in Text("made", "A word.", {"source": "javascript:alert(1)"})._repr_html_()


def test_plain_card_shows_terminal_codes_instead_of_sending_them() -> None:
    assert "\x1b" not in repr(Text("made", "A word.", {"title": "a\x1b[31mb"}))


def test_hidden_characters_are_kept_and_told() -> None:
    text = Text("made", "left \u202etfel\u202c and zero\u200bwidth")
    assert len(text.notices) == 2 and "\u202e" in text.body


def test_a_foreign_text_is_told() -> None:
    text = Text("made", "Die Regierung lehnt jede Stationierung fremder Truppen auf ihrem Gebiet ab, sagte er.")
    assert any("Written in German" in notice for notice in text.notices)


def test_a_text_too_short_to_tell_has_no_language() -> None:
    assert not Text("made", "Ana, Moskau.").written_in.known


def test_texts_can_be_members_of_sets() -> None:
    assert len({load("polyanskiy-tass"), load("polyanskiy-tass")}) == 1
