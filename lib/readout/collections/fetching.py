"""Getting a file of a collection from the web, only where the user asks for it: it goes on where it broke off.

What is there of a file is kept beside its place until it is whole and, where a checksum is given, found to be right.
"""

import hashlib
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from readout import places, write
from readout.errors import ReadoutError, RunFailed

#: Bytes read at a time, and seconds to wait for an answer.
PIECE, TIMEOUT = 1 << 20, 60
CHECKSUM = re.compile(r"(sha256|md5|sha1|sha512):([0-9a-fA-F]{32,128})")


def is_address(name: str) -> bool:
    """Tell whether a source is a web address rather than a path."""
    return bool(re.match(r"https?://", name, re.IGNORECASE))


def fetch(
    url: str,
    checksum: str = "",
    tell: Callable[[int, int | None], None] = lambda done, whole: None,
    folder: Path | None = None,
) -> Path:
    """Return the path of a file that was got from the web, at once where it is there already.

    checksum: what it must be, as sha256:... or md5:.... tell: called with the bytes that are there and those of the
    whole, where that is known. Raises ReadoutError for a wrong checksum, RunFailed where the network fails; what was
    got until then is kept, and the same call goes on with it.
    """
    wanted = CHECKSUM.fullmatch(checksum)
    if checksum and not wanted:
        raise ReadoutError(f"{checksum!r} is no checksum; write it as sha256:0123… or md5:0123….")
    target = (folder or places.collections() / ".fetched") / _name(url)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        part = target.with_name(target.name + ".part")
        _go_on(url, part, tell)
        if wanted and _digest(part, wanted[1]) != wanted[2].lower():
            part.unlink()
            raise ReadoutError(
                f"What came from {url} is not what its {wanted[1]} says; get it again, or ask its makers."
            )
        part.replace(target)
    elif wanted and _digest(target, wanted[1]) != wanted[2].lower():
        raise ReadoutError(f"{target} is not what its {wanted[1]} says; remove it to get it again.")
    return target


def _go_on(url: str, part: Path, tell: Callable[[int, int | None], None]) -> None:
    there = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={there}-"} if there else {})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            goes_on = answer.status == 206
            size = answer.headers.get("Content-Length")
            whole = int(size) + (there if goes_on else 0) if size else None
            with part.open("ab" if goes_on else "wb") as file:
                done = there if goes_on else 0
                while piece := answer.read(PIECE):
                    file.write(piece)
                    done += len(piece)
                    tell(done, whole)
        if whole is not None and done < whole:
            raise RunFailed(f"{url} broke off after {done:,} of {whole:,} bytes; the same command goes on from there.")
    except urllib.error.HTTPError as error:
        if error.code == 416 and there:  # all of it is there
            return
        raise RunFailed(f"{url} answered with status {error.code}; look at the address in a browser.") from None
    except urllib.error.URLError as error:
        raise RunFailed(
            f"{url} cannot be had ({error.reason}); the same command goes on when the network is back."
        ) from None
    except (OSError, ValueError) as error:
        said = write.reason(error) if isinstance(error, OSError) else str(error)
        raise RunFailed(f"{url} broke off ({said}); the same command goes on from there.") from None


def _digest(path: Path, kind: str) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, kind).hexdigest()


def _name(url: str) -> str:
    """Return a file's name for an address, told apart by the address itself."""
    parts = urlsplit(url)
    last = re.sub(r"[^\w.-]+", "-", unquote(Path(parts.path).name)).strip("-.") or "file"
    return f"{hashlib.blake2b(url.encode(), digest_size=4).hexdigest()}-{last[-80:]}"
