"""Worked case: one business case by hand, to the penny, from the first invoice to the report.

Two councils share a back office for three years. They aim at £400,000 a year and pay £400,000
to set it up; they trust each other enough to put in all they can, nobody leaves, nothing is
drawn at random, and nothing else in their world moves.

Quarter by quarter, in £ (delivery begins in quarter 3, age 0):

    overhead   one pair of members, £4,000 a link, declared .7 of a reference of .7:  4,000
    effective  moves by .3 of what is left to 1:  0, .3, .51, .657, .7599, .83193, ...
    saving     100,000 x (effective x (1 - exp(-(age + 1) / 6)) - .25 x exp(-age / 3))
    claim      100,000 x .7 x 1.3 x (1 - exp(-age / 6))

    quarter   set-up   overhead      saving      claim
    1        200,000      4,000
    2        200,000      4,000
    3                     4,000  -25,000.00       0.00   = -25,000
    4                     4,000   -9,409.22  13,970.16   = .3 x .28347 - .25 x .71653
    5                     4,000    7,231.51  25,795.65
    6                     4,000   22,771.51  35,805.71
    7                     4,000   36,374.95  44,279.04
    8                     4,000   47,866.12  51,451.56
    9                     4,000   57,375.02  57,522.97
    10                    4,000   65,151.39  62,662.31
    11                    4,000   71,471.40  67,012.66

    year      costs                                         savings       net
    2010  400,000 + 12,000 + 25,000    = 437,000.00               0   -437,000.00
    2011  16,000 + 9,409.22            =  25,409.22       66,377.97     40,968.75
    2012  16,000                       =  16,000.00      241,863.93    225,863.93
    all                                  478,409.22      308,241.90   -170,167.32

At 3.5 % a year: net -437,000 + 40,968.75 / 1.035 + 225,863.93 / 1.071225 = -186,570.27; costs
437,000 + 24,549.97 + 14,936.17 = 476,486.14. Benefits over costs: 289,915.87 / 476,486.14 = .6084.
"""

import re

import pytest

from sim.appraisal import appraise, load_settings
from sim.appraisal.paired_books import books_of
from sim.core.ledger import Basis, Flow
from sim.model import PartnershipModel
from sim.study import run
from sim.study.counterfactual import room_of
from sim.views.report import report_html
from tests.build import SHARED_OFFICE, scenario

SETTINGS = load_settings()
WORLD, TWIN = "default", "default without partnerships"

CASE = {
    **SHARED_OFFICE,
    "partnership": ({**SHARED_OFFICE["partnership"][0], "declared": 0.7},),
    "policy.funding.enabled": False,
    "policy.demand.enabled": False,
    "policy.housing.counts": False,
    "policy.network.enabled": False,
    "policy.leadership.enabled": False,
    "policy.review.enabled": False,
    "policy.friction.ways_alignment": 1.0,
    "uncertainty.friction.fixed": 0.0,
    "uncertainty.trust.noise_sd": 0.0,
    "uncertainty.trust.baseline": 0.45,
    "uncertainty.trust.pre_tie_share": 1.0,
    "uncertainty.trust.pre_tie_bonus": 0.5,
    "uncertainty.observation.noise_sd": 0.0,
    "uncertainty.contribution.base": 0.5,
    "uncertainty.contribution.trust_effect": 1.0,
    "uncertainty.contribution.leader_effect": 0.0,
    "uncertainty.contribution.free_rider_share": 0.0,
}

OVERHEAD = 4_000.00
SAVINGS = {
    3: -25_000.00,
    4: -9_409.22,
    5: 7_231.51,
    6: 22_771.51,
    7: 36_374.95,
    8: 47_866.12,
    9: 57_375.02,
    10: 65_151.39,
    11: 71_471.40,
}
CLAIMS = [13_970.16, 25_795.65, 35_805.71, 44_279.04, 51_451.56, 57_522.97, 62_662.31, 67_012.66]
COSTS = [437_000.00, 25_409.22, 16_000.00]
NET = [-437_000.00, 40_968.75, 225_863.93]


@pytest.fixture(scope="module")
def model():
    found = PartnershipModel(scenario(CASE, quarters=12))
    found.run_all()
    return found


@pytest.fixture(scope="module")
def results():
    return run(scenario(CASE, quarters=12), replicates=2)


@pytest.fixture(scope="module")
def case(results):
    return appraise(results, WORLD, TWIN, SETTINGS)


def paid(model, flow):
    """Return what was paid under a heading by quarter, in £."""
    sums = {}
    for entry in model.ledger.entries:
        if entry.flow is flow:
            sums[entry.quarter] = sums.get(entry.quarter, 0) + entry.pence
    return {quarter: pence / 100 for quarter, pence in sums.items()}


def pennies(*amounts):
    return pytest.approx(list(amounts), abs=0.005)


