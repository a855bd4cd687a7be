"""A real JupyterLab, driven in Chromium with the network cut: for the browser tests and the README's pictures."""

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SETTINGS = {
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension/notification": {"checkForUpdates": False, "fetchNews": "false"},
}
#: Importing Readout first spares the server a parser of web addresses that takes it seconds to build.
START = "import readout; from jupyterlab.labapp import main; main()"
#: What the browser may speak to; everything else is cut off and noted.
LOCAL = (
    "http://localhost",
    "http://127.0.0.1",
    "ws://localhost",
    "ws://127.0.0.1",
    "data:",
    "blob:",
    "about:",
    "file:",
)


@contextmanager
def server(folder, dark=False):
    """Serve a folder of notebooks with JupyterLab on a free port, without anybody's own settings; yield its address."""
    with tempfile.TemporaryDirectory(prefix="readout-lab-") as place:
        place = Path(place)
        settings = {
            **SETTINGS,
            "@jupyterlab/apputils-extension/themes": {"theme": f"JupyterLab {'Dark' if dark else 'Light'}"},
        }
        for name, values in settings.items():
            file = place / "settings" / f"{name}.jupyterlab-settings"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(values))
        environment = {
            **os.environ,
            "JUPYTER_CONFIG_DIR": str(place / "config"),
            "JUPYTER_RUNTIME_DIR": str(place / "runtime"),
            "JUPYTERLAB_SETTINGS_DIR": str(place / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(place / "workspaces"),
            "READOUT_HOME": str(PROJECT),
        }
        options = [
            f"--ServerApp.root_dir={folder}",
            "--ServerApp.port=0",
            # Sockets that are files: a port that was free a moment ago may be another kernel's by now.
            "--KernelManager.transport=ipc",
            "--ServerApp.open_browser=False",
            "--ServerApp.allow_root=True",
            "--IdentityProvider.token=",
            "--ServerApp.disable_check_xsrf=True",
            "--LabApp.news_url=None",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
            "--LabApp.expose_app_in_browser=True",
        ]
        with (place / "log").open("w") as log:
            process = subprocess.Popen([sys.executable, "-c", START, *options], env=environment, stdout=log, stderr=log)
        try:
            yield _address(place, process)
        finally:
            process.terminate()
            try:
                process.wait(60)
            except (
                subprocess.TimeoutExpired
            ):  # it shuts its kernels down one by one, which takes long on a busy machine
                process.kill()
                process.wait()


def _address(place, process):
    for _ in range(1200):
        for file in (place / "runtime").glob("jpserver-*.json"):
            try:
                return f"http://localhost:{json.loads(file.read_text())['port']}/"
            except (ValueError, KeyError):
                pass  # still being written
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError("JupyterLab did not start:\n" + (place / "log").read_text()[-2000:])


@contextmanager
def browser(path, **context_options):
    """Open Chromium without a way to the outside; yield a page and the list of addresses it tried to reach."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = chromium.new_context(**context_options)
        outside = []

        def gate(route):
            if route.request.url.startswith(LOCAL):
                route.continue_()
            else:
                outside.append(route.request.url)
                route.abort()

        context.route("**/*", gate)
        try:
            yield context.new_page(), outside
        finally:
            chromium.close()


def run_notebook(page, address, name, timeout=120):
    """Open a notebook, run all its cells, and return what its cells put out once all have run and been drawn."""
    page.goto(f"{address}lab/tree/{name}?reset", timeout=60_000)
    page.wait_for_function(
        f"window.jupyterapp && window.jupyterapp.shell.currentWidget?.context?.path === {json.dumps(name)}"
        " && window.jupyterapp.shell.currentWidget.context.isReady",
        timeout=60_000,
    )
    page.set_default_timeout(timeout * 1000)
    page.evaluate(
        """async () => {
          const notebook = window.jupyterapp.shell.currentWidget;
          await notebook.sessionContext.ready;
          await notebook.sessionContext.session.kernel.info;
          await window.jupyterapp.commands.execute('notebook:run-all-cells');
        }"""
    )
    page.wait_for_timeout(700)  # the last charts are drawn after the last message
    return page.evaluate(
        """() => window.jupyterapp.shell.currentWidget.content.widgets
            .filter(cell => cell.model.type === 'code').map(cell => cell.model.sharedModel.getOutputs())"""
    )
