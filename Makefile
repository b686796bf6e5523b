# What a developer or a machine does with Watchroom. `make setup` is all the others need, and costs nothing when nothing changed.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
WORKERS ?= 2
ARGS ?=
PYTEST_ARGS ?=

BIN := .venv/bin
STAMP := .venv/.set-up

.DELETE_ON_ERROR:
.PHONY: setup run test lint bench clean

setup: $(STAMP)
	@.ci/system-packages

$(STAMP): pyproject.toml
	@test -n "$(PYTHON)" || { echo "setup: no Python 3.11 or newer found (expected python3 on the PATH, or make PYTHON=/path/to/python)" >&2; exit 1; }
	@if [ -e .venv ] && ! $(BIN)/python -m pip --version >/dev/null 2>&1; then rm -rf .venv; fi
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

run: setup
	$(BIN)/watchroom demo $(ARGS)

lint: setup
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-logo

# The tests close the run, so that their last line is its last line. Tests that share a name in @pytest.mark.xdist_group run in one worker.
test: lint
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(PYTEST_ARGS)

bench: setup
	$(BIN)/python -m tests.bench $(ARGS)

clean:
	rm -rf build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
