"""The wheel: an installed program has its scenarios and experiments with it."""

import os
import subprocess
import sys
import zipfile

import pytest

from sim.core.library import LIBRARY
from tests.house.checkout import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("partnersim-*.whl"))


def test_a_checkout_takes_scenarios_from_its_root():
    assert LIBRARY == ROOT


def test_the_wheel_ships_every_scenario_and_what_parameters_rest_on(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    scenarios = {f"sim/_library/scenarios/{p.name}" for p in (ROOT / "scenarios").iterdir()}
    assert scenarios <= held
    assert {"sim/evidence/published.toml", "sim/places/facts/councils.toml", "sim/py.typed"} <= held
    assert {"sim/appraisal/vintages.toml", "sim/_library/docs/patterns.md"} <= held
    assert "sim/views/report/templates/report.html.j2" in held


def test_of_an_experiment_the_wheel_ships_question_and_design_and_no_figures(wheel):
    inside = [n for n in zipfile.ZipFile(wheel).namelist() if n.startswith("sim/_library/exp")]
    assert "sim/_library/experiments/README.md" in inside
    assert all(name.endswith(("README.md", "question.toml", "design.toml")) for name in inside)


def test_an_installed_program_finds_its_scenarios(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    answer = subprocess.run(
        [sys.executable, "-m", "sim", "scenarios", "list"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "north-tyneside" in answer.stdout
    asked = [sys.executable, "-c", "import sim.core.library as l; print(l.LIBRARY)"]
    found = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == str(tmp_path / "sim" / "_library")
