"""Damage files of every kind that Readout reads, at random, and see that each is read or refused in a sentence.

    python scripts/fuzz.py                      2,000 damaged files, other ones each time
    python scripts/fuzz.py --seed 7 --count 50  the same fifty again
    python scripts/fuzz.py --only qdpx          of one kind only

A fault is any other error than ReadoutError, more than five seconds for one file, a process that dies, or a change in
what lay there before. Faults are listed, their files kept in a folder, and the exit status is 1.
"""

import argparse
import contextlib
import io
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
SECONDS = 5.0
CODER = "zz"
STATEMENT = """---
id: statement
title: "A statement: on grain"
kind: account
form: press report
date: 2025-08-29
speaker: Ana Ruiz
party: Spain
parties: [Spain, Chile]
language: en
checked: VP
paragraphs: [one, two]
note: "A note with “marks” and \\u00e9."
---
The minister said that Spain “will not accept” the plan unless grain is sent to 3 ports. She warned Chile.

Ana Ruiz told reporters on Friday that the talks would go on; Chile rejected the proposal, according to officials.
"""
PAGE = (
    "<html><head><title>On grain</title><meta property='article:published_time' content='2025-08-29'></head><body>"
    "<article><h1>On grain</h1>" + "<p>The minister said that the plan would stand, and that grain would flow.</p>" * 8
) + "<table><tr><td>a</td></tr></table></article></body></html>"
CODES = """issues:
- code: grain
  label: Grain
  definition: Whether grain is sent.
  use_when: Somebody is for or against sending it.
  not_when: Prices alone.
  examples: [We will send grain.]
  terms: [grain, 'sen* & ship|ships', wheat]
  hints: [ports]
themes:
- code: trust
  label: Trust
  definition: Whether others are believed.
  use_when: An argument leans on it.
  not_when: It is a name.
  examples: [We trust them.]
  terms: [trust*]
"""
#: What breaks readers: ends of lines and strings, depth, size, characters that are none, and what means something.
NASTY = [
    *(b"\0", b"\r", b"\n", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80\xae"),
    *(b'"', b"'", b"\\", b"\\ud800", b"\\U99999999", b"&x;", b"&#55296;", b"<!--", b"]]>", b"<![CDATA[", b"%s", b"|"),
    *(b"---\n", b": ", b"- ", b"*a", b"&a ", b"!!python/object:os.system", b"!!int ", b"? ", b"#", b"@", b"%", b","),
    *(b"[" * 3000, b"{" * 2000, b'{"a":' * 1500, b"<b>" * 3000, b"(" * 2000, b"9" * 6000, b"-1", b"1e999", b"NaN"),
    *(b"a" * 150_000, b"Y-17E7", b"2025-99-99", b"null", b"true", b"[]", b"{}", b"Infinity", b"0x", b"../../evil"),
    *(b" a=b" * 5000, b"<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;&b;&b;'>]>", b"endstream", b"\n" * 5000),
    *(b"\x1b[2J", b"\t", b"{{"),
]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return content with one to four faults in it; of a packed file, at times, in one of its parts."""
    if content.startswith(b"PK") and chance.random() < 0.7:
        with contextlib.suppress(zipfile.BadZipFile, NotImplementedError):
            return _repacked(content, chance)
    for _ in range(chance.randint(1, 4)):
        content = _hit(content, chance)
    return content


def _hit(content: bytes, chance: random.Random) -> bytes:
    """Return content with one fault: something put in, put over, left out, cut off, repeated, moved or turned round."""
    place, length = chance.randrange(len(content) + 1), chance.choice((1, 2, 8, 64, 600))
    before, after = content[:place], content[place:]
    noise = bytes(chance.randrange(256) for _ in range(min(length, 64)))
    match chance.randrange(8):
        case 0:
            return before + chance.choice(NASTY) + after
        case 1:
            return before + chance.choice(NASTY) + after[length:]
        case 2:
            return before + after[length:]
        case 3:
            return before
        case 4:
            return before + after[:length] * chance.choice((2, 3, 200)) + after[length:]
        case 5:
            return before + noise + after[length:]
        case 6:
            return after + before
        case _:
            return before + bytes(byte ^ (1 << chance.randrange(8)) for byte in after[:1]) + after[1:]


def _repacked(content: bytes, chance: random.Random) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, warnings.catch_warnings(action="ignore"):
        names = old.namelist()
        hit = chance.choice(names)
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
            for name in names:
                part = old.read(name)
                if name == hit:
                    if chance.random() < 0.1:
                        continue
                    part = damaged(part, chance)
                new.writestr(name, part)
    return held.getvalue()


def seeds(home: Path) -> dict[str, tuple[str, bytes]]:
    """Return for each kind the name of its file and a content that is in order."""
    import docx

    from readout.exchange import post
    from readout.texts.library import load

    sys.path.insert(0, str(PROJECT / "tests" / "texts" / "readers"))
    from sample_files import pdf

    word = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("The minister said that the plan would stand.")
    document.add_table(1, 1).cell(0, 0).text = "Grain."
    document.save(word)
    lines = ["The minister said that the plan would stand,", "and that grain would flow."]
    found = {
        "markdown": ("damaged.md", STATEMENT.encode()),
        "front matter": ("damaged.md", STATEMENT.encode()),
        "plain": ("damaged.txt", STATEMENT.encode()),
        "html": ("damaged.html", PAGE.encode()),
        "pdf": ("damaged.pdf", pdf([lines, lines, lines], "On grain")),
        "docx": ("damaged.docx", word.getvalue()),
        "codebook": ("codebook.yml", CODES.encode()),
        "actors": ("actors.csv", (home / "data" / "actors.csv").read_bytes()),
        "guarantees": ("guarantees.csv", (home / "data" / "guarantees.csv").read_bytes()),
        "articles": ("guarantees_articles.csv", (home / "data" / "guarantees_articles.csv").read_bytes()),
    }
    statement = load("statement")
    kept = home / "data" / "annotations" / "statement" / f"{CODER}.jsonl"
    for format in post.FORMATS:
        path = home / f"whole{post.FORMATS[format][0]}"
        post.export(statement, format, path)
        found[format] = (f"damaged{post.FORMATS[format][0]}", path.read_bytes())
    _decide(statement)
    found["decisions"] = (kept.name, kept.read_bytes())
    kept.unlink()
    return found


def _decide(statement: Any) -> None:
    """Make a few decisions, so that there is a file of them to damage."""
    from readout.annotator.api import annotated
    from readout.reviewing.decisions.decision import decide
    from readout.reviewing.decisions.store import Store

    store = Store.of("statement", CODER)
    for claim in annotated(statement)[0]:
        store.append(decide(statement.id, statement.body, CODER, "accept", [claim], [claim]))


def use(kind: str, path: Path, home: Path) -> None:
    """Do with a file what a person would; raises ReadoutError where it is refused."""
    from readout import codebook
    from readout.annotator.who import gazetteer
    from readout.compare.claims import guarantees
    from readout.exchange import post
    from readout.reviewing.decisions import decided_claims
    from readout.reviewing.decisions.tables import decisions
    from readout.texts.library import load, read

    if kind in ("markdown", "front matter", "plain", "html", "pdf", "docx"):
        text = read(path)
        assert repr(text) and text._repr_html_() and text.n_sentences >= 0 and text.days != ()
    elif kind == "codebook":
        codebook.load(path).code_issues("The trust in grain ships. " * 50)
    elif kind == "actors":
        list(gazetteer.load().find("The minister of Spain said."))
    elif kind in ("guarantees", "articles"):
        table = guarantees.instruments()
        guarantees.references({str(name): value for name, value in table.iloc[0].items()}, "trigger")
    elif kind == "decisions":
        decided_claims.claims(load("statement"))
        decided_claims.sentences(load("statement"))
        decisions(load("statement"))
    elif post.codes_in(path, kind) is None:
        post.receive(path, load("statement"), CODER, kind)


def place_of(kind: str, name: str, home: Path) -> Path:
    """Return where a damaged file is put to be read."""
    if kind == "decisions":
        return home / "data" / "annotations" / "statement" / name
    return home / "data" / name if kind in ("actors", "guarantees", "articles") else home / name


def case(kind: str, name: str, content: bytes, home: Path) -> str:
    """Try one damaged file; return what is wrong with how it ended, or nothing."""
    from readout.errors import ReadoutError

    path = place_of(kind, name, home)
    before = path.read_bytes() if path.exists() else None
    ours = home / "data" / "annotations" / "statement" / f"{CODER}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    wrong = ""
    try:
        with warnings.catch_warnings(action="ignore"), contextlib.redirect_stdout(io.StringIO()):
            use(kind, path, home)
    except ReadoutError as error:
        if "\n" in str(error) or not str(error).strip():
            wrong = f"no sentence: {str(error)[:80]!r}"
        elif kind != "decisions" and ours.exists():
            wrong = f"damage: refused ({str(error)[:60]}), yet decisions were written"
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        last = next((frame for frame in reversed(frames) if "readout" in frame.filename), frames[-1])
        wrong = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}\n{str(error)[:60]!r}"
    if kind == "decisions" and path.read_bytes() != content:
        wrong = wrong or "damage: reading changed the file of decisions"
    ours.unlink(missing_ok=True)
    if before is not None:
        path.write_bytes(before)
    else:
        path.unlink(missing_ok=True)
    return wrong


def _work(connection: Any, home: Path) -> None:
    while True:
        kind, name, content = connection.recv()
        connection.send(case(kind, name, content, home))


class Worker:
    """A process that tries one file after the other, and is replaced where one kills or holds it."""

    def __init__(self, home: Path):
        self.home = home
        self.process: Any = None

    def run(self, kind: str, name: str, content: bytes) -> str:
        """Return what is wrong with how a file ended, or nothing."""
        if self.process is None:
            context = multiprocessing.get_context("fork")
            self.connection, theirs = context.Pipe()
            self.process = context.Process(target=_work, args=(theirs, self.home), daemon=True)
            self.process.start()
            theirs.close()
        self.connection.send((kind, name, content))
        try:
            if self.connection.poll(SECONDS * 2):
                return str(self.connection.recv())
            wrong = f"hang: more than {2 * SECONDS:.0f} seconds"
        except EOFError:
            wrong = "the process died"
        self.process.kill()
        self.process = None
        (self.home / "data" / "annotations" / "statement" / f"{CODER}.jsonl").unlink(missing_ok=True)
        return wrong


def make_home(folder: Path) -> Path:
    """Make a project with one text in a folder and return it."""
    for part in ("texts", "annotations/statement"):
        (folder / "data" / part).mkdir(parents=True)
    for name in ("codebook.yml", "actors.csv", "guarantees.csv", "guarantees_articles.csv"):
        shutil.copy(PROJECT / "data" / name, folder / "data")
    (folder / "data" / "texts" / "statement.md").write_text(STATEMENT, encoding="utf-8")
    os.environ["READOUT_HOME"] = str(folder)
    os.environ["READOUT_CACHE"] = str(folder / "cache")
    return folder


def run(count: int, seed: int, only: str | None, keep: Path | None, tell: Callable[[str], None]) -> Counter[str]:
    """Try `count` damaged files; return how often each fault came up, and tell each the first time."""
    import time

    with tempfile.TemporaryDirectory() as folder:
        home = make_home(Path(folder))
        kinds = seeds(home)
        wanted = [kind for kind in kinds if only is None or kind == only]
        if not wanted:
            raise SystemExit(f"No kind {only!r}; there are {', '.join(kinds)}.")
        worker, faults = Worker(home), Counter[str]()
        for kind in ("html", "pdf", "docx"):
            worker.run(kind, *kinds[kind])  # loads the parsers, which is no fault of the first damaged file
        for number in range(count):
            kind = wanted[number % len(wanted)]
            name, content = kinds[kind]
            chance = random.Random(f"{seed}-{number}")
            if kind == "front matter":
                front, _, body = content.partition(b"---\nThe")
                content = b"---\n" + damaged(front[4:], chance) + b"---\nThe" + body
            else:
                content = damaged(content, chance)
            started = time.perf_counter()
            wrong = worker.run(kind, name, content)
            if not wrong and time.perf_counter() - started > SECONDS:
                wrong = f"slow: {time.perf_counter() - started:.1f} seconds"
            if wrong:
                wrong, _, detail = wrong.partition("\n")
                fault = f"{kind}: {wrong}"
                faults[fault] += 1
                if keep and faults[fault] == 1:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{seed}-{number}-{name}").write_bytes(content)
                if faults[fault] == 1:
                    tell(f"{seed}-{number} {fault} {detail}")
        return faults


def main() -> None:
    """Read the arguments, try the files, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000, help="how many damaged files")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="where chance begins")
    parser.add_argument("--only", help="one kind of file")
    parser.add_argument("--keep", type=Path, default=PROJECT / ".cache" / "fuzz", help="where faulty files are kept")
    given = parser.parse_args()
    print(f"Seed {given.seed}, {given.count:,} files.", flush=True)
    faults = run(given.count, given.seed, given.only, given.keep, lambda line: print(line, flush=True))
    print(f"{sum(faults.values())} of {given.count:,} files ended badly, in {len(faults)} ways.")
    if faults:
        print(f"The first file of each way is in {given.keep}.")
        sys.exit(1)


if __name__ == "__main__":
    main()
