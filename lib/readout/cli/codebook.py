"""readout codebook: codes proposed from texts, what a person makes of them, and the page for coders."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readout.cli import app
from readout.cli.output import FormatOption, OutputOption, put
from readout.errors import ReadoutError

if TYPE_CHECKING:
    from readout.study.suggest.proposals import Proposals

codebook = typer.Typer(no_args_is_help=True, help="A codebook from your own texts, and the page for those who code.")
app.add_typer(codebook, name="codebook")

Code = Annotated[str, typer.Argument(help="A proposed code, as `readout codebook suggest` names it.")]
Codes = Annotated[list[str], typer.Argument(metavar="CODE...", help="Proposed codes.")]


@codebook.command()
def suggest(
    texts: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT...]", help="Ids or files; all texts of the study if none.")
    ] = None,
    least: Annotated[int, typer.Option(min=1, help="Groups of fewer claims are left out.")] = 2,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Propose codes from the claims of texts: what they are for and against, with terms, examples and stability.

    Stability, from 0 to 1, says how far a code comes out the same when a fifth of the texts is left out; it takes five
    texts. Then: `readout codebook accept CODE...`, or rename, merge, part, drop.
    """
    from readout.reviewing.decisions.decided_claims import claims
    from readout.study.suggest import kept
    from readout.study.suggest.proposals import propose
    from readout.texts.library import library, load

    sources = [load(name) for name in texts] if texts else list(library())
    if not sources:
        raise ReadoutError("The study has no text yet; `readout add FILE` puts one in.")
    found = propose(claims(sources), least)
    if not len(found):
        raise ReadoutError("No two claims of these texts are on one thing, so no code is proposed; add more texts.")
    kept.keep(found)
    put(found.table(), format, output)


@codebook.command()
def accept(codes: Codes) -> None:
    """Put proposed codes into the codebook, and say how many claims gain, lose or change a code by it."""
    with _changed() as found:
        effect = found.accept(*codes)
    print(f"The codebook has {', '.join(codes)} now. {effect}")
    print("Finish the definitions in codebook.yml: they are marked.", file=sys.stderr)


@codebook.command()
def rename(code: Code, new: Annotated[str, typer.Argument(help="The new name, as a label or as a code.")]) -> None:
    """Give a proposed code another name."""
    with _changed() as found:
        print(f"{code} is {found.rename(code, new).code} now.")


@codebook.command()
def merge(codes: Codes, into: Annotated[str, typer.Option(help="The one that the others become part of.")]) -> None:
    """Make several proposed codes one."""
    with _changed() as found:
        print(f"{into} has {len(found.merge(codes, into).claim_ids)} claims now.")


@codebook.command()
def part(code: Code) -> None:
    """Take a proposed code apart into the matters of single texts that it was made of."""
    with _changed() as found:
        print(f"{code} is parted into {', '.join(one.code for one in found.part(code))}.")


@codebook.command()
def drop(code: Code) -> None:
    """Leave a proposed code out."""
    with _changed() as found:
        found.drop(code)
    print(f"{code} is proposed no more.")


@codebook.command()
def guide(
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")] = Path("coders-guide.html"),
) -> None:
    """Write the codebook as a page for coders, to read and to print: each code with its rules and examples."""
    from readout import codebook as books
    from readout import write
    from readout.study.guide import page

    write.whole(output, page(books.load()))
    print(f"The coders' guide: {output}.")


class _changed:
    """Give the proposals, and keep them where what was done with them went well."""

    def __enter__(self) -> "Proposals":
        from readout.study.suggest import kept

        self.found = kept.recall()
        return self.found

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        from readout.study.suggest import kept

        if kind is None:
            kept.keep(self.found)
