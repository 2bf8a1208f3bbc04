"""Intervals on the terminal: what they cover is said first, and what chance alone would give."""

import re

import pytest
from click.testing import CliRunner

from sim.analysis.statistics import estimate
from sim.cli import program
from sim.cli.run_and_compare import capped
from sim.cli.shared.progress import mean_words
from tests.house.checkout import ROOT

SMALL = ("--set", "run.quarters=4", "--replicates", "2", "--out", "r")
TEXTS = [
    *(path for ending in ("py", "j2", "toml") for path in (ROOT / "sim").rglob(f"*.{ending}")),
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    *(ROOT / "experiments").rglob("*.toml"),
]
WRONG = re.compile(
    r"95 of 100|(in|of) a hundred (new|repetitions|cases)|95 ?% (sure|certain|likely|probab)"
    r"|probability of 95|of the variance\"",
)


@pytest.fixture
def printed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        done = CliRunner().invoke(program, arguments)
        assert done.exit_code == 0, done.output
        return done.stdout

    return call


def test_line_4_a_run_says_first_that_its_intervals_leave_parameters_out(printed):
    first = printed("run", "one-contract", *SMALL).splitlines()[0]
    assert first.endswith("95% intervals: random seeds only, without parameter uncertainty")


def test_lines_3_and_4_a_comparison_says_so_too_and_how_many_verdicts_are_chance(printed):
    lines = printed("compare", "one-contract", "one-contract", *SMALL).splitlines()
    assert lines[0].endswith("without parameter uncertainty")
    assert any("chance" in line for line in lines[2:])


def test_line_3_a_variance_ratio_beyond_what_anybody_reads_is_cut_short():
    assert capped(144_134_392_270_961.0, 1000.0) == "over 1,000"
    assert capped(None, 1000.0) == "–"


def test_line_1_progress_gives_an_interval_for_runs_of_one_point_only():
    found = estimate([1.0, 2.0, 3.0])
    assert mean_words(found, 1) == "2 ± 2.5"
    assert mean_words(found, 24) == "2 so far"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_line_4_no_text_reads_an_interval_as_how_often_something_happens(path):
    assert not WRONG.search(path.read_text("utf-8"))
