"""Write docs/reference.md from the code: every command with its options, every function, every column of the tables.

And the list of commands in README.md. A test holds both to the code. After a change run:
python scripts/make_reference.py
"""

import inspect
import re
from pathlib import Path

from typer.main import get_command

import readout
from readout import cli

PROJECT = Path(__file__).resolve().parent.parent
PAGE, README = PROJECT / "docs" / "reference.md", PROJECT / "README.md"
BEGIN, END = "<!-- begin: commands -->\n", "<!-- end: commands -->"
HEAD = """# Reference

Written by `scripts/make_reference.py` from the code; a test holds it to that.

`readout --study FOLDER COMMAND` works on a study from anywhere, `readout --version` says which version this is,
`readout --install-completion` lets the shell complete commands, and `python -m readout` is the same program. Commands
that print a table take `--format table|csv|jsonl|json|parquet` and `--output FILE`.
"""


def commands():
    """Return every command with its full name, groups followed into their commands."""
    cli.load_commands()
    found = []
    waiting = [("readout", get_command(cli.app))]
    while waiting:
        name, command = waiting.pop()
        below = getattr(command, "commands", None)
        if below is None:
            found.append((name, command))
        else:
            waiting += [(f"{name} {part}", one) for part, one in below.items()]
    return sorted(found, key=lambda pair: pair[0])


def _line(words):
    return " ".join((words or "").split()).replace("|", "\\|")


def command_section(name, command):
    """Return the section of one command."""
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name != "argument" and "--help" not in one.opts]
    usage = " ".join([name, *(["[OPTIONS]"] if options else []), *(map(_metavar, arguments))])
    lines = [f"### `{name}`", "", inspect.cleandoc(command.help or ""), "", "```text", usage, "```", ""]
    rows = [(_metavar(one), one.help) for one in arguments]
    rows += [(", ".join([*one.opts, *one.secondary_opts]), one.help) for one in options]
    if rows:
        lines += ["| | |", "|---|---|", *(f"| `{opts}` | {_line(words)} |" for opts, words in rows), ""]
    return "\n".join(lines)


def _metavar(argument):
    """Return how an argument is shown: as it says itself, else its name in capitals."""
    return argument.metavar or (argument.name.upper() if argument.required else f"[{argument.name.upper()}]")


def function_section(name):
    """Return the section of one public function or class."""
    thing = getattr(readout, name)
    try:
        signature = re.sub(r"\s+", " ", str(inspect.signature(thing))).replace("'", "")
    except ValueError:
        signature = "()"
    signature = re.sub(r"readout(\.\w+)+\.", "", signature)
    words = inspect.cleandoc(thing.__doc__ or "")
    return "\n".join([f"### `readout.{name}`", "", "```python", f"{name}{signature}", "```", "", words, ""])


def columns():
    """Return the tables of columns, each with its kind."""
    from readout.annotator.claim_table import CLAIM_COLUMNS
    from readout.annotator.sentences import SENTENCE_COLUMNS

    lines = []
    for title, given in (("claims", CLAIM_COLUMNS), ("sentences", SENTENCE_COLUMNS)):
        lines += [f"### The table of {title}", "", "| column | kind |", "|---|---|"]
        lines += [f"| `{name}` | {kind} |" for name, kind in given.items()]
        lines.append("")
    return "\n".join(lines)


def content():
    """Return what the page must hold."""
    parts = [HEAD, "## Commands\n", *(command_section(name, command) for name, command in commands())]
    parts += ["## Functions\n", *(function_section(name) for name in sorted(readout.__all__, key=str.lower))]
    parts += ["## Columns\n", columns()]
    return "\n".join(parts).rstrip() + "\n"


def readme():
    """Return what README.md must hold: its own words, with the list of commands anew."""
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    rows = [f"| `{name}` | {_line(inspect.cleandoc(one.help or '').splitlines()[0])} |" for name, one in commands()]
    return before + BEGIN + "\n".join(["| command | what |", "|---|---|", *rows, ""]) + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(content(), encoding="utf-8")
    README.write_text(readme(), encoding="utf-8")
