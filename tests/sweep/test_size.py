"""Size: a design of any size says at once how large it is; one too large is not begun."""

from pathlib import Path

import pytest

from sim.sweep.design_loading import load_design
from tests.sweep.program import HEAD

BILLION = """
method = "grid"
[factors]
"policy.funding.grant_cut" = { low = 0.0, high = 0.08, steps = 1000 }
"uncertainty.friction.fixed" = { low = 0.0, high = 0.3, steps = 1000 }
"uncertainty.trust.gain" = { low = 0.05, high = 0.15, steps = 1000 }
"""
CONSTRAINT = '[constraints]\n"uncertainty.friction.fixed" = "<= 0.2"\n'
HALF = '[constraints]\n"policy.funding.grant_cut" = "<= 0.04"\n'
SMALL = {
    "grid": '"policy.funding.grant_cut" = {low = 0.0, high = 0.08, steps = 5}\n'
    '"uncertainty.trust.gain" = [0.05, 0.1]',
    "list": '"policy.funding.grant_cut" = [0.0, 0.08]\n"uncertainty.trust.gain" = [0.05, 0.1]',
    "oat": '"policy.funding.grant_cut" = [0.0, 0.08]\n"uncertainty.trust.gain" = [0.05, 0.1]',
    "lhs": '"policy.funding.grant_cut" = [0.0, 0.08]\n"uncertainty.trust.gain" = [0.05, 0.1]',
    "sobol": '"policy.funding.grant_cut" = [0.0, 0.08]\n"uncertainty.trust.gain" = [0.05, 0.1]',
    "morris": '"policy.funding.grant_cut" = [0.0, 0.08]\n"uncertainty.trust.gain" = [0.05, 0.1]',
}


def written(text, name="study.toml"):
    path = Path(name)
    path.write_text(f"replicates = 10\n{HEAD}{text}", "utf-8")
    return path


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("method", SMALL)
def test_points_are_counted_without_making_any(here, method):
    points = "points = 8\n" if method in ("lhs", "sobol", "morris") else ""
    found = load_design(written(f'method = "{method}"\n{points}[factors]\n{SMALL[method]}\n'))
    assert found.count == found.size == len(list(found.points()))


def test_points_that_constraints_leave_out_are_not_counted(here):
    found = load_design(written(f'method = "grid"\n[factors]\n{SMALL["grid"]}\n{HALF}'))
    assert (found.size, found.count, found.counts_all) == (10, 6, False)


def test_a_grid_of_a_billion_points_is_forecast_and_not_begun(program):
    written(BILLION)
    told = program("sweep", "study.toml", "--dry-run").out
    assert "10,000,000,000 runs: 1 scenarios x 1,000,000,000 points x 10 replicates" in told
    assert "has 1,000,000,000 points; a study takes up to 1,000,000" in (
        program("sweep", "study.toml", "--out", "s", code=2).err
    )
    assert not Path("s").exists()


def test_constraints_on_a_billion_points_make_their_number_the_most_there_can_be(program):
    written(BILLION + CONSTRAINT)
    assert "at most 10,000,000,000 runs" in program("sweep", "study.toml", "--dry-run").out
    told = program("sweep", "study.toml", "--out", "s", code=2).err
    assert "has at most 1,000,000,000 points" in told


def test_a_sample_that_could_not_be_drawn_is_refused_when_it_is_read(program):
    written(
        f'method = "sobol"\npoints = {2**23}\n[factors]\n'
        + "\n".join(
            f'"{key}" = true'
            for key in (
                "policy.funding.grant_cut",
                "uncertainty.friction.fixed",
                "uncertainty.trust.gain",
            )
        )
    )
    told = program("sweep", "study.toml", "--dry-run", code=2).err
    assert "study.toml:" in told
    assert "takes 125,829,120 values of factors, and sobol can draw up to 100,000,000" in told


def test_more_steps_than_a_study_has_points_are_refused(program):
    written(BILLION.replace("1000", "1000000000"))
    assert "it takes a whole number from 2 to 1000000" in (
        program("sweep", "study.toml", "--dry-run", code=2).err
    )
