# Two commands for a fresh machine: `make run` and `make test`. Everything they need goes into .venv.
PYTHON ?= python3
VENV ?= .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
READY := $(VENV)/.ready

.PHONY: run test lint types unit bench pictures recording pages lock clean

run: $(READY)
	$(BIN)/guilan

test: lint types unit

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(READY)
	$(BIN)/mypy

unit: $(READY)
	$(BIN)/python -m pytest -q

bench: $(READY)
	$(BIN)/python -m benchmarks

pictures: $(READY)
	$(BIN)/python -m benchmarks.pictures docs/pictures

recording: $(READY)
	$(BIN)/python -m benchmarks.recording docs/demo.cast

pages: $(READY)
	$(BIN)/python -m tui.pages docs

# The hashed lock names no index host; run it after changing the dependencies in pyproject.toml (needs uv).
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --group dev pyproject.toml -o requirements.txt

clean:
	rm -rf $(VENV) data/plans.db* data/plans.index

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)
