"""Servers that are away, busy, hostile or broken: one sentence, nothing lost, nothing accepted."""

import http.server
import json
import socket
import threading
from collections.abc import Iterator

import pytest
from tests.models.conftest import at
from tests.models.scripted import chat

from readout.errors import ReadoutError, RunFailed
from readout.models.server import KEY, Server

REQUEST = {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}
#: What a server sends, and words of the sentence that comes of it.
BAD = {
    "a wrong key": ((401, b'{"error": {"message": "bad key"}}', {}), "refuses the key"),
    "an unknown model": ((404, b'{"error": {"message": "no model m"}}', {}), "knows no such model or path: no model m"),
    "a request it does not take": ((400, b'{"error": "schema not supported"}', {}), "schema not supported"),
    "a redirect": ((307, b"", {"Location": "http://elsewhere.example/"}), "sends on to another address"),
    "too many requests": ((429, b"", {"Retry-After": "0"}), "busy"),
    "an inner error": ((500, b"", {}), "busy"),
    "garbage": ((200, b"\x00\xff\x13", {}), "not that of a chat server"),
    "a page": ((200, b"<html>log in</html>", {}), "not that of a chat server"),
    "a list": ((200, b"[]", {}), "not that of a chat server"),
    "no choices": ((200, b'{"choices": []}', {}), "not that of a chat server"),
    "no words": ((200, b'{"choices": [{"message": {"content": null}}]}', {}), "no words"),
    "nested a thousand deep": ((200, b"[" * 5000, {}), "not that of a chat server"),
    "half an answer": ((200, chat("x")[:40], {}), "not that of a chat server"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_is_one_sentence(scripted, name) -> None:
    said, words = BAD[name]
    with pytest.raises(RunFailed, match=words) as caught:
        at(scripted(lambda request: said)).ask(REQUEST)
    assert "\n" not in str(caught.value)


def test_a_busy_server_is_asked_again(scripted) -> None:
    answers = iter([(429, b"", {}), "At last."])
    assert at(scripted(lambda request: next(answers))).ask(REQUEST).words == "At last."


def test_a_refused_key_is_not_asked_again(scripted) -> None:
    server = scripted(lambda request: (401, b"", {}))
    with pytest.raises(RunFailed):
        at(server).ask(REQUEST)
    assert len(server.requests) == 1


def test_no_server(unused_port: int) -> None:
    with pytest.raises(RunFailed, match="No server answers"):
        Server(f"http://127.0.0.1:{unused_port}/v1", tries=1).ask(REQUEST)


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def trickle() -> Iterator[str]:
    """An address that sends a byte now and then and never ends."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            try:
                while not done.wait(0.02):
                    self.wfile.write(b" ")
                    self.wfile.flush()
            except OSError:
                pass

        def log_message(self, *arguments: object) -> None:
            pass

    done = threading.Event()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    done.set()
    server.shutdown()
    server.server_close()


def test_a_server_that_never_ends_is_left(trickle: str) -> None:
    with pytest.raises(RunFailed, match="no answer within"):
        Server(trickle, timeout=0.2, tries=1).ask(REQUEST)


def test_an_answer_without_end_is_not_read(scripted) -> None:
    with pytest.raises(RunFailed, match="more than 8 MB"):
        at(scripted(lambda request: (200, b" " * (9 * 2**20), {}))).ask(REQUEST)


def test_a_key_comes_from_the_environment(scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "secret-1234")
    server = scripted(lambda request: "ok")
    at(server).ask(REQUEST)
    assert server.headers[0]["Authorization"] == "Bearer secret-1234"


def test_a_key_stands_in_no_message(scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "secret-1234")
    told = json.dumps({"error": {"message": "key secret-1234 is spent"}}).encode()
    with pytest.raises(RunFailed) as caught:
        at(scripted(lambda request: (402, told, {}))).ask(REQUEST)
    assert "secret-1234" not in str(caught.value)


@pytest.mark.parametrize("address", ["", "localhost:8080", "ftp://host/v1", "file:///etc/passwd", "http://"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(ReadoutError, match="no address of a model"):
        Server(address)


@pytest.mark.parametrize("address", ["http://me:secret@host/v1", "http://host/v1?key=secret"])
def test_an_address_holds_no_secret(address: str) -> None:
    with pytest.raises(ReadoutError, match=KEY) as caught:
        Server(address)
    assert "secret" not in str(caught.value)


def test_a_key_of_two_lines_is_no_key(scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "secret\r\nX-Other: 1")
    with pytest.raises(ReadoutError, match="copy it anew"):
        at(scripted(lambda request: "ok")).ask(REQUEST)
