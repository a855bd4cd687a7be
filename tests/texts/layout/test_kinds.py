"""What kind of text it is, is read from the text where nobody has said, and told in words."""

import time

import pytest

from readout.texts.layout import kinds, reading

SPEECH = (
    "Madam Chair,\n\nWe came here to speak of the harbour. I have seen it built. We shall not give it up.\n\n"
    "Our neighbours know that. I thank you."
)
REPORT = (
    "PORT ELSA, 4 May (Agency) — The minister said that the harbour would stay open. The envoy of Norland told "
    "reporters that it was closed. “We saw it,” he added. Nobody else was there, according to the police."
)
COMMUNIQUE = (
    "Joint communiqué of the ministers of trade\n\nWe, the ministers of Norland and Sorrow, met in Elsa.\n\n"
    "1. We welcome the new harbour; commend its builders; and call on ships to use it.\n\n2. We agree to meet."
)
TREATY = (
    "Article 1\n\nThe Parties shall keep the harbour open.\n\nArticle 2\n\nThe Parties shall consult each other.\n\n"
    "Article 3\n\nThis Treaty shall enter into force on 1 May."
)
RESOLUTION = (
    "The Assembly,\n\nRecalling its decisions,\n\nNoting the report,\n\nAlarmed by the state of the harbour,\n\n"
    "1. Demands that it be dredged;\n\n2. Requests the Secretary to report;\n\n3. Decides to meet again."
)
INTERVIEW = "Q: When will it open?\n\nA: In May.\n\nQ: Is that sure?\n\nA: It is."


@pytest.mark.parametrize(
    ("body", "kind", "form"),
    [
        (SPEECH, "verbatim", "speech"),
        (REPORT, "account", "report"),
        (COMMUNIQUE, "verbatim", "communiqué"),
        (TREATY, "verbatim", "treaty"),
        (RESOLUTION, "verbatim", "resolution"),
        (INTERVIEW, "verbatim", "interview"),
        ("The harbour is old. Ships come and go.", None, None),
    ],
)
def test_a_bare_text_shows_what_it_is(body: str, kind: str | None, form: str | None) -> None:
    found = reading.read(body, {}).kind
    assert (found.kind, found.form) == (kind, form)


def test_metadata_overrule_what_the_text_shows() -> None:
    assert reading.read(SPEECH, {"kind": "account", "form": "report"}).kind.kind == "account"


def test_what_shows_it_is_said_in_words() -> None:
    assert reading.read(INTERVIEW, {}).kind.sentence == (
        "Taken for verbatim, interview: 4 turns, labelled “Q”, “A”. Say otherwise with --kind and --form."
    )


def test_first_persons_inside_quotation_marks_make_no_speech() -> None:
    body = "“We saw it,” the envoy said. “I was there,” he told us. “We all were,” she added."
    assert reading.read(body.replace(" us", " them"), {}).kind.kind == "account"


def test_thousands_of_blank_lines_take_no_time() -> None:
    began = time.process_time()
    assert kinds.read("Peace." + "\n" * 20_000 + "Peace.", {}, []).kind is None
    assert time.process_time() - began < 1
