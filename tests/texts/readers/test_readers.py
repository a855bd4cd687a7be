"""Each format is read as it stands, and each fault of a file is told in one sentence."""

from pathlib import Path

import pytest
import sample_files as made
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readout.errors import ReadoutError
from readout.texts import readers
from readout.texts.readers import markdown

ANY_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_are_understood(tmp_path: Path, encoding: str) -> None:
    path = file(tmp_path, "a.txt", "Žofie said ‘no’.".encode(encoding))
    assert readers.read(path) == ({}, "Žofie said ‘no’.")


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_newlines_become_one_kind(tmp_path: Path, newline: str) -> None:
    path = file(tmp_path, "a.md", f"---\nid: a{newline}---\nOne.{newline}{newline}Two.{newline}".encode())
    assert readers.read(path)[1] == "One.\n\nTwo.\n"


def test_body_is_otherwise_untouched(tmp_path: Path) -> None:
    body = "\n  A\u200b \u202eword\u202c,\ttab  \n\n\n<script>x</script> \u2028 end"
    assert readers.read(file(tmp_path, "a.md", f"---\nid: a\n---\n{body}".encode()))[1] == body


def test_front_matter_is_words_as_written(tmp_path: Path) -> None:
    content = b"---\nid: a\ndate: 2025-08-29\nlanguage: no\nsymbol: 007\nspeaker:\nparties: [A, B]\n---\nText."
    expected = {"id": "a", "date": "2025-08-29", "language": "no", "symbol": "007", "parties": ["A", "B"]}
    assert readers.read(file(tmp_path, "a.md", content))[0] == expected


def test_markdown_without_front_matter_is_all_body(tmp_path: Path) -> None:
    assert readers.read(file(tmp_path, "a.md", b"# Title\n\nText.")) == ({}, "# Title\n\nText.")


def test_a_plain_text_has_no_front_matter(tmp_path: Path) -> None:
    assert readers.read(file(tmp_path, "a.txt", b"---\nid: a\n---\nText."))[0] == {}


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "has no words"),
        ("a.md", b"---\nid: a\n---\n", "has no words"),
        ("a.txt", b"\xef\xbb\xbf", "has no words"),
        ("a.txt", "Žofie".encode("cp1250"), r"not UTF-8 \(byte 0, line 1\).*iconv"),
        ("a.txt", "A\nB\nMiloš".encode("iso8859-2"), "line 3"),
        ("a.txt", "Wide".encode("utf-16-le"), "binary"),
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.txt", b"\xff\xfeA", "not UTF-16"),
        ("a.txt", b"%PDF-1.7 ...", "is a PDF file.*ending .pdf"),
        ("a.md", b"PK\x03\x04....", "packed file"),
        ("a.txt", b"x" * 200_001, "more than 200,000 characters in line 1"),
        ("a.txt", b"word \n" * 900_000, "more than the 5,000,000"),
        ("a.md", b"---\nid: a\nText without end", "line 1 has no end"),
        ("a.md", b"---\nid: a\ntitle: one: two\n---\nText.", "line 3 of the front matter"),
        ("a.md", b"---\nid: a\n\ttitle: b\n---\nText.", "line 3 of the front matter"),
        ("a.md", b"\n---\nid: a\n---\nText.", "must begin in line 1"),
        ("a.md", b"---\nid: a\nid: b\n---\nText.", "line 3 .*id is given twice"),
        ("a.md", b"---\na: &x [b, b]\nc: *x\n---\nText.", "line 3 "),
        ("a.md", b"---\njust words\n---\nText.", "no `name: value`"),
        ("a.md", b"---\n- a\n- b\n---\nText.", "no `name: value`"),
        ("a.md", b"---\n? [a]\n: b\n---\nText.", "front matter"),
        ("a.md", b"---\n" + b"[" * 2000 + b"\n---\nText.", "front matter"),
        ("a.rtf", b"{\\rtf1}", "ends in .rtf"),
        ("a.html", b"<html><body><script>x</script></body></html>", "no text of an article"),
        ("a.html", b"\x00\x01\x02", "a.html"),
        ("a.pdf", b"%PDF-1.4\n%%EOF", "cannot be read as PDF"),
        ("a.pdf", b"not a pdf", "cannot be read as PDF"),
        ("a.pdf", made.pdf([[""]]), "pictures of pages"),
        ("a.docx", b"PK\x03\x04 broken", "cannot be read as DOCX"),
        ("a.docx", b"plain", "cannot be read as DOCX"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old", "old or locked"),
    ],
)
def test_a_fault_is_told_in_one_sentence(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(ReadoutError, match=rf"(?s)^[^\n]*{name}[^\n]*\Z") as caught:
        readers.read(file(tmp_path, name, content))
    assert caught.match(sentence)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as large:
        large.truncate(100_000_000)
    with pytest.raises(ReadoutError, match="has 100 MB"):
        readers.read(path)


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(ReadoutError, match="is a folder"):
        readers.read(tmp_path)


def test_a_locked_pdf_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadoutError, match="locked with a password"):
        readers.read(made.locked_pdf(tmp_path / "a.pdf"))


def test_a_docx_that_swells_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadoutError, match="unpacks to 110 MB"):
        readers.read(made.swollen_docx(tmp_path / "a.docx"))


