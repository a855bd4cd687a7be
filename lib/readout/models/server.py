"""One request to an OpenAI-compatible address: a thin client that follows nowhere and believes nothing.

The interface is that of `POST {base}/chat/completions`, as local servers, universities' gateways and providers offer
it. No package is needed for it, so none can carry anything in.
"""

import http.client
import json
import os
import ssl
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from readout.errors import ReadoutError, RunFailed

#: The environment variable that holds a key; it is read when a request is made, and kept nowhere.
KEY = "READOUT_MODEL_KEY"
#: More bytes than this in one answer are not read.
LARGEST = 8 * 2**20
#: Status codes after which a request may be tried again.
AGAIN = (408, 409, 425, 429, 500, 502, 503, 504, 529)


@dataclass(frozen=True)
class Reply:
    """What a server answered: the words, why it stopped, tokens in and out where it told, and the seconds it took."""

    words: str
    finish: str | None
    tokens_in: int | None
    tokens_out: int | None
    seconds: float
    model: str | None


@dataclass(frozen=True)
class Server:
    """An address that a user named, with the seconds that a request may take and how often it is tried again."""

    base_url: str
    timeout: float = 120
    tries: int = 4
    wait: float = 1.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ReadoutError(
                f"{self.base_url!r} is no address of a model; give one such as http://localhost:8080/v1."
            )
        if parts.username or parts.password or parts.query or parts.fragment:
            raise ReadoutError(
                f"The address of a model holds a name, password or query; give it without, and a key in {KEY} alone."
            )

    @property
    def host(self) -> str:
        """Return the host and port, as people are told where a text goes."""
        return urlsplit(self.base_url).netloc

    def ask(self, request: dict[str, Any]) -> Reply:
        """Send a request and return the answer; raises RunFailed with one sentence where there is none.

        Busy servers, broken connections and cut answers are tried again, each time after twice the wait. A redirect to
        another place is an error: a text goes to the address that was named, and nowhere else.
        """
        body = json.dumps(request, ensure_ascii=False).encode("utf-8", "replace")
        wait = self.wait
        for attempt in range(1, self.tries + 1):
            try:
                return self._ask(body)
            except _Busy as busy:
                if attempt == self.tries:
                    raise RunFailed(f"{self.host}: {busy}; tried {attempt} times, try again later.") from None
                time.sleep(max(wait, busy.after))
                wait *= 2
        raise AssertionError

    def _ask(self, body: bytes) -> Reply:
        parts = urlsplit(self.base_url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        more: dict[str, Any] = {"context": ssl.create_default_context()} if parts.scheme == "https" else {}
        connection = kind(str(parts.hostname), parts.port, timeout=self.timeout, **more)
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if key := os.environ.get(KEY, "").strip():
            if not key.isascii() or not key.isprintable():
                raise ReadoutError(f"The key in {KEY} holds signs that no key has; copy it anew.")
            headers["Authorization"] = f"Bearer {key}"
        begin = time.monotonic()
        try:
            connection.request("POST", parts.path.rstrip("/") + "/chat/completions", body, headers)
            answer = connection.getresponse()
            raw = self._read(answer, begin)
        except TimeoutError:
            raise _Busy(f"no answer within {self.timeout:g} seconds") from None
        except ConnectionRefusedError:
            raise RunFailed(
                f"No server answers at {self.host}; start it, or give the right address with --base-url."
            ) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _Busy(f"the connection broke ({type(error).__name__})") from None
        finally:
            connection.close()
        return self._reply(answer, raw, time.monotonic() - begin)

    def _read(self, answer: http.client.HTTPResponse, begin: float) -> bytes:
        """Read an answer bit by bit, so that one that trickles for ever, or never ends, is left."""
        bits = []
        size = 0
        while bit := answer.read1(65_536):
            bits.append(bit)
            size += len(bit)
            if size > LARGEST:
                raise RunFailed(f"{self.host} sent more than {LARGEST // 2**20} MB in one answer; it was not read.")
            if time.monotonic() - begin > self.timeout:
                raise TimeoutError
        return b"".join(bits)

    def _reply(self, answer: http.client.HTTPResponse, raw: bytes, seconds: float) -> Reply:
        status = answer.status
        if 300 <= status < 400:
            raise RunFailed(
                f"{self.host} sends on to another address; nothing was sent there. Name the address itself."
            )
        if status in (401, 403):
            raise RunFailed(f"{self.host} refuses the key (status {status}); set {KEY} to the right one.")
        if status in AGAIN:
            after = answer.headers.get("Retry-After", "")
            raise _Busy(f"the server is busy (status {status})", min(60.0, float(after)) if after.isdigit() else 0.0)
        try:
            told = json.loads(raw)
        except (ValueError, RecursionError):
            told = None
        if status >= 400:
            reason = _told(told)
            what = "knows no such model or path" if status == 404 else f"refuses the request (status {status})"
            raise RunFailed(f"{self.host} {what}{': ' + reason if reason else ''}.")
        try:
            choice = told["choices"][0]
            words = choice["message"]["content"]
            usage = told.get("usage") or {}
        except (TypeError, KeyError, IndexError, AttributeError):
            raise _Busy("the answer is not that of a chat server") from None
        if not isinstance(words, str):
            raise _Busy("the answer holds no words") from None
        counts = [
            usage.get(name) if isinstance(usage, dict) else None for name in ("prompt_tokens", "completion_tokens")
        ]
        sent, made = (count if isinstance(count, int) else None for count in counts)
        model = told.get("model") if isinstance(told.get("model"), str) else None
        # Half a character, which JSON can say, can stand in no file: what was paid for would be lost.
        words = words.encode("utf-8", "replace").decode()
        return Reply(words, choice.get("finish_reason"), sent, made, round(seconds, 3), model)


class _Busy(Exception):
    """The server may answer if asked again, after so many seconds."""

    def __init__(self, words: str, after: float = 0.0):
        super().__init__(words)
        self.after = after


def _told(value: Any) -> str:
    """Return the reason that a server gave, on one line and without anything that looks like a key."""
    error = value.get("error") if isinstance(value, dict) else None
    words = error.get("message") if isinstance(error, dict) else error
    line = " ".join(str(words).split())[:200] if isinstance(words, str) else ""
    key = os.environ.get(KEY)
    return line.replace(key, "[key]").rstrip(".") if key else line.rstrip(".")
