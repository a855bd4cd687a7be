"""Decisions and disagreements as tables: everything that was decided, and where coders differ, side by side."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from readout import codebook
from readout.annotator.claim_table import Claim
from readout.codebook import Codebook
from readout.reviewing.agreement.items import align
from readout.reviewing.decisions import store
from readout.reviewing.decisions.apply import units
from readout.reviewing.decisions.decision import FIELDS, Decision
from readout.reviewing.decisions.proposals import Machine
from readout.texts.library import library
from readout.texts.text import Text

if TYPE_CHECKING:
    import pandas as pd

PROGRESS_COLUMNS = ("text", "coder", "role", "claims", "decided", "left", "unsure", "waiting", "last")
DECISION_COLUMNS = ("coder", "role", "made", "action", "state", "content_text", "fields", "comment", "unsure")
_COMPARED = ("content_text", "source_text", "cue_text", "condition", *FIELDS)


def decisions(text: Text, coders: Iterable[str] | str | None = None) -> "pd.DataFrame":
    """Return every decision on a text, one row each, in the order in which they were made.

    Columns: coder, role (coder, adjudicator, example), made (UTC), action, state (`stands`, `taken back`, or why it
    does not count: its words are gone, or have changed, or it cannot be read), content_text (of what it left, or of
    what it took away), fields (what it set), comment and unsure.
    """
    import pandas as pd

    kept = store.chosen(text.id, coders, store.ROLES)
    machine = Machine.on(text) if kept else Machine(text, [], [])
    views = machine.views(kept)
    was = {claim.claim_id: claim for claim in machine.claims}
    book = codebook.load()
    rows: list[dict[str, Any]] = []
    for name, each in kept.items():
        role = each.about.get("role", "coder")
        active = {decision.id for decision in each.active}
        lost = {decision.id: why for decision, why in views[name].trouble}
        for decision in each.decisions:
            if decision.action == "withdraw":
                continue
            shown = decision.claims or decision.replaces
            rows.append(
                {
                    "coder": name,
                    "role": role,
                    "made": decision.made,
                    "action": decision.action,
                    "state": lost.get(decision.id, _stands(decision, book)) if decision.id in active else "taken back",
                    "content_text": " | ".join(" … ".join(piece.quote for piece in claim.content) for claim in shown),
                    "fields": _set_fields(decision, was),
                    "comment": decision.comment,
                    "unsure": decision.unsure,
                }
            )
        rows += [
            {"coder": name, "role": role, "made": "", "action": "unreadable", "state": trouble, "content_text": ""}
            | {"fields": "", "comment": "", "unsure": False}
            for trouble in each.trouble
        ]
    table = pd.DataFrame(rows, columns=list(DECISION_COLUMNS))
    return table.sort_values("made", kind="stable", ignore_index=True)


def progress(texts: Iterable[Text] | None = None) -> "pd.DataFrame":
    """Return how far each coder has come with each text, one row a text and coder; by default of the whole library.

    Columns: text (its id), coder, role, claims (as the annotator proposes them, with what was added), decided, left,
    unsure, waiting (decisions that do not count until they are made again), last (UTC). A text on which nobody has
    decided anything has one row without a coder.
    """
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for text in library() if texts is None else texts:
        kept = store.coders(text.id)
        machine = Machine.on(text) if kept else Machine(text, [], [])
        if not kept:
            rows.append({"text": text.id, "decided": 0})
        for name, view in machine.views(kept).items():
            everything = [*view.standing, *view.rejected]
            rows.append(
                {
                    "text": text.id,
                    "coder": name,
                    "role": kept[name].about.get("role", "coder"),
                    "claims": len(everything),
                    "decided": len(view.decided),
                    "left": len(everything) - len(view.decided),
                    "unsure": sum(each.unsure for each in everything),
                    "waiting": len(view.trouble),
                    "last": max((each.made for each in kept[name].decisions), default=None),
                }
            )
    table = pd.DataFrame(rows, columns=list(PROGRESS_COLUMNS))
    counts = ["claims", "decided", "left", "unsure", "waiting"]
    return table.astype(dict.fromkeys(counts, "Int64"))


def _stands(decision: Decision, book: Codebook) -> str:
    """Say that a decision stands, and which of its codes nobody knows."""
    issues = (issue for claim in decision.claims for issue in claim.issues)
    dead = [code for code in book.current(issues) if code not in book]
    return f"stands; not in the codebook: {', '.join(dead)}" if dead else "stands"


def _set_fields(decision: Decision, was: dict[str, Claim]) -> str:
    """Say which fields a correction set, where what it corrected is still proposed."""
    if decision.action != "correct" or len(decision.replaces) != 1:
        return ""
    before = was.get(decision.replaces[0].claim_id)
    now = decision.claims[0]
    if before is None:
        return ""
    changed = [name for name in FIELDS if getattr(now, name) != getattr(before, name)]
    return ", ".join(f"{name}: {_plain(getattr(now, name))}" for name in changed)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(sorted(map(str, value))) or "none"
    return "none" if value is None else str(value)


def disagreements(text: Text, coders: Iterable[str] | None = None) -> "pd.DataFrame":
    """Return where coders differ, side by side: one row a passage and field, one column a coder.

    Columns: passage (a number), content_text, field, and what each coder left there; `claim` says who kept it at all.
    `readout.adjudicate(text)` opens the same passages to be decided between. `coders` as in `readout.agreement`; the
    table is empty where there are no two.
    """
    import pandas as pd

    machine = Machine.on(text)
    kept = machine.coders(coders)
    views = machine.views(kept)
    rows: list[dict[str, Any]] = []
    disputed = [unit for unit in units(machine.claims, views) if unit.disputed]
    for number, unit in enumerate(disputed, 1):
        claims = {name: [each.claim for each in outcome] for name, outcome in unit.outcomes.items()}
        if len({len(each) for each in claims.values()}) > 1:
            words = {
                name: " | ".join(claim.content_text for claim in each) or "rejected" for name, each in claims.items()
            }
            first = next(claim for each in claims.values() for claim in each)
            rows.append({"passage": number, "content_text": first.content_text, "field": "claim", **words})
            continue
        for item in align(text.body, claims):
            first = next(iter(item.values()))
            for field in _COMPARED:
                values = {name: _shown(text.body, claim, field) for name, claim in item.items()}
                if len(set(values.values())) > 1:
                    rows.append({"passage": number, "content_text": first.content_text, "field": field, **values})
    table = pd.DataFrame(rows, columns=["passage", "content_text", "field", *kept])
    if table.empty:
        table.attrs["note"] = "The coders differ nowhere." if kept else f"No two coders have decided on {text.id} yet."
    return table


def _shown(body: str, claim: Claim, field: str) -> str:
    if field == "condition":
        return body[slice(*claim.condition)] if claim.condition else "none"
    return _plain(getattr(claim, field))
