"""How well proposed codes group claims: against the matters of the accounts that were annotated by hand.

Each claim of the gold that the annotator finds has the matter that two coders gave it, and the code proposed for it, if
any; what has none is a group of its own. B-cubed F1 (Bagga and Baldwin 1998) of the two groupings, all texts taken
together, in which the matters of different texts are different: joining across texts is counted against the proposals.
Beside it: the codes found again by their terms alone, as the codebook would; and one code for each text.
"""

import sys
from pathlib import Path

import pandas as pd

import readout
from benchmarks.positions import scorer
from readout.annotator.claim_table import to_records
from readout.study.suggest.proposals import propose
from readout.texts.library import load

ACCOUNTS = Path(__file__).resolve().parents[1] / "tests" / "annotator" / "accounts"


def run() -> None:
    import json

    module = scorer()
    gold, tables = {}, {}
    for path in sorted(ACCOUNTS.glob("*.md")):
        if path.stem != "README":
            gold[path.stem] = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
            tables[path.stem] = readout.annotate(load(path))
    names = list(gold)
    for what, chosen in (("half to set by", names[::2]), ("other half", names[1::2]), ("all", names)):
        tell(what, {name: gold[name] for name in chosen}, {name: tables[name] for name in chosen}, module)


def tell(what, gold, tables, module) -> None:  # type: ignore[no-untyped-def]
    everything = pd.concat(list(tables.values()), ignore_index=True)
    found = propose(everything, least=1)
    code_of = {claim: one.code for one in found for claim in one.claim_ids}
    kept = propose(everything)
    book, passages = kept.book(), kept.passages()
    by_terms = {claim: (book.code_issues(words) or [None])[0] for claim, words in passages.items()}
    pairs: dict[str, list] = {"proposed": [], "by their terms": [], "one a text": []}
    for name, one in gold.items():
        rows = to_records(tables[name])
        match, _, _ = module.matched(one["claims"], rows)
        for number, row in match.items():
            claim = one["claims"][number]
            if claim.get("matter") and not claim.get("optional"):
                truth = (name, claim["matter"])
                pairs["proposed"].append((truth, code_of.get(row["claim_id"])))
                pairs["by their terms"].append((truth, by_terms.get(row["claim_id"])))
                pairs["one a text"].append((truth, name))
    scores = ", ".join(f"{label} {module.bcubed(given)}" for label, given in pairs.items())
    coded = sum(1 for _, code in pairs["by their terms"] if code)
    stable = [one.stability for one in kept if one.stability is not None]
    print(
        f"{what}: {len(gold)} texts, {len(pairs['proposed'])} claims, {len(kept)} codes of two claims or more; B-cubed "
        f"F1: {scores}; {coded} claims coded by terms; stability {sum(stable) / max(1, len(stable)):.2f}",
        file=sys.stdout,
    )
