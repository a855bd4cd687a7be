"""Codes as other tools know them: a tree with a branch for each field, and a lasting name (GUID) for each code."""

import re
from collections.abc import Iterable, Iterator
from uuid import UUID, uuid5

from readout import codebook
from readout.annotator.claim_table import Claim
from readout.codebook import Code
from readout.exchange.parcel import FLAGS, PARTS, WORDS
from readout.vocabulary import ACTS, STANCES, VOICES

#: Names made from this are the same on every machine, so that a project can be written again over an older one.
NAMESPACE = UUID("6a1d6f0e-3a43-5a51-9c1b-7d2f64a0b9aa")
BRANCHES = ("voice", "act", "stance", "issues", "flags", "parts", *WORDS)


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
    for line in description.splitlines():
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
    found["flags"] = dict.fromkeys(FLAGS, "")
    found["parts"] = dict.fromkeys((*PARTS, "quotes"), "a part of a claim, which its name tells")
    for claim in claims:
        for name in WORDS:
            if value := getattr(claim, name):
                found[name].setdefault(value, "")
        for issue in claim.issues:
            found["issues"].setdefault(issue, "not in the codebook")
    return found


def codes_of(claim: Claim) -> Iterator[tuple[str, str]]:
    """Return the codes of a claim as pairs of branch and name."""
    for branch in ("voice", "act", "stance", *WORDS):
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


def as_code(name: str) -> str:
    """Return a name as a code: small letters, digits and single hyphens, beginning with a letter."""
    code = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-")
    return code if code[:1].isalpha() else f"code-{code or 'unnamed'}"
