"""Security Council resolutions: the Corpus of Resolutions CR-UNSC (Fobbe, Gasbarri and Ridi).

Its table has a row a resolution (columns `doc_id`, `res_no`, `symbol`, `date`, `title`, `topic`, `text` and more); its
plain texts are files such as S_RES_0001_1946_EN_GOLD.txt in a folder.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from readout.collections.datasheet import Datasheet
from readout.collections.importers import rows, table
from readout.collections.text_rows import Found

NAME = "security-council-resolutions"
ABOUT = "CR-UNSC, the resolutions of the Security Council: its table or the folder of its plain texts"
DATASHEET = Datasheet(
    "Resolutions of the United Nations Security Council, in English.",
    "Corpus of Resolutions: UN Security Council (CR-UNSC), doi:10.5281/zenodo.7319780",
    "CC0 1.0, as its makers state.",
    "Seán Fobbe, Lorenzo Gasbarri and Niccolò Ridi, Corpus of Resolutions: UN Security Council (CR-UNSC), Zenodo.",
    (
        "Texts up to resolution 899 were scanned and revised by hand; later ones are taken from the PDF as they are.",
        "Page lines, footnotes and numbers of votes stand in the text.",
        "A resolution is the Council's and no member's; who voted how is in `vote_detail`.",
    ),
)
FILE = re.compile(r"S_RES_(?P<number>\d{1,4})_(?P<year>\d{4})(?:_[A-Z]{2})?(?:_[A-Za-z]+)?")
_SAID = {"kind": "verbatim", "form": "resolution", "party": "United Nations Security Council", "language": "en"}
_NEEDED = {"resno", "symbol", "text"}
#: Further texts of a row (drafts, meeting records, other languages), which are not the resolution.
_OTHER_TEXTS = re.compile(r"text_\w+\Z|url_\w+\Z|n(?:chars|tokens|types|sentences|pages)\Z")


def fits(path: Path) -> bool:
    """Tell whether a source is the corpus."""
    if path.is_dir():
        return any(
            FILE.fullmatch(file.stem) for _, file in zip(range(50), sorted(path.rglob("S_RES_*.txt")), strict=False)
        )
    if not rows.is_table(path):
        return False
    names = {re.sub(r"[^a-z0-9]", "", name.lower()) for name in rows.columns(path)}
    return names >= _NEEDED


def read(path: Path) -> Iterator[Found]:
    """Yield the resolutions."""
    if path.is_dir():
        for file in sorted(path.rglob("S_RES_*.txt")):
            if match := FILE.fullmatch(file.stem):
                symbol = f"S/RES/{int(match['number'])} ({match['year']})"
                said = {**_SAID, "date": match["year"], "title": symbol, "symbol": symbol}
                yield Found(f"S-RES-{int(match['number'])}", file.read_bytes().decode("utf-8-sig", "replace"), said)
        return
    for one in table.found_in(path, {}):
        known = {key: value for key, value in one.metadata.items() if not _OTHER_TEXTS.match(key)}
        number = re.sub(r"\D", "", known.get("res_no", "").removesuffix(".0"))
        title = known.get("title") or known.get("symbol", "")
        known = {key: value for key, value in known.items() if key not in ("form", "kind_as_given", "party")}
        yield Found(f"S-RES-{number}" if number else one.id, one.body, {**known, **_SAID, "title": title})