def test_set_up_and_overhead_are_paid_to_the_penny(model):
    assert paid(model, Flow.SET_UP) == {1: 200_000.00, 2: 200_000.00}
    assert paid(model, Flow.OVERHEAD) == dict.fromkeys(range(1, 12), OVERHEAD)


def test_the_dip_is_a_loss_and_then_it_saves_to_the_penny(model):
    lost, saved = paid(model, Flow.PARTNERSHIP_LOSS), paid(model, Flow.PARTNERSHIP_SAVING)
    assert lost == {quarter: -amount for quarter, amount in SAVINGS.items() if amount < 0}
    assert saved == {quarter: amount for quarter, amount in SAVINGS.items() if amount > 0}


def test_the_benefit_book_claims_what_was_declared_and_attributes_what_was_saved(model):
    claimed, attributed = (
        [
            sum(b.pence for b in model.benefits if b.quarter == quarter and b.basis is basis) / 100
            for quarter in SAVINGS
        ]
        for basis in (Basis.CLAIMED, Basis.ATTRIBUTED)
    )
    assert claimed == pennies(0.0, *CLAIMS)
    assert attributed == pennies(*SAVINGS.values())


def test_the_two_rooms_differ_by_the_net_saving_of_every_quarter(model):
    twin = PartnershipModel(scenario({**CASE, "policy.collaboration.enabled": False}, quarters=12))
    twin.run_all()
    saved = (room_of(model).pence - room_of(twin).pence).sum(axis=1) / 100
    net = [SAVINGS.get(quarter, 0.0) - OVERHEAD * (quarter > 0) for quarter in range(12)]
    net[1] -= 200_000.00
    net[2] -= 200_000.00
    assert list(saved) == pennies(*net)


def test_the_books_keep_costs_and_cash_of_every_year(results):
    books = books_of(results, WORLD, SETTINGS.wellbeing)
    costs, cashed = (
        part.sum(axis=2).reshape(2, 3, 4).sum(axis=2) for part in (books.costs, books.cashed)
    )
    assert list(costs[0]) == list(costs[1]) == pennies(*COSTS)
    assert list(cashed[0]) == pennies(0.0, 66_377.97, 241_863.93)
    assert books.interest.sum() == books.worth.sum() == books.repaid.sum() == 0.0


def test_the_councils_case_by_year_and_in_all(case):
    assert list(case.years.costs) == pennies(*COSTS)
    assert list(case.years.net) == pennies(*NET)
    assert list(case.years.cumulative) == pennies(-437_000.00, -396_031.25, -170_167.32)
    assert list(case.years.discounted) == pennies(-437_000.00, 39_583.33, 210_846.40)
    councils = case.councils
    assert councils.undiscounted.value == pytest.approx(-170_167.32, abs=0.01)
    assert councils.net_present.value == pytest.approx(-186_570.27, abs=0.01)
    assert councils.cost_present.value == pytest.approx(476_486.14, abs=0.01)
    assert councils.peak_need.value == pytest.approx(437_000 + 4_000 + 9_409.22, abs=0.01)
    assert councils.payback == "not within horizon"


def test_the_savings_side_by_side(case):
    savings = case.savings
    assert savings.claimed.value == pytest.approx(358_500.06, abs=0.01)
    assert savings.attributed.value == pytest.approx(308_241.90 - 34_409.22, abs=0.01)
    assert savings.counterfactual.value == pytest.approx(-170_167.32, abs=0.01)
    let_pass = 0.85 * 358_500.06
    assert savings.claimed_adjusted.value == pytest.approx(let_pass, abs=0.01)
    assert savings.on_paper.value == pytest.approx(let_pass - 1.15 * 478_409.22, abs=0.01)
    assert case.claimed_over_realised.value == pytest.approx(358_500.06 / 273_832.68, rel=1e-7)


def test_society_has_the_councils_net_and_the_ratio_of_benefits_to_costs(case):
    assert case.economic.net_present.value == pytest.approx(-186_570.27, abs=0.01)
    assert case.economic.benefit_cost_ratio.value == pytest.approx(0.608446, abs=1e-6)
    assert case.economic.wrong_pocket.value == pytest.approx(0.0, abs=1e-6)


def test_what_would_have_to_change_for_councils_to_break_even(case):
    gain, pay, rate = (switch.value for switch in case.switches)
    assert gain == pytest.approx(476_486.14 / 289_915.87, rel=1e-6)
    assert pay == pytest.approx(289_915.87 / 476_486.14, rel=1e-6)
    assert rate is None


def test_the_report_prints_the_figures_of_the_case(results):
    text = re.sub(r"<[^>]+>|\u2060", " ", report_html(results, SETTINGS))
    text = re.sub(r"\s+", " ", text)
    printed = set(re.findall("£[0-9,]+", text))
    assert {"£170,000", "£190,000", "£360,000", "£480,000", "£310,000", "£450,000"} <= printed
    assert "£170,000 worse off" in text
    assert "2011-12 £25,000 £41,000" in text
