"""What is to be run: which texts and notebooks, with which parameters; what is wrong is refused before the start."""

import ast
import difflib
import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import readout
from readout import places
from readout.errors import ReadoutError
from readout.reports.record import record
from readout.reports.record.record import RECORD

NUMBERED = "[0-9][0-9]_*.ipynb"
#: Folders of reports/ that are no report, so that no text may have their names.
COLLECTIONS = "collections"
RESERVED = ("failures", "schedules", COLLECTIONS)
SAFE_ID = re.compile(r"\w[\w.-]{0,150}")


@dataclass(frozen=True)
class Plan:
    """One report to make: its text, as an id or the path of a file, and the notebooks with their parameters.

    `text_id` names the report and its folder: the id of the text, or a longer name for a comparison, whose `title`
    says so. `problem` says why there is nothing to run where the text itself cannot be read.
    """

    text_id: str
    text: str
    notebooks: tuple[Path, ...]
    parameters: dict[str, Any] = field(default_factory=dict)
    problem: str | None = None
    title: str = ""

    @property
    def files(self) -> list[str]:
        """Return the files that the plan names, its text or texts to compare it with, which lie anywhere."""
        values = [self.text, *(str(value) for value in self.parameters.values())]
        parts = [part.strip() for value in values for part in value.split(",")]
        return [part for part in parts if Path(part).is_absolute() and Path(part).is_file()]

    def parameters_of(self, notebook: Path) -> dict[str, Any]:
        """Return the parameters that this notebook takes, `text` among them."""
        known = defaults(notebook)
        return {name: value for name, value in {**self.parameters, "text": self.text}.items() if name in known}


def notebooks(only: list[str] | None = None) -> tuple[Path, ...]:
    """Return the numbered notebooks in reading order, or of these the ones whose numbers or names begin with `only`."""
    found = tuple(sorted(places.notebooks().glob(NUMBERED)))
    if not found:
        raise ReadoutError(f"There is no numbered notebook in {places.notebooks()}; the walk is 01_*.ipynb and on.")
    for wanted in only or []:
        if not any(path.stem.startswith(wanted) for path in found):
            raise ReadoutError(f"No notebook {wanted!r}; there are {', '.join(path.stem for path in found)}.")
    return tuple(path for path in found if not only or any(path.stem.startswith(wanted) for wanted in only))


def defaults(notebook: Path) -> dict[str, Any]:
    """Return the parameters of a notebook with their default values, from the cell that is tagged `parameters`.

    A notebook that cannot be read has none here: its run says what is wrong. Raises ReadoutError where the cell holds
    more than plain literals, since papermill would leave computed values as they were.
    """
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        tagged = [cell for cell in cells if "parameters" in cell.get("metadata", {}).get("tags", [])]
        statements = ast.parse("".join(tagged[0]["source"])).body if tagged else []
    except (OSError, ValueError, KeyError, TypeError, AttributeError, SyntaxError):
        return {}
    found: dict[str, Any] = {}
    for statement in statements:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue
        try:
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value:
                found[statement.target.id] = ast.literal_eval(statement.value)
            elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                found[statement.targets[0].id] = ast.literal_eval(statement.value)
            else:
                raise ValueError
        except ValueError:
            raise ReadoutError(
                f"{notebook.name}: the parameters cell holds {ast.unparse(statement)!r}; it may hold plain values only."
            ) from None
    return found


def read_parameters(given: list[str], chosen: tuple[Path, ...]) -> dict[str, Any]:
    """Return the parameters given as `name=value`, each read as the type that its default has.

    Raises ReadoutError for a name that no chosen notebook has, with the nearest one, and for a value of another type.
    """
    known: dict[str, Any] = {}
    for notebook in chosen:
        known |= defaults(notebook)
    found: dict[str, Any] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals:
            raise ReadoutError(f"-p {pair} is no parameter; write it as name=value.")
        if name == "text":
            raise ReadoutError("The text is not given with -p; write `readout report TEXT`.")
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(sorted(known)) or 'none'}."
            raise ReadoutError(f"No notebook has a parameter {name!r}; {hint}")
        found[name] = _read_value(name, value, known[name])
    return found


def _read_value(name: str, value: str, default: Any) -> Any:
    if isinstance(default, str):
        return value
    try:
        read = ast.literal_eval({"true": "True", "false": "False", "null": "None"}.get(value.lower(), value))
    except (ValueError, SyntaxError):
        read = value
    wanted = type(default)
    if wanted is float and type(read) is int:
        return float(read)
    if default is not None and type(read) is not wanted:
        raise ReadoutError(f"The parameter {name} is of type {wanted.__name__} (as in {default!r}), not {value!r}.")
    return read


