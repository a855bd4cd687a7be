# lab · report · test · bench · lock: each sets itself up first.
PYTHON ?= python3
IN := .venv/bin/
TEXT ?=

.PHONY: help lab report workshop workshop-check workshop-bundle test fuzz mutants lint bench lock docs reference wheel pictures set-up clean

help:  ## show what can be made
	@grep -E '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:[^#]*## /\t/' | expand -t 18

set-up:
	@command -v $(PYTHON) >/dev/null || { echo "readout set-up: no $(PYTHON) on this machine; install Python 3.11 or newer."; exit 1; }
	@$(PYTHON) scripts/set_up.py

lab: set-up  ## open JupyterLab on the notebooks
	@$(IN)readout lab

report: set-up  ## make the report of the shipped statement, or of TEXT="id or path"
	@$(IN)readout report $(TEXT)

workshop: set-up  ## build the lessons on the shipped statement, or on TEXT="id or path"
	@$(IN)readout workshop build $(TEXT)

workshop-check: set-up  ## say in words whether this laptop is ready for the workshop
	@$(IN)readout workshop check

workshop-bundle: set-up  ## pack the workshop (on TEXT) for laptops without a network
	@$(IN)readout workshop bundle $(TEXT)

test: set-up lint  ## check style, types and behaviour
	@$(IN)python -m pytest -n 2

lint: set-up
	@$(IN)ruff check . && $(IN)ruff format --check . && $(IN)mypy

fuzz: set-up  ## damage files at random, and try other examples than the tests do (by night)
	@$(IN)python scripts/fuzz.py
	@READOUT_FUZZ=1 $(IN)python -m pytest -m "not browser" tests/annotator tests/exchange tests/texts tests/test_parser.py

mutants: set-up  ## change the library in small places and see whether the tests notice (by night)
	@$(IN)python scripts/mutants.py

bench: set-up  ## measure quality and speed against named baselines
	@$(IN)python -m benchmarks

docs:  ## build the documentation site in build/docs (needs: pip install ".[docs]")
	@$(PYTHON) -m sphinx -q -b html docs build/docs && echo "The site: build/docs/index.html"

reference: set-up  ## write docs/reference.md from the code
	@$(IN)python scripts/make_reference.py

wheel:  ## build the wheel and try it in an empty environment, as its user would
	@$(PYTHON) scripts/try_the_wheel.py

pictures: set-up  ## take the screenshots of the README anew, and of every page of the reports to look at
	@$(IN)python scripts/take_pictures.py
	@$(IN)python scripts/take_page_pictures.py

lock:  ## pin every package anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade -q \
	  pyproject.toml --extra test --extra all -o requirements.txt
	@$(PYTHON) scripts/set_up.py && $(IN)python scripts/make_environment.py

clean:  ## remove the environment and what was rendered
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache
