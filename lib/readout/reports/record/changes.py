"""What changed against the last report: claims gone, new or changed, positions that moved, tables that differ."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from readout.reports.record.snapshot import WATCHED

NOTHING: dict[str, Any] = {
    "against": None,
    "summary": [],
    "claims": {"gone": [], "new": [], "changed": []},
    "positions": [],
    "tables": [],
    "because": [],
    "own": True,
    "made": None,
    "history": [],
}
#: So many earlier changes are kept, and of each so many claims.
KEPT, CLAIMS_KEPT = 50, 10


def compare(
    old: dict[str, Any], new: dict[str, Any], against: str, because: Sequence[str] = (), own: bool = True
) -> dict[str, Any]:
    """Return what changed from one snapshot to another; `against` is the time of the old report.

    `because` names what changed outside the text: other texts, the codebook, the library; `own` is whether the text
    itself or the decisions on it did. Where neither its claims nor its positions changed and it is not its own doing,
    the change is not the text's own.

    Claims are matched by their id, and those whose characters moved by their words. Keys: `against`; `summary`, a
    list of sentences, empty where nothing changed; `claims` with `gone`, `new` and `changed` (each with `parts`: name,
    old, new); `positions` (actor, issue, old, new); `tables` (name, words); `because`; `own`.
    """
    claims = _claims(old["claims"], new["claims"])
    positions = _positions(old["positions"], new["positions"])
    tables = _tables(old["tables"], new["tables"])
    summary = [
        *_sentence(len(claims["gone"]), "claim is gone", "claims are gone"),
        *_sentence(len(claims["new"]), "claim is new", "claims are new"),
        *_sentence(len(claims["changed"]), *_how(claims["changed"])),
        *_sentence(len(positions), "position moved", "positions moved"),
        *_sentence(
            len(tables), f"table or figure differs{_since(because)}", f"tables or figures differ{_since(because)}"
        ),
    ]
    found = {"against": against, "summary": summary, "claims": claims, "positions": positions, "tables": tables}
    return {**found, "because": list(because), "own": own or bool(positions) or any(claims.values())}


def remembered(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the history with what was told last before it, in short: when, in which sentences, of which claims."""
    if not told.get("summary"):
        return list(told.get("history", []))
    short = {name: told.get(name) for name in ("made", "against", "summary", "own")}
    return [{**short, "claims": words_of(told)}, *told.get("history", [])][:KEPT]


def words_of(told: dict[str, Any]) -> list[str]:
    """Return the text's own claims that are new, gone or changed, each as a line."""
    if isinstance(told.get("claims"), list):  # an entry of the history
        return list(told["claims"])
    lines = [
        f"{kind}: {claim['actor'] + ': ' if claim['actor'] else ''}{' '.join(claim['content_text'].split())}"
        for kind, name in (("New", "new"), ("Gone", "gone"), ("Changed", "changed"))
        for claim in told["claims"][name]
    ]
    more = [f"and {len(lines) - CLAIMS_KEPT} more"] if len(lines) > CLAIMS_KEPT else []
    return lines[:CLAIMS_KEPT] + more


def _since(because: Sequence[str]) -> str:
    if not because:
        return ""
    named = ", ".join(because[:3]) + (f" and {len(because) - 3} more" if len(because) > 3 else "")
    return f", since {named} changed"


def _how(changed: list[dict[str, Any]]) -> tuple[str, str]:
    names = list(dict.fromkeys(part["name"] for claim in changed for part in claim["parts"]))
    return f"claim changed ({', '.join(names)})", f"claims changed ({', '.join(names)})"


def _sentence(count: int, one: str, many: str) -> list[str]:
    return [f"{count} {one if count == 1 else many}."] if count else []


def _claims(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    pairs, gone, fresh = _match(old, new, lambda claim: claim["claim_id"])
    moved, gone, fresh = _match(gone, fresh, lambda claim: re.sub(r"\W+", " ", claim["content_text"].lower()).strip())
    changed = []
    for before, after in [*pairs, *moved]:
        parts = [
            {"name": name, "old": _plain(before[name]), "new": _plain(after[name])}
            for name in WATCHED
            if before[name] != after[name]
        ]
        if parts:
            changed.append({**after, "parts": parts})
    return {"gone": gone, "new": fresh, "changed": changed}


def _plain(value: Any) -> Any:
    return ", ".join(value) if isinstance(value, list) else value


def _match(old: list[dict[str, Any]], new: list[dict[str, Any]], key: Any) -> tuple[list[Any], list[Any], list[Any]]:
    """Return the pairs with the same key, each item taken once, and the items of each list that found no partner."""
    waiting: dict[Any, list[dict[str, Any]]] = {}
    for claim in old:
        waiting.setdefault(key(claim), []).append(claim)
    pairs, fresh = [], []
    for claim in new:
        partners = waiting.get(key(claim))
        if partners:
            pairs.append((partners.pop(0), claim))
        else:
            fresh.append(claim)
    left = {id(claim) for partners in waiting.values() for claim in partners}
    return pairs, [claim for claim in old if id(claim) in left], fresh


def _positions(old: Iterable[dict[str, Any]], new: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    before = {(row["actor"], row["issue"]): row["stance"] for row in old}
    after = {(row["actor"], row["issue"]): row["stance"] for row in new}
    return [
        {"actor": actor, "issue": issue, "old": before[actor, issue], "new": after[actor, issue]}
        for actor, issue in sorted(before.keys() & after.keys())
        if before[actor, issue] != after[actor, issue]
    ]


def _tables(old: dict[str, str], new: dict[str, str]) -> list[dict[str, str]]:
    words = {}
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            words[name] = "gone"
        elif name not in old:
            words[name] = "new"
        elif old[name] != new[name]:
            words[name] = "other rows"
    return [{"name": name, "words": said} for name, said in words.items()]
