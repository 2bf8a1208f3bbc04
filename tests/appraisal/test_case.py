"""Case: the appraisal of real runs adds up, sums nothing twice, and is nothing against itself."""

import numpy as np
import pytest

from sim.appraisal import appraise, load_settings
from sim.appraisal.case import society_by_year
from sim.appraisal.discounting import present_value
from sim.appraisal.economic import society, wrong_pocket
from sim.appraisal.paired_books import books_of
from sim.appraisal.switching import multiple
from sim.core.errors import ResultsError
from sim.study import compare, run
from tests.build import SHARED_OFFICE, scenario

SETTINGS = load_settings()


@pytest.fixture(scope="module")
def results():
    shared = scenario(SHARED_OFFICE, quarters=16)
    return compare([shared, shared], replicates=3)


@pytest.fixture(scope="module")
def case(results):
    return appraise(results, "default", "default without partnerships", SETTINGS)


def figures_of(appraisal):
    parts = [appraisal.savings, appraisal.economic, *appraisal.accounts, *appraisal.fifths]
    found = [value for part in parts for value in vars(part).values() if hasattr(value, "seeds")]
    return [*found, appraisal.cashable]


def test_a_world_against_itself_is_nothing_in_every_line(results):
    same = appraise(results, "default (2)", "default", SETTINGS)
    assert same.nothing
    assert {found.value for found in figures_of(same)} <= {0.0, None}
    assert not same.years.net.any()
    assert {account.payback for account in same.accounts} == {"no net outlay"}


def test_the_councils_case_is_the_counterfactual_saving(results, case):
    series = results.frame("series")
    runs = results.frame("runs")
    own = runs.loc[runs["scenario"] == "default", "run_id"]
    saved = series[(series["measure"] == "saving_counterfactual") & (series["place"] == "")]
    total = saved[saved["run_id"].isin(own)]["value"].sum() * 1000.0 / 3
    assert case.savings.counterfactual.value == pytest.approx(total, abs=0.05)
    assert case.councils.undiscounted.value == pytest.approx(total, abs=0.05)
    assert case.years.cumulative[-1] == pytest.approx(total, abs=0.05)


def test_councils_add_up_and_discounting_by_hand_gives_their_present_value(case):
    each = [a.net_present.value for a in case.accounts if a.account.startswith("council-")]
    by_hand = sum(net / 1.035**year for year, net in enumerate(case.years.net))
    assert case.councils.net_present.value == pytest.approx(sum(each), abs=0.01)
    assert case.councils.net_present.value == pytest.approx(by_hand, rel=1e-9)
    assert case.years.discounted.sum() == pytest.approx(by_hand, rel=1e-9)


def test_costs_are_what_the_ledger_says_was_paid_for_partnership_working(results, case):
    ledger = results.frame("ledger")
    runs = results.frame("runs")
    own = ledger[ledger["run_id"].isin(runs.loc[runs["scenario"] == "default", "run_id"])]
    paid = own[own["flow"].isin(["set-up", "overhead", "partnership loss"])]["pence"].sum()
    assert case.books.costs.sum() == pytest.approx(paid / 100.0, abs=0.01)


def test_society_is_councils_partners_and_public_bodies_and_interest_is_none_of_its_costs(case):
    inside = {case.books.accounts[i] for i in society(case.books)}
    assert {"council-1", "contractors", "CentralGov", "Households"} <= inside
    assert not {"Suppliers", "Lenders", "Community"} & inside
    councils = case.books.budget[:, :, :2].sum()
    whole = case.books.budget[:, :, society(case.books)].sum()
    assert whole == pytest.approx(councils, abs=0.01)


def test_a_claim_is_never_more_on_paper_than_in_the_report(case):
    savings = case.savings
    assert savings.on_paper.value < savings.claimed_adjusted.value < savings.claimed.value
    assert savings.claimed_adjusted.value == pytest.approx(0.85 * savings.claimed.value)
    assert case.claimed_over_realised.value == pytest.approx(
        savings.claimed.value / savings.attributed.value
    )


def test_results_without_payments_are_refused_with_what_to_do():
    thin = run(scenario(SHARED_OFFICE, quarters=4, record="series"), replicates=1)
    with pytest.raises(ResultsError, match=r"run\.record = full"):
        appraise(thin, "default", "default without partnerships", SETTINGS)


def test_a_world_that_is_not_there_is_refused(results):
    with pytest.raises(ResultsError, match="there is no world 'other'"):
        books_of(results, "other", SETTINGS.wellbeing)


def pockets(costs, worth):
    """Return the wrong-pocket index of one run of one quarter."""
    shape = np.zeros((1, 1, len(costs)))
    books = type("B", (), {})()
    books.costs, books.worth = shape + costs, shape + worth
    books.repaid = books.attributed = shape
    return wrong_pocket(books)[0]


def test_the_wrong_pocket_index_is_one_where_one_pays_and_another_gains():
    assert pockets([1.0, 0.0], [0.0, 3.0]) == 1.0
    assert pockets([1.0, 1.0], [2.0, 2.0]) == 0.0
    assert pockets([3.0, 1.0], [1.0, 1.0]) == pytest.approx(0.25)
    assert np.isnan(pockets([0.0, 0.0], [1.0, 1.0]))


def test_a_switching_value_makes_the_whole_nothing_or_is_not_there():
    assert multiple(10.0, -5.0) == 0.5
    assert multiple(-5.0, 10.0) == 2.0
    assert multiple(10.0, 5.0) is None
    assert multiple(0.0, 5.0) is None


def test_line_3_a_multiple_that_nobody_could_reach_is_none():
    assert multiple(-1.0, 8.9e13) is None
    assert multiple(1.0, -0.00034) is None


def test_what_society_gains_and_pays_adds_up_to_its_net_present_value(case):
    parts = society_by_year(case.books, SETTINGS)
    worth = sum(float(present_value(part, SETTINGS.rates.rates)) for part in parts.values())
    assert worth == pytest.approx(case.economic.net_present.value, rel=1e-9)
    assert [s.what for s in case.society_switches] == [*parts, "discount rate"]


def test_multiplying_by_the_switching_values_gives_nothing(case):
    gain, pay = (s.value for s in case.switches[:2])
    parts = case.years.net + case.years.costs, -case.years.costs
    factors = 1.035 ** -np.arange(len(case.years.net))
    assert (gain * parts[0] + parts[1]) @ factors == pytest.approx(0.0, abs=1e-6)
    assert (parts[0] + pay * parts[1]) @ factors == pytest.approx(0.0, abs=1e-6)
