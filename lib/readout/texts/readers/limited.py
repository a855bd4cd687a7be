"""Reading files of strangers in a process of its own, which may take only so much time and memory.

What a web page, a PDF or an office file sets off in the parsers below is not ours to foresee: some run for ever, some
take all the memory, some end the whole process. One worker reads one file after the other; where it meets a limit it
is ended, the reader gets a sentence, and the next file gets a new worker.
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from readout.errors import ReadoutError

#: How long a file may take: seconds for any, and for each megabyte of it; and the memory of the worker, in bytes.
SECONDS, SECONDS_PER_MB = 4.0, 8.0
MEMORY = 3 * 2**30
#: How long the worker may take to load a parser on a busy machine, in seconds.
LOADING = 120.0


def parse(reader: str, content: bytes, name: str, url: str | None = None) -> tuple[dict[str, Any], str]:
    """Return the metadata and body that a reader of this folder finds in the content of a file, within the limits.

    `name` stands for the file in the sentence of an error. Raises ReadoutError where the content is none of the
    format, or where reading it takes more time or memory than a text can need.
    """
    with _LOCK:
        worker = _worker()
        answer = worker.ask({"reader": reader, "name": name, "url": url}, content)
    if "error" in answer:
        raise ReadoutError(answer["error"])
    return answer["metadata"], answer["body"]


class _Worker:
    """A process that reads files, and the pipes to it."""

    def __init__(self) -> None:
        package = Path(__file__).resolve().parents[3]
        paths = [str(package), *filter(None, [os.environ.get("PYTHONPATH")])]
        self.owner = os.getpid()
        self.process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            start_new_session=True,  # Ctrl-C is for the reader's own process, which then ends this one
        )

    @property
    def usable(self) -> bool:
        """Tell whether the process runs, and is this process's own and not that of the one it was forked from."""
        return self.owner == os.getpid() and self.process.poll() is None

    def ask(self, question: dict[str, Any], content: bytes) -> dict[str, Any]:
        """Return the worker's answer; the process is ended where it does not answer in time."""
        limit = SECONDS + SECONDS_PER_MB * len(content) / 1e6
        name = question["name"]
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            with self._ending_after(LOADING) as late:
                _send(self.process.stdin, json.dumps({**question, "seconds": limit}).encode())
                _send(self.process.stdin, content)
                _receive(self.process.stdout)  # the parser is loaded
            with self._ending_after(limit) as late:
                answer = json.loads(_receive(self.process.stdout))
        except (EOFError, OSError):
            self.end()
            if late.is_set():
                return {"error": f"{name} takes more than {limit:.0f} seconds to read; save it anew, or as plain text."}
            return {"error": f"{name} broke the program that reads it; save it anew, or as plain text."}
        except BaseException:  # a half-read answer would be taken for that to the next question
            self.end()
            raise
        return answer

    @contextlib.contextmanager
    def _ending_after(self, seconds: float) -> Iterator[threading.Event]:
        """End the process after some seconds unless the block has ended; the event tells whether that happened."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self.process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield late
        finally:
            timer.cancel()

    def end(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()


_LOCK = threading.Lock()
_HELD: list[_Worker] = []


def _worker() -> _Worker:
    """Return the worker, a new one where there is none that can be used."""
    while _HELD and not _HELD[-1].usable:
        old = _HELD.pop()
        if old.owner == os.getpid():
            old.end()
    if not _HELD:
        _HELD.append(_Worker())
    return _HELD[-1]


def _send(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(len(data).to_bytes(8, "big") + data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    size = pipe.read(8)
    if len(size) < 8:
        raise EOFError
    data = pipe.read(int.from_bytes(size, "big"))
    if len(data) < int.from_bytes(size, "big"):
        raise EOFError
    return data


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system knows such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float) -> None:
    """End this process by itself where it computes for too long, should the one that asked be gone."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + 2 * seconds + 2), most))


def _serve() -> None:
    """Answer questions from standard input until it ends."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a parser prints is no answer
    _limit_memory()
    while True:
        try:
            question = json.loads(_receive(questions))
            content = _receive(questions)
        except EOFError:
            return
        module = import_module(f"readout.texts.readers.{question['reader']}")
        module.load_parser()
        _send(answers, b"")
        _limit_time(question["seconds"])
        try:
            metadata, body = module.parse(content, question["name"], question["url"])
            answer = {"metadata": metadata, "body": body}
        except ReadoutError as error:
            answer = {"error": str(error)}
        except MemoryError:
            answer = {"error": f"{question['name']} takes more memory to read than a text can need; save it anew."}
        _send(answers, json.dumps(answer).encode())


if __name__ == "__main__":
    _serve()
