"""The command line: one file per group of commands; each parses arguments, calls the library, and prints."""

import os
import pkgutil
import sys
import warnings
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from readout.errors import Fault, ReadoutError, in_one_sentence

app = typer.Typer(
    name="readout",
    help="Read diplomatic statements closely: who claims what, in whose words, on which condition.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)

#: What all errors of use are. Some versions of Typer carry a Click of their own, so its class is found through an error
#: that Typer itself gives out.
CLICK_ERROR: Any = typer.BadParameter.__mro__[2]


#: Commands that work on no study, or say themselves on which.
WITHOUT_A_STUDY = ("init", "doctor", "use", "unpack")


def _version(wanted: bool) -> None:
    if wanted:
        import readout

        print(f"Readout {readout.__version__}")
        raise typer.Exit


@app.callback()
def _on_which_study(
    context: typer.Context,
    study: Annotated[
        Path | None, typer.Option("--study", metavar="FOLDER", help="Work on this study, wherever you are.")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Say which version this is.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    from readout import places

    if study is not None:
        os.environ["READOUT_HOME"] = str(study.absolute())
    asks = {"--help", "--install-completion", "--show-completion"} & set(sys.argv)
    if context.invoked_subcommand in WITHOUT_A_STUDY or asks or context.resilient_parsing:
        return
    if sentence := places.not_obvious(named=study is not None):
        print(f"readout: {sentence}", file=sys.stderr)


def load_commands() -> None:
    """Import the files of this folder; each adds its commands."""
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")


def main() -> None:
    """Run the command line; bad input ends in one sentence on stderr and the status of its error."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):  # a stream that is none of Python's own
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    warnings.showwarning = _warn  # type: ignore[assignment]
    load_commands()
    try:
        status = app(standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except ReadoutError as error:
        _stop(str(error), error.status)
    except CLICK_ERROR as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            error.show()  # a command without its arguments shows its help
            sys.exit(2)
        command = error.ctx.command_path if getattr(error, "ctx", None) else "readout"
        _stop(f"{error.format_message().rstrip('.')}; `{command} --help` shows what there is.", error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        _stop("Interrupted.", 130)
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough; keep Python from complaining as it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        _stop(f"{error.filename or 'The disk'}: {(error.strerror or str(error)).lower()}.", 1)


def _stop(sentence: str, status: int) -> NoReturn:
    print(f"readout: {in_one_sentence(sentence)}", file=sys.stderr)
    sys.exit(status)


def _warn(message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: object) -> None:
    """Show a warning of ours as a sentence, and another as Python does, without the line of code."""
    ours = category is UserWarning or issubclass(category, Fault)
    where = "" if ours else f"{Path(filename).name}, line {lineno}: "
    print(f"readout: {where}{in_one_sentence(str(message))}", file=sys.stderr)
