"""`readout lab`: JupyterLab on the notebooks."""

import os
import sys
from typing import Annotated

import typer

from readout.cli import app
from readout.errors import ReadoutError, needs


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def lab(
    context: typer.Context,
    port: Annotated[
        int | None, typer.Option("--port", help="The port to listen on; the first free one if none.")
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser on it.")] = True,
) -> None:
    """Open JupyterLab on the first notebook of the walk; further options go to JupyterLab as they are."""
    from readout import places
    from readout.reports.plan.plan import notebooks

    needs("jupyterlab", "lab")
    if hasattr(os, "geteuid") and os.geteuid() == 0 and "--allow-root" not in context.args:
        raise ReadoutError(
            "JupyterLab does not start for the user root, to whom every file lies open; start it as another user, or, "
            "in a container of its own, with `readout lab --allow-root`."
        )
    home = places.home()
    places.own("notebooks")
    first = notebooks()[0].relative_to(home).as_posix()
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={home}",
        f"--ServerApp.preferred_dir={places.notebooks()}",
        f"--LabApp.default_url=/lab/tree/{first}",
        # Nothing is asked of the network, neither news nor updates, nor the reader whether news are wanted.
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        *([f"--ServerApp.port={port}"] if port is not None else []),
        *([] if browser else ["--no-browser"]),
        *context.args,
    ]
    os.environ["READOUT_HOME"] = str(home)
    os.execv(sys.executable, command)
