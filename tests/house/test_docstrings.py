"""Docstrings: a public function that raises an error of ours says so."""

import ast
import re

import pytest

from sim.core import errors
from tests.house.checkout import MODULES, ROOT

OURS = {
    name
    for name, found in vars(errors).items()
    if isinstance(found, type) and issubclass(found, errors.SimError)
}
COMMANDS = ROOT / "sim/cli"
"""Their docstrings are what ``--help`` prints; what they raise becomes a message and exit 2."""


def raised_by(function):
    """Return the names of our errors that a function raises itself."""
    found, waiting = set(), list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            continue
        if isinstance(node, ast.Raise) and node.exc is not None:
            called = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            found.add(ast.unparse(called).rpartition(".")[2])
        waiting += ast.iter_child_nodes(node)
    return found & OURS


def silent(text):
    """Return (function, error) of every public function that does not name what it raises."""
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef)]
    return [
        (function.name, error)
        for function in functions
        if not function.name.startswith("_")
        for error in raised_by(function)
        if not re.search(rf"\b[Rr]aises?\b.*\b{error}\b", ast.get_docstring(function) or "", re.S)
    ]


def test_a_silent_function_would_be_noticed():
    raising = 'def f():\n    """Do it."""\n    raise ResultsError("no")'
    assert silent(raising) == [("f", "ResultsError")]
    assert not silent(raising.replace("Do it.", "Do it; raises ResultsError."))


@pytest.mark.parametrize("path", [p for p in MODULES if COMMANDS not in p.parents], ids=str)
def test_public_functions_name_the_errors_that_they_raise(path):
    assert not silent(path.read_text("utf-8"))
