"""Money: a lone council under cuts, and books that close."""

import math
from itertools import pairwise

import numpy as np

from sim.agents.council import Council
from sim.checks.verify.case import PENNY, case, world
from sim.core.events import EventKind
from sim.core.ledger import PENCE_PER_K
from sim.mechanisms.budget import BudgetParameters, floors
from sim.rules.reference_council import StartingParameters, service_shares

ONE_COUNCIL = {
    "place.councils": 1,
    "place.residents_per_council": 10,
    "policy.demand.enabled": False,
    "policy.agenda.proposals": False,
    "policy.housing.counts": False,
    "uncertainty.starting.reserves": 0.0,
    "uncertainty.starting.grant_share_spread": 0.0,
    "uncertainty.funding.tax_base_growth": 0.0,
    "policy.funding.tax_cap": 0.0,
    "policy.funding.cut_years": 10,
}
"""One council with neither growth, nor reserves, nor taxes to raise (2.10, 54)."""


def cuttable_share() -> float:
    """Return K: the share of a budget that no statute protects."""
    return float((service_shares(StartingParameters()) * (1.0 - floors(BudgetParameters()))).sum())


def lone_council(cut: float, years: int) -> Council:
    """Return the only council of a region after some years of cuts."""
    values = {**ONE_COUNCIL, "policy.funding.grant_cut": cut}
    return world(values, quarters=4 * years + 1).councils[0]


@case("A2", "the gap after y years is g(1-(1-c)^y), and coverage is 1 - gap/K (1 - floor)", 1e-7)
def gap_of_one_council() -> float:
    """Return the error of the gap and of coverage at g .5, c .05, y 6 (.13245)."""
    council = lone_council(0.05, 6)
    gap = 0.5 * (1.0 - 0.95**6)
    expected = 1.0 - gap / cuttable_share() * (1.0 - floors(BudgetParameters()))
    off = np.abs(council.coverage - expected).max()
    return max(abs(council.gap / council.base_budget - gap), float(off))


@case("A3", "section 114 comes in the first year y with y >= ln(1-K/g)/ln(1-c)")
def first_notice() -> float:
    """Return how many years the first notice is off at g .5, c .10 (9.70, so year 10)."""
    expected = math.ceil(math.log(1.0 - cuttable_share() / 0.5) / math.log(0.9))
    model = world({**ONE_COUNCIL, "policy.funding.grant_cut": 0.10}, quarters=44)
    notices = [
        e.quarter // 4 for e in model.events.events if e.kind == EventKind.SECTION_114_NOTICE
    ]
    return abs(min(notices, default=99) - expected)


@case("A16", "every penny that leaves one account arrives in another; benefits move no cash", 0.0)
def books_close() -> float:
    """Return the largest difference, in pence, between balances and the entries behind them."""
    model = world({"place.residents_per_council": 50})
    balances = dict.fromkeys(model.ledger.balances, 0)
    for entry in model.ledger.entries:
        balances[entry.payer] -= entry.pence
        balances[entry.payee] += entry.pence
    off = [abs(balances[name] - held) for name, held in model.ledger.balances.items()]
    return float(max([*off, abs(sum(balances.values()))]))


@case("SM4", "services cost what need and budget say, to the penny, in every quarter", PENNY)
def services_to_the_penny() -> float:
    """Return the largest difference, in pounds, between services paid for and services funded."""
    model = world({"place.residents_per_council": 50}, quarters=13)
    paid = {c.account: 0 for c in model.councils}
    for entry in model.ledger.this_quarter:
        if entry.flow in ("services", "contract") and entry.payer in paid:
            paid[entry.payer] += entry.pence
    due = {c.account: float((c.need * c.funded_share).sum()) for c in model.councils}
    return max(abs(paid[name] / PENCE_PER_K - due[name]) * 1000.0 for name in paid)


@case("A29", "more grant never lowers coverage of any service", 0.0)
def grant_helps() -> float:
    """Return the most that coverage of any service falls when a council is cut by less."""
    covered = [lone_council(cut, 8).coverage for cut in (0.10, 0.07, 0.05, 0.02, 0.0)]
    return max(float((less - more).max()) for less, more in pairwise(covered))
