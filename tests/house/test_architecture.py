"""Architecture: layers, sizes, and the one list of what happens in a quarter."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from sim.model import SCHEDULE
from tests.house.checkout import MODULES, ROOT

LINT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
LAYERS = next(contract for contract in LINT["contracts"] if contract["type"] == "layers")["layers"]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT / "sim")))
def test_files_and_functions_fit_on_a_few_screens(path):
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            assert not body or body[-1].end_lineno - body[0].lineno < 60, node.name


def test_every_mechanism_is_in_the_schedule():
    modules = {p.stem for p in (ROOT / "sim" / "mechanisms").glob("*.py")} - {"__init__"}
    run_by_the_kernel = {"indices", "volunteering"}
    scheduled = {step.__module__.rpartition(".")[2] for step in SCHEDULE} - {"kernel"}
    assert scheduled | run_by_the_kernel == modules


def test_the_layers_are_kept():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert answer.returncode == 0, answer.stdout


def test_every_part_of_the_program_has_a_layer():
    placed = {name.strip(" ()") for layer in LAYERS for name in layer.split(":")}
    parts = {path.relative_to(ROOT / "sim").with_suffix("").parts[0] for path in MODULES}
    assert {f"sim.{part}" for part in parts - {"__init__", "__main__"}} <= placed
