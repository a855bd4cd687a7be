"""Send the claims of a text to other tools, and take their work back as a coder's decisions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from readout import codebook, spans
from readout.annotator import claim_table
from readout.annotator.api import annotated
from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError, RunFailed
from readout.exchange.parcel import Delivery, Parcel
from readout.reviewing.decisions.apply import SAME_WORDS, claim_key
from readout.reviewing.decisions.decided_claims import claims
from readout.reviewing.decisions.decision import Decision, decide
from readout.reviewing.decisions.store import Store
from readout.texts.text import Text

#: Formats that carry the codebook and no claims.
CODEBOOKS = ("qdc", "taguette")
#: The formats: their ending, the module that knows them, and what they are.
FORMATS: dict[str, tuple[str, str, str]] = {
    "qdc": (".qdc", "qdc", "REFI-QDA codebook: NVivo, ATLAS.ti, MAXQDA, QualCoder"),
    "taguette": (".taguette.csv", "taguette", "codebook of Taguette; from it, its codebook or its highlights"),
    "qdpx": (".qdpx", "qdpx", "REFI-QDA project: NVivo, ATLAS.ti, MAXQDA, QualCoder"),
    "webannotation": (".jsonld", "webannotation", "W3C Web Annotation, JSON-LD"),
    "xmi": (".xmi.zip", "xmi", "UIMA CAS XMI: INCEpTION"),
    "brat": (".ann", "brat", "brat standoff"),
    "csv": (".csv", "csv", "comma-separated values"),
    "xlsx": (".xlsx", "excel", "Excel workbook, one sheet a table"),
    "dna": (".dna.csv", "dna", "statement table of Discourse Network Analyzer"),
}


@dataclass
class Receipt:
    """What was made of a file: decisions by action, and what could not be taken, in plain sentences."""

    decisions: list[Decision]
    lost: list[str]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many decisions were made of each action."""
        found: dict[str, int] = {}
        for decision in self.decisions:
            found[decision.action] = found.get(decision.action, 0) + 1
        return found


def _module(format: str) -> Any:
    if format not in FORMATS:
        raise ReadoutError(f"{format!r} is no format of exchange; there are {', '.join(FORMATS)}.")
    return import_module(f"readout.exchange.{FORMATS[format][1]}")


def export(text: Text, format: str, out: Path | None = None, coders: Iterable[str] | None = None) -> list[str]:
    """Write the claims of a text, as people left them, for another tool; return what the format could not hold.

    `out` is by default `<text-id>` with the format's ending, in the working folder; `coders` as in `readout.claims`.
    """
    module = _module(format)
    path = out or usual_path(text, format)
    lost: list[str]
    try:
        if format in CODEBOOKS:
            lost = module.write(codebook.load(), path)
        else:
            lost = module.write(text, claim_table.from_table(claims(text, coders)), path)
    except OSError as error:
        raise RunFailed(f"{path} was not written: {(error.strerror or str(error)).lower()}.") from None
    return lost


def usual_path(text: Text, format: str) -> Path:
    """Return the name of the file that a text is written to where none is given."""
    return Path(f"{'codebook' if format in CODEBOOKS else text.id}{FORMATS[format][0]}")


def format_of(path: Path, format: str | None = None) -> str:
    """Return the format of a file, by name or else by its ending; of a CSV the columns tell whose it is."""
    if format:
        _module(format)
        return format
    if not path.is_file():
        raise ReadoutError(f"No file {path}.")
    name = path.name.lower()
    if name.endswith(".csv"):
        head = path.read_bytes()[:4000].decode("utf-8-sig", "replace").partition("\n")[0]
        columns = {column.strip(' "\r') for column in head.split(",")}
        if "tag" in columns:
            return "taguette"
        return "dna" if "concept" in head and "agreement" in head else "csv"
    endings = {ending: key for key, (ending, *_) in FORMATS.items()} | {".json": "webannotation", ".zip": "xmi"}
    for ending, key in endings.items():
        if name.endswith(ending):
            return key
    raise ReadoutError(f"The ending of {path.name} tells no format; name it with --format {'|'.join(FORMATS)}.")


def codes_in(path: Path, format: str | None = None) -> tuple[list[dict[str, Any]], list[str]] | None:
    """Return the codes of a codebook and what of it could not be taken; None where the file holds claims."""
    kind = format_of(path, format)
    if kind == "qdc":
        from readout.exchange import qdc

        return qdc.read(path)
    if kind == "taguette":
        from readout.exchange import taguette

        return None if taguette.is_highlights(path) else taguette.read_codes(path)
    return None


def receive(path: Path, text: Text, coder: str, format: str | None = None) -> Receipt:
    """Take another tool's claims on a text as a coder's decisions, written to the coder's file; return what was made.

    A claim that is as the annotator proposed it is accepted; one about the same words is a correction; any other is
    added. Proposals that the file does not have stay undecided. Reading the same file twice changes nothing more.
    """
    store = Store.of(text.id, coder)
    module, path = _module(format_of(path, format)), Path(path)
    if not path.is_file():
        raise ReadoutError(f"No file {path}.")
    read: Callable[[Text, Path], Delivery] = module.read
    try:
        delivery = read(text, path)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise ReadoutError(f"{path} is not as {FORMATS[format_of(path, format)][2]} asks for ({error}).") from None
    proposals, _ = annotated(text)
    known = {outcome(each) for each in store.read().active}
    made, untouched = decisions_from(text, coder, proposals, delivery.parcels)
    new = [each for each in made if outcome(each) not in known]
    if new:
        store.append(*new)
    lost = list(delivery.lost)
    if untouched:
        lost.append(f"{untouched} claims that the annotator proposes are not in the file; they stay undecided.")
    return Receipt(new, lost)


def outcome(decision: Decision) -> str:
    """Return what a decision says apart from when it was said."""
    return decision.model_dump_json(exclude={"id", "made"})


def decisions_from(text: Text, coder: str, proposals: list[Claim], parcels: list[Parcel]) -> tuple[list[Decision], int]:
    """Return the decisions that claims of another tool amount to, and how many proposals they do not touch."""
    left = {claim.claim_id: claim for claim in proposals}
    made = []
    for parcel in parcels:
        base = left.pop(parcel.claim_id, None) if parcel.claim_id else None
        if base is None and left:
            best = max(left.values(), key=lambda claim: spans.jaccard(claim.content, parcel.content))
            if spans.jaccard(best.content, parcel.content) >= SAME_WORDS:
                base = left.pop(best.claim_id)
        claim = parcel.claim(text, base)
        more = {"comment": parcel.comment}
        if base is None:
            made.append(decide(text.id, text.body, coder, "add", [], [claim], **more))
        elif claim_key(claim) == claim_key(base):
            made.append(decide(text.id, text.body, coder, "accept", [base], [base], **more))
        else:
            made.append(decide(text.id, text.body, coder, "correct", [base], [claim], **more))
    return made, len(left)
