"""What the review widget is given to show: the text, the claims as they stand, the vocabularies and the signs."""

from collections.abc import Mapping
from typing import Any

from readout import codebook
from readout.annotator.claim_table import Claim
from readout.reviewing.decisions.apply import Standing, Unit, View
from readout.reviewing.decisions.decision import FIELDS, SPANS, body_digest
from readout.reviewing.decisions.store import Kept
from readout.texts.text import Text
from readout.vocabulary import ACTS, STANCES, VOICES, Sign

#: Fields of a claim that the widget holds; what follows from the spans is worked out from the text.
SHOWN = ("claim_id", "content", *SPANS, "quotes", "parent", "rule", "confidence", *FIELDS)


def sheet(text: Text, coder: str, kept: Kept, view: View, place: str) -> dict[str, Any]:
    """Return what the widget shows of a text to a coder; `place` names the file, so that browsers tell files apart."""
    standing = sorted((*view.standing, *view.rejected), key=lambda each: (each.claim.content[0], each.claim.claim_id))
    trouble = kept.trouble + [f"{decision.action} of {decision.made[:10]}: {why}" for decision, why in view.trouble]
    return {
        "title": text.title,
        "body": text.body,
        "language": str(text.metadata.get("language") or "en"),
        "paragraphs": [[paragraph.start, paragraph.end] for paragraph in text.paragraphs],
        "coder": coder,
        "mode": "adjudication" if kept.about.get("role") == "adjudicator" else "review",
        "place": f"{place}/{body_digest(text.body)}",
        "claims": [item(each) for each in standing],
        "trouble": trouble,
        "voices": _signs(VOICES),
        "stances": _signs(STANCES),
        "issues": [
            {name: getattr(code, name) for name in ("code", "label", "definition", "use_when", "not_when", "retired")}
            for code in codebook.load().issues
        ],
        "vocabulary": _vocabulary([each.claim for each in standing]),
    }


def item(standing: Standing, alternatives: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Return a claim with its status, as the widget holds it."""
    plain = {
        "claim": raw(standing.claim),
        "status": standing.status,
        "comment": standing.comment,
        "unsure": standing.unsure,
    }
    return plain | ({"alternatives": alternatives} if alternatives else {})


def raw(claim: Claim) -> dict[str, Any]:
    """Return the fields of a claim that the widget holds."""
    return {name: getattr(claim, name) for name in SHOWN}


def sides(unit: Unit, names: list[str]) -> list[dict[str, Any]]:
    """Return what each coder left of the claims of a unit, for adjudication side by side."""
    return [
        {
            "coder": name,
            "claims": [raw(each.claim) for each in unit.outcomes[name]],
            "comment": "; ".join(
                each.comment for each in (*unit.outcomes[name], *unit.rejections.get(name, ())) if each.comment
            ),
        }
        for name in names
        if name in unit.outcomes
    ]


def _signs(signs: Mapping[str, Sign]) -> list[dict[str, str]]:
    return [{"value": value, **sign._asdict()} for value, sign in signs.items()]


def _vocabulary(claims: list[Claim]) -> dict[str, list[Any]]:
    """Return what each field can be set to, or, where any words will do, what others have been set to."""

    def seen(*fields: str) -> list[str]:
        return sorted({value for claim in claims for field in fields if (value := getattr(claim, field))})

    parties = seen("actor", "affiliation", "addressee", "object")
    return {
        "voice": [{"value": value, "label": sign.label} for value, sign in VOICES.items()],
        "act": [{"value": act, "label": act} for act in ACTS],
        "stance": [{"value": value, "label": sign.label, "mark": sign.mark} for value, sign in STANCES.items()],
        "actor": parties,
        "affiliation": parties,
        "addressee": parties,
        "object": parties,
        "party": seen("party", "affiliation"),
        "target_text": seen("target_text"),
        "matter": seen("matter"),
        "actor_kind": seen("actor_kind"),
        "modality": seen("modality"),
    }
