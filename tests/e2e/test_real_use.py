"""Real use: a figure can be followed from the file to the ledger, and a wheel works anywhere."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import sim
from sim.core.ledger import PENCE_PER_K

ROOT = Path(__file__).parents[2]


def test_the_python_interface_does_what_the_command_does(tmp_path):
    results = sim.run("region", replicates=1)
    results.save(tmp_path / "r")
    frame = sim.load_results(tmp_path / "r").frame("series")
    assert set(frame.columns) == {"run_id", "quarter", "place", "measure", "group", "value"}


def test_a_total_in_the_series_is_the_sum_of_its_ledger_entries():
    results = sim.run("own-business-case", replicates=1)
    ledger = results.frame("ledger").query("flow == 'set-up'")
    series = results.frame("series").query("measure == 'set_up_spending' and place == ''")
    assert series["value"].sum() == pytest.approx(ledger["pence"].sum() / PENCE_PER_K)
    assert ledger["pence"].sum() == 60_000_000


def test_the_model_is_a_plain_mesa_model_that_steps():
    model = sim.PartnershipModel(sim.load_scenario("region"), seed=3)
    model.step()
    assert model.quarter == 1


def test_partnership_can_be_seen_to_lose_money():
    results = sim.run("region", replicates=6)
    from sim.study.tables import summary

    saved = next(
        r
        for r in summary(results, "region")
        if r["measure"] == "saving_counterfactual" and not r["place"]
    )
    assert saved["low"] < 0.0


@pytest.mark.slow
def test_an_installed_wheel_brings_its_scenarios_along(tmp_path):
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r})\n"
        "import sim.core.library, sim.scenario\n"
        "print(sim.core.library.LIBRARY, sim.scenario.library_names())"
    )
    answer = subprocess.run(
        [sys.executable, "-I", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    ).stdout
    assert "_library" in answer
    assert "north-tyneside" in answer
    assert not any(name.endswith(".png") for name in zipfile.ZipFile(wheel).namelist())
