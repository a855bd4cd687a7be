"""The proposals between one command and the next: kept in the study's cache, since they can be made again."""

import json
from pathlib import Path

from readout import places, write
from readout.errors import ReadoutError
from readout.study.suggest.grouping import Unit
from readout.study.suggest.proposals import Proposal, Proposals

#: What is kept of each claim.
COLUMNS = ("claim_id", "voice", "actor", "stance", "content_text", "target_text")


def _path() -> Path:
    return places.own("proposed codes") / ".cache" / "suggested.json"


def keep(found: Proposals) -> None:
    """Keep proposals for the next command; raises ReadoutError where there is no study to keep them in."""
    from readout.annotator.claim_table import to_records

    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    claims = to_records(found.claims[list(COLUMNS)])
    proposals = [{**vars(one), "units": [unit._asdict() for unit in one.units]} for one in found]
    write.whole(path, json.dumps({"claims": claims, "proposals": proposals}, ensure_ascii=False))


def recall() -> Proposals:
    """Return the proposals that the last `suggest` made, as they were left."""
    import pandas as pd

    try:
        content = json.loads(_path().read_text(encoding="utf-8"))
        found = [Proposal(**{**one, "units": [_unit(unit) for unit in one["units"]]}) for one in content["proposals"]]
        return Proposals(pd.DataFrame(content["claims"], columns=list(COLUMNS)), found)
    except (OSError, ValueError, KeyError, TypeError):
        raise ReadoutError("No codes are proposed here; `readout codebook suggest` proposes some.") from None


def _unit(fields: dict[str, object]) -> Unit:
    return Unit(**{name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()})  # type: ignore[arg-type]
