"""Tables of a comparison as a reader wants them: with the words of the claims, not their ids alone."""

from collections.abc import Iterable

import pandas as pd

from readout.charts import names, theme
from readout.charts.evidence import of_claims
from readout.charts.figure import Table
from readout.texts.text import Text


def matches(table: pd.DataFrame, texts: Iterable[Text] = (), name: str = "nearest") -> Table:
    """Return for each claim what comes closest elsewhere, nearest first; the files hold all columns.

    table: as compare.matching gives it. texts: those it was looked for in, for their names.
    """
    caption = "For each claim what comes closest elsewhere, the nearest first"
    if table.empty:
        return Table(name, table, caption)
    ranked = table.sort_values("similarity", ascending=False, kind="stable")
    shown = pd.DataFrame(
        {
            "claim": ranked["claim"],
            "closest_passage": ranked["match"].map(theme.clipped),
            "in": ranked["match_text_id"],
            "where": ranked["reference"],
            "date": ranked["date"],
            "similarity": ranked["similarity"].round(2),
            "shared_issues": ranked["shared_issues"],
            "relation": ranked["relation"],
        }
    )
    shown = names.named(shown, names.of_texts(texts)).drop(columns="date")
    return Table(name, table, caption, shown)


def differences(table: pd.DataFrame, texts: Iterable[Text] = (), name: str = "differences") -> Table:
    """Return where accounts of one event differ, in words, with the claim of each; the files hold what is alike too.

    table: as compare.retellings gives it. texts: the accounts, for their names.
    """
    caption = "Where the accounts differ, claim by claim"
    told = table[~table["aspect"].isin(["told by one", "told by both"])] if len(table) else table
    if told.empty:
        nothing = told.copy()
        nothing.attrs["note"] = str(table.attrs.get("note") or "") if table.empty else "No difference was found."
        return Table(name, nothing, caption)
    called = names.of_texts(texts)
    shown = told[["aspect", "finding", "claim_a", "claim_b"]].assign(
        finding=told["finding"].map(lambda words: names.in_words(words, called))
    )
    return Table(name, table, caption, shown.rename(columns={"claim_a": "one_claim", "claim_b": "the_other"}))


def contradictions(
    table: pd.DataFrame, claims: pd.DataFrame, texts: Iterable[Text] = (), name: str = "contradictions"
) -> Table:
    """Return where one claim affirms what another denies, in the words of the first claim of each side, which opens
    the others.

    table: as compare.contradictions gives it. claims: the claims of all texts compared.
    """
    caption = "Where one claim affirms what another denies, the surest first"
    if table.empty:
        return Table(name, table, caption)
    shown = pd.DataFrame({"issue": table["issue"], "shown_by": table["sure"]})
    for side in ("a", "b"):
        shown[f"who_{side}"] = table[f"actor_{side}"]
        shown[f"stance_{side}"] = table[f"stance_{side}"]
        shown[f"claims_{side}"], shown[f"said_{side}"] = _first_of(table[f"claim_ids_{side}"], claims)
        shown[f"text_{side}"] = table[f"text_{side}"]
    shown = names.named(shown, names.of_texts(texts)).rename(columns=_SIDES)
    return Table(name, table, caption, shown, opens={"one_claims": "one_said", "the_other_claims": "the_other_said"})


def movement(table: pd.DataFrame, claims: pd.DataFrame, texts: Iterable[Text] = (), name: str = "movement") -> Table:
    """Return which positions changed from the first text to the last, in the words of the first claim of each.

    table: as compare.movement gives it; what stayed the same is in the files only.
    claims: the claims of all texts compared.
    """
    caption = "Which positions changed from the first dated text to the last, the surest first"
    changed = table[table["change"] != "same"] if len(table) else table
    if changed.empty:
        nothing = changed.copy()
        nothing.attrs["note"] = " ".join(
            part for part in ("" if table.empty else "No position changed.", str(table.attrs.get("note") or "")) if part
        )
        return Table(name, nothing, caption)
    shown = changed[["actor", "target", "change"]].copy()
    for end in ("from", "to"):
        shown[f"{end}_text"] = changed[f"{end}_text"]
        shown[f"{end}_date"] = changed[f"{end}_date"]
        shown[f"{end}_claims"], shown[f"{end}_said"] = _first_of(changed[f"{end}_claim_ids"], claims)
    shown = names.named(shown, names.of_texts(texts)).drop(columns=["from_date", "to_date"])
    return Table(name, table, caption, shown, opens={f"{end}_claims": f"{end}_said" for end in ("from", "to")})


def alone(table: pd.DataFrame, claims: pd.DataFrame, texts: Iterable[Text] = (), name: str = "alone") -> Table:
    """Return the issues that only one text raises, with who raises them; the number of claims opens them.

    table: as compare.alone gives it. claims: the claims of all texts compared.
    """
    caption = "Issues that only one of the texts raises"
    if table.empty:
        return Table(name, table, caption)
    shown = table[["issue", "text_id", "actors", "claims"]].assign(said=of_claims(table["claim_ids"], claims))
    return Table(name, table, caption, names.named(shown, names.of_texts(texts)), opens={"claims": "said"})


#: The columns of a pair, as a reader has them.
_SIDES = {
    f"{column}_{side}": f"{word}_{column}" if column != "who" else word
    for side, word in (("a", "one"), ("b", "the_other"))
    for column in ("who", "stance", "claims", "said", "text")
}


def _first_of(ids: pd.Series, claims: pd.DataFrame) -> tuple[list[str], list[list[str]]]:
    """Return for each list of claim ids the words of the first, and all of them in words where there are more."""
    behind = of_claims(ids, claims)
    words = [said[0].partition(": ")[2] + _more(len(said) - 1) if said else "" for said in behind]
    return words, [said if len(said) > 1 else [] for said in behind]


def _more(count: int) -> str:
    return f" (and {count} more)" if count > 0 else ""
