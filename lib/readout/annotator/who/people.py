"""People named in a text: full names, and the offices and states that stand beside them."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from readout.annotator import word_lists
from readout.annotator.claim_table import Span
from readout.annotator.who.gazetteer import Entry, Gazetteer, Match
from readout.annotator.who.roles import without_title

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*[\w]|[A-Z]\."
_PARTICLE = r"de|da|do|dos|du|van|von|der|den|bin|ibn|al|el|la|le|ter|di|del"
_NAME = re.compile(rf"(?<![\w.'’-])(?:{_CAPITAL})(?:[ \n](?:(?:{_PARTICLE})[ \n]){{0,2}}(?:{_CAPITAL}))+")
#: Capitalised words that are part of no person's name.
_NO_NAME = frozenset(word_lists.read("names")["no_name"])
#: Family names that come before the given name.
_FAMILY_FIRST = frozenset(word_lists.read("names")["family_first"])
#: Words after which a person is only named to say whose relative or helper somebody is: the sister of leader A.
KIN = re.compile(
    r"\b(?:sister|brother|wife|husband|widow|son|daughter|father|mother|nephew|niece|uncle|aunt|cousin|aide|ally|"
    r"adviser|advisor|lawyer|successor|predecessor|rival|confidant|spokes\w+) (?:of|to|for) [^,;.]*$"
)


_OWNER = re.compile(r"\b(?:the country['’]s|the (?:\w+ )?nation['’]s|their|whose)\b", re.I)
#: What stands between two who act together: "A and her Peruvian counterpart, B", "A and Defence Minister B".
BESIDE = re.compile(r"\s+and\s+(?:[\w'’-]+\s+){0,6}?(?:[\w'’-]+,\s+)?")
_AFTER_OFFICE = re.compile(r"(?: (?:to|of|for|at|on) [^,]{1,60})?,? ?(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Shri|Smt)\.? )?")
#: What may stand before an office after a name: "X, the former Russian deputy envoy to the UN,".
_DESCRIBING = (
    r"(?:(?:the|a|an|its|their|his|her|who is|[A-Z][\w'’.-]*|"
    r"[a-z-]+(?:an|ish|ese|er|ior|y|ing|ed|al|st|f)|top|new|ex)\s+){0,5}"
)


@dataclass(slots=True)
class Person:
    """A person of the text: full name, the office families and the state or body that the text gives."""

    name: str
    affiliation: str | None = None
    pronoun: str | None = None
    offices: set[str] = field(default_factory=set)
    kind: str = "person"


@cache
def _given_names() -> dict[str, str]:
    names = word_lists.read("names")
    return {name: pronoun for pronoun in ("he", "she") for name in names[pronoun]}


@cache
def office_families() -> dict[str, frozenset[str]]:
    """Return, for each office word, the families that it belongs to."""
    families: dict[str, set[str]] = {}
    for family, words in word_lists.read("roles")["offices"].items():
        for word in words:
            families.setdefault(word, set()).add(family)
    return {word: frozenset(names) for word, names in families.items()}


@cache
def office_pattern() -> word_lists.Words:
    """Return the pattern of all words for the office of one person."""
    return word_lists.pattern(office_families())


@cache
def _beside_office() -> re.Pattern[str]:
    return re.compile(rf", {_DESCRIBING}(?i:{office_pattern().expression})[^,]{{0,60}}(?:,|$)")


#: A line of at least so many characters may be wrapped inside a name.
_WRAPPED = 40
#: What a title tells of the pronoun.
_TITLE_PRONOUNS = {"Mr": "he", "Sir": "he", "Lord": "he", "King": "he", "Prince": "he"} | dict.fromkeys(
    ("Mrs", "Ms", "Miss", "Dame", "Lady", "Queen", "Princess"), "she"
)


@cache
def _titled() -> re.Pattern[str]:
    titles = "|".join(word_lists.read("new_names")["titles"])
    return re.compile(rf"\b(?P<title>(?:{titles})\.?)[ ](?P<name>[A-ZÀ-ÖØ-Þ][\w'’-]*\w)")


_SECRETARY = re.compile(r"\bsecretary[- ]general\b", re.I)


def main_organisation(mentions: list[Match]) -> Entry | None:
    """Return the organisation that a text names most often, whose "Secretary-General" is meant, or None."""
    found = Counter(match.entry for match in mentions if match.entry.kind in ("organisation", "alliance"))
    return found.most_common(1)[0][0] if found else None


def offices_in(text: str) -> set[str]:
    """Return the families of all office words of a text."""
    known = office_families()
    return {family for match in office_pattern().finditer(text) for family in known[" ".join(match[0].lower().split())]}


class People:
    """The people of one text, found in one pass; `mentions` are in the order of the text."""

    def __init__(self, body: str, mentions: list[Match], gazetteer: Gazetteer, metadata: dict[str, object]):
        self._body = body
        self._gazetteer = gazetteer
        self._by_name: dict[str, Person] = {}
        self._by_surname: dict[str, list[Person]] = {}
        self.mentions: list[tuple[int, int, Person]] = []
        self.speaker = self._speaker(metadata)
        self._verbatim = metadata.get("kind") == "verbatim"
        taken = {place for match in mentions for place in (match.start, match.end - 1)}
        for match in mentions:
            if match.entry.kind == "person":
                person = self._known(match.entry.actor, match.entry.affiliation, match.entry.pronoun)
                self._add(match.start, match.end, person)
        self._common = frozenset(re.findall(r"(?<![\w-])[a-z]{3,}(?![\w-])", body))
        for name in _NAME.finditer(body):
            for start, end in self._person_names(name, taken):
                self._add(start, end, self._known(" ".join(body[start:end].split()), None, None))
        self._add_titled(taken)
        self._add_surnames(taken)
        self.mentions.sort(key=lambda mention: mention[0])
        for start, end, person in self.mentions:
            self._learn_office(start, end, person, mentions)

    def _speaker(self, metadata: dict[str, object]) -> Person | None:
        name = metadata.get("speaker")
        if not isinstance(name, str) or not name.strip():
            return None
        party = metadata.get("party")
        entry = self._gazetteer.named(party) if isinstance(party, str) and party.strip() else None
        affiliation = entry.actor if entry else (str(party) if party else None)
        known = self._gazetteer.named(name)
        if re.search(r"\b(?:ministry|government|office|council|commission|department|delegation)\b", name, re.I):
            return None
        person = self._known(
            known.actor if known and known.kind == "person" else without_title(name.strip()),
            affiliation,
            known.pronoun if known else None,
        )
        person.offices |= offices_in(str(metadata.get("role") or ""))
        return person

    def known(self) -> list[Person]:
        """Return the persons of the text."""
        return list(self._by_name.values())

    def _known(self, name: str, affiliation: str | None, pronoun: str | None) -> Person:
        key = name.replace("’", "'")
        person = self._by_name.get(key)
        if person is None:
            given = key.split()[0]
            person = Person(name, affiliation, pronoun or _given_names().get(given))
            self._by_name[key] = person
            self._by_surname.setdefault(key.split()[-1], []).append(person)
            short = len(key.split()) == 2 and given not in _given_names() and len(given) <= 5
            if short or (len(key.split()) > 1 and given in _FAMILY_FIRST):
                # In Chinese, Korean or Vietnamese names the family name comes first: either may be used alone.
                self._by_surname.setdefault(given, []).append(person)
        person.affiliation = person.affiliation or affiliation
        return person

    def _add(self, start: int, end: int, person: Person) -> None:
        self.mentions.append((start, end, person))

    def _person_names(self, match: re.Match[str], taken: set[int]) -> list[Span]:
        """Return the runs of two words and more of a capitalised sequence that may be somebody's name."""
        runs: list[list[Span]] = [[]]
        for word in re.finditer(r"\S+", match[0]):
            start, end = match.start() + word.start(), match.start() + word.end()
            if start > 0 and self._body[start - 1] == "\n" and self._ends_line(start - 1):
                runs.append([])
            bare = re.sub(r"['’]s$", "", word[0])
            if (
                start in taken
                or end - 1 in taken
                or bare in _NO_NAME
                or bare.lower() in office_families()
                or bare.lower() in word_lists.read("roles")["provisions"]
                or (bare.isupper() and len(bare) > 2)
            ):
                runs.append([])
            else:
                runs[-1].append((start, start + len(bare)))
                if bare != word[0]:
                    runs.append([])
        return [span for run in runs if (span := self._whole(run, taken)) is not None]

    def _ends_line(self, place: int) -> bool:
        """Tell whether a line break ends a short line, such as a heading, and does not merely wrap a long one."""
        return place - self._body.rfind("\n", 0, place) < _WRAPPED

    def _whole(self, run: list[Span], taken: set[int]) -> Span | None:
        """Return a run of capitalised words that is somebody's whole name, or None.

        A run that a name of the gazetteer goes on from ("Joseph R." before "Biden") belongs to that name, and one that
        ends in an initial or in a word that the text writes small elsewhere ("Peace Talks") is none.
        """
        while run and self._is_initial(run[-1]):
            run = run[:-1]
        if not 2 <= len(run) <= 5:
            return None
        start, end = run[0][0], run[-1][1]
        if end + 1 in taken and self._body[end] in " .":
            return None
        given = self._body[slice(*run[0])] in _given_names()
        last = self._body[slice(*run[-1])].lower()
        if not given and (
            last in self._common or all(self._body[slice(*word)].lower() in self._common for word in run)
        ):
            return None
        return start, end

    def _is_initial(self, word: Span) -> bool:
        return self._body[word[1] - 1] == "."

    def _add_titled(self, taken: set[int]) -> None:
        """Add those who are named by title and surname alone: "President Ameri", "General Sato", "Mr. Brand"."""
        covered = {place for start, end, _ in self.mentions for place in range(start, end)} | taken
        for match in _titled().finditer(self._body):
            start, end = match.span("name")
            name = re.sub(r"['’]s$", "", match["name"])
            end = start + len(name)
            if start in covered or name in self._by_surname or name in _NO_NAME or name.lower() in office_families():
                continue
            if name.isupper() or name.lower() in self._common or re.match(r" [A-ZÀ-Þ][a-zß-ÿ]", self._body[end:]):
                continue
            self._add(start, end, self._known(name, None, _TITLE_PRONOUNS.get(match["title"].rstrip("."))))

    def _add_surnames(self, taken: set[int]) -> None:
        covered = {place for start, end, _ in self.mentions for place in range(start, end)} | taken
        for word in re.finditer(rf"(?<![\w'’-])(?:{_CAPITAL})", self._body):
            bare = re.sub(r"['’]s$", "", word[0])
            if word.start() in covered or bare not in self._by_surname:
                continue
            self._add(word.start(), word.start() + len(bare), self._most_salient(self._by_surname[bare]))

    def _most_salient(self, namesakes: list[Person]) -> Person:
        """Return the one of several people of one name who is meant by it alone: the text's speaker, else the one named
        first who is not merely named as somebody's relative or owner.
        """
        if len(namesakes) == 1 or self.speaker in namesakes:
            return self.speaker if self.speaker in namesakes else namesakes[0]
        named = sorted((start, end, person) for start, end, person in self.mentions if person in namesakes)
        for start, end, person in named:
            owner = self._body[end : end + 2] in ("'s", "’s")
            if not owner and not KIN.search(self._body[max(0, start - 60) : start]):
                return person
        return named[0][2] if named else namesakes[0]

    def _learn_office(self, start: int, end: int, person: Person, mentions: list[Match]) -> None:
        """Read the office beside a full name: "Russia's envoy to the UN, X" and "X, the Russian envoy to the UN"."""
        left = re.split(r"[.;:!?\n]\s|[’”\"]\s", self._body[max(0, start - 110) : start])[-1]
        offices = list(office_pattern().finditer(left))
        office = offices[-1] if offices else None
        if office and _AFTER_OFFICE.fullmatch(left[office.end() :]):
            begin = start - len(left)
            phrase = re.split(
                r",|\band\b|\b(?:said|told|with|by|after|when|that|between|beside)\b", left[: office.start()]
            )[-1]
            self._set_office(person, left[office.start() :], (begin + office.start() - len(phrase), start), mentions)
            return
        right = re.split(r"[.;:!?\n](?:\s|$)", self._body[end : end + 110])[0]
        if right.startswith(" of ") and person.affiliation is None:
            places = (end + len(" of "), end + len(" of the "))
            of = next((match.entry for match in mentions if match.start in places), None)
            person.affiliation = of.actor if of and of.kind in ("state", "government", "observer") else None
        beside = _beside_office().match(right)
        if beside:
            self._set_office(person, beside[0], (end, end + beside.end()), mentions)

    def _set_office(self, person: Person, phrase: str, span: Span, mentions: list[Match]) -> None:
        person.offices |= offices_in(phrase)
        if person.affiliation is None:
            states = [match for match in mentions if match.entry.kind not in ("person", "outlet", "region")]
            beside = [match.entry for match in states if span[0] <= match.start < span[1]]
            begin = self._body.rfind("\n", 0, span[0]) + 1
            before = [match.entry for match in states if begin <= match.start < span[0]]
            before = [entry for entry in before if entry.kind in ("state", "government", "observer")] or before
            owner = re.search(
                r"\b(?:the country['’]s|the (?:\w+ )?nation['’]s|their|whose)\b", self._body[span[0] : span[1]], re.I
            )
            if beside:
                person.affiliation = beside[0].actor
            elif _SECRETARY.search(phrase) and (body := main_organisation(mentions)):
                person.affiliation = body.actor
            elif before and (owner or not self._verbatim) and not (owner and owner[0].lower() == "their"):
                person.affiliation = (before[-1] if owner else before[0]).actor
            elif self.speaker and re.search(r"\b(?:our|my)\b", self._body[span[0] : span[1]], re.I):
                person.affiliation = self.speaker.affiliation
