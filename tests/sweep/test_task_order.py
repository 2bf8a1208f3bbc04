"""Course: as many replicates as a precision takes, and never other ones for other workers."""

import math
from pathlib import Path

import pytest

from sim.output.results import load_results
from sim.sweep.precision import Precision
from sim.sweep.running.task_order import ahead, enough, needed, precise
from tests.sweep.program import HEAD, write_design

WANTED = Precision("coverage", 0.1, relative=False)
PRECISE = '[precision]\nmeasure = "satisfaction"\nhalf_width = "1.5%"\nceiling = {}\n'
SWEEP = ("sweep", "study.toml", "--jobs", "1", "--out")


def precise_design(ceiling=40, more=""):
    write_design('"policy.funding.grant_cut" = [0.0, 0.08]', replicates=2)
    with Path("study.toml").open("a") as file:
        file.write(PRECISE.format(ceiling) + more)


def replicates(folder):
    runs = load_results(folder).frame("runs")
    return runs.groupby(["point", "scenario"])["replicate"].nunique()


def test_an_interval_is_precise_when_its_half_width_is_small_enough():
    values = [1.0, 1.1, 0.9, 1.0]
    half_width = 3.182446 * 0.0816497 / 2.0  # t(3) s / sqrt(4), by hand
    for share, holds in ((1.001, True), (0.999, False)):
        assert precise(values, Precision("coverage", share * half_width, False)) is holds
        assert precise(values, Precision("coverage", share * half_width, True)) is holds


def test_what_no_replicate_has_shown_yet_is_not_known_exactly():
    notices = Precision("section_114", 0.1, relative=False)
    assert not precise([0.0] * 3, notices)
    # Clopper and Pearson: none in n lies below 1 - .025 ** (1 / n), which is .2 from n = 17 on.
    assert not precise([0.0] * 16, notices)
    assert precise([0.0] * 17, notices)


def test_a_width_that_is_small_by_luck_is_not_enough():
    lucky = [1.0, 1.0, 1.0, 9.0, 1.0, 9.0, 1.0, 9.0]
    assert precise(lucky[:3], WANTED)
    assert not enough(lucky, WANTED)
    assert not enough([1.0] * 7, WANTED)
    assert enough([1.0] * 8, WANTED)


def test_a_longer_series_is_looked_after_for_longer():
    assert (ahead(3), ahead(100), ahead(101), ahead(1000)) == (5, 5, 6, 50)


def test_what_would_be_needed_grows_with_the_square_of_the_spread():
    narrow, wide = ([0.0, s, 0.0, s, 0.0, s] for s in (1.0, 10.0))
    one, two = (needed(series, WANTED) for series in (narrow, wide))
    assert two / one == pytest.approx(100.0, rel=0.06)
    assert needed([0.0, 0.0], Precision("coverage", 0.1, relative=True)) == 0


def test_a_study_adds_replicates_until_each_point_is_known_well_enough(program):
    precise_design()
    told = program(*SWEEP, "s", "--json").json
    counts = replicates("s")
    assert told["runs"] == counts.sum() > 4 * 8
    assert (counts >= 8).all()
    assert ((counts - 8) % 5 == 0).all()


def test_a_study_that_is_interrupted_ends_with_the_same_runs(program):
    precise_design()
    whole = program(*SWEEP, "whole", "--json").json
    program(*SWEEP, "s")
    for shard in sorted(Path("s", "shards").iterdir())[::2]:
        shard.unlink()
    assert program(*SWEEP, "s", "--resume", "--json").json == {**whole, "results": "s"}


def test_what_would_be_needed_is_said_when_the_ceiling_stops_it(program):
    precise_design(ceiling=10)
    said = program(*SWEEP, "s", "--precision", "0.01%").err
    assert "satisfaction to within 0.01%: 2 not reached within 10 replicates; about" in said
    assert set(replicates("s")) == {10}


def test_a_paired_difference_takes_fewer_replicates_than_each_world(program):
    worlds = """
[[world]]
name = "a"
scenario = "region"
[[world]]
name = "b"
scenario = "region"
set = { "policy.collaboration.preset" = "genuine" }
"""
    head = HEAD.replace('scenario = "region"\n', "")
    for name, more in (("each", ""), ("pair", 'difference = ["a", "b"]\n')):
        precision = PRECISE.format(60).replace('"1.5%"', "0.009") + more
        Path("study.toml").write_text(head + worlds + precision)
        program(*SWEEP, name)
    assert replicates("pair").max() < replicates("each").max()


def test_precision_takes_a_measure(program):
    write_design()
    assert "needs [precision]" in program(*SWEEP, "s", "--precision", "5%", code=2).err


def test_the_half_width_of_an_undefined_measure_is_never_small():
    assert not precise([math.nan] * 9, WANTED)
