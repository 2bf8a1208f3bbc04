"""Titles: whatever the data are, a title says nothing that its figure does not show."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.analysis.statistics import estimate
from sim.appraisal.discounting import payback_period
from sim.study.cohorts import CohortLine, Share
from sim.views.accounts import KEEPERS, TOGETHER, accounts_title
from sim.views.cohorts import cohorts_title
from sim.views.deprivation import deprivation_title
from sim.views.drawing import Trace, worlds
from sim.views.figures import KINDS, draw
from sim.views.money import money_title, partnership_payments, together
from sim.views.network import Bond, network_title
from sim.views.savings import jcurve_title, savings_title
from sim.views.sensitivity import ANSWER, Answers, cells, heatmap_title
from sim.views.timeline import Life, timeline_title
from sim.views.trajectories import DIFFERENCES, difference_title, outcome_title
from sim.views.words import is_nothing
from tests.output.handmade import handmade

money = st.just(0.0) | st.floats(-1e9, 1e9, width=32)
changes = st.lists(money, min_size=3, max_size=3)
A, B = "policy.funding.grant_cut", "uncertainty.trust.gain"


def map_of(values):
    """Return a map of two factors with the given values, and its answers."""
    n = len(values)
    factors = pd.DataFrame({A: [0.1 * (i % 2) for i in range(n)], B: [i // 2 for i in range(n)]})
    found = Answers(factors, np.array(values, float), ANSWER)
    return cells(found, A, B), found


def map_title(values):
    table, found = map_of(values)
    return heatmap_title(table, found, A, B)


def test_a_map_of_nothing_but_zero_is_called_zero_and_not_below():
    assert map_title([0.0] * 4).startswith("The mean of the points is zero in every part")


def test_a_map_counts_the_cells_above_below_and_at_zero():
    assert "above zero in 1, below zero in 2 and zero in 1 of 4 parts" in map_title([1, -1, -2, 0])


def test_an_amount_that_a_cell_shows_as_no_money_is_zero_in_the_title_of_the_map():
    assert "is zero in every part" in map_title([1e-5, -1e-5, 0.0, 2e-4])


@given(values=st.lists(money, min_size=4, max_size=4))
def test_the_title_of_a_map_never_names_a_side_that_no_cell_shows(values):
    title = map_title(values)
    assert ("above zero" in title) == any(v > 0.0 and not is_nothing(1e3 * v) for v in values)
    assert ("below zero" in title) == any(v < 0.0 and not is_nothing(1e3 * v) for v in values)


def accounts_of(rows):
    """Return names and a table of accounts, the councils together first."""
    names = [TOGETHER, "council-1", "council-2", "contractors", "suppliers"]
    table = np.array(rows, float)
    return names, np.vstack([table[:2].sum(axis=0), table])


def test_the_largest_gainer_of_the_title_has_the_largest_row_of_the_table():
    names, table = accounts_of([[-9, 5, 1], [-9, -8, 0], [-1, 4, 0], [0, 50, 0]])
    assert accounts_title(names, 1e6 * table) == (
        f"Largest cost, undiscounted: {TOGETHER} (£18m); {KEEPERS}: council-1 (£6.0m)"
    )


def test_two_who_gain_the_same_are_both_named():
    names, table = accounts_of([[-1, -1, 0], [-1, 2, 0], [0, 2, 0], [0, 0, 0]])
    assert "council-2 and contractors (£2.0m each)" in accounts_title(names, 1e6 * table)


@settings(max_examples=60)
@given(rows=st.lists(changes, min_size=4, max_size=4))
def test_nobody_of_the_table_stands_above_those_whom_its_title_names(rows):
    names, table = accounts_of(rows)
    title = accounts_title(names, table)
    inside = slice(0, 4)
    gains = table[inside, 1:].sum(axis=1)
    if is_nothing(np.abs(table).max()):
        assert title.startswith("No difference")
    elif is_nothing(max(gains.max(), 0.0)):
        assert title.endswith("no one gains")
    else:
        assert names[int(gains.argmax())] in title.partition(KEEPERS)[2]


def bonds(*hollow):
    return [Bond(("a", "b"), 0.5, flag) for flag in hollow]


def test_a_network_says_of_each_moment_how_many_deliver_and_how_many_of_them_fall_short():
    title = network_title({3: bonds(True), 7: bonds(), 11: bonds(True, False), 15: []}, 2010)
    assert "1 in 2010-11 Q4 (1 short), 0 in 2011-12 Q4 (0 short)" in title
    assert "2 in 2012-13 Q4 (1 short) and 0 in 2013-14 Q4 (0 short)" in title


def test_a_network_of_a_single_quarter_has_a_title():
    assert network_title({0: bonds(True)}, 2010).startswith(
        "Partnerships in delivery: 1 in 2010-11 Q1 (1 short);"
    )
    assert network_title({0: []}, 2010).startswith("No partnership")


def test_a_path_that_pays_back_and_falls_again_is_not_called_paid_back_in_the_end():
    path = np.array([-1e6, 1e6, -5e6])
    title = jcurve_title(path, payback_period(np.diff(path, prepend=0.0)))
    assert title.startswith("Councils go £1.0m into the red, have it back after 0.5 years")
    assert title.endswith("end £5.0m worse off than without")


@given(path=st.lists(money, min_size=1, max_size=8))
def test_the_title_of_a_path_ends_where_the_path_ends(path):
    mean = np.array(path)
    title = jcurve_title(mean, payback_period(np.diff(mean, prepend=0.0)))
    end = mean[-1]
    assert ("better off" in title) <= (end > 0.0)
    assert ("worse off" in title) <= (end < 0.0)
    assert ("never go into the red" in title) <= (mean.min() >= 0.0 or is_nothing(mean.min()))
    assert ("Nothing was spent" in title) == is_nothing(np.abs(mean).max())
    assert "£0" not in title


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        ([0.0, 0.0], "exactly as well off"),
        ([-5.0], "in this one run councils end £5,000 worse off"),
        ([np.nan, np.nan], "not defined"),
        ([-9.0, 9.0], "not clearly better or worse off"),
        ([3.0, 3.0], "end £3,000 better off"),
    ],
)
def test_savings_are_told_as_far_as_the_runs_tell_them(runs, said):
    assert said in savings_title(0.0, estimate(runs))
    assert savings_title(0.2, estimate(runs)).startswith("Reports claim no saving")


def trace(*values):
    years = 2010.25 + np.arange(len(values)) / 4.0
    mean = np.array(values)
    return Trace(years, mean, mean, mean)


def test_need_that_is_shown_the_same_at_both_ends_is_not_called_falling():
    title = outcome_title(trace(0.6504, 0.6496), estimate([0.0, 0.0]))
    assert "stays at 65%, 2010 to 2010; partnerships make no difference to it" in title
    assert "falls from 66% to 65%" in outcome_title(trace(0.66, 0.65), estimate([0.1]))


def test_one_run_is_called_one_run():
    assert "in this one run" in outcome_title(trace(0.9, 0.8), estimate([0.1]))
    one = dict.fromkeys(DIFFERENCES, estimate([0.1]))
    assert "One pair" in difference_title(one, "partnerships")
    assert deprivation_title([estimate([1.0])] * 5).startswith("In one pair of runs")


def test_worlds_that_end_alike_are_not_called_the_same_throughout():
    alike = dict.fromkeys(DIFFERENCES, estimate([0.0, 0.0]))
    assert difference_title(alike, "the change") == (
        "The two scenarios differ on the way and end the same"
    )


def fifths(*values):
    return deprivation_title([estimate([v - 1e-9, v + 1e-9]) for v in values])


def test_fifths_that_all_lose_are_not_said_to_fare_better():
    assert fifths(-2, -2.5, -2.7, -2.8, -3).startswith("The least deprived lose most")
    assert fifths(3, 2, 2, 2, 1).startswith("The most deprived gain most")
    assert fifths(-1, 0, 0, 0, 1).startswith("The least deprived gain and the most deprived lose")


def test_fifths_that_differ_in_the_middle_are_not_said_to_fare_alike():
    assert fifths(1, 5, -4, 1, 1).startswith("Both ends of deprivation fare much alike: ")
    assert fifths(1, 5, -4, 1, 1).endswith("most of all quintile 2: +5.0 points")
    assert fifths(1, 1, 1, 1, 1).startswith("All quintiles fare much alike")


def test_a_fifth_without_an_outcome_is_not_called_no_difference():
    assert "not defined" in deprivation_title([estimate([np.nan])] * 5)
    assert deprivation_title([estimate([0.0, 0.0])] * 5).startswith("No difference")


def cohort(additional):
    share = Share(0.5, 0.4, 0.6)
    return CohortLine(1, 2, 10.0, share, share, additional, share, share)


def test_a_programme_after_which_fewer_find_a_place_is_told_so():
    assert cohorts_title([cohort(-1.0)]).startswith("Of every 100 young people, 10 fewer")
    assert cohorts_title([cohort(0.0)]).startswith("The programme brought no one")
    assert "10 found a place" in cohorts_title([cohort(1.0)])


def payments(**flows):
    rows = [("councils", flow.replace("_", "-"), "Suppliers", v) for flow, v in flows.items()]
    return pd.DataFrame(rows, columns=["payer", "flow", "payee", "amount"])


def test_small_payments_that_a_figure_puts_together_still_count_in_its_title():
    paid = payments(set_up=1e6, overhead=5e3)
    assert "other" in set(together(paid)["flow"])
    cost = float(re.search(r"£([\d.]+)m", money_title(paid))[1])
    assert cost == pytest.approx(1.005, abs=0.05)
    assert money_title(payments(set_up=2e6, overhead=1.8e4, bid=1.8e4, building=1.8e4)).startswith(
        "Partnership working cost £2.1m"
    )


def test_money_that_is_only_passed_on_is_not_called_no_money():
    passed = pd.DataFrame(
        [("councils", "benefit share", "Schools", 9e5)],
        columns=["payer", "flow", "payee", "amount"],
    )
    assert money_title(passed) == "Partnership working cost nothing; £900,000 was passed on"
    assert money_title(passed[:0]) == "Partnership working moved no money"


def test_the_figure_of_money_shows_the_costs_that_its_title_gives(two):
    paid = partnership_payments(two, worlds(two)[0])
    title = draw("money", two, worlds(two)[0]).title
    assert title == money_title(paid)
    assert paid["amount"].sum() == pytest.approx(together(paid)["amount"].sum())


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([], "No partnership was signed"),
        ([["delivering"]], "The one partnership signed delivered"),
        ([["negotiating or mobilising"]] * 2, "0 delivered, 0 were talking shops at some time"),
        ([["talking shop"], ["delivering"]], "2 delivered, 1 were talking shops at some time"),
    ],
)
def test_a_timeline_counts_what_its_bars_show(states, said):
    assert said in timeline_title([Life(str(i), 0, own, "") for i, own in enumerate(states)])


MEASURES_DRAWN = (*DIFFERENCES, "saving_claimed", "saving_attributed", "saving_counterfactual")


@pytest.mark.parametrize("kind", ["outcomes", "difference", "savings", "jcurve"])
@pytest.mark.parametrize("value", [0.0, 0.5, None])
@pytest.mark.parametrize("runs", [1, 3])
def test_figures_of_zeros_of_equals_and_of_nothing_can_be_drawn_and_claim_nothing(
    kind, value, runs
):
    course = dict.fromkeys(MEASURES_DRAWN, [value] * 4)
    each = {(0, i): course for i in range(runs)}
    council = [{"name": "x", "kind": "council", "places": "x"}]
    results = handmade({"a": each, "a without partnerships": each}, organisations=council)
    title = draw(kind, results, "a").title
    assert "nan" not in title
    assert "£0" not in title
    assert "clearly" not in title.replace("not clearly", "")


def test_every_kind_of_figure_has_its_title_tried_here():
    from pathlib import Path

    tried = Path(__file__).read_text("utf-8")
    for kind in KINDS:
        name = {"outcomes": "outcome", "heatmap": "heatmap"}.get(kind, kind)
        assert f"{name}_title" in tried or kind == "tornado", kind
