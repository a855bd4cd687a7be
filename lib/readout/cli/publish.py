"""`readout publish`: the shelf as a static site for any web server."""

from pathlib import Path
from typing import Annotated

import typer

from readout.cli import app


@app.command()
def publish(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of the site; a site in it is replaced.")],
    address: Annotated[
        str, typer.Option(metavar="URL", help="Where the site will be on the web, for the links of its feed.")
    ] = "",
) -> None:
    """Make a static site of the reports: the shelf, its feed and every good report, with relative links.

    Any web server can serve the folder, and it can be read from a disk; nothing runs on a server.
    """
    from readout import places
    from readout.reports.shelf import site

    count = site.publish(places.reports(), folder, address)
    print(f"Wrote {folder}: {count} report{'' if count == 1 else 's'}; begin at {folder / 'index.html'}.")
