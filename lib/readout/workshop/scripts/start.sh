#!/bin/sh
# Open the lessons in the browser; the first time, install them.
cd "$(dirname "$0")" || exit 1
[ "$(id -u)" != 0 ] || { echo "JupyterLab does not start for the user root. Log in as another user and start again."; exit 1; }
[ -e .venv/installed ] || sh ./install.sh || exit 1
export READOUT_HOME="$PWD" PATH="$PWD/.venv/bin:$PATH"
exec .venv/bin/jupyter lab --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate workshop/learners
