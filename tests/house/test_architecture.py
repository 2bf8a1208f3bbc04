"""Architecture: layers, sizes, and the one list of what happens in a quarter."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import networkx as nx
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
    placed = {name.strip() for layer in LAYERS for name in re.split("[:|]", layer)}
    parts = {path.relative_to(ROOT / "sim").with_suffix("").parts[0] for path in MODULES}
    assert {f"sim.{part}" for part in parts - {"__init__", "__main__"}} <= placed


NAMED_BY_ALL = re.compile(r"sim\.(model$|agents\.)")
"""What may be named as a type from below: agents and the model."""


def imports(*, types: bool) -> nx.DiGraph:
    """Return which module imports which; with ``types`` also what is named as a type only."""
    graph = grimp.build_graph(
        "sim",
        exclude_type_checking_imports=not types,
        cache_dir=None,
        include_external_packages=False,
    )
    return nx.DiGraph(
        (module, imported)
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
    )


def circles(graph: nx.DiGraph) -> list[list[str]]:
    return [sorted(part) for part in nx.strongly_connected_components(graph) if len(part) > 1]


def test_no_modules_import_each_other():
    assert circles(imports(types=False)) == []


def test_only_types_of_agents_and_of_the_model_are_named_from_below():
    at_run_time, everything = imports(types=False), imports(types=True)
    everything.remove_edges_from(
        [
            (module, named)
            for module, named in list(everything.edges)
            if not at_run_time.has_edge(module, named) and NAMED_BY_ALL.match(named)
        ]
    )
    assert circles(everything) == []


def test_a_circle_would_be_found():
    graph = imports(types=False)
    graph.add_edge("sim.core.errors", "sim.model")
    assert circles(graph)
