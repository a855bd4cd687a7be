"""The trail: every request and answer by the hash of what was asked, so that nothing is paid for twice, or lost.

A file an exchange, `data/annotations/<text-id>/<coder>.trail/<hash>.json`: the address, the request as it was sent
(the key is no part of it), the answer as it came, when, in how many seconds, and the tokens in and out. Beside them
`refused.csv` says what of the answers was not taken, and why.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from readout import write
from readout.errors import RunFailed
from readout.models.server import Reply


@dataclass(frozen=True)
class Exchange:
    """One request with its answer."""

    hash: str
    address: str
    prompt: str
    request: dict[str, Any]
    reply: Reply
    made: str


def key_of(address: str, request: dict[str, Any], run: int = 0) -> str:
    """Return the name of a request: its address, words and settings; `run` tells repetitions apart."""
    words = json.dumps([address, request, run], ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


class Trail:
    """The exchanges of a coder on a text."""

    def __init__(self, folder: Path):
        self.folder = folder

    def get(self, key: str) -> Exchange | None:
        """Return what was answered to a request before, or None; a file that was cut off counts as none."""
        try:
            held = json.loads((self.folder / f"{key}.json").read_text(encoding="utf-8"))
            return Exchange(**{**held, "reply": Reply(**held["reply"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def reserve(self, size: int) -> None:
        """Make sure, before an answer is paid for, that the disk takes one of `size` bytes; raises RunFailed if not."""
        path = self.folder / "room.tmp"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write.whole(path, b" " * size)
            path.unlink(missing_ok=True)
        except OSError as error:
            raise RunFailed(f"Nothing was sent: {self.folder} cannot be written ({error.strerror}).") from None
        except RunFailed as error:
            raise RunFailed(f"Nothing was sent, for the answer could not be kept: {error}") from None

    def keep_refusals(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Write what of the answers was not taken: job and run, kind, and the sentence that the model was told."""
        words = io.StringIO()
        csv.writer(words, lineterminator="\n").writerows([("reading", "kind", "why"), *rows])
        self.folder.mkdir(parents=True, exist_ok=True)
        write.whole(self.folder / "refused.csv", words.getvalue())

    def keep(self, exchange: Exchange) -> None:
        """Write an exchange, whole or not at all; raises RunFailed where the disk takes none."""
        path = self.folder / f"{exchange.hash}.json"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write.whole(path, json.dumps(asdict(exchange), ensure_ascii=False, indent=1) + "\n")
        except OSError as error:
            raise RunFailed(
                f"The answer of {exchange.address} could not be kept in {self.folder} "
                f"({(error.strerror or str(error)).lower()}); make room and run again."
            ) from None

    def __iter__(self) -> Iterator[Exchange]:
        for path in sorted(self.folder.glob("*.json")):
            if found := self.get(path.stem):
                yield found
