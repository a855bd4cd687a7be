"""Finding who says what: quality on the development stories, rule by rule, speed and memory."""

from readout.annotate.attribution import Attribution


def to_polnear(found: list[Attribution]) -> list[dict]:
    """Return attributions as PolNeAR draws them.

    PolNeAR has no rows for what stands nested in another's words, nor for retold sentences without a cue: they are left
    out. Quotations with which a speaker goes on after the cue are pieces of one attribution there.
    """
    rows = {}
    for number, one in enumerate(found):
        if one.parent is None and one.continues is None:
            rows[number] = {"source": one.source, "cue": one.cue, "content": [list(span) for span in one.content]}
    for one in found:
        if one.rule == "quotation-goes-on" and one.continues in rows:
            rows[one.continues]["content"] += [list(span) for span in one.content]
    return list(rows.values())
