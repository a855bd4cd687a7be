"""A server that answers as a test tells it to: an OpenAI-compatible address on this machine."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Scripted:
    """`answer` gets each request and returns the words of the answer, or (status, bytes, headers) to send."""

    def __init__(self, answer: Callable[[dict[str, Any]], Any]):
        self.answer = answer
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        scripted = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                scripted.requests.append(request)
                scripted.headers.append(dict(self.headers))
                said = scripted.answer(request)
                status, body, headers = said if isinstance(said, tuple) else (200, chat(said), {})
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def chat(words: str, finish: str = "stop") -> bytes:
    """Return an answer of a chat server with these words."""
    choice = {"index": 0, "message": {"role": "assistant", "content": words}, "finish_reason": finish}
    usage = {"prompt_tokens": 100, "completion_tokens": 50}
    return json.dumps({"model": "scripted", "choices": [choice], "usage": usage}).encode()


def text_in(request: dict[str, Any]) -> str:
    """Return the part of the text that a request fences off."""
    words = request["messages"][1]["content"]
    before, _, after = words.partition(" TEXT BEGINS\n")
    return after.split(f"\n{before.splitlines()[-1]} TEXT ENDS", 1)[0]
