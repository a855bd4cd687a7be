"""The thread of a text: who spoke before a place, so that "he", "it", "they" and "the minister" find their actor."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from readout import spans
from readout.annotator.claim_table import Span
from readout.annotator.who.roles import Actor
from readout.parser import sentence_bounds

T = TypeVar("T")

if TYPE_CHECKING:
    from readout.parser import Document, Token

HE, SHE, IT, THEY = (
    frozenset(words.split())
    for words in ("he him himself his", "she her herself", "it itself its", "they them themselves their both")
)
PRONOUNS = HE | SHE | IT | THEY
#: How many sentences back the antecedent of a pronoun is looked for.
REACH = 8


class Seen(NamedTuple):
    """A source resolved before: where, as whom, which kind of pronoun fits, and whether inside another's words."""

    place: int
    sentence: int
    actor: Actor
    number: str
    nested: bool


class Discourse:
    """What the pronouns of one text can refer to; `retold` are the contents of all its claims."""

    def __init__(self, document: "Document", retold: Iterable[Span]):
        self._document = document
        self._retold = sorted(retold)
        self._subjects: list[Span | None] | None = None
        self._plurals: list[Span | None] = []
        self.seen: list[Seen] = []

    def remember(self, place: int, actor: Actor, number: str, nested: bool) -> None:
        """Note that an actor spoke at a place of the text."""
        self.seen.append(Seen(place, self._document.sentence_at(place), actor, number, nested))

    def speakers(self) -> list[Actor]:
        """Return the persons who spoke so far, the last one last."""
        return [seen.actor for seen in self.seen if seen.number == "person" and not seen.nested]

    def last(self) -> Actor | None:
        """Return who spoke last in the reporter's words, not in another's."""
        return next((seen.actor for seen in reversed(self.seen) if not seen.nested), None)

    def last_of(self, number: str) -> Actor | None:
        """Return the last actor that a pronoun of this kind can take up."""
        return next((seen.actor for seen in reversed(self.seen) if seen.number == number), None)

    def candidates(self, place: int, resolve: Callable[[Span], Actor]) -> Iterator[Actor]:
        """Yield the persons whom "he" or "she" at a place may mean, the likeliest first.

        Going back sentence by sentence: who spoke in it, else the person who is its subject. Subjects inside retold
        words do not count: who speaks of somebody else stays the speaker.
        """
        here = self._document.sentence_at(place)
        for number in range(here, max(-1, here - REACH), -1):
            spoke = [seen for seen in self.seen if seen.sentence == number and seen.place < place and not seen.nested]
            yield from (seen.actor for seen in reversed(spoke) if seen.number == "person")
            subject = self.subjects()[number] if number < len(self.subjects()) else None
            if subject and subject[1] <= place and not self._is_retold(subject):
                yield resolve(subject)

    def subjects_before(self, place: int, resolve: Callable[[Span], T | None]) -> Iterator[T]:
        """Yield what the subjects of the sentences before a place resolve to, the nearest first, None left out."""
        here = self._document.sentence_at(place)
        for subject in reversed(self.subjects()[max(0, here - REACH) : here]):
            found = resolve(subject) if subject else None
            if found is not None:
                yield found

    def plurals_before(self, place: int, resolve: Callable[[Span], Actor]) -> Iterator[Actor]:
        """Yield whom "they" at a place may mean, the nearest first: who spoke as several, or subjects in the plural."""
        here = self._document.sentence_at(place)
        self.subjects()
        for number in range(here, max(-1, here - REACH), -1):
            spoke = [seen for seen in self.seen if seen.sentence == number and seen.place < place]
            yield from (seen.actor for seen in reversed(spoke) if seen.number == "they")
            subject = self._plurals[number] if number < len(self._plurals) else None
            if subject and subject[1] <= place:
                yield resolve(subject)

    def subjects(self) -> list[Span | None]:
        """Return the grammatical subject of each sentence, up to its head; None for none and for pronouns."""
        if self._subjects is None:
            self._subjects = []
            for block in self._document.blocks:
                for first, last in sentence_bounds(block.doc):
                    sentence = block.doc[first:last]
                    found = next(
                        (token for token in sentence.root.children if token.dep_ in ("nsubj", "nsubjpass")), None
                    )
                    several = found is not None and (found.tag_ in ("NNS", "NNPS") or any(found.conjuncts))
                    if found is None or found.pos_ == "PRON":
                        self._subjects.append(None)
                        several = False
                    else:
                        self._subjects.append(block.span(found.left_edge.i, _with_of(found)))
                    if found is not None and several:
                        last = max(token.i for token in (found, *found.conjuncts))
                        self._plurals.append(block.span(found.left_edge.i, last + 1))
                    else:
                        self._plurals.append(None)
        return self._subjects

    def antecedent(self, place: int) -> Span | None:
        """Return the noun phrase that a relative pronoun at a place stands for, up to its head."""
        for block in self._document.blocks:
            if block.start <= place < block.end:
                token = next((one for one in block.doc if block.offsets[one.idx] == place), None)
                clause = next((one for one in token.ancestors if one.dep_ == "relcl"), None) if token else None
                return block.span(clause.head.left_edge.i, clause.head.i + 1) if clause else None
        return None

    def persons_before(self, place: int, is_person: Callable[[str], bool]) -> Iterator[Span]:
        """Yield the phrases for persons by their office in the two sentences before a place, the nearest first."""
        starts = self._document.sentences
        here = self._document.sentence_at(place)
        begin = starts[max(0, here - 2)][0]
        for block in reversed(self._document.blocks):
            if block.end <= begin or block.start >= place:
                continue
            for token in reversed(block.doc):
                if token.pos_ == "NOUN" and begin <= block.offsets[token.idx] < place and is_person(token.lower_):
                    yield block.span(token.left_edge.i, _with_of(token))

    def _is_retold(self, span: Span) -> bool:
        return spans.inside_any(span, self._retold)


def _with_of(token: "Token") -> int:
    """Return where a noun with its "of" ends: the foreign minister of Peru."""
    for child in token.children:
        if child.lower_ == "of" and child.i == token.i + 1:
            return max((part.i + 1 for part in child.children if part.dep_ == "pobj"), default=token.i + 1)
    return token.i + 1
