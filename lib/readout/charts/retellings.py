"""Retellings: two or more accounts of one event side by side, claim by claim."""

from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from readout.charts import marks, names, theme
from readout.charts.figure import Figure
from readout.charts.listing import Entry, listing
from readout.style import BLUE, GREY, ORANGE
from readout.texts.text import Text

#: More claims than this make a chart that nobody reads; the table keeps them all.
MOST_CLAIMS = 40
SIGNS = {"told otherwise": (ORANGE, "diamond"), "told alike": (BLUE, "circle"), "told by one alone": (GREY, "square")}


def retellings(table: pd.DataFrame, texts: Iterable[Text] = (), name: str = "retellings") -> Figure:
    """Return which account tells which claim, and where they tell it otherwise.

    table: as compare.retellings gives it (aspect, finding, text_a, claim_a, claim_id_a, and so on for b).
    texts: the accounts, for their names.
    """
    called = names.of_texts(texts)
    about = "One event in several accounts, claim by claim"
    if table.empty:
        note = str(table.attrs.get("note") or "")
        return Figure(name, None, table, about, note or "The accounts were compared, and no claim was found in them.")
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in table.astype(object).where(table.notna(), None).to_dict("records"):
        pairs.setdefault((str(row["claim_id_a"]), str(row["claim_id_b"])), []).append(
            {str(k): v for k, v in row.items()}
        )
    drawn = pd.DataFrame(
        [cell for number, found in enumerate(pairs.values()) for cell in _cells(number, found, called)]
    )
    shown = drawn[drawn["order"] < MOST_CLAIMS]
    told = shown[shown["state"] != "not told"]
    states = [state for state in SIGNS if state in set(told["state"])]
    labels = shown.drop_duplicates("order")["label"].tolist()
    accounts = list(dict.fromkeys([*table["text_a"].dropna(), *table["text_b"].dropna()]))
    columns = [theme.label(called[account], 24) for account in accounts]
    base = alt.Chart(told).encode(
        x=theme.columns("text", None, columns),
        y=theme.categories("label", "Claim, in the words of the first account that tells it", labels),
        description="finding:N",
        tooltip=[
            alt.Tooltip("text:N", title="Account"),
            alt.Tooltip("said:N", title="It says"),
            alt.Tooltip("finding:N", title="Difference"),
            alt.Tooltip("id:N", title="Id"),
        ],
    )
    points = base.mark_point(filled=True, size=130, opacity=1).encode(
        color=alt.Color("state:N", title=None).scale(domain=states, range=[SIGNS[one][0] for one in states]),
        shape=alt.Shape("state:N", title=None).scale(domain=states, range=[SIGNS[one][1] for one in states]),
    )
    aspects = (
        base.transform_filter("datum.aspects != ''")
        .mark_text(align="left", dx=11, fontSize=11)
        .encode(text="aspects:N")
    )
    counts = table.drop_duplicates(["claim_id_a", "claim_id_b", "aspect"])["aspect"].value_counts()
    more = len(pairs) - MOST_CLAIMS
    left_out = f" {marks.plural(more, 'further claim')} in the table only." if more > 0 else ""
    return Figure(
        name,
        (points + aspects).properties(width=theme.WIDTH, height=34 * len(labels)),
        table,
        _finding(drawn),
        f"{marks.plural(len(pairs), 'claim')} in {marks.plural(len(accounts), 'account')}: "
        f"{', '.join(f'{aspect} {count}' for aspect, count in counts.items())}.{left_out} "
        f"{table.attrs.get('note') or ''}".strip(),
        "A line is a claim, a column an account. A diamond says that the accounts tell it otherwise, and in what.",
        shown=names.named(
            table[["aspect", "finding", "text_a", "claim_a", "text_b", "claim_b"]].assign(
                finding=table["finding"].map(lambda words: names.in_words(words, called))
            ),
            called,
        ),
        subtitle=about,
        narrow=listing(_groups(shown)),
    )


def _finding(drawn: pd.DataFrame) -> str:
    """Return how many claims the accounts share, and in how many they differ, as a title."""
    states = drawn[drawn["state"] != "not told"].drop_duplicates("order")["state"].value_counts()
    alike, otherwise = int(states.get("told alike", 0)), int(states.get("told otherwise", 0))
    alone = int(states.get("told by one alone", 0))
    told = f"{alike} are told alike, {otherwise} otherwise, {alone} by one account alone"
    return f"Of {alike + otherwise + alone} claims {told}"


def _groups(shown: pd.DataFrame) -> list[tuple[str, list[Entry]]]:
    """Return the claims as groups of a list: who tells each, those told otherwise first."""
    groups = []
    for state, (colour, shape) in SIGNS.items():
        for _, cells in shown[shown["state"] == state].groupby("order"):
            tellers = " and ".join(text.replace("\n", " ") for text in cells["text"])
            aspects = "".join(cells["aspects"])
            words = f"{tellers}: {state}{f' ({aspects})' if aspects else ''}"
            groups.append((cells["label"].iloc[0].replace("\n", " "), [Entry(words, colour, shape)]))
    return groups


def _cells(number: int, found: list[dict[str, Any]], called: names.Names) -> list[dict[str, Any]]:
    """Return the places of one claim, one an account."""
    first = found[0]
    differing = [str(row["aspect"]) for row in found if row["aspect"] not in ("told by one", "told by both")]
    said = " ".join(str(first["claim_a"] or first["claim_b"]).split())
    both = first["claim_a"] is not None and first["claim_b"] is not None
    state = "told otherwise" if differing else "told alike" if both else "told by one alone"
    cells = []
    for side in ("a", "b"):
        text, claim = first[f"text_{side}"], first[f"claim_{side}"]
        if text is None:
            continue
        cells.append(
            {
                "order": number,
                "label": theme.label(said, 56, 2) + "\u200b" * number,  # two claims may begin alike
                "text": theme.label(called[str(text)], 24),
                "state": "not told" if claim is None else state,
                "aspects": ", ".join(dict.fromkeys(differing)) if side == "b" else "",
                "said": theme.clipped(claim or ""),
                "finding": theme.clipped(names.in_words(" ".join(str(row["finding"]) for row in found), called)),
                "id": str(first[f"claim_id_{side}"] or ""),
            }
        )
    return cells
