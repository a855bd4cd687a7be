"""Which comparison the kind of a text allows, and each method's word about texts it cannot take."""

import pytest

from readout.compare import methods, permitted
from readout.errors import ReadoutError
from readout.texts import Text

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
        permitted.quotations_of([SPEECH])
    with pytest.raises(ReadoutError, match="digest"):
        permitted.quotations_of([DIGEST])


@pytest.mark.parametrize("method", [name for name, one in methods.METHODS.items() if name != "permitted"])
@pytest.mark.parametrize("body", ["", " \n\t", "...", "Word"])
def test_every_method_says_a_word_about_texts_with_nothing_in_them(method, body):
    """An empty text, one of punctuation and one of a single word: a sentence, or a table with a note."""
    terms = ["peace"] if methods.METHODS[method].takes_terms else []
    try:
        table = methods.run(method, [Text("bare", body, {"kind": "verbatim"})], terms=terms)
    except ReadoutError as error:
        assert str(error).endswith(".")
    else:
        assert table.attrs.get("note") or len(table)


@pytest.mark.parametrize("method", [name for name, one in methods.METHODS.items() if name != "permitted"])
def test_every_method_takes_identical_texts_or_says_why_not(method):
    twin = Text("twin", SPEECH.body, SPEECH.metadata)
    terms = ["peace"] if methods.METHODS[method].takes_terms else []
    try:
        table = methods.run(method, [SPEECH, twin], terms=terms)
    except ReadoutError as error:
        assert str(error).endswith(".")
    else:
        assert table.attrs.get("note") or len(table)


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
