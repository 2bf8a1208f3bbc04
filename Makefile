# What a Python must pass to be taken: new enough, and able to make a virtual environment.
FITS = import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))
VENV = .venv
BIN = $(VENV)/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test test-slow torture mutate check check-python bench peers patterns ablate questions docs clean

demo: $(VENV)/installed
	$(BIN)/partnersim run north-tyneside --figures --report

test: $(VENV)/installed-test
	$(BIN)/pytest -n auto --dist loadscope

test-slow: $(VENV)/installed-test
	$(BIN)/pytest -m slow

torture: $(VENV)/installed-test
	$(BIN)/python -m tests.torture

mutate: $(VENV)/installed-test
	$(BIN)/python -m tests.mutation --out docs/mutation.md

check: $(VENV)/installed-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

check-python: $(VENV)/installed-test
	$(BIN)/pytest -n auto --dist loadscope tests/core tests/rules tests/population tests/output

bench: $(VENV)/installed
	$(BIN)/python -m benchmarks

peers: $(VENV)/installed .venv-peers/installed
	$(BIN)/python -m benchmarks.peers

patterns: $(VENV)/installed
	$(BIN)/python -m sim.checks.patterns --out docs/patterns.md

ablate: $(VENV)/installed
	$(BIN)/python -m sim.views.documents.ablation --out docs/ablation.md

questions: $(VENV)/installed
	$(BIN)/python -m sim.views.documents.questions --answers

docs: $(VENV)/installed
	$(BIN)/python -m sim.views.documents.odd
	$(BIN)/python -m sim.views.documents.questions
	$(BIN)/python -m sim.views.documents.trainers
	$(BIN)/python -m sim.views.documents.seeds
	$(BIN)/python docs/refresh_readme.py

$(VENV)/made: .python-version
	@for python in "$(PYTHON)" python3 python3.14 python3.13 python3.12; do \
		if "$$python" -c "$(FITS)" >/dev/null 2>&1; then exec "$$python" -m venv $(VENV); fi; \
	done; \
	echo "partnersim needs Python 3.12 or newer with venv: install one (Debian: python3-venv)," \
		"or say PYTHON=/path/to/python" >&2; exit 1
	@touch $@

$(VENV)/installed: $(VENV)/made pyproject.toml constraints.txt
	$(INSTALL) --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/made pyproject.toml constraints.txt
	$(INSTALL) --editable ".[test]"
	@touch $@ $(VENV)/installed

.venv-peers/installed: $(VENV)/made
	$(BIN)/python -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check \
		ambr==0.5.2 modelly-abm==1.3.2 starsim==3.7.2
	@touch $@

clean:
	rm -rf .venv .venv-3.* .venv-peers build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
