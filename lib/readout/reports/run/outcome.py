"""What became of one notebook, told apart in words: our own record decides, never what the saved notebook says."""

from dataclasses import asdict, dataclass, field
from typing import Any

#: Every way in which a run can end, with the words that a reader gets.
KINDS: dict[str, str] = {
    "done": "ran from top to bottom",
    "error": "raised an error",
    "exit": "a cell ended the kernel or asked it to exit",
    "killed": "the kernel died",
    "timeout": "took longer than it may",
    "memory": "took more memory than it may",
    "disk": "the disk is full",
    "kernel": "its kernel is missing or did not start",
    "text": "the text cannot be read",
    "notebook": "the notebook cannot be read",
    "parameter": "a parameter is wrong",
    "interrupted": "was interrupted",
    "lost": "the process that ran it was lost",
}


@dataclass(frozen=True)
class Outcome:
    """How the run of one notebook ended.

    `kind` is a key of KINDS, `sentence` says it to a reader, `cell` counts all cells from 1 and is None where no cell
    is to blame, `source` is that cell's code and `last_output` the last words it printed.
    """

    kind: str
    sentence: str = ""
    cell: int | None = None
    source: str = ""
    last_output: str = ""
    #: ISO 8601, UTC.
    started: str = ""
    seconds: float = 0.0
    #: Files and folders of the project's data that the kernel opened, relative to the project.
    opened: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        """Return whether every cell ran."""
        return self.kind == "done"

    def to_json(self) -> dict[str, Any]:
        """Return the outcome as plain values."""
        return asdict(self)


def words(kind: str, notebook: str, cell: int | None, detail: str = "") -> str:
    """Return the sentence for an outcome: which notebook, what happened, in which cell, and a detail."""
    where = f" in cell {cell}" if cell else ""
    return f"{notebook}: {KINDS[kind]}{where}{': ' + detail.rstrip('.') if detail else ''}."
