"""Taking texts from the web, and the languages they are in."""

from types import SimpleNamespace

import pytest

from readout.errors import ReadoutError, RunFailed
from readout.texts import adding
from readout.texts.which_language import language_of, name_of

PAGE = "<html><head><title>No base</title></head><body><article><p>" + "The minister said no to the base. " * 8
URL = "https://example.org/news/no-base.html"


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch):
    """Let every address answer what the test says."""
    import trafilatura.downloads

    def answer(status: int | None, data: bytes = b"") -> None:
        given = None if status is None else SimpleNamespace(status=status, data=data)
        monkeypatch.setattr(trafilatura.downloads, "fetch_response", lambda *_, **__: given)

    return answer


def test_a_page_becomes_a_text_with_its_address(answer) -> None:
    answer(200, PAGE.encode())
    text = adding.fetch(URL)
    assert (text.id, text.source, text.title, text.kind) == ("no-base", URL, "No base", None)


@pytest.mark.parametrize(
    ("status", "data", "sentence", "error"),
    [
        (None, b"", "did not answer", RunFailed),
        (404, b"", "status 404", RunFailed),
        (200, b"%PDF-1.7", "is a PDF file", ReadoutError),
        (200, b"<html></html>", "no text of an article", ReadoutError),
        (200, b"", "no text of an article", ReadoutError),
    ],
)
def test_a_page_that_cannot_be_had_is_told(answer, status, data: bytes, sentence: str, error) -> None:
    answer(status, data)
    with pytest.raises(error, match=sentence):
        adding.fetch(URL)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://example.org", "https://", "http:///x"])
def test_only_web_addresses_are_fetched(address: str) -> None:
    with pytest.raises(ReadoutError, match="is no web address"):
        adding.fetch(address)


@pytest.mark.parametrize(("name", "is_one"), [(URL, True), ("HTTP://x", True), ("a.md", False), ("C:/a.md", False)])
def test_addresses_are_told_from_files(name: str, is_one: bool) -> None:
    assert adding.is_address(name) is is_one


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("The minister rejected the offer and asked for further talks next week.", "en"),
        ("Der Minister lehnte das Angebot ab und bat um weitere Gespräche in der nächsten Woche.", "de"),
        ("Le ministre a rejeté l'offre et demandé de nouveaux pourparlers la semaine prochaine.", "fr"),
        ("Министр отверг предложение и попросил о новых переговорах на следующей неделе.", "ru"),
        ("Міністр відкинув пропозицію та попросив про нові переговори наступного тижня.", "uk"),
        ("部长拒绝了这一提议，并要求下周举行新的会谈。", "zh"),
        ("رفض الوزير العرض وطلب إجراء محادثات جديدة الأسبوع المقبل.", "ar"),
        ("No.", "und"),
        ("12 34 56", "und"),
        ("", "und"),
    ],
)
def test_languages_are_told(sentence: str, code: str) -> None:
    assert language_of(sentence).code == code


@pytest.mark.parametrize(("code", "name"), [("fr", "French"), ("pt-BR", "Portuguese"), ("qqq", "qqq")])
def test_languages_have_names(code: str, name: str) -> None:
    assert name_of(code) == name
