"""The command line: one file per group of commands; each parses arguments, calls the library, and prints."""

import os
import pkgutil
import sys
from importlib import import_module

import typer

from readout.errors import ReadoutError

app = typer.Typer(
    name="readout",
    help="Read diplomatic statements closely: who claims what, in whose words, on which condition.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


def load_commands() -> None:
    """Import the files of this folder; each adds its commands."""
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")


def main() -> None:
    """Run the command line; bad input ends in one sentence on stderr and the status of its error."""
    load_commands()
    try:
        app()
    except ReadoutError as error:
        print(f"readout: {error}", file=sys.stderr)
        sys.exit(error.status)
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough; keep Python from complaining as it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        print(f"readout: {error.filename or 'The disk'}: {(error.strerror or str(error)).lower()}.", file=sys.stderr)
        sys.exit(1)
