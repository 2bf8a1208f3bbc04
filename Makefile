# What a Python must pass to be taken: new enough, and able to make a virtual environment.
FITS = import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))
BIN = .venv/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test test-slow torture mutate check bench peers patterns ablate questions docs clean

demo: .venv/installed
	$(BIN)/partnersim run north-tyneside --figures --report

test: .venv/installed-test
	$(BIN)/pytest -n auto --dist loadscope

test-slow: .venv/installed-test
	$(BIN)/pytest -m slow

torture: .venv/installed-test
	$(BIN)/python -m tests.torture

mutate: .venv/installed-test
	$(BIN)/python -m tests.mutation --out docs/mutation.md

check: .venv/installed-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

bench: .venv/installed
	$(BIN)/python -m benchmarks

peers: .venv/installed .venv-peers/installed
	$(BIN)/python -m benchmarks.peers

patterns: .venv/installed
	$(BIN)/python -m sim.checks.patterns --out docs/patterns.md

ablate: .venv/installed
	$(BIN)/python -m sim.views.documents.ablation --out docs/ablation.md

questions: .venv/installed
	$(BIN)/python -m sim.views.documents.questions --answers

docs: .venv/installed
	$(BIN)/python -m sim.views.documents.odd
	$(BIN)/python -m sim.views.documents.questions
	$(BIN)/python -m sim.views.documents.trainers
	$(BIN)/python -m sim.views.documents.seeds
	$(BIN)/python docs/refresh_readme.py

.venv/made: .python-version
	@for python in "$(PYTHON)" python3 python3.14 python3.13 python3.12; do \
		if "$$python" -c "$(FITS)" >/dev/null 2>&1; then exec "$$python" -m venv .venv; fi; \
	done; \
	echo "partnersim needs Python 3.12 or newer with venv: install one (Debian: python3-venv)," \
		"or say PYTHON=/path/to/python" >&2; exit 1
	@touch $@

.venv/installed: .venv/made pyproject.toml constraints.txt
	$(INSTALL) --editable .
	@touch $@

.venv/installed-test: .venv/made pyproject.toml constraints.txt
	$(INSTALL) --editable ".[test]"
	@touch $@ .venv/installed

.venv-peers/installed: .venv/made
	$(BIN)/python -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check \
		ambr==0.5.2 modelly-abm==1.3.2 starsim==3.7.2
	@touch $@

clean:
	rm -rf .venv .venv-peers build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
