"""readout agreement and readout decisions: what people made of the claims of a text."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readout.cli import app, printing
from readout.cli.output import Format, FormatOption, OutputOption, chosen, put
from readout.errors import ReadoutError

if TYPE_CHECKING:
    import pandas as pd

TextName = Annotated[str, typer.Argument(metavar="TEXT", help="Path of a text, or the id of one.")]
Coders = Annotated[str | None, typer.Option(help="Names of coders, separated by commas; by default all people.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="The same as --format csv.")]


@app.command()
def agreement(
    texts: Annotated[list[str], typer.Argument(metavar="TEXT...", help="Ids of texts, or paths of files.")],
    coders: Annotated[
        str | None,
        typer.Option(help="Names separated by commas, annotator and model:NAME among them; by default all people."),
    ] = None,
    csv: AsCsv = False,
    format: FormatOption = None,
    output: OutputOption = None,
    only_coded: Annotated[
        bool, typer.Option("--only-coded", help="Leave out words that one of the coders left uncoded.")
    ] = False,
    page: Annotated[
        Path | None, typer.Option(help="Write a page with the coders of one text side by side, and where they differ.")
    ] = None,
) -> None:
    """Tell how far coders agree: on spans (F1), on what is a claim, and on every field (alpha, kappa).

    Of several texts it is told of each, and over all.
    """
    from readout.reviewing.agreement.coefficients import READING
    from readout.reviewing.agreement.coefficients import agreement as measure
    from readout.reviewing.agreement.side_by_side import side_by_side
    from readout.texts.library import load

    sources = [load(text) for text in texts]
    if page:
        if len(sources) > 1:
            raise ReadoutError("A page puts the coders of one text side by side; give one text.")
        print(f"Written: {side_by_side(sources[0], _names(coders)).save(page)}")
        return
    table = measure(sources if len(sources) > 1 else sources[0], _names(coders), only_coded=only_coded)
    if table.empty:
        raise ReadoutError(f"No two coders have decided on {', '.join(texts)}; agreement needs two.")
    if csv or chosen(format, output) is not Format.table:
        put(table, Format.csv if csv else format, output)
        return
    if "text" not in table:
        table["text"] = sources[0].id
    for (text, group), rows in table.groupby(["text", "coders"], sort=False):
        print(f"\n{group}" if len(sources) == 1 else f"\n{text}: {group}")
        for part in (rows["field"] == "span", rows["field"] != "span"):
            if part.any():
                print(printing.drawn(_by_field(rows[part]), missing="–"), end="")
    print(READING)


def _by_field(table: "pd.DataFrame") -> "pd.DataFrame":
    """Return one row a field, one column a measure, each value with its interval."""
    import pandas as pd

    rows: dict[str, dict[str, str]] = {}
    for each in table.to_dict("records"):
        masi = each["measure"] == "alpha MASI"
        fields = rows.setdefault(each["field"], {"field": each["field"], "items": str(each["items"])})
        value = "–" if each["value"] != each["value"] else f"{each['value']:.2f}"
        if each["low"] == each["low"]:
            value += f" ({each['low']:.2f}–{each['high']:.2f})"
        fields["alpha" if masi else str(each["measure"])] = value + (" MASI" if masi else "")
    return pd.DataFrame(rows.values()).fillna("")


@app.command()
def decisions(
    text: TextName,
    coders: Coders = None,
    csv: AsCsv = False,
    format: FormatOption = None,
    output: OutputOption = None,
    old: Annotated[
        str | None, typer.Option("--from", metavar="OLD-ID", help="Take over what was decided under an older id of it.")
    ] = None,
) -> None:
    """List what was decided on a text, what of it must be made again, and what could not be placed or read."""
    from readout.reviewing.decisions import store
    from readout.reviewing.decisions.decision import body_digest
    from readout.reviewing.decisions.tables import decisions as list_decisions
    from readout.texts.library import load

    source = load(text)
    if old:
        print(f"The decisions on {old} are now in {store.take_over(source.id, old)}.")
    for other in store.orphans(source.id, body_digest(source.body)):
        print(f"Decisions on these words lie under the id {other!r}; --from {other} takes them over.", file=sys.stderr)
    table = list_decisions(source, _names(coders))
    whole = csv or chosen(format, output) is not Format.table
    if table.empty and not whole:
        print(f"Nobody has decided anything on {text} yet; notebook 02 opens the review.")
        return
    if not whole:
        table["made"] = table["made"].str[:16].str.replace("T", " ")
        table = table.drop(columns=["role", "unsure"])
    put(table, Format.csv if csv else format, output, draw=lambda rows: printing.drawn(rows, missing="–"))


@app.command()
def progress(
    texts: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT...]", help="Ids or paths; by default the whole library.")
    ] = None,
    csv: AsCsv = False,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Tell how far each coder has come with each text: decided, left, unsure, and what must be decided again."""
    from readout.reviewing.decisions.tables import progress as how_far
    from readout.texts.library import load

    table = how_far([load(name) for name in texts] if texts else None)
    whole = csv or chosen(format, output) is not Format.table
    if not whole:
        table = table[table["coder"].notna()] if texts is None else table
        if table.empty:
            print("Nobody has decided anything yet; notebook 02 opens the review.")
            return
        table["last"] = table["last"].str[:16].str.replace("T", " ")
    put(table, Format.csv if csv else format, output, draw=lambda rows: printing.drawn(rows, missing="–"))


def _names(coders: str | None) -> list[str] | None:
    return [name.strip() for name in coders.split(",") if name.strip()] if coders else None
