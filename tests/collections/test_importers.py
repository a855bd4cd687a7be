"""Each importer on a small file of ours in the true form, and on the real corpora where they lie beside the project."""

import csv
import io
import tarfile
from itertools import islice
from pathlib import Path

import pandas as pd
import pytest

from readout.collections import importers
from readout.collections.importers import rows
from readout.collections.text_rows import Found
from readout.errors import ReadoutError

ADDRESS = "Mr. Okello (Uganda) (interpretation trom French): "
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en" xml:id="ParlaMint-XX_2021-03-04">
<teiHeader><fileDesc><titleStmt><title>Sitting of 4 March 2021</title></titleStmt></fileDesc><profileDesc>
<settingDesc><setting><date when="2021-03-04"/></setting></settingDesc><particDesc><listPerson>
<person xml:id="SilvaAna"><persName><surname>Silva</surname><forename>Ana</forename></persName></person>
</listPerson></particDesc></profileDesc></teiHeader><text><body><div>
<u xml:id="u1" who="#SilvaAna" ana="#regular"><seg>We want peace.<note>Applause</note> And soon.</seg>
<seg>That is all.</seg></u></div></body></text></TEI>"""


def taken(path: Path) -> tuple[str, list[Found]]:
    importer = importers.for_source(path)
    return importer.NAME, list(importer.read(path))


def debates(folder: Path) -> Path:
    """The Security Council debates, with a line break and quotation marks inside fields."""
    columns = ["", "filename", "speaker", "country_org", "participanttype", "date", "agenda_item3", "meeting_symbol"]
    rows = [
        ["1", "UNSC_1995_SPV.3500_spch0001.txt", "NA", "Kenya", "The PRESIDENT", "1995-02-01", "NA", "S/PV.3500"],
        ["2", "UNSC_1995_SPV.3500_spch0002.txt", "Okello", "Uganda", "Mentioned", "1995-02-01", "a\nb", "S/PV.3500"],
    ]
    (folder / "speaker.tsv").write_text("\n".join("\t".join(row) for row in [columns, *rows]) + "\n", encoding="utf-8")
    meta = "\tbasename\tdate\ttopic\n1\tUNSC_1995_SPV.3500\t1995-02-01\tCote d''Ivoire \"talks\n"
    (folder / "meta.tsv").write_text(meta, encoding="utf-8")
    with tarfile.open(folder / "speeches.tar", "w") as archive:
        for row, body in zip(
            rows, ("The PRESIDENT: I open the meeting.", ADDRESS + "We want peace: now."), strict=True
        ):
            member = tarfile.TarInfo(f"speeches/{row[1]}")
            member.size = len(body)
            archive.addfile(member, io.BytesIO(body.encode()))
    return folder


def test_the_general_debate_as_a_folder(tmp_path: Path) -> None:
    (tmp_path / "Session 70 - 2015").mkdir()
    (tmp_path / "Session 70 - 2015" / "KEN_70_2015.txt").write_text("\ufeffWe want peace.")
    name, (text,) = taken(tmp_path)
    assert (name, text.id, text.body) == ("general-debate", "KEN_70_2015", "We want peace.")
    assert (text.metadata["date"], text.metadata["party"], text.metadata["kind"]) == ("2015", "KEN", "verbatim")


def test_the_general_debate_as_a_table_of_others(tmp_path: Path) -> None:
    table = pd.DataFrame({"id": ["ungdc-YUG-1-1946"], "text": ["Peace."], "speaker": ["Mr. A"]})
    table.to_parquet(tmp_path / "debate.parquet")
    name, (text,) = taken(tmp_path / "debate.parquet")
    assert (name, text.id, text.metadata["party"]) == ("general-debate", "YUG_01_1946", "Yugoslavia")


def test_the_council_debates(tmp_path: Path) -> None:
    name, (chair, speech) = taken(debates(tmp_path))
    assert (name, speech.body, speech.metadata["spoken_in"]) == (
        "security-council-debates",
        "We want peace: now.",
        "French",
    )
    assert (speech.metadata["party"], speech.metadata["date"]) == ("Uganda", "1995-02-01")
    assert speech.metadata["title"] == "Cote d'Ivoire \"talks"
    assert (chair.metadata["role"], chair.metadata["party"]) == ("chair", "United Nations Security Council")


@pytest.mark.parametrize(
    "body",
    ["I thank the President for this debate.", "Climate change is a complex phenomenon: it has many consequences."],
)
def test_a_speech_that_goes_on_keeps_its_first_words(body: str) -> None:
    from readout.collections.importers.security_council_debates import ADDRESS as PATTERN

    assert not PATTERN.match(body)


def test_a_table_of_the_council_that_ends_in_the_middle(tmp_path: Path) -> None:
    debates(tmp_path)
    speakers = tmp_path / "speaker.tsv"
    speakers.write_text(speakers.read_text()[:-20])
    with pytest.raises(ReadoutError, match="ends in the middle of a row"):
        taken(tmp_path)


def test_resolutions(tmp_path: Path) -> None:
    row = {
        "doc_id": "a",
        "res_no": "6",
        "symbol": "S/RES/6 (1946)",
        "date": "1946-05-17",
        "text": "Decides.",
        "text_fr": "x",
    }
    pd.DataFrame([row]).to_csv(tmp_path / "CR-UNSC.csv", index=False)
    name, (text,) = taken(tmp_path / "CR-UNSC.csv")
    assert (name, text.id, text.metadata["date"]) == ("security-council-resolutions", "S-RES-6", "1946-05-17")
    assert "text_fr" not in text.metadata and text.metadata["party"] == "United Nations Security Council"
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "S_RES_0006_1946_EN_GOLD.txt").write_text("Decides.")
    assert taken(tmp_path / "gold")[1][0].id == "S-RES-6"


def test_speeches_of_secretaries_of_state(tmp_path: Path) -> None:
    row = {"Secretary": "Jane Doe", "date": "2001-02-03", "title": "Remarks", "url": "x", "text": "We want peace."}
    pd.DataFrame([row]).to_csv(tmp_path / "secstate_speeches.csv", index=False)
    name, (text,) = taken(tmp_path / "secstate_speeches.csv")
    assert (name, text.metadata["speaker"], text.metadata["party"]) == (
        "secretary-of-state",
        "Jane Doe",
        "United States",
    )


def test_briefings_are_dated_by_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "briefings" / "China"
    folder.mkdir(parents=True)
    (folder / "20210304-regular.txt").write_text("Q: And peace?\n\nA: We want it.")
    name, (text,) = taken(tmp_path / "briefings")
    assert (name, text.metadata["date"], text.metadata["party"]) == ("press-briefings", "2021-03-04", "China")


def test_tei(tmp_path: Path) -> None:
    (tmp_path / "ParlaMint-XX_2021-03-04.xml").write_text(TEI)
    name, (text,) = taken(tmp_path)
    assert (name, text.body) == ("parlamint", "We want peace. And soon.\n\nThat is all.")
    assert (text.metadata["speaker"], text.metadata["date"]) == ("Ana Silva", "2021-03-04")


def test_a_folder_lists_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("We want peace.")
    (tmp_path / "two.txt").write_bytes(b"\x00\x01\x02")
    name, (one, two) = taken(tmp_path)
    assert (name, one.body.strip(), two.body) == ("folder", "We want peace.", "")
    assert "two.txt" in two.metadata["note"]


@pytest.mark.parametrize(
    ("content", "said"),
    [("a,b\n1,2\n", "no column of texts"), ("id,text\n1,a\n2\n", "may end in the middle")],
)
def test_a_bad_table_is_told_in_a_sentence(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "some.csv").write_text(content)
    with pytest.raises(ReadoutError, match=said):
        taken(tmp_path / "some.csv")


def test_a_parquet_that_ends_in_the_middle(tmp_path: Path) -> None:
    pd.DataFrame({"text": ["a" * 1000]}).to_parquet(tmp_path / "some.parquet")
    whole = (tmp_path / "some.parquet").read_bytes()
    (tmp_path / "some.parquet").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ReadoutError, match="damaged or ends in the middle"):
        taken(tmp_path / "some.parquet")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("ungdc_1946_2024", "general-debate"),
        ("unsc_resolutions_gold", "table"),
        ("nltk_us_addresses", "table"),
    ],
)
def test_the_real_ones(file: str, name: str, shared: Path) -> None:
    path = shared / "corpora" / f"{file}.parquet"
    importer = importers.for_source(path)
    first = list(islice(importer.read(path), 3))
    assert name == importer.NAME
    assert all(len(text.body) > 500 and text.metadata["date"] for text in first)


def test_the_longest_cell_is_as_long_as_before_elsewhere(tmp_path: Path) -> None:
    usual = csv.field_size_limit()
    (tmp_path / "talks.csv").write_text("text\n" + "x" * 200_000 + "\n")
    assert [len(row["text"]) for row in rows.read(tmp_path / "talks.csv")] == [200_000]
    assert csv.field_size_limit() == usual
