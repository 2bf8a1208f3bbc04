"""Patterns: the table can be made; whether a pattern holds is for the table to say."""

import pytest

from sim.study.patterns import PATTERNS, cells, table


def test_the_patterns_of_this_part_are_all_there():
    assert list(PATTERNS) == ["P1", "P2", "P3", "P5", "P6", "P12", "P16", "P17", "P18"]


def test_a_pattern_gives_findings_with_an_estimate_and_a_verdict():
    (finding,) = PATTERNS["P18"].find(3)
    assert finding.estimate.n <= 3
    assert cells(finding).endswith(("yes", "no"))


@pytest.mark.patterns
def test_the_whole_table_is_made():
    text = table(4)
    assert all(f"| {name} " in text for name in PATTERNS)
