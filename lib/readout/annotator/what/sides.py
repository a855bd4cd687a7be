"""The act and the stance of each claim: what its cue does and what its content does, put together.

A cue that only says that something was said leaves both to the content. A cue that takes a stand ("rejected",
"called for", "warned of") takes it on the content. Terms make conditional what is accepted, refused or possible.
"""

from typing import TYPE_CHECKING

from readout.annotator.claim_table import Claim
from readout.annotator.what import acts, constructions, stance, terms
from readout.annotator.what.content_tree import SUBJECTS
from readout.annotator.what.places import Marks, Places
from readout.annotator.what.reading import NONE, Reader, Side
from readout.annotator.what.whose import Whose
from readout.annotator.who.resolve import Cast
from readout.spans import Span

if TYPE_CHECKING:
    from readout.parser import Token

_BY_ACT = {
    "concedes": "",
    "proposes": "proposes",
    "demands": "demands",
    "appeals": "appeals",
    "commits": "promises",
    "rejects": "opposes",
    "warns": "fears",
    "accuses": "condemns",
}
_JUDGING = frozenset(
    {
        "call",
        "describe",
        "see",
        "view",
        "regard",
        "label",
        "brand",
        "dub",
        "deem",
        "consider",
        "characterise",
        "characterize",
        "term",
        "find",
        "denounce",
        "dismiss",
        "portray",
        "paint",
        "hail",
        "decry",
        "treat",
    }
)


