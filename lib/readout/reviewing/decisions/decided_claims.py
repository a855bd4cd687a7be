"""The tables that everything else reads: the machine's proposals with people's decisions laid over them."""

import warnings
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from readout import spans
from readout.annotator import api as annotator
from readout.annotator import claim_table
from readout.annotator.claim_table import Claim
from readout.annotator.sentences import Spoken, sentence_rows, to_sentence_table
from readout.reviewing.decisions import store
from readout.reviewing.decisions.apply import Standing, Unit, View, outcome_key, units
from readout.reviewing.decisions.decision import body_digest, set_spans
from readout.reviewing.decisions.proposals import Machine
from readout.reviewing.decisions.store import Kept
from readout.texts.text import Text

if TYPE_CHECKING:
    import pandas as pd

#: Whose decisions count where nobody is named: people's and adjudicators', not those that are shipped for teaching.
COUNTED = ("coder", "adjudicator")


def claims(texts: Text | str | Iterable[Text], coders: Iterable[str] | str | None = None) -> "pd.DataFrame":
    """Return the claims of one text or several as people left them: the columns of CLAIM_COLUMNS, one row a claim.

    Without decisions they are those of `annotate`, coder `annotator`. With them, a claim that people decided names them
    in `coder` (`ab+cd` where they agree); its confidence is 1, or stays as it was where they were unsure. Where
    coders differ, an adjudicator's decision stands; else what most of them left; else what was decided last.
    `coders` names whose decisions count; by default everybody's, except those in files marked as examples. A
    rejected claim leaves the table, and its sentence, where it holds no other claim, becomes the outlet's. Warns of
    decisions that do not count: their words are gone or have changed, or they cannot be read; `decisions(text)` lists
    them. A plain string is read as an account on which nobody has decided anything.
    """
    if isinstance(texts, str):
        return annotator.annotate(texts)
    if not isinstance(texts, Text):
        import pandas as pd

        tables = [claims(text, coders) for text in texts]
        return pd.concat(tables, ignore_index=True) if tables else claim_table.to_table(())
    kept, machine = _counted(texts, coders), Machine.on(texts)
    return claim_table.to_table(_decided(machine, kept) if kept else machine.claims)


def sentences(text: Text | str, coders: Iterable[str] | str | None = None) -> "pd.DataFrame":
    """Return every sentence of a text with the voice and the actor of its widest claim, as people left the claims.

    One row a sentence, with the columns of SENTENCE_COLUMNS. Whose decisions count, and what becomes of them, is as in
    `claims`; without any it is what the annotator makes of the text.
    """
    if isinstance(text, str):
        return annotator.sentences(text)
    kept, machine = _counted(text, coders), Machine.on(text)
    if not kept:
        return to_sentence_table(machine.sentences)
    spoken = [Spoken(row["speaker"], row["role"]) for row in machine.sentences]
    rows = sentence_rows(text.id, machine.places, _decided(machine, kept), spoken)
    return to_sentence_table(rows)


@dataclass
class Remarked:
    """Claims as people left them, with what they said besides: by claim id the comment, the doubt and the date.

    `rejected` are claims that left the table; `remarks` has them too.
    """

    claims: list[Claim]
    rejected: list[Claim]
    remarks: dict[str, tuple[str, bool, str]]
    machine: Machine


def remarked(text: Text, coders: Iterable[str] | str | None = None) -> Remarked:
    """Return the claims of `claims(text, coders)` with those that were rejected and everybody's remarks on them."""
    kept, machine = _counted(text, coders), Machine.on(text)
    if not kept:
        return Remarked(machine.claims, [], {}, machine)
    left = _decided(machine, kept)
    views, there = machine.views(kept), {claim.claim_id for claim in left}
    made = {decision.id: decision.made for each in kept.values() for decision in each.decisions}
    rejected: dict[str, Claim] = {}
    said: dict[str, list[tuple[str, Standing]]] = {}
    for name, view in views.items():
        for each in (*view.standing, *view.rejected):
            if each.comment or each.unsure or each.decision:
                said.setdefault(each.claim.claim_id, []).append((name, each))
        rejected |= {each.claim.claim_id: each.claim for each in view.rejected if each.claim.claim_id not in there}
    remarks = {claim_id: _remark(pairs, made) for claim_id, pairs in said.items()}
    return Remarked(left, sorted(rejected.values(), key=lambda claim: claim.content[0]), remarks, machine)


def _remark(pairs: list[tuple[str, Standing]], made: dict[str, str]) -> tuple[str, bool, str]:
    comments = {name: each.comment for name, each in pairs if each.comment}
    alone = len(comments) == 1
    comment = " | ".join(words if alone else f"{name}: {words}" for name, words in comments.items())
    dates = [made[each.decision] for _, each in pairs if each.decision in made]
    return comment, any(each.unsure for _, each in pairs), max(dates, default="")


def _counted(text: Text, coders: Iterable[str] | str | None) -> dict[str, Kept]:
    """Return the decisions that count; empty where there are none."""
    kept = store.chosen(text.id, coders, COUNTED)
    for sentence in notices(text, kept):
        warnings.warn(sentence, stacklevel=3)
    return kept if any(each.active for each in kept.values()) else {}


