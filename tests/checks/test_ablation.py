"""Ablation: a mechanism is judged by what is missing without it."""

import math

import numpy as np
import pytest
from click.testing import CliRunner

from sim.checks.ablation import (
    BUSY,
    EXCUSED,
    Ablated,
    Bench,
    acts,
    mechanisms,
    moves,
    strength,
)
from sim.checks.laboratory import Laboratory, World
from sim.checks.patterns import PATTERNS
from sim.checks.patterns.pattern import aside, between
from sim.core.library import LIBRARY
from sim.mechanisms import parameter_groups
from sim.views.documents.ablation import main, rest

TINY = World(
    {
        "place.councils": 2,
        "place.residents_per_council": 10,
        "run.quarters": 9,
        "uncertainty.starting.population_spread": 0.0,
        "uncertainty.starting.grant_share_spread": 0.0,
    }
)
NAMES = ("funding", "capacity", "crisis", "brokers")


def bench(laboratory, **more):
    return Bench(laboratory, 4, {"P19": PATTERNS["P19"]}, {"tiny": TINY}, **more)


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory):
    return Laboratory(tmp_path_factory.mktemp("book"), processes=1)


@pytest.fixture(scope="module")
def found(laboratory):
    return {one.mechanism: one for one in bench(laboratory).ablate(NAMES)}


def test_what_a_mechanism_does_is_missed_without_it(found):
    changes = {change.what: change.estimate.value for change in found["funding"].measures["tiny"]}
    assert changes["revenue"] > 0.0
    assert found["funding"].verdicts == {}


def test_a_pattern_that_falls_with_a_mechanism_is_named_with_both_verdicts(found):
    assert found["capacity"].verdicts == {"P19": "holds → does not hold"}


def test_a_mechanism_with_nothing_to_do_is_quiet(found):
    assert found["crisis"].quiet
    assert found["brokers"].quiet
    assert not found["funding"].quiet


def test_no_run_is_spent_on_a_mechanism_whose_values_are_neutral():
    assert acts("crisis", TINY.scenario)
    assert not acts("crisis", TINY.with_values({"policy.crisis.intensity": 0.0}).scenario)
    assert not acts("brokers", TINY.scenario)
    assert acts("brokers", TINY.with_values({"policy.brokers.brokers": 1.0}).scenario)


def test_rules_that_come_later_count_as_acting():
    later = {
        "name": "later",
        "kind": "new-rules",
        "quarter": 5,
        "set": {"policy.brokers.brokers": 1.0},
    }
    assert acts("brokers", TINY.with_values({"event": (later,)}).scenario)


def test_a_second_ablation_runs_nothing_anew(found, laboratory):
    before = laboratory.book.stat().st_mtime_ns
    bench(Laboratory(laboratory.book.parent, 1)).ablate(NAMES)
    assert laboratory.book.stat().st_mtime_ns == before


def test_a_change_is_as_strong_as_its_standard_errors_say():
    assert strength(np.array([1.0, 3.0])) == pytest.approx(2.0)
    assert strength(np.array([1.0, 1.0])) == math.inf
    assert strength(np.array([0.0, 0.0])) == strength(np.array([1.0, math.nan])) == 0.0


def test_only_what_is_judged_can_move_and_what_cannot_be_judged_any_more_has():
    low, high = (np.array([0.0, 0.1, 0.05]) + add for add in (0.0, 9.0))
    assert moves(between("", low), between("", high))
    assert not moves(between("", low), between("", low + np.array([-5.0, 5.0, 0.0])))
    assert not moves(aside("", low), aside("", high))
    assert moves(between("", low), between("", low * math.nan))


def test_a_busy_region_turns_on_what_can_be_turned_on():
    busy = World(BUSY).scenario
    assert {name for name in mechanisms() if not acts(name, busy)} == {"coverage"}


def test_only_mechanisms_that_there_are_are_excused():
    assert set(EXCUSED) <= set(parameter_groups())


def test_a_quiet_mechanism_is_explained_or_to_be_removed():
    quiet = Ablated("coverage", (), {"usual": []}, {})
    assert EXCUSED["coverage"] in rest([quiet])
    assert "to be removed" in rest([Ablated("nobody", (), {}, {})])


def test_a_mechanism_is_held_against_the_patterns_that_name_it_or_if_asked_against_all(laboratory):
    by_name, all_of_them = bench(laboratory), bench(laboratory, every_pattern=True)
    assert list(by_name.patterns_of("capacity")) == ["P19"]
    assert list(by_name.patterns_of("funding")) == []
    assert list(all_of_them.patterns_of("funding")) == ["P19"]


def test_patterns_name_mechanisms_that_there_are():
    assert {name for pattern in PATTERNS.values() for name in pattern.about} <= set(mechanisms())


def test_a_mechanism_that_does_not_exist_is_refused_by_name(tmp_path):
    answer = CliRunner().invoke(main, ["truts", "--folder", str(tmp_path)])
    assert answer.exit_code == 2
    assert "did you mean `trust`?" in answer.output


def test_the_page_has_a_line_for_every_mechanism():
    page = (LIBRARY / "docs" / "ablation.md").read_text("utf-8")
    assert [name for name in mechanisms() if f"\n| `{name}` |" not in page] == []
    assert "to be removed" not in page
