"""Asking a collection: its claims by who, what, on which side and when, through DuckDB, with the sentences behind.

DuckDB reads the Parquet files where they lie and only the columns that a question needs, so that millions of claims
answer at once and no memory fills up. Every table of numbers names in `claim_ids` what it counts.
"""

import importlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readout.collections import holders, parquet
from readout.errors import NotComparable, ReadoutError, needs
from readout.vocabulary import STANCES, VOICES

if TYPE_CHECKING:
    import pandas as pd

#: No more ids than this stand behind one number in a table; `claims` with the same filters gives all.
MOST_IDS = 50
GROUPS = ("holder", "actor", "issue", "matter", "year", "decade", "stance", "act", "voice", "text_id")


@dataclass(frozen=True)
class Asked:
    """What is asked for; None asks for everything.

    party: a state or body, by any of its names or its code. actor: as texts name it. issue: a code of the codebook.
    matter and words: words that the matter, or the claim, must have. stance: towards the issue where one is asked for,
    else towards the claim's own target. since, until: years, or days such as 2014-03-18. held: only claims of states
    and bodies. told: with those that others tell of their actor.
    """

    party: str | None = None
    actor: str | None = None
    issue: str | None = None
    matter: str | None = None
    words: str | None = None
    stance: str | None = None
    act: str | None = None
    voice: str | None = None
    text_id: str | None = None
    since: str | int | None = None
    until: str | int | None = None
    held: bool = True
    told: bool = False

    def conditions(self) -> tuple[str, list[Any]]:
        """Return the conditions as SQL, and the values that stand for its question marks."""
        parts, values = ["TRUE"], list[Any]()

        def add(condition: str, *given: Any) -> None:
            parts.append(condition)
            values.extend(given)

        if self.party:
            add("holder = ?", _party(self.party))
        if self.actor:
            add("actor = ?", self.actor)
        if self.issue:
            add("list_contains(issues, ?)", self.issue)
        if self.matter:
            add("contains(lower(matter), lower(?))", self.matter)
        if self.words:
            add("contains(lower(content_text), lower(?))", self.words)
        if self.stance:
            _known(self.stance, STANCES, "stance")
            if self.issue:
                add("sides[list_position(issues, ?)] = ?", self.issue, self.stance)
            else:
                add("stance = ?", self.stance)
        if self.voice:
            _known(self.voice, VOICES, "voice")
            add("voice = ?", self.voice)
        for name in ("act", "text_id"):
            if getattr(self, name):
                add(f"{name} = ?", getattr(self, name))
        if self.held and not self.actor:
            add("holder IS NOT NULL")
        if not self.told:
            add("NOT told")
        for value, sign, name in ((self.since, ">=", "since"), (self.until, "<=", "until")):
            if value is not None:
                _add_time(add, str(value), sign, name)
        return " AND ".join(parts), values


def _add_time(add: Any, value: str, sign: str, name: str) -> None:
    from readout.texts.metadata import check_date

    check_date(value, f"--{name}")
    if len(value) == 4:
        add(f"year {sign} ?", int(value))
    else:  # a text whose date is a year only is in where its year is
        add(f"left(date, least(length(date), {len(value)})) {sign} left(?, least(length(date), {len(value)}))", value)


def _known(value: str, all_of_them: Iterable[str], name: str) -> None:
    if value not in all_of_them:
        raise ReadoutError(f"There is no {name} {value!r}; choose one of {', '.join(all_of_them)}.")


def _party(name: str) -> str:
    found = holders.resolved(name)[0]
    if not found:
        raise ReadoutError(
            f"{name!r} is no state or body that is known; name it as texts do, or put it into data/actors.csv."
        )
    return found


