"""Finding who says what: quality on the development stories, rule by rule, speed and memory.

`python -m benchmarks attribution` prints all of it. The stories are PolNeAR's development portion; nothing here is
trained on; they are split in two by the hash of their id, and errors were read on half A alone.
"""

import hashlib
import importlib.util
import json
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from readout import parser
from readout.annotator import attribution, measured
from readout.annotator.attribution import Attribution

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval"
GOLD = SHARED / "polnear_dev.jsonl"

#: What others reach on PolNeAR's test portion: exact, partial and token F1, source overlap, joint F1 (see ../shared).
OTHERS = {
    "quotation marks alone": (17.7, 34.2, 58.8, None, None),
    "textacy 0.13, direct quotations": (11.1, 23.0, 39.5, 85.9, 21.2),
    "Gender Gap Tracker": (35.4, 51.1, 69.9, 87.1, 48.8),
    "BBC Citron, trained on PolNeAR": (42.2, 57.9, 71.3, 89.9, 54.1),
    "two people (4 stories)": (72.9, 77.2, 92.0, 97.6, 78.7),
}
TARGETS = (50.0, 66.0, 82.0, 92.0, 62.0)
TARGET_INDIRECT, TARGET_SPEED = 72.0, 1.2
#: Rules for sentences without a cue. PolNeAR draws such a sentence, if at all, as a piece of what the cue governs.
WITHOUT_CUE = ("quotation-goes-on", "retold-goes-on")


def stories() -> list[dict[str, Any]]:
    """Return the development stories, or none where the measurement data are not beside the project."""
    if not GOLD.is_file():
        return []
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def half(story_id: str) -> str:
    """Return A or B by the hash of a story's id."""
    return "AB"[int(hashlib.md5(story_id.encode()).hexdigest(), 16) % 2]


def to_polnear(found: list[Attribution]) -> list[dict[str, Any]]:
    """Return attributions as PolNeAR draws them.

    PolNeAR has no rows for what stands nested in another's words, nor for retold sentences without a cue: they are left
    out. Quotations with which a speaker goes on after the cue are pieces of one attribution there.
    """
    rows = {
        number: {"source": one.source, "cue": one.cue, "content": [list(span) for span in one.content]}
        for number, one in enumerate(found)
        if one.parent is None and one.continues is None
    }
    for one in found:
        if one.rule == "quotation-goes-on" and one.continues in rows:
            rows[one.continues]["content"] += [list(span) for span in one.content]
    return list(rows.values())


