"""Reasons: which rule made a claim, what it saw, and how sure it is, in words."""

from collections.abc import Mapping
from typing import Any

from readout.annotator import measured
from readout.vocabulary import STANCES, VOICES


def explain(claim: Mapping[str, Any]) -> str:
    """Return in words why a claim is in the table; `claim` is a row of it (a dict or a pandas Series)."""
    row = {str(key): _plain(value) for key, value in claim.items()}
    lines = [
        f"{row['claim_id']}, sentence {int(row['sentence']) + 1} of {row['text_id']}",
        f"Content: {row['content_text']}",
        f"Rule: {row['rule']}: {measured.description(row['rule'])}."
        if row["rule"]
        else "Rule: none; a person added it.",
        f"Voice: {row['voice']}: {VOICES[row['voice']].meaning}.",
        _saw(row),
        f"Act: {row['act']}" + (f", aimed at {row['object']}" if row["object"] else "") + ".",
        f"Stance: {row['stance']}: {STANCES[row['stance']].meaning}"
        + (", because a condition was found" if row["stance"] == "conditional" and row["condition"] else "")
        + ".",
    ]
    if row["issues"]:
        by = row.get("evidence") if row["coder"] == "annotator" else None
        lines.append(f"Issues: {by or ', '.join(row['issues'])}.")
    marks = [name for name in ("hedged", "negated", "unnamed") if row[name]]
    if marks:
        lines.append(f"Marked as {', '.join(marks)}.")
    if row["parent"]:
        lines.append(f"Nested in {row['parent']}.")
    lines.append(_sureness(row))
    return "\n".join(lines)


def _plain(value: Any) -> Any:
    """Return a value with the ways in which pandas says that there is none made None."""
    if isinstance(value, list | tuple):
        return value
    return None if value is None or str(value) in ("<NA>", "nan", "None") else value


def _saw(row: Mapping[str, Any]) -> str:
    if row["voice"] == "outlet":
        outlet = f"; the outlet is {row['actor']}" if row["actor"] else ""
        return f"Saw: neither cue nor source, and no words of anybody else{outlet}."
    seen = []
    if row["cue_text"]:
        seen.append(f"the cue “{row['cue_text']}”")
    if row["source_text"]:
        who = row["actor"] or "nobody who could be identified"
        seen.append(
            f"the source “{row['source_text']}”, read as {who}"
            + (f" ({row['affiliation']})" if row["affiliation"] else "")
        )
    elif row["actor"]:
        seen.append(f"no source of its own; {row['actor']} goes on or is known from the text's metadata")
    return "Saw: " + ("; ".join(seen) if seen else "neither cue nor source") + "."


def _sureness(row: Mapping[str, Any]) -> str:
    if str(row["coder"]) != "annotator":
        return f"Decided by {row['coder']}."
    measured_on = measured.sample(row["rule"])
    if not measured_on:
        return "How sure: this rule has not been measured."
    share = measured.precision(row["rule"])
    return f"How sure: {share:.0%} of what this rule found on the development data was right ({measured_on} claims)."
