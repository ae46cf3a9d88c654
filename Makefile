# `make run` practises, `make test` checks. Both make their own .venv; only Python 3.11 or newer and make are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_BUILD_CONSTRAINT := $(PIP_CONSTRAINT)

.PHONY: run test test-long lint snapshots golden report bench clean

run: $(VENV)/.program
	@$(BIN)/quizzer

test: lint
	$(BIN)/python -m pytest -n auto --dist loadgroup

test-long: $(VENV)/.tests
	$(BIN)/python -m pytest -n auto --dist loadgroup -m long

lint: $(VENV)/.tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/quizzer bank check

snapshots: $(VENV)/.tests
	$(BIN)/python -m pytest tests/tui --snapshot-update

golden: $(VENV)/.tests
	$(BIN)/python tests/generators/golden.py

report: $(VENV)/.tests
	$(BIN)/python -m tests.bank.report

bench: $(VENV)/.bench $(VENV)/.tests
	$(BIN)/python -m benchmarks.calculators
	$(BIN)/python -m benchmarks.grading
	$(BIN)/python -m benchmarks.generators
	$(BIN)/python -m benchmarks.exporting
	$(BIN)/python -m benchmarks.progress --sizes 10000,100000
	$(BIN)/python -m benchmarks.simulation
	$(BIN)/python -m benchmarks.planning
	$(BIN)/python -m benchmarks.keys

clean:
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/.venv: constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "quizzer needs Python 3.11 or newer; say which with: make run PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up $(VENV) ..." >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install pip
	@touch $@

$(VENV)/.program: $(VENV)/.venv pyproject.toml
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.bench: $(VENV)/.program
	@$(PIP) install --group bench
	@touch $@

$(VENV)/.tests: $(VENV)/.program
	@$(PIP) install --group test --group lint
	@touch $@