class Sides:
    """Finds act and stance of the claims of one text."""

    def __init__(self, places: Places, cast: Cast):
        self._places = places
        self._whose = Whose(places, cast)
        #: By claim, where the words stand that its target must know of.
        self.marks: dict[str, Marks] = {}

    def reader(self, claim: Claim) -> Reader:
        """Return the reader of a claim's content."""
        self._whose.read(claim)
        tokens = [token for span in claim.content for token in self._places.tokens(span)]
        if tokens:
            tokens = [token for token in tokens if token.doc is tokens[0].doc]
        cue = self._places.tokens(claim.cue) if claim.cue else []
        retold = claim.voice == "indirect" and any(token.tag_ in ("VBD", "VBN") for token in cue)
        return Reader(tokens, self._whose.is_own, self._whose.is_agent, claim.condition is not None, retold)

    def judge(self, claim: Claim, cue: str, lemma: str | None, around: str) -> None:
        """Give a claim its act, stance and negation; its condition must be known."""
        reader = self.reader(claim)
        side = self._side(reader, claim, cue, lemma, around)
        claim.act, claim.stance = terms.read(claim, side, reader, self._places)
        claim.negated = side.negated if side.construction else stance.negated(claim.content_text)
        self.marks[claim.claim_id] = Marks(*map(self._place, (reader.ending, reader.decided)))

    def _place(self, token: "Token | None") -> int | None:
        return None if token is None else self._places.span([token])[0]

    def only_names(self, content: list[Span], cue: str, lemma: str | None) -> bool:
        """Tell whether a content only names a thing that was spoken of: "spoke about the region"."""
        tokens = [token for span in content for token in self._places.tokens(span)]
        if not tokens or any(
            token.pos_ in ("VERB", "AUX") or token.dep_ in ("nsubj", "acomp", "oprd") for token in tokens
        ):
            return False
        act = acts.of_cue(cue, lemma)
        return act is None and self._cue_construction(cue, lemma, act) is None and not _judgeable(tokens)

    def is_label(self, span: Span) -> bool:
        """Tell whether an own sentence has no verb and no word that takes a side: a number, a label, a credit."""
        tokens = self._places.tokens(span)
        if any(token.pos_ in ("VERB", "AUX") or token.lower_ in ("no", "not", "why", "never") for token in tokens):
            return False
        return not _judgeable(tokens)

    def _side(self, reader: Reader, claim: Claim, cue: str, lemma: str | None, around: str) -> Side:
        if claim.cue is None or not cue:
            return reader.read()
        if stance.concedes(around):
            return NONE._replace(act="concedes", construction="opposes", negated=True)
        negated = acts.is_negated(around)
        act = acts.of_cue(cue, lemma)
        name = self._cue_construction(cue, lemma, act)
        if claim.rule in ("judgement", "passive-with-as") or (
            name in ("opposes", "condemns", "favours", None) and self._judges(lemma, claim)
        ):
            judged = self._judgement(reader)
            if judged is not None:
                return judged._replace(act=act) if act == "rejects" and judged.stance == "opposes" else judged
            if claim.rule == "judgement" and act in ("demands", "appeals", "proposes"):
                return NONE
        if stance.asks(claim.content_text) and act not in ("rejects", "accuses"):
            return NONE._replace(act=act if act in ("appeals",) else "asserts")
        if act == "concedes":
            return self._conceded(reader, negated)
        if name is None:
            if negated:
                return NONE
            root = reader.root
            told = (lemma or cue).lower().startswith(("tell", "told", "instruct", "direct"))
            if told and root is not None and root.tag_ == "VB" and reader.is_infinitive(root):
                return Side("opposes" if reader.negated(root) else "supports", "demands", "demands", True)
            return self._by_the_way(reader)
        if name == "demands" and not negated and _insists((lemma or cue).lower(), reader):
            side = self._by_the_way(reader)
            if side.construction or (reader.root is not None and reader.negated(reader.root)):
                return side
        if (
            name == "promises"
            and not negated
            and reader.root is not None
            and reader.child(reader.root, "nsubj", "nsubjpass")
        ):
            side = reader.read()
            if side.construction:
                return side
        row = constructions.table()[name]
        verb = (lemma or cue).split()[0].lower()
        if cue.lower().endswith(" against"):
            return Side("opposes", "warns", "opposes", False, False)
        if name == "opposes" and verb in ("refuse", "decline", "refusal"):
            return self._refused(reader, negated)
        given = row.negated if negated else row.plain
        if given == "wanted":
            given = reader.wanted(reader.root)
        if act is None or negated:
            act = row.act_negated if negated else row.act
        if act == "accuses" and name in ("condemns", "regrets") and not self._accused(claim, lemma):
            act = "rejects" if name == "condemns" else "asserts"
        return Side(given, act, name, row.terms, stance.negated(claim.content_text) if not negated else True)

    def _cue_construction(self, cue: str, lemma: str | None, act: str | None) -> str | None:
        """Return the construction of a cue, or None where it only says that something was said."""
        for words in (lemma or "", cue.lower()):
            parts = words.split()
            if parts and (parts[0] in acts.plain() or words in acts.plain() or " ".join(parts[:2]) in acts.plain()):
                return None
            for form in (words, " ".join(parts[:2]), *parts[:1]):
                spelled = constructions.spelled(form)
                found = (
                    constructions.of_verb(spelled)
                    or constructions.of_noun_name(spelled)
                    or constructions.of_adjective_name(spelled)
                )
                if found in ("leads", "good", "bad", "works", "helps", "solves", "vital"):
                    continue
                if found is not None:
                    return found if found not in ("harms", "wounds") else "condemns"
        return _BY_ACT.get(act or "") or None

    def _by_the_way(self, reader: Reader) -> Side:
        """Return what the content does, read from its words for and against where no construction says it."""
        side, words = reader.read(), reader.main_words()
        if side.construction or stance.asks(words):
            return side
        found = stance.polarity(words)
        subject = reader.child(reader.root, "nsubj") if reader.root is not None else None
        if found == "supports" and subject is not None and self._of_another(subject):
            return side
        return Side(found, acts.of_content(words), "word", True, stance.negated(words)) if found else side

    def _of_another(self, subject: "Token") -> bool:
        """Tell whether a subject is somebody other than the speaker."""
        return subject.pos_ in ("NOUN", "PROPN") and self._whose.is_agent(subject) and not self._whose.is_own(subject)

    def _conceded(self, reader: Reader, negated: bool) -> Side:
        side = reader.read()
        if negated:
            return Side("opposes", "rejects", "accepts", True, True)
        if side.stance == "supports":
            return side._replace(act="concedes")
        if reader.root is not None and reader.root.pos_ in ("NOUN", "PROPN"):
            return Side("supports", "concedes", "accepts", True)
        if side.terms and side.stance == "neutral":
            return side
        return Side("neutral", "concedes", side.construction, False, side.negated)

    def _refused(self, reader: Reader, negated: bool) -> Side:
        if negated:
            return NONE._replace(act="concedes", construction="opposes", negated=True)
        if reader.root is not None and constructions.of_verb(constructions.verb_name(reader.root)) in (
            "opposes",
            "denies",
        ):
            return NONE._replace(act="concedes", construction="opposes")
        wanted = reader.wanted(reader.root)
        return Side("supports" if wanted == "opposes" else "opposes", "rejects", "opposes", True)

    def _judges(self, lemma: str | None, claim: Claim) -> bool:
        return bool(lemma) and (lemma or "").split()[0] in _JUDGING and (lemma or "").endswith((" as",))

    def _judgement(self, reader: Reader) -> Side | None:
        """Return the side of what somebody calls something: the judgement stands last."""
        heads = [
            token
            for token in reader.tokens
            if token.head.i == token.i
            or token.head.i not in reader.inside
            or token.dep_ in ("oprd", "acomp", "attr", "pcomp")
            or (token.dep_ == "pobj" and token.head.lower_ == "as")
        ]
        for token in reversed(heads):
            stand = reader.predicate(token)
            if token.pos_ == "VERB" and stand is None:
                side = reader.clause(token, 0)
                if side.construction:
                    return side
            if stand in (
                "good",
                "bad",
                "barred",
                "crimes",
                "possible",
                "impossible",
                "regrets",
                "vital",
                "harms",
                "absent",
            ):
                return reader.made(stand, reader.negated(token), None, token)
        last = next((token for token in reversed(reader.tokens) if token.is_alpha), None)
        if last is not None and any(child.dep_ == "det" and child.lower_ in ("a", "an") for child in last.children):
            # The parser hangs it on what stands before it: "called the arrest of the two sailors a provocation".
            named = constructions.of_noun(last)
            if named in ("good", "bad", "crimes", "barred"):
                return reader.made(named, False, None, last)
        words = " ".join(token.text for token in reader.tokens)
        found = constructions.phrase(words)
        if found is not None:
            return reader.made(found[0], False, None, reader.tokens[-1])
        return Side("opposes", "rejects", "bad") if heads and _is_image(heads[-1], reader) else None

    def _accused(self, claim: Claim, lemma: str | None) -> bool:
        """Tell whether an accusation has somebody whom it is put to, or who did what is condemned."""
        if (lemma or "").split(" ")[0] in (
            "accuse",
            "blame",
            "accusation",
            "charge",
            "rebuke",
            "reproach",
            "allege",
            "allegation",
        ):
            return True
        start = claim.cue[0] if claim.cue else claim.content[0][0]
        end = claim.content[-1][1]
        return self._whose.names_other(start, end)


