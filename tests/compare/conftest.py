"""Claims made by hand, so that the methods are tested apart from the annotator."""

import re

import pytest

from readout.annotator.claim_table import Claim, make_claim_id, to_table
from readout.texts.text import Text


def claim(text: Text, content: str, **fields) -> Claim:
    """Return a claim whose content, condition and quotes are found in the text by their words."""
    spans = [(text.body.index(part), text.body.index(part) + len(part)) for part in content.split(" … ")]
    condition = fields.pop("condition", None)
    if condition:
        fields["condition"] = (text.body.index(condition), text.body.index(condition) + len(condition))
    quotes = [
        match.span()
        for match in re.finditer("‘[^‘’]+’", text.body)
        if any(start <= match.start() and match.end() <= end for start, end in spans)
    ]
    return Claim(
        claim_id=make_claim_id(text.id, spans, None, None),
        text_id=text.id,
        sentence=len(re.findall(r"[.?!]\s", text.body[: spans[0][0]])),
        content=spans,
        content_text=content,
        quotes=quotes,
        **{"voice": "indirect", "actor": "Speaker", **fields},
    )


@pytest.fixture(scope="session")
def make():
    """Return a function that makes claim tables: `make((text, content, fields), ...)`."""

    def make(*rows):
        return to_table(claim(text, content, **fields) for text, content, fields in rows)

    return make


@pytest.fixture(scope="session")
def before() -> Text:
    body = (
        "Norland wants a treaty, its minister said. Forces of the alliance are unacceptable, he added. "
        "A summit is possible if it is well prepared."
    )
    return Text("before", body, {"kind": "account", "date": "2024-05", "title": "Before"})


@pytest.fixture(scope="session")
def after() -> Text:
    body = (
        "Norland now accepts forces of the alliance, its minister said. Sudland rejects them. Prisoners must go home."
    )
    return Text("after", body, {"kind": "account", "date": "2025-02-01", "title": "After"})


@pytest.fixture(scope="session")
def claims(make, before, after):
    """Return claims of two parties on four issues in two texts."""
    norland = {"actor": "Ada Minister", "affiliation": "Norland"}
    return make(
        (before, "Norland wants a treaty", {**norland, "stance": "supports", "issues": ["guarantees"]}),
        (before, "Forces of the alliance are unacceptable", {**norland, "stance": "opposes", "issues": ["forces"]}),
        (
            before,
            "A summit is possible if it is well prepared",
            {
                **norland,
                "stance": "conditional",
                "issues": ["summit"],
                "condition": "if it is well prepared",
                "hedged": True,
            },
        ),
        (after, "Norland now accepts forces of the alliance", {**norland, "stance": "supports", "issues": ["forces"]}),
        (
            after,
            "Sudland rejects them",
            {"actor": "Sudland", "stance": "opposes", "act": "accuses", "object": "Norland", "issues": ["forces"]},
        ),
        (after, "Prisoners must go home", {"actor": "Sudland", "stance": "supports", "issues": ["prisoners"]}),
    )
