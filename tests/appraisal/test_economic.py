"""Economic case: hand-made books of two years, one council and one police force."""

import numpy as np
import pytest

from sim.appraisal import load_settings
from sim.appraisal.adjustments import equity_weights
from sim.appraisal.economic import distribution, economic_case
from sim.appraisal.paired_books import Books
from sim.appraisal.switching import multiple, switching_values
from sim.appraisal.vintages import deflator
from sim.core.ledger import LENDERS, POLICE, SUPPLIERS

SETTINGS = load_settings()
ACCOUNTS = ["council", POLICE, SUPPLIERS, LENDERS]


def books(**parts):
    """Return books of one run of eight quarters; every part names what the first quarters hold."""
    shapes = {"interest": (1, 8), "forgone": (1, 8), "wellbys": (1, 8, 5)}
    names = [
        "budget",
        "costs",
        "repaid",
        "interest",
        "cashed",
        "worth",
        "attributed",
        "claimed",
        "forgone",
        "wellbys",
    ]
    kept = {name: np.zeros(shapes.get(name, (1, 8, 4))) for name in names}
    for name, amounts in parts.items():
        for where, amount in amounts.items():
            kept[name][(0, *where)] = amount
    return Books([(0, 0)], SETTINGS.edition.wellby.price_year, ["council"], ACCOUNTS, **kept)


def test_the_ratio_is_what_is_left_before_costs_over_costs():
    # Year 0: the council pays 100. Year 1: it finds 207, and lenders get 10.35 of interest.
    mine = books(
        budget={(0, 0): -100.0, (4, 0): 207.0, (4, 2): 999.0},
        costs={(0, 0): 100.0},
        interest={(4,): 10.35},
    )
    case = economic_case(mine, books(), SETTINGS)
    assert case.net_present.value == pytest.approx(-100.0 + 200.0 + 10.0)
    assert case.cost_present.value == pytest.approx(100.0)
    assert case.benefit_cost_ratio.value == pytest.approx((110.0 + 100.0) / 100.0)


def test_without_costs_there_is_no_ratio():
    case = economic_case(books(budget={(0, 0): 5.0}), books(), SETTINGS)
    assert case.benefit_cost_ratio.value is None


def test_a_point_of_life_satisfaction_is_worth_its_value_times_the_weight_of_its_own_fifth():
    # Two people-years in the most deprived fifth now, one in the least deprived a year later.
    mine = books(wellbys={(0, 0): 2.0, (4, 4): 1.035})
    fifths = distribution(mine, SETTINGS)
    wellby, weights = SETTINGS.edition.wellby, equity_weights(SETTINGS.equity)
    assert deflator().ratio(mine.start_year, wellby.price_year) == 1.0
    assert [found.fifth for found in fifths] == [1, 2, 3, 4, 5]
    assert [found.wellbys.value for found in fifths] == pytest.approx([2.0, 0.0, 0.0, 0.0, 1.035])
    assert fifths[0].low.value == pytest.approx(2.0 * wellby.low)
    assert fifths[0].central.value == pytest.approx(2.0 * wellby.central)
    assert fifths[0].high.value == pytest.approx(2.0 * wellby.high)
    assert fifths[0].weighted.value == pytest.approx(2.0 * wellby.central * weights[0])
    assert fifths[4].central.value == pytest.approx(wellby.central)
    assert fifths[4].weighted.value == pytest.approx(wellby.central * weights[4])
    assert weights[0] > 1.0 > weights[4]


def test_the_break_even_rate_is_that_of_all_parts_together_year_by_year():
    parts = {"costs": np.array([-100.0, 0.0, 0.0]), "gains": np.array([0.0, 0.0, 121.0])}
    costs, gains, rate = switching_values(parts, SETTINGS.rates.rates)
    assert rate.value == pytest.approx(0.10, abs=1e-9)
    assert costs.value == pytest.approx((121.0 / 1.035**2) / 100.0)
    assert gains.value == pytest.approx(100.0 / (121.0 / 1.035**2))


def test_what_is_nothing_but_rounding_has_no_switching_value():
    assert multiple(3e-9, -500.0) is None
    assert multiple(0.01, -0.5) == pytest.approx(50.0)