def _insists(cue: str, reader: Reader) -> bool:
    """Tell whether somebody insists that a thing is so, and not that it be done."""
    root = reader.root
    if not cue.startswith("insist") or root is None or reader.child(root, *SUBJECTS) is None:
        return False
    finite = [root, *(child for child in root.children if child.dep_ in ("aux", "auxpass"))]
    return any(token.tag_ in ("VBD", "VBZ") or token.lower_ in ("are", "were", "have") for token in finite)


def _is_image(head: "Token", reader: Reader) -> bool:
    """Tell whether a judgement is an image of the speaker's own: "wine in a small bottle"."""
    if head.pos_ != "NOUN":
        return False
    quoted = any(
        token.is_quote or token.text in "“‘" for token in reader.tokens if token.i < head.i and token.i > head.i - 5
    )
    told_more = any(child.dep_ in ("relcl", "prep") for child in head.children if child.i in reader.inside)
    definite = any(child.lower_ in ("the", "this", "that") for child in head.children if child.dep_ == "det")
    return (quoted or any(child.dep_ == "relcl" for child in head.children)) and told_more and not definite


def _judgeable(tokens: "list[Token]") -> bool:
    """Tell whether any word takes a side by itself."""
    return any(
        (constructions.of_adjective(token) if token.pos_ == "ADJ" else constructions.of_noun(token)) is not None
        for token in tokens
        if token.pos_ in ("ADJ", "NOUN")
    )
