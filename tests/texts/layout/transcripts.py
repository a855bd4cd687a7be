"""Transcripts made for tests: turns written in the styles of many publishers. Nobody said any of it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Said(NamedTuple):
    """One turn: the label as it is written at its first and at its later times, whether it asks, and its words."""

    first: str
    later: str
    words: str


class Style(NamedTuple):
    """How labels and words are set together, and two or three speakers as such a text labels them."""

    write: Callable[[str, str], str]
    speakers: tuple[tuple[str, str], ...]
    between: str = "\n\n"


def colon(label: str, words: str) -> str:
    """Label: words."""
    return f"{label}: {words}"


def bold_colon(label: str, words: str) -> str:
    """**Label:** words."""
    return f"**{label}:** {words}"


def bold_outside(label: str, words: str) -> str:
    """**Label**: words."""
    return f"**{label}**: {words}"


def own_line(label: str, words: str) -> str:
    """Label, and the words on the next line."""
    return f"{label}\n{words}"


def own_line_colon(label: str, words: str) -> str:
    """Label:, and the words on the next line."""
    return f"{label}:\n{words}"


def bold_alone(label: str, words: str) -> str:
    """**Label** words."""
    return f"**{label}** {words}"


def point(label: str, words: str) -> str:
    """Q. words."""
    return f"{label}. {words}"


def dash(label: str, words: str) -> str:
    """LABEL — words."""
    return f"{label} — {words}"


def bare(label: str, words: str) -> str:
    """Q, two spaces, words; other labels with a colon."""
    return f"{label}  {words}" if label == "Q" else f"{label}: {words}"


STYLES: dict[str, Style] = {
    "letters": Style(colon, (("Q", "Q"), ("A", "A"))),
    "letters with points": Style(point, (("Q", "Q"), ("A", "A"))),
    "words in full": Style(colon, (("Question", "Question"), ("Answer", "Answer"))),
    "foreign ministry": Style(colon, (("QUESTION", "QUESTION"), ("MR PRICE", "MR PRICE"))),
    "white house": Style(bare, (("Q", "Q"), ("THE PRESIDENT", "THE PRESIDENT"), ("MS. ODELL", "MS. ODELL"))),
    "verbatim record": Style(
        colon,
        (
            ("The President (spoke in French)", "The President"),
            ("Mr. Okoro (Nigeria)", "Mr. Okoro (Nigeria)"),
            ("Ms. Lind (Sweden) (spoke in Swedish)", "Ms. Lind"),
        ),
    ),
    "full names": Style(colon, (("Jonas Vey", "Vey"), ("Marta Kruse", "Kruse"))),
    "names in capitals": Style(colon, (("JONAS VEY", "VEY"), ("MARTA KRUSE", "KRUSE"))),
    "bold names": Style(bold_colon, (("Jonas Vey", "Jonas Vey"), ("Marta Kruse", "Marta Kruse"))),
    "bold, colon outside": Style(bold_outside, (("Moderator", "Moderator"), ("Marta Kruse", "Marta Kruse"))),
    "bold alone": Style(bold_alone, (("Radio Nord", "Radio Nord"), ("Marta Kruse", "Marta Kruse"))),
    "own line": Style(own_line, (("Jonas Vey", "Jonas Vey"), ("Marta Kruse", "Marta Kruse"))),
    "own line with colon": Style(own_line_colon, (("Interviewer", "Interviewer"), ("Marta Kruse", "Marta Kruse"))),
    "dashes after names": Style(dash, (("JONAS VEY", "JONAS VEY"), ("MARTA KRUSE", "MARTA KRUSE"))),
    "from outlets": Style(colon, (("From Coast Daily", "From Coast Daily"), ("Minister Kruse", "Minister Kruse"))),
    "parliament": Style(
        colon,
        (
            ("Madam Speaker", "Madam Speaker"),
            ("The Minister of Trade (Dr. Vey)", "The Minister of Trade"),
            ("Hon. M. Kruse", "Hon. M. Kruse"),
        ),
        "\n",
    ),
    "lines without gaps": Style(colon, (("Reporter", "Reporter"), ("President Kruse", "President Kruse")), "\n"),
}


def text_of(
    style: Style, turns: Sequence[tuple[int, str]], heading: str = ""
) -> tuple[str, list[tuple[int, int, int]]]:
    """Return a transcript and where its turns stand: who (a number), first and last character."""
    body = heading
    places = []
    seen: set[int] = set()
    for number, (who, words) in enumerate(turns):
        body += style.between if number else ""
        label = style.speakers[who][who in seen]
        seen.add(who)
        start = len(body)
        body += style.write(label, words)
        places.append((who, start, len(body)))
    return body, places
