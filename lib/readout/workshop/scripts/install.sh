#!/bin/sh
# Install the workshop into this folder, without a network. Another Python: PYTHON=/path/to/python sh install.sh
cd "$(dirname "$0")" || exit 1
for python in "$PYTHON" python{PYTHON} python3 python /Library/Frameworks/Python.framework/Versions/{PYTHON}/bin/python3; do
  [ -n "$python" ] && command -v "$python" >/dev/null 2>&1 &&
    "$python" -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] != "{PYTHON}")' 2>/dev/null && break
  python=""
done
[ -n "$python" ] || { echo "The packages in this folder are for Python {PYTHON}, which was not found. Install it, or run: PYTHON=/path/to/python{PYTHON} sh install.sh"; exit 1; }
echo "Installing the workshop; this takes one to five minutes."
"$python" -m venv --clear .venv || { echo "This Python cannot make an environment. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
.venv/bin/python -m pip install -q --disable-pip-version-check --no-index --no-deps --find-links wheels --require-hashes -r requirements.txt ||
  { echo "The installation failed. The words above say why. Copy the archive again, and try once more."; exit 1; }
.venv/bin/python -m compileall -q .venv/lib >/dev/null 2>&1
: > .venv/installed
echo "Installed. Next: sh start.sh"
