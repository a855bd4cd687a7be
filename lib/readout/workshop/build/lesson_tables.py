"""Tables that lessons need and that take other texts or long to work out: made once, when the workshop is built."""

import re
from functools import cache

import readout
from readout.annotator.claim_table import to_records
from readout.errors import ReadoutError
from readout.workshop.lesson.forms import folded
from readout.workshop.lesson.answers import Record
from readout.workshop.lesson.material import Material, shortened
from readout.texts.text import Text

#: A provision counts as near from this similarity on, and as far below the second one.
NEAR, FAR = 0.45, 0.3
#: How many provisions stand beside a claim to choose from.
CHOICES = 4


def tables(given: Material) -> dict[str, list[Record]]:
    """Return the tables of a text by name.

    A person's answers are there already: `retold`, `added` and `example coder`.

    - `second`: another account of the same statement, one row: id, title, body;
    - `earlier`: for some claims, provisions of earlier texts to choose from, with those that are near;
    - `instruments`: what data/guarantees.csv says of the earlier guarantees, where the text is about guarantees.
    """
    other = second_account(given.text)
    told = retold(given, other) if other and not given.tables.get("retold") else {}
    return {
        **told,
        "second": [{"id": other.id, "title": other.title, "body": other.body}] if other else [],
        "earlier": earlier(given),
        "instruments": instruments(given),
    }


def second_account(text: Text) -> Text | None:
    """Return another account of the statement that a text tells: one with the same event, or None."""
    event = text.metadata.get("event")
    if not event:
        return None
    return next((other for other in _library() if other.id != text.id and other.metadata.get("event") == event), None)


def _library() -> list[Text]:
    return list(readout.library())


def earlier(given: Material) -> list[Record]:
    """Return, for the claims that have one, the nearest earlier provision among others that are far.

    Each row has `claim_id`, `passages` (list of `id`, `name`, `words`) and `near` (the ids of the near ones). The near
    one is the nearest in meaning (compare.matching) of those that share the claim's issue; the far ones share none
    with it, by their own words or by their text's title.
    """
    from readout import codebook
    from readout.compare.meaning import matching

    code_issues = cache(codebook.load().code_issues)
    own_issues = {claim["claim_id"]: set(claim["accepted"]["issues"]) for claim in given.claims}
    coded = {text.id: set(code_issues(text.title)) for text in _library()}

    date = str(given.text.date or "9999")
    texts = {
        text.id: text
        for text in _library()
        if text.id != given.text.id and text.is_digest and str(text.date or "") < date
    }
    table = given.table()
    # The surest claims are enough for an exercise of three.
    fitting = [claim for claim in given.spoken if claim["accepted"]["issues"] and len(given.around(claim)) < 400]
    wanted = [claim["claim_id"] for claim in given.choose(fitting, 8, least=0, by=lambda claim: claim["sentence"])]
    try:
        found = matching.nearest(table[table["claim_id"].isin(wanted)], texts.values(), count=400)
    except ReadoutError:
        return []
    rows: list[Record] = []
    for claim_id, group in found.groupby("claim_id", sort=False):
        issues = own_issues[claim_id]
        records = to_records(group)
        best = next((row for row in records if issues & set(code_issues(row["match"]))), None)
        if not best or best["similarity"] < NEAR or len(str(best["claim"]).split()) < 5:
            continue
        named = _stems(str(best["claim"])) | _stems(" ".join(given.issues.get(issue, "") for issue in issues))
        # Near: as good as the best one. Far: another text each, on other issues, so that nobody can call it near.
        far: list[Record] = []
        for row in records[len(records) // 3 :]:
            taken = {other["match_text_id"] for other in (best, *far)}
            if row["similarity"] >= FAR or row["match_text_id"] in taken:
                continue
            about = coded[row["match_text_id"]] | set(code_issues(row["match"]))
            if not about & issues and not _stems(str(row["match"])) & named:
                far.append(row)
            if len(far) == CHOICES - 1:
                break
        if len(far) < CHOICES - 1:
            continue
        # The near one stands at a place that the claim's id decides: the same at every build, and not always first.
        place = sum(str(claim_id).encode()) % CHOICES
        shown = [*far[:place], best, *far[place:]]
        rows.append(
            {
                "claim_id": claim_id,
                "similarity": best["similarity"],
                "passages": [
                    {
                        "id": str(row["match_id"]),
                        "name": f"{texts[row['match_text_id']].title}, {row['reference'] or 'passage'}",
                        "words": shortened(row["match"], 240),
                    }
                    for row in shown
                ],
                "near": [str(best["match_id"])],
            }
        )
    return sorted(rows, key=lambda row: -row["similarity"])


def _stems(words: str) -> set[str]:
    """Return the beginnings of the longer words, by which a passage can seem to be about a claim's matter."""
    return {word[:6].casefold() for word in re.findall(r"\w{6,}", words)}


def instruments(given: Material) -> list[Record]:
    """Return four earlier instruments with what is known of them, where the text speaks of security guarantees."""
    if not any("security-guarantees" in (claim["issues"] or ()) for claim in given.spoken):
        return []
    from readout.compare.claims import guarantees

    titles = {text.id: text.title for text in _library()}
    table = guarantees.instruments()
    rows = [row for row in to_records(table) if row["id"] in titles]
    # Two with all five permanent members and two without, the oldest of each: there is something to tell apart.
    both = ([row for row in rows if (row["p5_all"] == "yes") is all_five][:2] for all_five in (True, False))
    chosen = [row for some in both for row in some]
    order = [row["id"] for row in rows]
    chosen.sort(key=lambda row: order.index(row["id"]))
    return [{**{key: str(value) for key, value in row.items()}, "title": titles[row["id"]]} for row in chosen]


def retold(given: Material, other: Text) -> dict[str, list[Record]]:
    """Return how a second account tells the claims, and what it alone tells, where no person has noted it.

    `retold`: `claim_id`, `right` (`alike`, `otherwise` or `not`). `added`: `claim`, `question`, `right`, for dates and
    conditions that the second account alone gives.
    """
    import pandas as pd

    from readout.compare.accounts.retellings import retellings

    claims = pd.concat([given.table(), readout.claims(other)], ignore_index=True)
    try:
        rows = to_records(retellings(claims, [given.text, other]))
    except ReadoutError:
        return {}
    # A pair may differ in several things, and have a row for each.
    fates = {"told by both": "alike", "told by one": "not"}
    found: dict[str, str] = {}
    added: list[Record] = []
    asked = {"date": "When was this, according to the second account?", "condition": "On which terms, there?"}
    for row in rows:
        if row["text_a"] != given.text.id or not row["claim_id_a"]:
            continue
        found.setdefault(row["claim_id_a"], fates.get(row["aspect"], "otherwise"))
        only_there = row["value_b"] and not row["value_a"] and folded(str(row["value_b"])) in folded(other.body)
        if row["aspect"] in asked and only_there:
            question = {"claim": row["claim_a"], "question": asked[row["aspect"]], "right": [str(row["value_b"])]}
            added.append(question)
    return {"retold": [{"claim_id": name, "right": [fate]} for name, fate in found.items()], "added": added}
