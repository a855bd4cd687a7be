"""Codes as other tools know them: a tree with a branch for each field, and a lasting name (GUID) for each code."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from uuid import UUID, uuid5

from readout import codebook
from readout.annotator.claim_table import Claim
from readout.codebook import Code
from readout.exchange.parcel import FLAGS, PARTS, WORDS
from readout.vocabulary import ACTS, STANCES, VOICES

#: Names made from this are the same on every machine, so that a project can be written again over an older one.
NAMESPACE = UUID("6a1d6f0e-3a43-5a51-9c1b-7d2f64a0b9aa")
#: What may stand for the line breaks of a description in tools that fold them away.
BETWEEN = "‖"
#: Fields with words that are codes; the words of a target are as many as the claims.
CODED = tuple(name for name in WORDS if name != "target_text")
#: What a coder says of a claim besides its fields, as codes.
SAID = ("unsure", "rejected")
BRANCHES = ("voice", "act", "stance", "issues", "flags", "parts", *CODED)


def shown(branch: str, name: str) -> str:
    """Return a code's name as other tools show it: with its branch, for QualCoder wants no name twice in a project."""
    return name if branch == "issues" else f"{branch}: {name}"


def guid(*path: str) -> str:
    """Return the lasting name of a code, claim or person."""
    return str(uuid5(NAMESPACE, "/".join(path)))


def describe(code: Code) -> str:
    """Return what a code means as lines of text, each with its heading, so that it can be read back."""
    lines = [f"Label: {code.label}", f"Definition: {code.definition}", f"Use when: {code.use_when}"]
    lines += [f"Not when: {code.not_when}", *(f"Example: {example}" for example in code.examples)]
    for heading in ("terms", "hints", "exceptions"):
        lines += [f"{heading[:-1].capitalize()}: {term}" for term in getattr(code, heading)]
    return "\n".join([*lines, *(["Retired: yes"] if code.retired else [])])


def undescribe(name: str, description: str) -> dict[str, object]:
    """Return the fields of a code from its description; what another tool did not say is filled with the label."""
    lists: dict[str, list[str]] = {"example": [], "term": [], "hint": [], "exception": []}
    single: dict[str, str] = {}
    free: list[str] = []
    for line in description.replace(BETWEEN, "\n").splitlines():
        heading, colon, rest = line.partition(":")
        key = heading.strip().lower()
        if colon and key in lists:
            lists[key].append(rest.strip())
        elif colon and key in ("label", "definition", "use when", "not when", "retired"):
            single[key] = rest.strip()
        elif line.strip():
            free.append(line.strip())
    label = single.get("label") or name
    said = " ".join(free) or label
    return {
        "label": label,
        "definition": single.get("definition") or said,
        "use_when": single.get("use when") or said,
        "not_when": single.get("not when") or "Not said by the tool that it came from.",
        "examples": lists["example"] or [said],
        "terms": lists["term"] or [" ".join(re.findall(r"[^\W_]+", label.lower())) or "unnamed"],
        "hints": lists["hint"],
        "exceptions": lists["exception"],
        "retired": single.get("retired") == "yes",
    }


def tree(claims: Iterable[Claim]) -> dict[str, dict[str, str]]:
    """Return the codes that a project needs: for each branch the names of its codes with what they mean."""
    found: dict[str, dict[str, str]] = {branch: {} for branch in BRANCHES}
    found["voice"] = {name: sign.meaning for name, sign in VOICES.items()}
    found["act"] = dict(ACTS)
    found["stance"] = {name: sign.meaning for name, sign in STANCES.items()}
    found["issues"] = {code.code: describe(code) for code in codebook.load().issues}
    found["flags"] = dict.fromkeys((*FLAGS, *SAID), "")
    found["parts"] = dict.fromkeys((*PARTS, "quotes"), "a part of a claim, which its name tells")
    for claim in claims:
        for name in CODED:
            if value := getattr(claim, name):
                found[name].setdefault(value, "")
        for issue in claim.issues:
            found["issues"].setdefault(issue, "not in the codebook")
    return found


def codes_of(claim: Claim) -> Iterator[tuple[str, str]]:
    """Return the codes of a claim as pairs of branch and name."""
    for branch in ("voice", "act", "stance", *CODED):
        if value := getattr(claim, branch):
            yield branch, value
    yield from (("issues", issue) for issue in claim.issues)
    yield from (("flags", name) for name in FLAGS if getattr(claim, name))


def issue_named(name: str) -> str | None:
    """Return the issue of the codebook that another tool means by a name: its code or its label."""
    wanted = name.strip().lower()
    for code in codebook.load().issues:
        if wanted in (code.code, code.label.lower()):
            return code.code
    return None


def issue_of(name: str) -> str:
    """Return the issue that another tool means by a name; one that the codebook does not have is kept as a code."""
    return issue_named(name) or as_code(name)


def as_code(name: str) -> str:
    """Return a name as a code: small letters, digits and single hyphens, beginning with a letter.

    A name in another script gets a code of its own, which is the same every time.
    """
    plain = unicodedata.normalize("NFKD", name.lower())
    code = re.sub(r"[^a-z0-9]+", "-", "".join(each for each in plain if not unicodedata.combining(each)))
    code = code.strip("-")[:60].strip("-")
    if not code:
        return f"code-{hashlib.blake2b(name.encode('utf-8', 'replace'), digest_size=3).hexdigest()}"
    return code if code[:1].isalpha() else f"code-{code}"
