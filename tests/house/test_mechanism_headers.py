"""Headers: what a mechanism says that it reads and writes is what its code reads and writes."""

import ast
import re
from pathlib import Path

import pytest

MECHANISMS = Path(__file__).parents[2] / "sim" / "mechanisms"
HEADER = re.compile(r"Reads:(?P<reads>.*?)\nWrites:(?P<writes>.*?)\nODD:", re.DOTALL)


def header(path):
    """Return what a module's docstring says that it reads and writes; None if it says nothing."""
    return HEADER.search(ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "")


TOLD = [path for path in sorted(MECHANISMS.glob("*.py")) if header(path)]
each_mechanism = pytest.mark.parametrize("path", TOLD, ids=lambda path: path.stem)


def named(text):
    """Return the attributes that a line of a header names, each after a dot."""
    return set(re.findall(r"\.(\w+)", text))


def assigned(tree):
    """Return the attributes of others that code assigns, whole or in part."""
    found = set()
    for node in ast.walk(tree):
        targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            for target in targets:
                found |= attributes(target)
    return found


def attributes(target):
    """Return the attributes among the targets of one assignment."""
    if isinstance(target, ast.Tuple):
        return set().union(*map(attributes, target.elts))
    while isinstance(target, ast.Subscript):
        target = target.value
    return {target.attr} if isinstance(target, ast.Attribute) else set()


@each_mechanism
def test_everything_that_a_mechanism_assigns_is_in_its_header(path):
    code = ast.parse(path.read_text("utf-8"))
    assert assigned(code) - named(header(path)["writes"]) == set()


@each_mechanism
def test_nothing_is_in_a_header_that_the_mechanism_does_not_look_at(path):
    code = ast.parse(path.read_text("utf-8"))
    used = {node.attr for node in ast.walk(code) if isinstance(node, ast.Attribute)}
    told = header(path)
    assert named(told["reads"]) | named(told["writes"]) <= used


def test_every_mechanism_that_acts_has_a_header():
    acting = [p for p in MECHANISMS.glob("*.py") if "def run(model" in p.read_text("utf-8")]
    assert set(acting) <= set(TOLD)
