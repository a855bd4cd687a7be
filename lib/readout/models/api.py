"""`readout.code`: a model reads a text as one more coder, from a notebook."""

import os
from dataclasses import dataclass
from html import escape

from readout.errors import ReadoutError
from readout.models import consent, prompt
from readout.models.answers import Job
from readout.models.coder import Reading, requests
from readout.models.coder import code as read
from readout.models.prompt import Model
from readout.models.server import Server
from readout.texts.library import load
from readout.texts.text import Text

#: Where a model and its address are named for a whole session.
MODEL, ADDRESS = "READOUT_MODEL", "READOUT_MODEL_URL"


@dataclass(frozen=True)
class Unread:
    """What stands in the place of a reading where no model was named, and in a report: nothing was sent."""

    summary: str

    def __repr__(self) -> str:
        return self.summary

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.summary)}</p>"


def code(
    text: Text | str,
    model: str | None = None,
    base_url: str | None = None,
    job: Job = "propose",
    agree: bool = False,
    timeout: float = 300,
) -> Reading | Unread:
    """Let a model read a text, keep its claims as the coder `model:NAME`, and return what was taken and refused.

    text: a text, or its id or path. model: its name, else that in READOUT_MODEL; where neither is given, and in a
    report (READOUT_OUTPUT is set), nothing is sent and a sentence says so. base_url: the address of any
    OpenAI-compatible server; else the one in READOUT_MODEL_URL. job: `propose` claims from nothing, `review` the
    annotator's, or `fill` what they are about. agree: that the text is sent to an address that was never used here.
    timeout: seconds for one answer. Its decisions count nowhere unless the coder is named:
    `readout.claims(text, coders="model:NAME")`. Raises ReadoutError where no address is named or agreed to, RunFailed
    where the server gives nothing.
    """
    source = load(text) if isinstance(text, str) else text
    model = model or os.environ.get(MODEL)
    if os.environ.get("READOUT_OUTPUT"):
        return Unread(
            f"A model reads {source.title} in JupyterLab alone, where somebody has named it; nothing was sent."
        )
    if not model:
        return Unread(f"No model was named: give its name, or set {MODEL}, and {ADDRESS}; nothing was sent.")
    address = base_url or os.environ.get(ADDRESS)
    if not address:
        raise ReadoutError(f"No address of a model was given; name it with base_url, or set {ADDRESS}.")
    server, asked = Server(address, timeout), Model(model)
    if not consent.given(server):
        if not agree:
            tokens = sum(map(prompt.estimate, requests(source, asked, job)))
            raise ReadoutError(
                f"Nothing was sent. {consent.words(server, model, 1, tokens)} Give agree=True to send it."
            )
        consent.give(server)
    return read(source, asked, server, job)
