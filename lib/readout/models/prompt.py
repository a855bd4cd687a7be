"""What is sent to a model: prompts that anybody can read (prompts/*.md), their version, and the fence round a text."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from readout.annotator.claim_table import Claim
from readout.codebook import Codebook
from readout.models.answers import Job, schema
from readout.texts.text import Text

FOLDER = Path(__file__).parent / "prompts"
#: What is told of a text besides its words, where it is known.
TOLD = ("title", "kind", "form", "speaker", "role", "party", "parties", "date", "channel", "occasion")


@cache
def version() -> str:
    """Return a short name of the prompts' exact words: other words have another name."""
    digest = hashlib.blake2b(digest_size=4)
    for path in sorted(FOLDER.glob("*.md")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


#: What chat templates of local servers take for the end of a turn, wherever it stands.
_TURNS = re.compile(r"<(?=\||/?s>|/?(?:start|end)_of_turn>)|\[(?=/?INST\])", re.IGNORECASE)


def fence(body: str) -> str:
    """Return a mark that stands nowhere in a body, so that nothing in a text can close the fence around it."""
    mark = hashlib.blake2b(body.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    while f"=== {mark}" in body:
        mark = hashlib.blake2b(mark.encode(), digest_size=6).hexdigest()
    return f"=== {mark}"


@dataclass(frozen=True)
class Model:
    """Which model is asked, and with what settings; a seed and no warmth make an answer as repeatable as can be."""

    name: str
    temperature: float = 0.0
    seed: int = 20250829
    most_tokens: int = 8_000


def messages(
    job: Job, text: Text, part: tuple[int, int], before: str, book: Codebook, claims: Sequence[tuple[int, Claim]] = ()
) -> list[dict[str, str]]:
    """Return the messages about one part of a text: the conventions with the codes, and the part in its fence."""
    told = ", ".join(f"{name}: {value}" for name in TOLD if (value := _plain(text.metadata.get(name))))
    mark = fence(f"{text.body}\n{told}")
    shown = [_shown(number, claim, text.body) for number, claim in claims]
    words = {
        "fence": mark,
        "about": _harmless(told),
        "before": _harmless(before),
        "text": _harmless(text.body[slice(*part)]),
        "claims": json.dumps(shown, ensure_ascii=False, indent=1),
    }
    codes = [code for code in book.issues if not code.retired]
    return [
        {"role": "system", "content": _written("conventions", fence=mark, codes=codes)},
        {"role": "user", "content": _written(job, **words)},
    ]


def again(reasons: Sequence[str]) -> dict[str, str]:
    """Return the message that sends an answer back once, with what could not be taken of it."""
    return {"role": "user", "content": _written("again", reasons=list(reasons))}


def request(model: Model, job: Job, said: list[dict[str, str]], book: Codebook) -> dict[str, Any]:
    """Return the request as it is sent, the schema of the answer included; the key is no part of it."""
    codes = [code.code for code in book.issues if not code.retired]
    return {
        "model": model.name,
        "messages": said,
        "temperature": model.temperature,
        "seed": model.seed,
        "max_tokens": model.most_tokens,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": f"claims_{job}", "strict": True, "schema": schema(job, codes)},
        },
    }


def estimate(asked: dict[str, Any]) -> int:
    """Return about how many tokens a request has: four characters a token, as English has on the average."""
    return sum(len(message["content"]) for message in asked["messages"]) // 4


def _harmless(words: str) -> str:
    """Return words in which nothing ends a turn of the conversation: such signs get a space after their first."""
    return _TURNS.sub(lambda match: f"{match[0]} ", words)


def _plain(value: object) -> str:
    words = "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return " ".join(words.split())[:300]


def _shown(number: int, claim: Claim, body: str) -> dict[str, Any]:
    return {
        "number": number,
        "quotes": [body[start:end] for start, end in claim.content],
        "speaker": claim.actor or claim.affiliation,
        "source": claim.source_text,
        "cue": claim.cue_text,
        "voice": claim.voice,
        "act": claim.act,
        "target": claim.target_text,
        "stance": claim.stance,
        "condition": body[slice(*claim.condition)] if claim.condition else None,
        "matter": claim.matter,
        "codes": claim.issues,
    }


def _written(name: str, **words: Any) -> str:
    import jinja2

    surroundings = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER), undefined=jinja2.StrictUndefined, autoescape=False
    )
    return surroundings.get_template(f"{name}.md").render(**words)
