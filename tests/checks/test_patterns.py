"""Patterns: all of them are there and can be judged; whether one holds is for the table to say."""

import math
import re

import numpy as np
import pytest

from sim.checks.laboratory import Laboratory
from sim.checks.patterns import PATTERNS, holds
from sim.checks.patterns.document import UNKNOWN, cells, page, reasons, table, told, views
from sim.checks.patterns.pattern import aside, between, falls, rises
from sim.core.library import LIBRARY

IN_THE_DESIGN = [
    *(f"P{n}" for n in (1, 2, 3, 5, 6, 7, 8, 9, 11, 12, 13, 16, 17, 18, 19, 21, 24)),
    *(f"Q{n}" for n in (1, 2, 3, 4, 5, 7, 9)),
]
PAGE = (LIBRARY / "docs" / "patterns.md").read_text("utf-8")


def test_every_pattern_and_anchor_of_the_design_has_an_entry():
    assert [name for name in PATTERNS if name[0] in "PQ"] == IN_THE_DESIGN


def test_a_world_of_every_pattern_can_be_built_and_every_look_falls_within_it():
    assert all(world.scenario.run.quarters > (look.at or 0) for world, look in views())


def test_the_page_is_about_the_patterns_there_are_in_their_words():
    lines = {name: f"| {name} {one.says} | {one.contrast} |" for name, one in PATTERNS.items()}
    assert [name for name, line in lines.items() if line not in PAGE] == []
    assert len(re.findall(r"^\| \w", PAGE, re.MULTILINE)) == 1 + len(PATTERNS)


def test_the_page_says_why_of_everything_that_does_not_hold():
    failed = re.search(r"; (.*) do not\.\*\*", PAGE)[1].split(", ")
    assert re.findall(r"^- \*\*(\w+)\*\*: .{20}", PAGE, re.MULTILINE) == failed
    assert UNKNOWN not in PAGE


def test_the_page_says_when_and_with_what_command_it_was_made():
    assert re.search(r"Made by `make patterns` on \d{4}-\d\d-\d\d, with 40 pairs", PAGE)


def test_a_direction_is_judged_by_its_interval_and_a_band_by_its_mean():
    unclear, clear = np.array([-1.0, 1.5]), np.array([1.0, 1.1])
    assert (rises("", unclear).holds, rises("", clear).holds, falls("", -clear).holds) == (0, 1, 1)
    assert between("", unclear, 0.2, 0.3).holds
    assert not between("", unclear, 0.3, 0.4).holds


def test_what_was_never_seen_holds_nothing():
    nothing = np.array([math.nan, math.nan])
    assert [judge("", nothing).holds for judge in (rises, falls, between)] == [False] * 3


def test_what_is_told_beside_the_rule_does_not_count():
    told_only, good = aside("", np.array([1.0, 2.0])), between("", np.array([1.0, 2.0]), low=1.0)
    assert holds([told_only]) is None
    assert holds([told_only, good]) is True
    assert cells(told_only).endswith("| –")


def test_a_failure_is_counted_and_explained():
    bad = between("", np.array([1.0, 2.0]), high=1.0)
    found = {"P1": [bad], "P18": [between("", np.array([1.0, 2.0]))]}
    assert told(found) == "1 of 2 hold; P1 do not."
    assert reasons(found).startswith("- **P1**: ")
    assert table(found).count("\n| P") == 2


def test_a_pattern_is_judged_on_what_a_laboratory_saw(tmp_path):
    laboratory, one = Laboratory(tmp_path, processes=1), PATTERNS["P19"]
    laboratory.see([(world, look) for _, world, _, look in one.wanted()], 2)
    least, most, *by_load = one.findings(lambda world, look: laboratory.values(world, look, 2))
    gaps = [finding.estimate.value for finding in by_load]
    assert (least.estimate.value, most.estimate.value) == (min(gaps), max(gaps))
    assert most.estimate.low == most.estimate.high


@pytest.mark.patterns
def test_the_whole_page_is_made(tmp_path):
    text = page(Laboratory(tmp_path), 3, "make patterns")
    assert all(f"| {name} " in text for name in PATTERNS)
