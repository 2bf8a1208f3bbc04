"""Compiled code is never older than its source, and says so when it would be."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from numba.core.dispatcher import Dispatcher

import sim
import sim.model  # so that all there is to compile has been imported
from sim.core.compiled import HERE, cache_folder, compiled, sources

FILES = sources()


def compiled_functions():
    modules = [m for name, m in sys.modules.items() if name.startswith("sim.")]
    found = {id(o): o for m in modules for o in vars(m).values() if isinstance(o, Dispatcher)}
    return [function.py_func for function in found.values()]


def where_defined(name, file):
    """Return the file in which a module-level name is given its value."""
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and name in [a.asname or a.name for a in node.names]:
            path = HERE.parent / Path(*node.module.split("."))
            source = path.with_suffix(".py")
            return where_defined(name, source if source.exists() else path / "__init__.py")
    return file


def test_every_file_that_compiled_code_comes_from_is_part_of_its_cache_key():
    files = {Path(function.__code__.co_filename) for function in compiled_functions()}
    assert HERE / "kernel.py" in files
    assert {file for file in files if HERE in file.parents} <= set(FILES)


def test_so_is_every_file_that_a_constant_in_compiled_code_comes_from():
    functions = [f for f in compiled_functions() if HERE in Path(f.__code__.co_filename).parents]
    used = {
        where_defined(name, Path(function.__code__.co_filename))
        for function in functions
        for name in function.__code__.co_names
        if not isinstance(function.__globals__.get(name), ModuleType | None)
    }
    assert len(used) > 5
    assert used <= set(FILES)


def test_a_function_from_a_file_that_is_not_is_refused():
    with pytest.raises(RuntimeError, match="SOURCES"):
        compiled(sim.model.schedule)


def test_an_edit_to_any_of_these_files_changes_the_folder(tmp_path):
    copy = tmp_path / "sim"
    shutil.copytree(HERE, copy)
    before = {cache_folder(copy)}
    for file in sources(copy):
        file.write_text(file.read_text("utf-8") + "\n", "utf-8")
        before.add(cache_folder(copy))
    assert len(before) == len(FILES) + 1


def test_a_folder_of_the_users_own_is_taken_but_not_shared_with_other_code(monkeypatch, tmp_path):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    mine = cache_folder()
    assert mine.parent == tmp_path
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(mine))
    assert cache_folder() == mine


HOMELESS = """
import os, pwd
def nobody(_): raise KeyError("no entry")
pwd.getpwuid = nobody
import sim.core.compiled
print(os.environ["NUMBA_CACHE_DIR"])
"""
"""A user without a home and without an entry, as containers have them."""


def cache_of_somebody_without_home(temporary):
    left_out = ("HOME", "XDG_CACHE_HOME", "NUMBA_CACHE_DIR")
    env = {key: value for key, value in os.environ.items() if key not in left_out}
    answer = subprocess.run(
        [sys.executable, "-c", HOMELESS],
        env={**env, "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=True,
    )
    return Path(answer.stdout.strip())


def test_without_a_home_the_cache_is_one_temporary_folder_made_once(tmp_path):
    first, second = (cache_of_somebody_without_home(tmp_path) for _ in range(2))
    assert first == second
    assert first.is_dir()
    assert [path.name for path in tmp_path.iterdir()] == [f"partnersim-{os.getuid()}"]


def test_code_that_somebody_else_may_have_put_there_is_not_run_and_nothing_is_left(tmp_path):
    planted = tmp_path / f"partnersim-{os.getuid()}"
    planted.mkdir()
    planted.chmod(0o777)
    found = cache_of_somebody_without_home(tmp_path)
    assert planted not in found.parents
    assert list(tmp_path.iterdir()) == [planted]


def test_an_edited_rule_is_what_runs_next(tmp_path):
    shutil.copytree(HERE, tmp_path / "sim")
    rule = tmp_path / "sim" / "rules" / "odds.py"
    program = (
        "from sim.core.compiled import compiled; from sim.rules.odds import chance_at\n"
        "import numpy as np; print(round(float(compiled(chance_at)(np.float32(0))), 3))"
    )
    env = {**os.environ, "PYTHONPATH": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    env.pop("NUMBA_CACHE_DIR")

    def answer():
        run = [sys.executable, "-c", program]
        return subprocess.run(run, env=env, cwd=tmp_path, check=True, capture_output=True).stdout

    assert answer() == b"0.5\n"
    rule.write_text(rule.read_text("utf-8").replace("_HALF +", "_HALF + _HALF +"), "utf-8")
    assert answer() == b"1.0\n"


def test_nothing_is_compiled_for_numbas_own_threads():
    for file in HERE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            assert not (isinstance(node, ast.keyword) and node.arg == "parallel"), file
            assert not (isinstance(node, ast.Name | ast.Attribute) and "prange" in ast.dump(node))
