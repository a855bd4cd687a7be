"""Which comparison the kind of a text allows, and each method's word about texts it cannot take."""

import pytest

from readout.compare import methods
from readout.compare.accounts import permitted
from readout.errors import ReadoutError
from readout.texts.text import Text

ACCOUNT = Text("account", "Peace is ‘near’, she said. It is ‘very near’, he said.", {"kind": "account"})
DIGEST = Text("digest", "The parties keep the peace with each other for all of the time.", {"kind": "digest"})
SPEECH = Text("speech", "We keep the peace with each other for all of the time.", {"kind": "verbatim"})
WORDING = ("keyness", "collocations", "reuse", "wordfish")


def test_table():
    table = permitted.table().set_index(["kind", "comparison"])
    assert table.allowed["verbatim", "wording of the whole"] == "yes"
    assert table.allowed["account", "wording of the whole"] == "with a note"
    assert table.allowed["digest", "wording of the quotations"] == "no"
    assert table.allowed["digest", "positions"] == "yes"


def test_only_quotations_are_the_speakers():
    quoted = permitted.quotations_of([ACCOUNT])[0]
    assert (quoted.body, quoted.kind, quoted.id) == ("near\n\nvery near", "verbatim", "account")


def test_verbatim_texts_need_no_note():
    assert permitted.check_wording([SPEECH], "keyness") == ""
    assert "reporter's" in permitted.check_wording([ACCOUNT], "keyness")
    assert "unknown kind" in permitted.check_wording([Text("a", "a", {"title": "A"})], "keyness")


@pytest.mark.parametrize("method", WORDING)
def test_digests_are_refused_with_the_reason(method):
    with pytest.raises(ReadoutError, match="summariser"):
        methods.run(method, [DIGEST, SPEECH, ACCOUNT])


def test_a_text_without_quotations():
    with pytest.raises(ReadoutError, match="quotes nobody"):
        permitted.quotations_of([Text("account", "She spoke.", {"kind": "account"})])
    with pytest.raises(ReadoutError, match="compare it whole"):
        permitted.quotations_of([SPEECH])
    with pytest.raises(ReadoutError, match="digest"):
        permitted.quotations_of([DIGEST])


def said(method: str, texts: list[Text], term: str = "peace") -> str:
    """Return what a method says of texts: the sentence of its refusal, or the note of its table and how long it is."""
    try:
        table = methods.run(method, texts, terms=[term] if methods.METHODS[method].takes_terms else [])
    except ReadoutError as error:
        return f"refused: {error}"
    return table.attrs.get("note") or (f"{len(table)} rows" if len(table) else "")


ALL = [name for name in methods.METHODS if name != "permitted"]


@pytest.mark.parametrize("method", ALL)
@pytest.mark.parametrize("body", ["", " \n\t", "...", "Word"])
def test_every_method_says_a_word_about_texts_with_nothing_in_them(method, body):
    """An empty text, one of punctuation and one of a single word."""
    word = said(method, [Text("bare", body, {"kind": "verbatim"})])
    assert word and (not word.startswith("refused") or word.endswith("."))


@pytest.mark.parametrize("method", ALL)
def test_every_method_takes_identical_texts_or_says_why_not(method):
    assert said(method, [SPEECH, Text("twin", SPEECH.body, SPEECH.metadata)])


@pytest.mark.parametrize("method", ALL)
def test_no_method_takes_one_text_twice(method):
    assert "have the id speech" in said(method, [SPEECH, SPEECH])


@pytest.mark.parametrize("method", ["concordance", "dispersion", "counts", *WORDING, "vocabulary", "retellings"])
def test_whose_words_a_digest_has_is_told_by_every_method_on_wording(method):
    assert "digest" in (word := said(method, [DIGEST, SPEECH])) or "summariser's" in word


@pytest.mark.parametrize("method", [name for name in ALL if methods.METHODS[name].takes_terms])
def test_a_term_that_never_occurs(method):
    dated = [Text(year, SPEECH.body, {"kind": "verbatim", "date": year}) for year in ("2020", "2021")]
    assert "zzzz" in said(method, dated, "zzzz")


@pytest.mark.parametrize(
    ("method", "texts", "terms", "message"),
    [
        ("divination", [SPEECH], [], "no method"),
        ("concordance", [SPEECH], [], "needs a word"),
        ("concordance", [SPEECH], ["a", "b"], "one word or phrase at a time"),
        ("positions", [SPEECH], ["peace"], "takes no term"),
        ("positions", [], [], "No text"),
    ],
)
def test_bad_requests(method, texts, terms, message):
    with pytest.raises(ReadoutError, match=message):
        methods.run(method, texts, terms=terms)
