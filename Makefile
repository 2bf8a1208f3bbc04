# The first Python that will do: $PYTHON, then python3 and its named versions. It needs venv.
FITS = import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))
PYTHON_FOUND := $(shell for p in "$$PYTHON" python3 python3.14 python3.13 python3.12; do \
	[ -n "$$p" ] && "$$p" -c "$(FITS)" >/dev/null 2>&1 && { echo "$$p"; break; }; done)
BIN = .venv/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test test-slow check bench patterns docs clean

demo: .venv/installed
	$(BIN)/partnersim run north-tyneside --out results/demo
	$(BIN)/partnersim plot results/demo
	@echo "The results, and figures to look at, are in results/demo"

test: .venv/installed-test
	$(BIN)/pytest

test-slow: .venv/installed-test
	$(BIN)/pytest -m slow

check: .venv/installed-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

bench: .venv/installed
	$(BIN)/python -m benchmarks

patterns: .venv/installed
	$(BIN)/python -m sim.study.patterns --out docs/patterns.md

docs: .venv/installed
	$(BIN)/python -m sim.views.odd

.venv/made: .python-version
	@[ -n "$(PYTHON_FOUND)" ] || { echo "partnersim needs Python 3.12 or newer with venv:" \
		"install one (Debian: python3-venv), or say PYTHON=/path/to/python"; exit 1; }
	"$(PYTHON_FOUND)" -m venv .venv
	@touch $@

.venv/installed: .venv/made pyproject.toml constraints.txt
	$(INSTALL) --editable .
	@touch $@

.venv/installed-test: .venv/made pyproject.toml constraints.txt
	$(INSTALL) --editable ".[test]"
	@touch $@ .venv/installed

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