def plan(texts: list[str], chosen: tuple[Path, ...], parameters: dict[str, Any]) -> list[Plan]:
    """Return a plan for each text; raises ReadoutError where a text cannot be read or two have the same id."""
    plans: list[Plan] = []
    for given in texts:
        text = readout.load(given)
        # What has a report was found to be English; asking again would cost an up-to-date run a second.
        if not (places.reports() / text.id / RECORD).is_file():
            text.require_english()
        made = Plan(_safe(text.id), _argument(text, given), chosen, parameters)
        twin = next((other for other in plans if other.text_id == made.text_id), None)
        if twin and twin.text != made.text:
            raise ReadoutError(f"{twin.text} and {made.text} have the same id {made.text_id!r}; give one another id.")
        if not twin:
            _check_its_own(made)
            plans.append(made)
    return plans


def _check_its_own(made: Plan) -> None:
    """Raise ReadoutError where a file outside the library claims the id, and so the report, of another text."""
    if made.text == made.text_id:
        return
    published = record.read(places.reports() / made.text_id)
    other = published.text if published and published.text != made.text else None
    shelved = places.texts() / f"{made.text_id}.md"
    if shelved.is_file() or (other and Path(other).is_absolute() and Path(other).is_file()):
        rightful = shelved if shelved.is_file() else other
        raise ReadoutError(f"{made.text} has the id {made.text_id!r} of {rightful}; give it an id of its own.")


def comparison(names: list[str], parameters: dict[str, Any] | None = None) -> Plan:
    """Return the plan of a report of its own in which the first text is held against the others.

    `parameters` are those of the notebooks besides the texts.
    Raises ReadoutError for fewer than two texts, one named twice, and a path that a list with commas cannot hold.
    """
    if len(names) < 2:
        raise ReadoutError("A report of a comparison needs two texts or more; for one text, `readout report` makes it.")
    texts = [readout.load(name) for name in names]
    if len({text.id for text in texts}) < len(texts):
        raise ReadoutError("A text was named twice; name different texts.")
    others = [_argument(text, name) for text, name in zip(texts[1:], names[1:], strict=True)]
    if any("," in other for other in others):
        raise ReadoutError("A path with a comma in it cannot be compared with; rename the file or its folder.")
    made = plan(names[:1], notebooks(), {**(parameters or {}), "compare_with": ",".join(others)})[0]
    name = f"{texts[0].id}-with-{'-and-'.join(text.id for text in texts[1:])}"[:140].rstrip("-.")
    title = f"{texts[0].title}, held against: {'; '.join(text.title for text in texts[1:])}"
    return replace(made, text_id=name, title=title)


def plan_all(chosen: tuple[Path, ...], parameters: dict[str, Any], also: list[str]) -> list[Plan]:
    """Return a plan for every text of data/texts and the files `also`; one that cannot be read has a problem."""
    plans: dict[str, Plan] = {}
    files = [path for path in sorted(places.texts().iterdir()) if _is_text(path)]
    for given in [*map(str, files), *also]:
        try:
            made = plan([given], chosen, parameters)[0]
        except ReadoutError as error:
            made = Plan(_fallback_id(Path(given)), given, chosen, parameters, problem=str(error))
        except Exception as error:  # a fault of ours in reading one file stops none of the others
            problem = f"{given} cannot be read ({type(error).__name__}); please report this fault."
            made = Plan(_fallback_id(Path(given)), given, chosen, parameters, problem=problem)
        if made.text_id in plans:
            other = plans[made.text_id].text
            problem = f"{Path(given).name} has the same id as {Path(other).name}; give one another id."
            made = Plan(_fallback_id(Path(given)), given, chosen, parameters, problem=problem)
        plans.setdefault(made.text_id, made)
    return list(plans.values())


def _argument(text: Any, given: str) -> str:
    """Return what a notebook is to load a text by: its id in the library, else the whole path of its file."""
    return str(text.id) if _in_library(text) else str(Path(given).resolve())


def _in_library(text: Any) -> bool:
    return text.path is not None and Path(text.path).resolve().parent == places.texts().resolve()


def _is_text(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "README"))


def _fallback_id(path: Path) -> str:
    return re.sub(r"[^\w.-]+", "-", path.stem).strip("-.") or "text"


def _safe(text_id: str) -> str:
    if text_id in RESERVED or not SAFE_ID.fullmatch(text_id):
        raise ReadoutError(
            f"The id {text_id!r} cannot name a folder of reports/; use letters, digits, dots and hyphens, "
            f"and not {' or '.join(RESERVED)}."
        )
    return text_id
