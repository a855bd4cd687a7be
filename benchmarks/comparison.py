"""Comparison at scale against plain ways of doing it: time and peak memory, each measured in a process of its own.

Data: the General Debate speeches (32 M words) and the Security Council resolutions of ../shared/corpora. Every way
starts from the Parquet file; ours builds its index in an empty folder first. The second query asks for something else
of the same texts, in the same process.
"""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
SPEECHES = CORPORA / "ungdc_1946_2024.parquet"
RESOLUTIONS = CORPORA / "unsc_resolutions_gold.parquet"


def _read(path: Path) -> tuple[list[str], list[str], list[str]]:
    import pyarrow.parquet as pq

    table = pq.read_table(path, columns=["id", "date", "text"])
    return tuple(table[name].to_pylist() for name in ("id", "date", "text"))  # type: ignore[return-value]


def keyness_of_scikit_learn() -> Callable[[int], object]:
    """CountVectorizer, then log-likelihood over the matrix."""
    import numpy as np
    import pandas as pd
    from sklearn.feature_extraction.text import CountVectorizer

    _, dates, bodies = _read(SPEECHES)
    vectorizer = CountVectorizer()
    matrix = vectorizer.fit_transform(bodies)
    names = vectorizer.get_feature_names_out()

    def query(number: int) -> object:
        chosen = np.array([date == str(2024 - number) for date in dates])
        a = np.asarray(matrix[chosen].sum(0)).ravel().astype(float)
        b = np.asarray(matrix[~chosen].sum(0)).ravel().astype(float)
        e = a.sum() * (a + b) / (a.sum() + b.sum())
        with np.errstate(divide="ignore", invalid="ignore"):
            g2 = 2 * (np.nan_to_num(a * np.log(a / e)) + np.nan_to_num(b * np.log(b / (a + b - e))))
        table = pd.DataFrame({"word": names, "count": a, "reference_count": b, "log_likelihood": g2})
        return table.sort_values("log_likelihood", ascending=False)

    return query


def concordance_of_regular_expression() -> Callable[[int], object]:
    """One expression over every body, sixty characters on either side."""
    import pandas as pd

    names, _, bodies = _read(SPEECHES)

    def query(number: int) -> object:
        pattern = re.compile(rf"\b{('guarantee', 'disarmament')[number]}\w*", re.IGNORECASE)
        rows = [
            (
                name,
                body[max(0, match.start() - 60) : match.start()],
                match.group(),
                body[match.end() : match.end() + 60],
            )
            for name, body in zip(names, bodies, strict=True)
            for match in pattern.finditer(body)
        ]
        return pd.DataFrame(rows, columns=["id", "left", "node", "right"])

    return query


def dispersion_of_regular_expression() -> Callable[[int], object]:
    """The same expression, and the words of every body counted with another."""
    import numpy as np
    import pandas as pd

    names, _, bodies = _read(SPEECHES)

    def query(number: int) -> object:
        pattern = re.compile(rf"\b{('guarantee', 'disarmament')[number]}\w*", re.IGNORECASE)
        places = [[match.start() / len(body) for match in pattern.finditer(body)] for body in bodies]
        sizes = np.array([len(body.split()) for body in bodies])
        counts = np.array([len(found) for found in places])
        deviation = np.abs(counts / counts.sum() - sizes / sizes.sum()).sum() / 2
        rows = [(name, place) for name, found in zip(names, places, strict=True) for place in found]
        return deviation, pd.DataFrame(rows, columns=["id", "place"])

    return query


def reuse_of_minhash() -> Callable[[int], object]:
    """Datasketch's MinHash of paragraphs by shingles of five words, and its index for pairs half alike."""
    from datasketch import MinHash, MinHashLSH

    names, _, bodies = _read(RESOLUTIONS)
    corpus_index, sketches = MinHashLSH(threshold=0.5, num_perm=128), {}
    for name, body in zip(names, bodies, strict=True):
        for number, paragraph in enumerate(re.split(r"\n\s*\n|\n", body)):
            split = re.findall(r"\w+", paragraph.lower())
            shingles = [" ".join(split[place : place + 5]).encode() for place in range(len(split) - 4)]
            if len(split) >= 8:
                sketch = MinHash(num_perm=128)
                sketch.update_batch(shingles)
                sketches[name, number] = sketch
                corpus_index.insert((name, number), sketch)

    def query(number: int) -> object:
        asked = [key for key in sketches if not number or key[0] == names[number]]
        return [(key, other) for key in asked for other in corpus_index.query(sketches[key]) if other > key]

    return query


def _ours(path: Path):  # type: ignore[no-untyped-def]
    from readout.compare.words import corpus_index

    return corpus_index.open_parquet(path, Path(tempfile.mkdtemp(dir=os.environ["BENCHMARK_FOLDER"])))


def keyness_of_ours() -> Callable[[int], object]:
    from readout.compare.words import keyness

    collection = _ours(SPEECHES)
    dates = collection.table["date"].to_numpy()
    return lambda number: keyness.keyness(collection.words, chosen=dates == str(2024 - number))


def concordance_of_ours() -> Callable[[int], object]:
    from readout.compare.words import concordance

    collection = _ours(SPEECHES)
    return lambda number: concordance.concordance(collection.words, ("guarantee*", "disarmament*")[number])


def dispersion_of_ours() -> Callable[[int], object]:
    from readout.compare.words import dispersion

    collection = _ours(SPEECHES)

    def query(number: int) -> object:
        term = ("guarantee*", "disarmament*")[number]
        return dispersion.dispersion(collection.words, term), dispersion.occurrences(collection.words, term)

    return query


def reuse_of_ours() -> Callable[[int], object]:
    from readout.compare.words import reuse

    collection = _ours(RESOLUTIONS)
    return lambda number: reuse.passages(collection.words, text=collection.words.names[number] if number else None)


TASKS = {
    "keyness": (keyness_of_ours, keyness_of_scikit_learn),
    "concordance": (concordance_of_ours, concordance_of_regular_expression),
    "dispersion": (dispersion_of_ours, dispersion_of_regular_expression),
    "reuse": (reuse_of_ours, reuse_of_minhash),
}


def measure(function: str) -> None:
    """Print what one way takes, as JSON: run in a process of its own."""
    start = time.perf_counter()
    query = globals()[function]()
    query(0)
    first = time.perf_counter() - start
    start = time.perf_counter()
    query(1)
    second = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {"first": first, "second": second, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1024}
        )
    )


def _measured(function: str) -> dict[str, float]:
    code = f"from benchmarks.comparison import measure; measure({function!r})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parent.parent
    )
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def run() -> None:
    if not SPEECHES.is_file():
        print(f"Skipped: {CORPORA} is not there.")
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BENCHMARK_FOLDER"] = folder
        print(f"{'':12} {'':8} {'first s':>8} {'second s':>9} {'cpu s':>7} {'peak MB':>8}")
        for task, ways in TASKS.items():
            ours, plain = (_measured(way.__name__) for way in ways)
            for name, figures in (("ours", ours), ("plain", plain)):
                print(f"{task:12} {name:8} " + _line(figures))
            ratios = {key: ours[key] / plain[key] for key in ours}
            print(f"{task:12} {'ratio':8} " + _line(ratios))


def _line(figures: dict[str, float]) -> str:
    return f"{figures['first']:8.2f} {figures['second']:9.3f} {figures['cpu']:7.2f} {figures['peak']:8.2f}"
