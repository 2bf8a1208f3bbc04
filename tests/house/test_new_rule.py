"""A new rule takes three files, and `make docs` does the rest: tried in a copy of the tree."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.house.checkout import ROOT, tracked_files

CHECKS = ["docs", "architecture", "model_code", "docstrings", "tree"]
TEST = '''"""Standing lunch: it is in the schedule of a quarter."""

from sim.mechanisms import standing_lunch
from sim.model import SCHEDULE


def test_lunch_is_held_every_quarter():
    assert standing_lunch.run in SCHEDULE
'''


@pytest.fixture
def copy(tmp_path):
    """The checkout as git would keep it."""
    for path in tracked_files():
        target = tmp_path / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    return tmp_path


def python(copy, *words):
    """Run Python in the copy, on the copy's own code."""
    own = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [sys.executable, *words], cwd=copy, env=own, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-1000:]


def add_lunch(copy):
    """Write the three files of a rule."""
    module = (ROOT / "docs/examples/standing_lunch.py").read_text("utf-8")
    described = "Writes: model.ties; the ledger (overhead)\n"
    module = module.replace(described, described + "ODD:    docs/odd.md, Further rules\n")
    module = module.replace(
        'AFTER = "trust"\n"""It runs right after this mechanism of ours."""\n', ""
    )
    (copy / "sim/mechanisms/standing_lunch.py").write_text(module, "utf-8")
    (copy / "tests/mechanisms/test_standing_lunch.py").write_text(TEST, "utf-8")
    model = (copy / "sim/model.py").read_text("utf-8")
    model = model.replace("    signing,\n", "    signing,\n    standing_lunch,\n", 1)
    model = model.replace("    trust.run,\n", "    trust.run,\n    standing_lunch.run,\n", 1)
    (copy / "sim/model.py").write_text(model, "utf-8")


@pytest.mark.slow
def test_three_files_and_make_docs_are_all_that_a_rule_takes(copy):
    add_lunch(copy)
    python(copy, "-m", "sim.views.documents.odd")
    assert (
        "`sim/mechanisms/standing_lunch.py`: Standing lunch" in (copy / "docs/odd.md").read_text()
    )
    tests = [f"tests/house/test_{name}.py" for name in CHECKS]
    own = "tests/mechanisms/test_standing_lunch.py"
    python(copy, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", own, *tests)
