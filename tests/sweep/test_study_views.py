"""Views of a study: figures and report read the folder that a sweep leaves."""

from pathlib import Path

import pytest

from tests.sweep.program import HEAD, write_design

SWEEP = ("sweep", "study.toml", "--out", "s", "--jobs", "1")
TWO = '"policy.funding.grant_cut" = [0.0, 0.08]\n"uncertainty.friction.fixed" = [0.0, 0.3]'


def unfinished(status):
    """Take the runs of one shard away from a study, as while it is running or paused."""
    sorted(Path("s", "shards").iterdir())[0].unlink()
    manifest = Path("s", "manifest.json")
    manifest.write_text(
        manifest.read_text().replace('"status": "completed"', f'"status": "{status}"')
    )


def figures():
    return sorted(path.stem for path in Path("s", "figures").glob("*.png"))


def test_a_study_of_two_numbers_has_a_tornado_a_map_and_a_report(program):
    write_design(TWO)
    program(*SWEEP)
    program("plot", "s")
    assert figures() == ["heatmap", "tornado"]
    program("report", "s", "--annex", "csv")
    page = Path("s", "report.html").read_text()
    assert "friction: fixed" in page
    assert "over 4 points" in page


@pytest.mark.parametrize("method", ["oat", "grid"])
def test_a_study_of_one_number_has_no_map(program, method):
    write_design(head=f'method = "{method}"\n')
    program(*SWEEP)
    program("plot", "s")
    assert figures() == ["tornado"]
    assert "two factors that are numbers" in program("plot", "s", "--kind", "heatmap", code=2).err


def test_every_factor_has_a_value_at_every_point_though_one_is_varied_at_a_time(program):
    from sim.output.results import load_results

    write_design(TWO, 'method = "oat"\n')
    program(*SWEEP)
    points = load_results("s").frame("points")
    wide = points.pivot(index="point", columns="factor", values="value").astype(float)
    assert wide["policy.funding.grant_cut"].tolist() == [0.04, 0.0, 0.08, 0.04, 0.04]
    friction = wide["uncertainty.friction.fixed"]  # without a value of its own it is worked out
    assert friction.isna().tolist() == [True, True, True, False, False]
    program("plot", "s")
    assert "tornado" in figures()


def test_a_study_of_one_point_that_keeps_ends_only_has_nothing_to_draw(program):
    Path("study.toml").write_text(f"replicates = 2\n{HEAD}")
    program(*SWEEP)
    assert "no figure shows" in program("plot", "s", code=2).err
    program("report", "s")


def test_a_study_that_is_not_complete_can_be_drawn(program):
    write_design(TWO)
    program(*SWEEP)
    unfinished("paused")
    program("plot", "s", "--kind", "tornado")
    assert figures() == ["tornado"]


@pytest.mark.parametrize("brief", [[], ["--brief"]])
def test_a_report_on_a_running_study_says_how_many_of_how_many_runs_are_done(program, brief):
    write_design(TWO)
    program(*SWEEP)
    unfinished("running")
    counts = program("study", "status", "s", "--json").json
    assert counts["completed"] < counts["planned"]
    said = program("report", "s", *brief, "--out", "page.html").err
    done = f"{counts['completed']} of {counts['planned']} runs"
    page = Path("page.html").read_text()
    assert f"{done} are completed" in said
    assert f"not finished: {done} are completed" in page
    assert f"Every run was completed: {done} completed" in page.replace("<strong>", "").replace(
        "</strong>", ""
    )


def test_a_report_on_a_finished_study_does_not_call_it_unfinished(program):
    write_design()
    program(*SWEEP)
    assert "not finished" not in program("report", "s").err
    assert "not finished" not in Path("s", "report.html").read_text()
