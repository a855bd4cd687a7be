"""The review widget: `readout.review(text, coder="ab")` and `readout.adjudicate(text)` in a notebook.

The browser keeps the sitting (what is selected, what can be undone); the kernel keeps the decisions. Each decision is
sent at once, and called saved only after the store has it on the disk. Where the kernel is silent the browser keeps
what was not acknowledged and sends it again; a decision that arrives twice is written once.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from html import escape
from importlib.resources import files
from typing import Any

import anywidget
import traitlets

from readout.annotator.claim_table import Claim, make_claim_id
from readout.errors import ReadoutError, RunFailed
from readout.reviewing.decisions import store
from readout.reviewing.decisions.apply import Standing, units
from readout.reviewing.decisions.decision import FIELDS, NEWER, SPANS, Action, Decision, decide
from readout.reviewing.decisions.proposals import Machine
from readout.reviewing.decisions.store import Kept, Store
from readout.reviewing.widget import blind_sample, proposers
from readout.reviewing.widget.payload import item, raw, sheet, sides
from readout.spans import Span
from readout.texts.text import Text
from readout.vocabulary import ACTS, STANCES, VOICES

_PAGE = files("readout.reviewing.widget") / "page"
ACTIONS = ("accept", "correct", "reject", "add", "split", "merge", "adjudicate", "note", "withdraw")


@dataclass(frozen=True)
class Unattended:
    """What stands in the place of the widget in a report: nobody sits before it."""

    summary: str

    def __repr__(self) -> str:
        return self.summary

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.summary)}</p>"


def review(text: Text, coder: str, beside: Iterable[str] | str = ()) -> "Review | Unattended":
    """Return the widget in which a coder decides on the claims of a text; decisions go to data/annotations.

    A coder is named by up to 40 letters, digits, - and _. `beside` names coders whose proposals are shown with the
    annotator's, such as `model:NAME`, with reason and confidence; the coder decides on them all. Raises ReadoutError
    for a name that cannot be one, and where somebody beside has coded nothing. In a report (READOUT_OUTPUT is set) it
    is a sentence that says where to decide.
    """
    named = [beside] if isinstance(beside, str) else list(beside)
    store.chosen(text.id, named, ()) if named else {}
    return _widget(text, Store.of(text.id, coder), beside=named)


def adjudicate(text: Text, coders: Iterable[str] | None = None, coder: str = "adjudicator") -> "Review | Unattended":
    """Return the widget with the claims on which coders differ, side by side; what is decided is a coder of its own.

    `coders` are at least two, by default all people who decided on the text, and the shipped examples where there are
    no two people.
    """
    kept = store.at_least_two(text.id, coders)
    if not kept:
        raise ReadoutError(f"No two coders have decided on {text.id}; there is nothing to adjudicate between.")
    if coder in kept:
        raise ReadoutError(f"{coder!r} is one of the coders; give the adjudication a name of its own.")
    return _widget(text, Store.of(text.id, coder, "adjudicator", between=list(kept)), list(kept))


def _widget(
    text: Text, kept_in: Store, between: list[str] | None = None, beside: Iterable[str] = ()
) -> "Review | Unattended":
    if os.environ.get("READOUT_OUTPUT"):
        return Unattended(f"The claims of {text.title} are decided on in JupyterLab: open this notebook there.")
    return Review(text, kept_in, between, beside)


class Review(anywidget.AnyWidget):
    """A text with its claims to decide on, by keyboard (`?` lists the keys), mouse or touch."""

    _esm = "\n".join(part.read_text(encoding="utf-8") for part in sorted(_PAGE.glob("*.js")))  # type: ignore[attr-defined]
    _css = (_PAGE / "widget.css").read_text(encoding="utf-8")
    page = traitlets.Dict().tag(sync=True)

    def __init__(self, text: Text, kept_in: Store, between: list[str] | None = None, beside: Iterable[str] = ()):
        super().__init__()
        self.text = text
        self.store = kept_in
        self.coder = kept_in.path.stem
        self._between = between or []
        self._beside = list(beside)
        self._written = {decision.id for decision in kept_in.read().decisions}
        self.page = self._sheet()
        self.on_msg(self._receive)

    @cached_property
    def _machine(self) -> Machine:
        return Machine.on(self.text)

    def _sheet(self) -> dict[str, Any]:
        # How much of the file is shown: where it is longer before our next line, somebody else decides in it too.
        self._shown_size = self.store.path.stat().st_size if self.store.path.exists() else 0
        self._others_decided = False
        kept = self.store.read()
        place = "/".join(self.store.path.parts[-4:])
        view = self._machine.view(kept)
        page = sheet(self.text, self.coder, kept, view, place)
        if self._beside:
            page["claims"] = proposers.beside(self._machine, view, store.chosen(self.text.id, self._beside, ()))
        if self._between:
            page["claims"] = self._disputed(kept)
        return page

    def _disputed(self, adjudicated: Kept) -> list[dict[str, Any]]:
        """Return the claims on which the coders differ, each with what every coder made of it."""
        kept = store.chosen(self.text.id, self._between, ())
        views = self._machine.views(kept)
        disputed = [unit for unit in units(self._machine.claims, views) if unit.disputed]
        decided = self._machine.view(adjudicated).decided
        found = []
        for unit in disputed:
            alternatives = sides(unit, self._between)
            now = [each for each in decided if each.names & unit.names]
            # Where nothing is decided yet, the first claim that a coder kept stands for all of them.
            first = next(outcome for outcome in unit.outcomes.values() if outcome)[0]
            for each in now or [Standing(first.claim)]:
                also = [
                    raw(other) for other in self._members(unit.names, views) if other.claim_id != each.claim.claim_id
                ]
                found.append(item(each, alternatives) | {"also": also})
        return found

    def _members(self, names: frozenset[str], views: dict[str, Any]) -> list[Claim]:
        everything = {claim.claim_id: claim for claim in self._machine.claims}
        for view in views.values():
            everything |= {each.claim.claim_id: each.claim for each in (*view.standing, *view.rejected)}
        return [everything[name] for name in sorted(names) if name in everything]

    # ---- what the browser sends

    def _receive(self, _widget: Any, message: dict[str, Any], _buffers: Any) -> None:
        if message.get("type") == "refresh":
            self.send({"type": "page", "page": self._sheet()})
        elif message.get("type") in ("sample", "answer"):
            self._blind(message)
        elif message.get("type") == "decide":
            sent = message.get("decision") or {}
            try:
                names = self.decide(sent)
            except RunFailed as error:  # the disk: it may be saved later
                self.send({"type": "failed", "id": sent.get("id"), "reason": str(error)})
            except (ReadoutError, TypeError, ValueError, KeyError) as error:
                self.send({"type": "refused", "id": sent.get("id"), "reason": str(error)})
            else:
                self.send({"type": "saved", "id": sent["id"], "names": names})
                if self._others_decided:
                    self.send({"type": "page", "page": self._sheet()})

    def _blind(self, message: dict[str, Any]) -> None:
        """Draw a sample, or keep an answer to one; what goes wrong is told in the widget."""
        try:
            if message["type"] == "sample":
                drawn = blind_sample.draw(self.text, self.coder, str(message.get("of")), int(message.get("size") or 0))
                self.send({"type": "sample", **drawn})
            else:
                blind_sample.answer(message)
                self.send({"type": "answered", "claim_id": message["claim_id"]})
        except (ReadoutError, TypeError, ValueError, KeyError) as error:
            self.send({"type": "told", "words": str(error)})

    def decide(self, sent: dict[str, Any]) -> list[str]:
        """Write a decision as the browser sends it, unless it is there; return the ids of the claims that it makes."""
        action: Action = sent["action"]
        if action not in ACTIONS:
            raise ReadoutError(f"{action!r} is no action; it is one of {', '.join(ACTIONS)}.")
        claims = [self._claim(raw_claim) for raw_claim in sent.get("claims") or []]
        if sent["id"] not in self._written:
            decision: Decision = decide(
                self.text.id,
                self.text.body,
                self.coder,
                action,
                [self._claim(raw_claim) for raw_claim in sent.get("replaces") or []],
                claims,
                id=sent["id"],
                withdraws=sent.get("withdraws"),
                comment=str(sent.get("comment") or ""),
                unsure=bool(sent.get("unsure")),
            )
            before, after = self.store.append(decision)
            self._others_decided |= before != self._shown_size
            self._shown_size = after
            self._written.add(decision.id)
        return [claim.claim_id for claim in claims]

    def _claim(self, sent: dict[str, Any]) -> Claim:
        """Return a claim as the browser sends it, with its values and spans checked; a new one gets its name."""
        for name, allowed in (("voice", VOICES), ("act", ACTS), ("stance", STANCES)):
            if sent[name] not in allowed:
                raise ReadoutError(f"{sent[name]!r} is no {name}; it is one of {', '.join(allowed)}.")
        content = [self._span(span) for span in sent["content"]]
        spans: dict[str, Any] = {name: self._span(sent[name]) if sent.get(name) else None for name in SPANS}
        name = str(sent["claim_id"])
        if name.startswith("new:"):
            name = make_claim_id(self.text.id, content, spans["source"], spans["cue"])
        plain = {each: sent[each] for each in (*FIELDS, "parent", "rule", "confidence") if each not in NEWER}
        plain |= {each: sent.get(each) for each in FIELDS if each in NEWER}
        return Claim(
            claim_id=name,
            text_id=self.text.id,
            sentence=0,
            content=content,
            content_text="",
            **spans,
            quotes=[self._span(span) for span in sent["quotes"]],
            **plain,
        )

    def _span(self, sent: Any) -> Span:
        start, end = int(sent[0]), int(sent[1])
        if not 0 <= start < end <= len(self.text.body):
            raise ReadoutError(f"{sent} is no span of {self.text.id}, which has {len(self.text.body)} characters.")
        return start, end

    # ---- where there is no browser to decide in

    def _repr_mimebundle_(self, **options: Any) -> Any:
        data, metadata = super()._repr_mimebundle_(**options) or ({}, {})
        return {**data, "text/plain": self._summary()}, metadata

    def _summary(self) -> str:
        claims = self.page["claims"]
        left = sum(claim["status"] == "undecided" for claim in claims)
        return (
            f"Review of {self.text.title} by {self.coder}: {len(claims) - left} of {len(claims)} claims decided. "
            "Open the notebook in JupyterLab to decide on the rest."
        )
