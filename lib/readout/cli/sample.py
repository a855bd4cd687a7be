"""readout sample and readout share: a person codes a random sample, and a share is corrected by it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readout.cli import app
from readout.cli.output import FormatOption, OutputOption, put
from readout.errors import ReadoutError

if TYPE_CHECKING:
    import pandas as pd


@app.command()
def sample(
    texts: Annotated[list[str], typer.Argument(metavar="TEXT...", help="Ids of texts, or paths of files.")],
    out: Annotated[Path, typer.Option(help="Name of the sheet to code; its frame is written beside it.")],
    size: Annotated[int, typer.Option(min=1, help="How many claims a person will code.")] = 100,
    field: Annotated[str, typer.Option(help="The field of which a share is wanted: stance, act, issues, …")] = "stance",
    value: Annotated[str, typer.Option(help="The value whose share is wanted.")] = "opposes",
    by: Annotated[str | None, typer.Option(help="Draw evenly from the groups of this column: actor, party.")] = None,
    coder: Annotated[str | None, typer.Option(help="Whose claims: a coder such as model:NAME.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed draws the same claims.")] = 20250829,
) -> None:
    """Draw a random sample of claims for a person to code blind, and remember the chance of each."""
    from readout.reviewing.sampling import draw, frame, write
    from readout.texts.library import load

    table = draw(frame([load(name) for name in texts], field, value, coder), size, by, seed)
    sheet, whole = write(table, f"{field}: {value}? (yes or no)", out, seed)
    print(f"{size} of {len(table)} claims drawn. Write yes or no into the column human of {sheet}.")
    print(f"{whole} holds what the machine says: leave it closed until you have coded. Then: readout share {sheet}")


@app.command()
def share(
    sheet: Annotated[Path, typer.Argument(help="The sheet that `readout sample` wrote and a person has coded.")],
    by: Annotated[str | None, typer.Option(help="Shares by the groups of this column: actor, party, year.")] = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Tell a share with its interval, corrected by what a person coded, beside the machine's own."""
    from readout.compare.claims.corrected_shares import corrected_shares
    from readout.reviewing.sampling import coded

    table = coded(sheet)
    if by == "year":
        table["year"] = table["date"].astype("string").str[:4]
    found = corrected_shares(table, by=by)
    if found.empty:
        raise ReadoutError("No group has a human code; code more of the sheet, or take the share of all.")
    put(found, format, output, draw=_drawn)


def _drawn(found: "pd.DataFrame") -> str:
    shown = found.drop(columns="standard_error")
    for name in ("uncorrected", "share", "low", "high"):
        shown[name] = (100 * shown[name]).map("{:.1f} %".format)
    note = "share is corrected by the human codes (Egami et al. 2023), low to high its 95 % interval."
    return f"{shown.to_string(index=False)}\n{note}\n"