def test_pdf_lines_are_joined_to_paragraphs(tmp_path: Path) -> None:
    lines = [
        "The minister rejected the plan on",
        "Friday and said that talks",
        "go on.",
        "A new para-",
        "graph ends here.",
    ]
    path = file(tmp_path, "a.pdf", made.pdf([lines], title="A plan"))
    expected = "The minister rejected the plan on Friday and said that talks go on.\n\nA new paragraph ends here.\n"
    assert readers.read(path) == ({"title": "A plan"}, expected)


def test_pdf_lines_that_stand_apart_are_paragraphs(tmp_path: Path) -> None:
    lines = ["The first line goes on", "and on to its end, which is here.", "", "The second paragraph", "ends here."]
    body = readers.read(file(tmp_path, "a.pdf", made.pdf([lines])))[1]
    assert body.split("\n\n")[1] == "The second paragraph ends here.\n"


def test_a_pdf_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    pages = [["The minister said that the", "talks of the two sides would"], ["go on until the end of the", "year."]]
    expected = "The minister said that the talks of the two sides would go on until the end of the year.\n"
    assert readers.read(file(tmp_path, "a.pdf", made.pdf(pages)))[1] == expected


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages = [["The Daily", f"Sentence number {word} is here.", str(n)] for n, word in enumerate("abcd", start=1)]
    assert "Daily" not in readers.read(file(tmp_path, "a.pdf", made.pdf(pages)))[1]


def test_docx_paragraphs_and_title(tmp_path: Path) -> None:
    path = made.docx(tmp_path / "a.docx", ["He said ‘no’.", "", "She left."], title="Answers")
    assert readers.read(path) == ({"title": "Answers"}, "He said ‘no’.\n\nShe left.\n")


def test_docx_reads_with_all_changes_accepted(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = docx.Document()
    paragraph = document.add_paragraph("He said ")
    for change, text in (("ins", "<w:t>no</w:t>"), ("del", "<w:delText>yes</w:delText>")):
        paragraph._p.append(parse_xml(f"<w:{change} {space} w:id='1' w:author='x'><w:r>{text}</w:r></w:{change}>"))
    document.save(str(tmp_path / "a.docx"))
    assert readers.read(tmp_path / "a.docx")[1] == "He said no\n"


PAGE = """<html lang="en"><head><title>Minister says no</title>
<meta property="og:site_name" content="The Daily"><meta property="article:published_time" content="2024-03-02">
</head><body><nav><a href="/">Home</a></nav><article><p>The minister said on Friday that no foreign soldiers would be
stationed on the island, whatever others may offer.</p><script>alert(1)</script><p onclick="x()">Talks go on, the
envoy added, and both sides are to meet again in the coming weeks for a further round.</p></article></body></html>"""


def test_page_gives_its_article_without_scripts(tmp_path: Path) -> None:
    body = readers.read(file(tmp_path, "a.html", PAGE.encode()))[1]
    assert body.startswith("The minister said") and "Talks go on" in body and "alert" not in body


def test_page_gives_only_what_it_declares(tmp_path: Path) -> None:
    declared = readers.read(file(tmp_path, "a.html", PAGE.encode()))[0]
    assert declared == {"title": "Minister says no", "published": "2024-03-02", "channel": "The Daily"}


def test_a_short_page_is_read_too(tmp_path: Path) -> None:
    assert readers.read(file(tmp_path, "a.html", b"<p>He said no.</p>"))[1] == "He said no.\n"


@ANY_FOLDER
@given(st.binary(max_size=400), st.sampled_from([".txt", ".md", ".html", ".pdf", ".docx"]))
def test_no_bytes_make_a_reader_fail_otherwise(tmp_path: Path, content: bytes, ending: str) -> None:
    try:
        body = readers.read(file(tmp_path, f"a{ending}", content))[1]
    except ReadoutError as error:
        assert "\n" not in str(error)
    else:
        assert body.strip() and body.encode()


@settings(ANY_FOLDER, max_examples=50)
@given(st.data())
def test_no_fault_in_a_good_file_makes_a_reader_fail_otherwise(tmp_path: Path, data: st.DataObject) -> None:
    path = made.docx(tmp_path / "a.docx", ["He said no."])
    good = {
        ".pdf": made.pdf([["He said no."]]),
        ".docx": path.read_bytes(),
        ".html": PAGE.encode(),
        ".md": b"---\nid: a\n---\nA.",
    }
    ending = data.draw(st.sampled_from(sorted(good)))
    content = bytearray(good[ending])
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        readers.read(file(tmp_path, f"a{ending}", bytes(content)))
    except ReadoutError as error:
        assert "\n" not in str(error)


def NESTED(inner: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3))


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(WORDS.filter(str.strip), st.recursive(WORDS, NESTED, max_leaves=6), max_size=4), WORDS)
def test_what_is_written_is_read_back(metadata: dict, body: str) -> None:
    body = body.replace("\r", "")
    known = {key: value for key, value in metadata.items() if value not in markdown.NOTHING}
    content = markdown.write(metadata, body).replace("\r\n", "\n").replace("\r", "\n")
    assert markdown.split(content, Path("a.md")) == (known, body)
