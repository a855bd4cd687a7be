"""readout code: a language model reads texts as one more coder."""

import json
import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from readout.cli import app
from readout.errors import ReadoutError

if TYPE_CHECKING:
    from readout.models.prompt import Model
    from readout.models.server import Server
    from readout.texts.text import Text


class Job(StrEnum):
    """What a model is asked to do."""

    propose = "propose"
    review = "review"
    fill = "fill"


@app.command()
def code(
    texts: Annotated[list[str], typer.Argument(metavar="TEXT...", help="Ids of texts, or paths of files.")],
    model: Annotated[str, typer.Option(help="The model, by the name that its server knows.")],
    base_url: Annotated[
        str | None,
        typer.Option(
            help="The address of any OpenAI-compatible server, such as http://localhost:8080/v1; else that in "
            "READOUT_MODEL_URL. A key is taken from READOUT_MODEL_KEY alone."
        ),
    ] = None,
    job: Annotated[
        Job, typer.Option(help="propose (from nothing), review (go over the annotator's claims), or fill (what about).")
    ] = Job.propose,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the exact requests, one a line, and send nothing.")
    ] = False,
    rerun: Annotated[
        int, typer.Option(min=0, max=20, help="Ask so many times more, and tell how far the model agrees with itself.")
    ] = 0,
    yes: Annotated[bool, typer.Option("--yes", help="Agree that the texts are sent to the address.")] = False,
    timeout: Annotated[float, typer.Option(min=1, help="Seconds that one answer may take.")] = 300,
    most_tokens: Annotated[int, typer.Option(min=50, help="No answer may be longer, in tokens.")] = 8_000,
    temperature: Annotated[float, typer.Option(min=0, max=2, help="0 gives the most repeatable answers.")] = 0.0,
) -> None:
    """Let a language model read texts as one more coder; its claims stand in a file of their own beside people's.

    Its decisions count nowhere unless the coder model:NAME is named. Nothing is sent but to the address given.
    """
    from readout.models.coder import requests
    from readout.models.prompt import Model, estimate
    from readout.models.server import Server
    from readout.texts.library import load

    sources, asked = [load(name) for name in texts], Model(model, temperature, most_tokens=most_tokens)
    planned = [request for source in sources for request in requests(source, asked, job.value)]
    tokens = sum(map(estimate, planned))
    if dry_run:
        for request in planned:
            print(json.dumps(request, ensure_ascii=False))
        times = len(planned) * (1 + rerun)
        seconds = times * asked.most_tokens / 8 / 30
        print(
            f"{times} requests, about {tokens * (1 + rerun):,} tokens in and up to {times * asked.most_tokens:,} out; "
            f"at 30 tokens a second some {max(1, round(seconds / 60))} minutes. Nothing was sent.",
            file=sys.stderr,
        )
        return
    address = base_url or os.environ.get("READOUT_MODEL_URL")
    if not address:
        raise ReadoutError("No address of a model was given; name it with --base-url, or set READOUT_MODEL_URL.")
    server = Server(address, timeout)
    _agree(server, model, len(sources), tokens * (1 + rerun), yes)
    for source in sources:
        _read(source, asked, server, job.value, rerun)


def _agree(server: "Server", model: str, texts: int, tokens: int, yes: bool) -> None:
    """Tell a person what will be sent where, the first time, and go on only where they agree."""
    from readout.models import consent

    if consent.given(server):
        return
    print(consent.words(server, model, texts, tokens), file=sys.stderr)
    if not yes and not (sys.stdin.isatty() and typer.confirm("Send it?", err=True)):
        raise ReadoutError(f"Nothing was sent; run again with --yes to agree that {server.host} gets the texts.")
    consent.give(server)


def _read(
    source: "Text", model: "Model", server: "Server", job: "Literal['propose', 'review', 'fill']", rerun: int
) -> None:
    from rich.progress import Progress, TextColumn

    from readout.models.coder import code as read
    from readout.models.repeated import agreement

    with Progress(TextColumn("{task.description}"), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(f"{source.id}", total=None)

        def tell(number: int, of: int) -> None:
            progress.update(task, description=f"{source.id}: part {number} of {of}")

        reading = read(source, model, server, job, tell=tell)
        again = [read(source, model, server, job, run=run, keep=False, tell=tell) for run in range(1, rerun + 1)]
    print(reading)
    for refusal in reading.refused[:8]:
        print(f"  refused ({refusal.kind}): {refusal.words}")
    if len(reading.refused) > 8:
        print(f"  … and {len(reading.refused) - 8} more.")
    if again:
        print(agreement(reading, again).to_string(index=False))
    print(f"See it beside the annotator: readout agreement {source.id} --coders annotator,{reading.coder}")
