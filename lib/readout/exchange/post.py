"""Send the claims of a text to other tools, and take their work back as a coder's decisions."""

import contextlib
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from readout import codebook, write
from readout.errors import ReadoutError, RunFailed
from readout.exchange import taking_in
from readout.exchange.parcel import Delivery, shorten
from readout.exchange.taking_in import Ground
from readout.reviewing.decisions.decided_claims import remarked
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
    "dna": (".dna", "dna", "database of Discourse Network Analyzer, version 3"),
    "labelstudio": (".labelstudio.json", "labelstudio", "tasks of Label Studio with predictions; from it, its export"),
    "doccano": (".doccano.jsonl", "doccano", "sequence labels of doccano, one JSON a line"),
}
#: Forms for readers rather than tools, which are written and not read: the claims that were rejected stay out of them.
PAPERS: dict[str, tuple[str, str, str]] = {
    "word": (".docx", "word", "Word document, each claim a comment on its words"),
    "latex": (".tex", "latex", "LaTeX table of the claims"),
    "quarto": (".quarto.zip", "quarto", "Quarto project: the text with its claims as footnotes, and as a table"),
}
#: Formats in which a claim that is missing was not deleted: they hold only some, or are coded without ours.
PARTIAL = ("taguette", "dna")
#: Side files that a format needs and that are never overwritten; of the text itself another copy is an error.
KEPT = ("annotation.conf",)


@dataclass
class Receipt:
    """What was made of a file: decisions by action, and what could not be taken, in plain sentences."""

    decisions: list[Decision]
    lost: list[str] = field(default_factory=list)
    written: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """Return how many decisions were made of each action."""
        found: dict[str, int] = {}
        for decision in self.decisions:
            found[decision.action] = found.get(decision.action, 0) + 1
        return found


def _module(format: str, writing: bool = False) -> Any:
    known = {**FORMATS, **PAPERS} if writing else FORMATS
    if format in PAPERS and not writing:
        raise ReadoutError(f"{format} is written for readers and cannot be taken back; export as xlsx or qdpx instead.")
    if format not in known:
        raise ReadoutError(f"{format!r} is no format of exchange; there are {', '.join(known)}.")
    return import_module(f"readout.exchange.{known[format][1]}")


def about(format: str) -> str:
    """Return what a format is, in words."""
    return {**FORMATS, **PAPERS}[format][2]


def export(
    text: Text,
    format: str,
    out: Path | None = None,
    coders: Iterable[str] | None = None,
    overwrite: bool = False,
) -> list[str]:
    """Write the claims of a text, as people left them, for another tool; return what the format could not hold.

    `out` is by default `<text-id>` with the format's ending, in the working folder; `coders` as in `readout.claims`.
    Raises ReadoutError where the file is there and `overwrite` is not set, and wherever the text itself would be
    overwritten; RunFailed where the disk is full, and what was there before is then untouched.
    """
    module = _module(format, writing=True)
    path = Path(out or usual_path(text, format))
    if path.exists() and not overwrite:
        raise ReadoutError(f"{path} is there already; name another file with --out, or say --overwrite.")
    if not path.parent.is_dir():
        raise ReadoutError(f"There is no folder {path.parent}; make it, or name another with --out.")
    try:
        folder = Path(tempfile.mkdtemp(prefix=write.UNFINISHED, dir=path.parent))
    except OSError as error:
        raise ReadoutError(f"{path} cannot be written ({write.reason(error)}).") from None
    try:
        lost: list[str]
        if format in CODEBOOKS:
            lost = module.write(codebook.load(), folder / path.name)
        else:
            found = remarked(text, coders)
            remarks = taking_in.remarks_of(found.remarks, found.rejected)
            sent = found.claims if format in PAPERS else [*found.claims, *found.rejected]
            lost = module.write(text, sent, folder / path.name, remarks)
        return [*lost, *_move(folder, path, text)]
    except OSError as error:
        raise RunFailed(f"{path} was not written: {write.reason(error)}; what was there is untouched.") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _move(folder: Path, path: Path, text: Text) -> list[str]:
    """Put what was written into its place, once all of it is on the disk; return what was left as it was."""
    lost, moving = [], []
    for made in sorted(folder.iterdir()):
        target = path.parent / made.name
        if text.path and target.exists() and target.samefile(text.path):
            if target.read_bytes() == made.read_bytes():
                continue
            raise ReadoutError(f"{target} is the text itself; write to another folder with --out.")
        if made.name != path.name and target.exists() and target.read_bytes() != made.read_bytes():
            if made.name not in KEPT:
                raise ReadoutError(f"{target} is another file; write to another folder with --out.")
            target = target.with_name(f"{made.name}.readout")
            lost.append(f"{made.name} is there already and was left as it is; ours is beside it as {target.name}.")
        moving.append((made, target))
    for made, _ in moving:
        write.flush(made)
    for made, target in moving:
        with contextlib.suppress(OSError):
            made.chmod(target.stat().st_mode & 0o777)
        made.replace(target)
    write.flush(path.parent)
    return lost