def notices(text: Text, kept: dict[str, Kept]) -> list[str]:
    """Return, a sentence each, what of people's work on a text cannot be read, or lies under another name."""
    found = []
    if trouble := [sentence for each in kept.values() for sentence in each.trouble]:
        count = f"{len(trouble)} line{'s' * (len(trouble) != 1)} of decisions on {text.id} cannot be read"
        found.append(f"{count} ({trouble[0].rstrip('.')}); readout.decisions(text) lists them.")
    found += [
        f"Decisions on {old!r} are on the words of {text.id}, whose id has changed; "
        f"`readout decisions {text.id} --from {old}` takes them over."
        for old in store.orphans(text.id, body_digest(text.body))
    ]
    return found


def _decided(machine: Machine, kept: dict[str, Kept]) -> list[Claim]:
    """Return the claims that decisions leave of the machine's, in the order of the text."""
    views = machine.views(kept)
    for sentence in _troubles(machine.text.id, views.values()):
        warnings.warn(sentence, stacklevel=3)
    adjudicators = {name for name, each in kept.items() if each.about.get("role") == "adjudicator"}
    made = {decision.id: decision.made for each in kept.values() for decision in each.decisions}
    decided: list[Claim] = []
    touched: set[str] = set()
    for unit in units(machine.claims, views):
        touched |= unit.names
        standing = settle(unit, adjudicators, made)
        decided += standing or _left_over(machine, unit, winners(unit, adjudicators, made))
    untouched = [claim for claim in machine.claims if claim.claim_id not in touched]
    untouched = [claim for claim in untouched if not _taken_over(claim, decided)]
    return sorted((*untouched, *decided), key=lambda claim: (claim.content[0], claim.claim_id))


def _troubles(text_id: str, views: Iterable[View]) -> list[str]:
    """Return, a sentence each, which decisions do not count and which codes nobody knows."""
    views = list(views)
    gone = sum(len(view.unplaced) for view in views)
    waiting = sum(len(view.waiting) for view in views)
    found = []
    if gone:
        count = f"{gone} decision{'s' * (gone != 1)} on {text_id}"
        found.append(f"{count} could not be placed; readout.decisions(text) lists them.")
    if waiting:
        count = f"{waiting} decision{'s' * (waiting != 1)} on {text_id}"
        found.append(f"{count} must be made again, for the words have changed; readout.decisions(text) lists them.")
    if codes := sorted({code for view in views for code in view.dead_codes}):
        found.append(
            f"Decisions on {text_id} have codes that the codebook does not know: {', '.join(codes)}; if one has a new "
            "name, write the old one under `formerly` of the code."
        )
    return found


def winners(unit: Unit, adjudicators: set[str], made: dict[str, str]) -> list[str]:
    """Return the coders whose outcome stands: adjudicators, else the most who agree, else who decided last."""
    names = [name for name in unit.outcomes if name in adjudicators] or list(unit.outcomes)
    sides: dict[frozenset[tuple[object, ...]], list[str]] = {}
    for name in names:
        sides.setdefault(outcome_key(unit.outcomes[name]), []).append(name)

    def weight(side: list[str]) -> tuple[int, str]:
        standing = (each for name in side for each in (*unit.outcomes[name], *unit.rejections.get(name, ())))
        return len(side), max((made.get(each.decision, "") for each in standing), default="")

    strongest = max(sides.values(), key=weight)
    return sorted(strongest)


def settle(unit: Unit, adjudicators: set[str], made: dict[str, str]) -> list[Claim]:
    """Return the claims that a unit leaves in the table, with the names of those who made them so."""
    names = winners(unit, adjudicators, made)
    return [_signed(each, names) for each in unit.outcomes[names[0]]]


def _signed(standing: Standing, names: list[str]) -> Claim:
    if standing.status == "undecided":
        return standing.claim
    confidence = standing.claim.confidence if standing.unsure else 1.0
    return replace(standing.claim, coder="+".join(names), confidence=confidence)


def _left_over(machine: Machine, unit: Unit, names: list[str]) -> list[Claim]:
    """Return the sentences in which a rejected claim was the only one, as the outlet's own: the table covers the text.

    In a verbatim text, and where the outlet's sentence itself was rejected, nothing is put in its place.
    """
    rejected = [each.claim for each in unit.proposals]
    outlet = next((claim for claim in machine.claims if claim.voice == "outlet"), None)
    if machine.text.kind == "verbatim" or any(claim.voice == "outlet" for claim in rejected):
        return []
    found = []
    for number in sorted({claim.sentence for claim in rejected}):
        if any(claim.sentence == number and claim.claim_id not in unit.names for claim in machine.claims):
            continue
        claim = Claim("", machine.text.id, number, "outlet", [machine.places[number]], "")
        if outlet:
            claim.actor, claim.actor_kind, claim.affiliation = outlet.actor, outlet.actor_kind, outlet.affiliation
        claim.rule, claim.confidence, claim.coder = "outlet-sentence", 1.0, "+".join(names)
        found.append(set_spans(claim, machine.text.body))
    return found


def _taken_over(claim: Claim, decided: list[Claim]) -> bool:
    """Say whether a sentence that the machine left to the outlet holds a claim that a person put there."""
    return claim.voice == "outlet" and any(
        each.sentence == claim.sentence and spans.any_overlap(each.content, claim.content) for each in decided
    )
