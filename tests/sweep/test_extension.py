"""Extension: more replicates or points come to what a larger study would have come to."""

import pytest

from sim.output.results import load_results
from tests.sweep.program import CUTS, write_design

SWEEP = ("sweep", "study.toml", "--jobs", "1", "--json", "--out")
GAIN = '"policy.funding.grant_cut" = [0.0, 0.08]\n"uncertainty.trust.gain" = true'


def test_more_replicates_make_the_study_that_was_larger_from_the_start(program):
    write_design(CUTS, replicates=3)
    whole = program(*SWEEP, "whole").json
    write_design(CUTS, replicates=2)
    program(*SWEEP, "s")
    assert program(*SWEEP, "s", "--extend", "1").json == {**whole, "results": "s"}
    assert program(*SWEEP, "s", "--resume").json == {**whole, "results": "s"}


@pytest.mark.parametrize("method", ["sobol", "morris"])
def test_more_points_of_a_sample_that_grows_make_the_larger_sample(program, method):
    head = 'method = "{}"\npoints = {}\n'
    write_design(GAIN, head.format(method, 4), replicates=1)
    whole = program(*SWEEP, "whole").json
    write_design(GAIN, head.format(method, 2), replicates=1)
    program(*SWEEP, "s")
    assert program(*SWEEP, "s", "--extend", "2", "--points").json == {**whole, "results": "s"}


def test_a_latin_hypercube_is_followed_by_another_one(program):
    write_design(GAIN, 'method = "lhs"\npoints = 4\n', replicates=1)
    program(*SWEEP, "s")
    before = load_results("s").frame("points")
    assert program(*SWEEP, "s", "--extend", "3", "--points").json["runs"] == 14
    after = load_results("s").frame("points")
    assert after.head(len(before)).equals(before)
    assert after["point"].nunique() == 7


@pytest.mark.parametrize(
    ("head", "more", "said"),
    [
        ("", ("--extend", "2", "--points"), "grid runs a fixed list of values"),
        ('method = "sobol"\npoints = 2\n', ("--extend", "1", "--points"), "2 points and 2 more"),
        ("", ("--points",), "--points goes with --extend"),
    ],
)
def test_what_cannot_be_extended_is_said(program, head, more, said):
    write_design(GAIN, head, replicates=1)
    program(*SWEEP, "s")
    assert said in program(*SWEEP, "s", *more, code=2).err


def test_a_study_that_is_not_there_cannot_be_extended(program):
    write_design()
    assert "is not a study" in program(*SWEEP, "s", "--extend", "2", code=2).err