def scorer() -> ModuleType:
    """Return the scorer that lies beside the measurement data."""
    spec = importlib.util.spec_from_file_location("polnear_score", SHARED / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(gold: list[dict[str, Any]], found: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Return what the scorer says of predictions, by story id, for some stories."""
    with tempfile.TemporaryDirectory() as folder:
        wanted, given = Path(folder) / "gold.jsonl", Path(folder) / "given.jsonl"
        wanted.write_text("".join(json.dumps(story) + "\n" for story in gold), encoding="utf-8")
        given.write_text(
            "".join(json.dumps({"id": story["id"], "spans": found[story["id"]]}) + "\n" for story in gold),
            encoding="utf-8",
        )
        result: dict[str, Any] = scorer().score(str(wanted), str(given))
        return result


def precision_by_rule(
    gold: Iterable[dict[str, Any]], found: dict[str, list[Attribution]]
) -> dict[str, tuple[int, float]]:
    """Return for each rule on how many attributions it was measured, and the share of them that are right.

    Right is an attribution whose content overlaps a gold content by half (intersection over union of words); one
    without a cue of its own is right where half of its words lie in some gold content. Nested ones are not measured.
    """
    words_of = scorer().toks
    word = scorer().W
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for story in gold:
        places = [match.span() for match in word.finditer(story["text"])]
        contents = [words_of(span["content"], places) for span in story["spans"]]
        rows = found[story["id"]]
        pieces: dict[int, list[Any]] = defaultdict(list)
        for one in rows:
            if one.continues is not None and one.rule == "quotation-goes-on":
                pieces[one.continues] += one.content
        for number, one in enumerate(rows):
            if one.parent is not None:
                continue
            if one.rule in WITHOUT_CUE:
                ours = words_of(one.content, places)
                right = any(2 * len(ours & theirs) >= len(ours) for theirs in contents)
            else:
                ours = words_of([*one.content, *pieces[number]], places)
                right = any(2 * len(ours & theirs) >= len(ours | theirs) for theirs in contents if theirs)
            if ours:
                counts[one.rule][0] += 1
                counts[one.rule][1] += right
    return {rule: (total, right / total) for rule, (total, right) in sorted(counts.items())}


def figures(result: dict[str, Any]) -> tuple[float, ...]:
    """Return exact, partial and token F1, source overlap and joint F1 of one scoring."""
    return (
        result["exact"][2],
        result["partial"][2],
        result["token"][2],
        result["src_overlap"],
        result["joint"][2],
    )


def line(name: str, values: Iterable[float | None]) -> str:
    """Return one line of the table of figures."""
    return f"{name:38s}" + "".join(f"{'-' if value is None else f'{value:.1f}':>9s}" for value in values)


def measure_speed(texts: list[str]) -> tuple[float, float]:
    """Return documents a second of ours and of the bare full pipeline of the same model, taken in turns."""
    import spacy

    model = next(name for name in parser.MODELS if spacy.util.is_package(name))
    full = spacy.load(model)
    full(texts[0])
    attribution.find(parser.parse(texts[0]))
    ours = bare = 0.0
    for text in texts:
        start = time.perf_counter()
        full(text)
        middle = time.perf_counter()
        attribution.find(parser.parse(text))
        bare += middle - start
        ours += time.perf_counter() - middle
    return len(texts) / ours, len(texts) / bare


def measure_memory(texts: list[str], documents: int = 1000) -> list[tuple[int, float]]:
    """Return the peak memory in MB after each quarter of a thousand documents, cut from the texts."""
    size = sum(map(len, texts)) // documents
    pieces = [text[start : start + size] for text in texts for start in range(0, len(text), size)]
    pieces = (pieces * (1 + documents // max(1, len(pieces))))[:documents]
    peaks = []
    for number, piece in enumerate(pieces, 1):
        attribution.find(parser.parse(piece))
        if number % (documents // 4) == 0:
            peaks.append((number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
    return peaks


def run() -> None:
    gold = stories()
    if not gold:
        print("skipped: the measurement data (../shared) are not beside this project")
        return
    texts = [story["text"] for story in gold]
    documents = parser.parse_many(texts)
    found = {story["id"]: attribution.find(document) for story, document in zip(gold, documents, strict=True)}
    drawn = {story_id: to_polnear(rows) for story_id, rows in found.items()}
    plain = {
        story_id: [{"source": row.source, "cue": row.cue, "content": row.content} for row in rows]
        for story_id, rows in found.items()
    }

    print(
        f"{'F1 of content, %':38s}"
        + "".join(f"{name:>9s}" for name in ("exact", "partial", "token", "source", "joint"))
    )
    for name, values in OTHERS.items():
        print(line(name, values))
    whole = score(gold, drawn)
    print(line("Readout", figures(whole)))
    for part in "AB":
        chosen = [story for story in gold if half(story["id"]) == part]
        result = score(chosen, drawn)
        print(line(f"  half {part}, {len(chosen)} stories", figures(result)), indirect(result))
    print(line("  every row, nested and going on too", figures(score(gold, plain))))
    print(line("target", TARGETS))
    print(f"token recall on indirect speech: {indirect(whole)} (target {TARGET_INDIRECT})")

    print("\nPrecision of each rule (stored: lexicons/rules.yml)")
    for rule, (total, share) in sorted(precision_by_rule(gold, found).items(), key=lambda item: -item[1][0]):
        print(f"  {rule:28s}{total:6d}{share:8.2f}   stored {measured.precision(rule):.2f} on {measured.sample(rule)}")

    ours, bare = measure_speed(texts)
    print(f"\ndocuments a second: {ours:.1f}; bare full pipeline: {bare:.1f}; ratio {ours / bare:.2f} ", end="")
    print(f"(target {TARGET_SPEED})")
    peaks = measure_memory(texts)
    print("peak memory: " + ", ".join(f"{peak:.0f} MB after {number} documents" for number, peak in peaks))


def indirect(result: dict[str, Any]) -> float:
    """Return the token recall on indirect speech of one scoring."""
    return float(result["recall_by_kind"]["indirect"]["token"])
