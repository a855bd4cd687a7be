"""Finding who says what: quality on the development stories, rule by rule, speed and memory."""

from readout.annotate.attribution import Attribution


def to_polnear(found: list[Attribution]) -> list[dict]:
    """Return attributions as PolNeAR draws them.

    It leaves out what stands nested in another's words, and counts the sentences with which a speaker goes on after
    the cue as pieces of one attribution, within the paragraph.
    """
    rows = {}
    for number, one in enumerate(found):
        if one.parent is None and one.continues is None:
            rows[number] = {"source": one.source, "cue": one.cue, "content": [list(span) for span in one.content]}
    for one in found:
        if one.continues is not None and one.continues in rows:
            rows[one.continues]["content"] += [list(span) for span in one.content]
    return list(rows.values())
