"""Seeds: every row of the founding documents is bound to code and to what shows it."""

import ast
import importlib
from functools import cache

import pytest
from pydantic import ValidationError

from sim.checks.patterns import PATTERNS
from sim.core.library import EXPERIMENTS
from sim.evidence import SEED_ROWS
from sim.measures import MEASURES
from sim.mechanisms import parameter_groups
from sim.scenario import library_names, load_scenario
from sim.views.documents.seeds import DOCS, Row, page, read
from tests.house.checkout import ROOT

ROWS = read()
DECLARED = {d.key: d for group in parameter_groups().values() for d in group.declared()}
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"row {row.row}")


@cache
def names_of_tests(path):
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@cache
def can_be_run(name):
    if name in library_names():
        return load_scenario(name).name == name
    return (EXPERIMENTS / name / "design.toml").exists()


def module_is_there(name):
    module, _, inside = name.partition(":")
    return not inside or hasattr(importlib.import_module(module), inside)


def test_every_row_is_there_once_and_in_order():
    assert [row.row for row in ROWS] == list(range(1, SEED_ROWS + 1))


@each_row
def test_what_a_row_says_is_one_short_sentence(row):
    assert row.says[0].isupper()
    assert row.says.endswith(".")
    assert row.says.count(". ") == 0
    assert len(row.says) <= 120
    assert not set('"“”‘’|') & set(row.says)


@each_row
def test_what_a_row_names_is_there(row):
    assert [name for name in row.module if not module_is_there(name)] == []
    assert [key for key in row.parameter if key not in DECLARED] == []
    assert [name for name in row.measure if name not in MEASURES] == []
    assert [name for name in row.scenario if not can_be_run(name)] == []
    assert [name for name in row.pattern if name not in PATTERNS] == []
    tests = [name.split("::") for name in row.test]
    assert [test for path, test in tests if test not in names_of_tests(path)] == []


@each_row
def test_a_row_is_computed_and_shown_unless_it_is_out_of_scope(row):
    if row.in_scope:
        assert row.code
        assert row.scenario or row.test
        assert not row.why
    else:
        assert row.why.endswith(".")
        assert row.code == row.shown_by == ()


@pytest.mark.parametrize("wrong", [{"kind": "hunch"}, {"modules": ["sim"]}])
def test_a_kind_or_a_key_that_does_not_exist_is_refused(wrong):
    with pytest.raises(ValidationError):
        Row(**{"row": 1, "says": "It is so.", "kind": "rule", **wrong})


def test_two_rows_are_out_of_scope():
    assert [row.row for row in ROWS if not row.in_scope] == [51, 61]


@each_row
def test_a_row_names_every_parameter_that_rests_on_it(row):
    resting = {d.key for d in DECLARED.values() if d.evidence.source == f"seed-row-{row.row}"}
    assert resting <= set(row.parameter)


def test_the_page_is_that_of_the_table():
    assert (DOCS / "seeds.md").read_text("utf-8") == page(), "docs/seeds.md is stale: `make docs`"
