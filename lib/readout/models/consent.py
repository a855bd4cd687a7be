"""Before a text goes to an address for the first time, a person is told in words what is sent where."""

import hashlib
from pathlib import Path
from urllib.parse import urlsplit

from readout import places
from readout.models.server import Server

#: Addresses that a person has agreed to, one name of an address a line; made anew on every machine.
AGREED = "agreed-addresses"


def words(server: Server, model: str, texts: int, tokens: int) -> str:
    """Return what a person is asked to agree to."""
    return (
        f"Sent to {server.base_url}, and nowhere else: the whole words of {texts} text{'s' * (texts != 1)} with what "
        f"is known of {'them' if texts != 1 else 'it'} (title, speaker, date), the codebook's definitions, and the "
        f"conventions; in a review also the annotator's claims. About {tokens:,} tokens in, for the model {model}. "
        "People's decisions, comments and names of coders are not sent. Who runs that address may keep what it gets."
        f"{'' if _private(server) else ' The connection is not encrypted: whoever is on the way can read it.'}"
    )


def _private(server: Server) -> bool:
    parts = urlsplit(server.base_url)
    return parts.scheme == "https" or parts.hostname in ("localhost", "127.0.0.1", "::1")


def given(server: Server) -> bool:
    """Tell whether somebody has agreed to this address on this machine before."""
    try:
        return _name(server) in _file().read_text(encoding="utf-8").split()
    except OSError:
        return False


def give(server: Server) -> None:
    """Remember that somebody agreed to an address."""
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(_name(server) + "\n")


def _file() -> Path:
    return places.cache() / AGREED


def _name(server: Server) -> str:
    return hashlib.blake2b(server.base_url.encode(), digest_size=12).hexdigest()
