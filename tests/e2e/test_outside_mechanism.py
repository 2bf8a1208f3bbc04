"""A mechanism from another distribution: installed through its entry point, then used for real."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "standing_lunch.py"


@pytest.fixture
def installed(tmp_path):
    """The example as a distribution of its own, and the environment in which it is found."""
    shutil.copy(EXAMPLE, tmp_path)
    info = tmp_path / "standing_lunch-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: standing-lunch\nVersion: 1\n")
    (info / "entry_points.txt").write_text(
        "[partnersim.mechanisms]\nstanding-lunch = standing_lunch\n"
    )
    return {**os.environ, "PYTHONPATH": str(tmp_path)}


def program(environment, *arguments):
    command = [sys.executable, "-m", "sim", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout


def total(environment, tmp_path, name, *sets):
    answer = program(
        environment,
        "run",
        "region",
        "--replicates",
        "1",
        "--set",
        "run.quarters=8",
        "--set",
        "policy.agenda.proposals=false",
        *sets,
        "--json",
        "--out",
        str(tmp_path / name),
    )
    rows = json.loads(answer)["rows"]
    return next(r["value"] for r in rows if r["measure"] == "overhead_spending" and not r["place"])


def test_its_parameters_are_listed_like_ours(installed):
    assert "policy.standing_lunch.bill" in program(installed, "params", "standing_lunch")


def test_its_bill_arrives_in_the_ledger_and_a_scenario_can_change_it(installed, tmp_path):
    assert total(installed, tmp_path, "usual") == pytest.approx(6 * 8 * 0.2)
    free = ("--set", "policy.standing_lunch.enabled=false")
    assert total(installed, tmp_path, "none", *free) == 0.0


def test_without_the_distribution_its_key_is_unknown(tmp_path):
    command = [
        sys.executable,
        "-m",
        "sim",
        "run",
        "region",
        "--set",
        "policy.standing_lunch.bill=1",
    ]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert answer.returncode == 2
    assert "unknown key `policy.standing_lunch.bill`" in answer.stderr


def test_the_example_is_as_short_as_it_is_said_to_be():
    code = [line for line in EXAMPLE.read_text().splitlines() if line.strip()]
    assert len(code) <= 45