def usual_path(text: Text, format: str) -> Path:
    """Return the name of the file that a text is written to where none is given."""
    return Path(f"{'codebook' if format in CODEBOOKS else text.id}{ {**FORMATS, **PAPERS}[format][0] }")


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
    if name.endswith(".json"):
        head = path.read_bytes()[:2000].decode("utf-8-sig", "replace")
        return "webannotation" if '"target"' in head or "@context" in head or '"ranges"' in head else "labelstudio"
    endings = {ending: key for key, (ending, *_) in FORMATS.items()} | {".jsonl": "doccano", ".zip": "xmi"}
    for ending, key in endings.items():
        if name.endswith(ending):
            return key
    raise ReadoutError(f"The ending of {path.name} tells no format; name it with --format {'|'.join(FORMATS)}.")


def codes_in(path: Path, format: str | None = None) -> tuple[list[dict[str, Any]], list[str]] | None:
    """Return the codes of a codebook and what of it could not be taken; None where the file holds claims alone."""
    kind = format_of(path, format)
    if kind in ("qdc", "qdpx"):
        from readout.exchange import qdc, qdpx

        return qdc.read(path) if kind == "qdc" else qdpx.read_codes(path)
    if kind == "taguette":
        from readout.exchange import taguette

        return None if taguette.is_highlights(path) else taguette.read_codes(path)
    return None


def receive(
    path: Path,
    text: Text,
    coder: str,
    format: str | None = None,
    *,
    accept: bool = False,
    missing: bool = False,
    dry: bool = False,
    confirm: Callable[[Receipt], bool] | None = None,
) -> Receipt:
    """Take another tool's claims on a text as a coder's decisions, written to the coder's file; return what was made.

    What the decisions are is told in `taking_in.decisions_from`; `accept` takes claims that came back as sent as
    accepted, `missing` those that the file lacks as rejected. Nothing is written where `dry` is set, or where
    `confirm`, which is shown what would be made, says no. Reading the same file twice changes nothing more. The
    decisions of one import are one batch, which `undo` takes back.
    """
    path = Path(path)
    store = Store.of(text.id, coder)
    kind = format_of(path, format)
    if not path.is_file():
        raise ReadoutError(f"No file {path}.")
    if missing and kind in PARTIAL:
        raise ReadoutError(f"{FORMATS[kind][2]}: it holds only some of the claims; none that it lacks was rejected.")
    delivery = read(path, text, kind)
    found = remarked(text)
    remarks = taking_in.remarks_of(found.remarks, found.rejected)
    ground = Ground(found.machine.claims, found.claims, found.rejected, remarks)
    outcome = taking_in.decisions_from(text, coder, ground, delivery.parcels, accept=accept, reject=missing)
    known = {_saying(each) for each in store.read().active}
    new = [each for each in outcome.made if _saying(each) not in known]
    receipt = Receipt(new, [*delivery.lost, *taking_in.summary(outcome), *_unknown_codes(new)])
    if new and not dry and (confirm is None or confirm(receipt)):
        batch = uuid.uuid4().hex[:12]
        receipt.decisions = [each.model_copy(update={"batch": batch}) for each in new]
        store.append(*receipt.decisions)
        receipt.written = True
    return receipt


def read(path: Path, text: Text, format: str) -> Delivery:
    """Return what a file holds about a text; raises ReadoutError where it is not as its format asks for."""
    reader: Callable[[Text, Path], Delivery] = _module(format).read
    try:
        return reader(text, path)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, OSError) as error:
        deep = "it is nested too deep" if isinstance(error, RecursionError) else shorten(str(error))
        raise ReadoutError(f"{path} is not as {FORMATS[format][2]} asks for ({deep}).") from None


def undo(text: Text, coder: str) -> int:
    """Take back the decisions of a coder's last import on a text as one step; return how many they were."""
    store = Store.of(text.id, coder)
    active = [each for each in store.read().active if each.batch]
    if not active:
        raise ReadoutError(f"{coder} has no import on {text.id} that could be undone.")
    batch = max(active, key=lambda each: each.made).batch
    taken = [each for each in active if each.batch == batch]
    store.append(*(decide(text.id, text.body, coder, "withdraw", withdraws=each.id) for each in taken))
    return len(taken)


def _saying(decision: Decision) -> str:
    """Return what a decision says apart from when it was said."""
    return decision.model_dump_json(exclude={"id", "made", "batch"})


def _unknown_codes(made: list[Decision]) -> list[str]:
    book = codebook.load()
    codes = sorted({code for each in made for claim in each.claims for code in claim.issues if code not in book})
    if not codes:
        return []
    return [
        f"The codebook has no code {', '.join(map(repr, codes))}; kept in the decisions, and read once it is added "
        "(readout import of the other tool's codebook)."
    ]
