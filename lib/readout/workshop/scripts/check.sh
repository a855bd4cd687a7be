#!/bin/sh
# Say in words whether this laptop is ready.
cd "$(dirname "$0")" || exit 1
[ -e .venv/installed ] || { echo "Not installed yet. Run first: sh install.sh"; exit 1; }
READOUT_HOME="$PWD" exec .venv/bin/readout workshop check