class Answers:
    """What can be asked of the claims of a collection."""

    def __init__(self, name: str, texts: Sequence[Path], claims: Sequence[Path]):
        """Take the parts of a collection's texts and of its claims."""
        self._name, self._texts, self._parts = name, texts, claims
        if not self._parts:
            raise NotComparable(
                f"The collection {name} has no claims yet; `readout annotate --collection {name}` makes them."
            )
        self._connection = _duckdb().connect(config={"autoinstall_known_extensions": False})

    def sql(self, query: str, values: Sequence[Any] = ()) -> "pd.DataFrame":
        """Return what a query gives; the claims are in `claims` (its columns: `claim_parts.schema`)."""
        files = ", ".join("'" + str(path).replace("'", "''") + "'" for path in self._parts)
        view = f"WITH claims AS (SELECT * FROM read_parquet([{files}])) "
        try:
            return self._connection.execute(view + query, list(values)).df()
        except _duckdb().Error as error:
            sentence = str(error).splitlines()[0].rstrip(".")
            raise ReadoutError(f"The claims of {self._name} cannot be asked: {sentence}.") from None

    def count(self, **asked: Any) -> int:
        """Return the number of claims that fit (see `Asked`)."""
        where, values = _asked(asked).conditions()
        return int(self.sql(f"SELECT count(*) AS n FROM claims WHERE {where}", values)["n"].iloc[0])

    def claims(self, *, most: int | None = None, **asked: Any) -> "pd.DataFrame":
        """Return the claims that fit (see `Asked`), all columns, by date; `most` is their number at most."""
        where, values = _asked(asked).conditions()
        limit = f" LIMIT {int(most)}" if most is not None else ""
        order = "ORDER BY date NULLS LAST, text_id, sentence, claim_id"
        return self.sql(f"SELECT * FROM claims WHERE {where} {order}{limit}", values)

    def sentences(self, claim_ids: Iterable[str]) -> "pd.DataFrame":
        """Return the sentence that each claim stands in, as the text has it.

        Columns: `claim_id`, `text_id`, `date`, `holder`, `actor`, `stance`, `sentence`, `start`, `end` (characters of
        the text), in the order of the ids.
        """
        import pandas as pd

        ids = list(dict.fromkeys(claim_ids))
        columns = 'claim_id, text_id, date, holder, actor, stance, sentence_start AS start, sentence_end AS "end"'
        found = self.sql(f"SELECT {columns} FROM claims WHERE claim_id IN (SELECT unnest(?))", [ids])
        bodies = self._bodies(set(found["text_id"]))
        places = zip(found["text_id"], found["start"].fillna(0), found["end"].fillna(0), strict=True)
        found["sentence"] = [
            " ".join(bodies.get(text, "")[int(start) : int(end)].split()) for text, start, end in places
        ]
        order = {name: place for place, name in enumerate(ids)}
        found = found.iloc[found["claim_id"].map(order).argsort(kind="stable")] if len(found) else found
        columns_out = ["claim_id", "text_id", "date", "holder", "actor", "stance", "sentence", "start", "end"]
        return pd.DataFrame(found[columns_out].reset_index(drop=True))

    def counts(self, by: str | Sequence[str] = "holder", *, most: int | None = None, **asked: Any) -> "pd.DataFrame":
        """Return how many claims fit, by one or several of GROUPS, the most first.

        Columns: the groups, `claims`, `texts`, one of counts for each stance, `claim_ids` (MOST_IDS at most). On one
        issue the stances are turned to what being for it means; a claim on two issues counts for both.
        """
        groups = [by] if isinstance(by, str) else list(by)
        for group in groups:
            _known(group, GROUPS, "group")
        what = _asked(asked)
        where, values = what.conditions()
        source, side = _with_issue(groups, what)
        names = ", ".join(_SQL.get(group, group) + f' AS "{group}"' for group in groups)
        stances = ", ".join(f"count(*) FILTER ({side} = '{stance}') AS {stance}" for stance in STANCES)
        query = (
            f"SELECT {names}, count(*) AS claims, count(DISTINCT text_id) AS texts, {stances}, "
            f"min(claim_id, {MOST_IDS}) AS claim_ids FROM {source} WHERE {where} GROUP BY ALL "
            f"ORDER BY claims DESC, {', '.join(str(number + 1) for number in range(len(groups)))}"
            + (f" LIMIT {int(most)}" if most is not None else "")
        )
        values = [*([what.issue] if "?" in side else []) * len(STANCES), *values]
        table = self.sql(query, values)
        table["claim_ids"] = [list(ids) for ids in table["claim_ids"]]
        return table

    def sides(self, issue: str | None = None, **asked: Any) -> "pd.DataFrame":
        """Return who took which side when: what the methods through time are given.

        Columns: `holder`, `issue`, `year`, `text_id`, `side`, `claims`, `claim_ids`; claims that take no side are left
        out, and so are texts without a date. A row for each holder, issue, text and side.
        """
        where, values = _asked({**asked, "issue": issue}).conditions()
        wanted = "one_side IN ('supports', 'opposes', 'conditional')"
        if issue:
            wanted, values = f"{wanted} AND one_issue = ?", [*values, issue]
        query = (
            "SELECT holder, one_issue AS issue, year, text_id, one_side AS side, count(*) AS claims, "
            f"min(claim_id, {MOST_IDS}) AS claim_ids FROM {_UNNESTED} WHERE year IS NOT NULL AND {where} AND {wanted}"
        )
        table = self.sql(query + " GROUP BY ALL ORDER BY ALL", values)
        table["claim_ids"] = [list(ids) for ids in table["claim_ids"]]
        return table

    def _bodies(self, wanted: set[str]) -> dict[str, str]:
        import pyarrow.compute as pc

        found: dict[str, str] = {}
        for part in self._texts:
            if len(found) == len(wanted):
                break
            ids = parquet.read(part, ["id"])["id"].to_pylist()
            here = [number for number, name in enumerate(ids) if name in wanted]
            if here:
                texts = pc.take(parquet.read(part, ["text"])["text"], here).to_pylist()
                found |= {ids[number]: text for number, text in zip(here, texts, strict=True)}
        return found


#: How groups that are no column are made.
_SQL = {"decade": "(year // 10 * 10)::VARCHAR || 's'", "issue": "one_issue"}
#: The claims with a row for each of their issues.
_UNNESTED = "(SELECT *, unnest(issues) AS one_issue, unnest(sides) AS one_side FROM claims)"


def _with_issue(groups: list[str], what: Asked) -> tuple[str, str]:
    """Return what is counted from, and the stance that counts: on each issue, the one asked for, or the target."""
    if "issue" in groups:
        return _UNNESTED, "one_side"
    return "claims", "sides[list_position(issues, ?)]" if what.issue else "stance"


def _asked(given: dict[str, Any]) -> Asked:
    known = {one.name for one in fields(Asked)}
    wrong = [name for name in given if name not in known]
    if wrong:
        raise ReadoutError(f"Nothing can be asked by {wrong[0]!r}; there are {', '.join(sorted(known))}.")
    return Asked(**given)


def _duckdb() -> Any:
    """Return DuckDB, or raise a sentence where it is not installed."""
    needs("duckdb", "collections")
    return importlib.import_module("duckdb")
