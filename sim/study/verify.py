"""Verify: closed forms that the model must meet, worked out on the user's own machine.

Each case builds what it needs, compares with the formula and returns how far off it is. The
same cases are tests (tests/model/test_limits.py).
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.agents.council import Council
from sim.ledger import PENCE_PER_K
from sim.mechanisms.budget import BudgetParameters, floors
from sim.mechanisms.contribution import adjusted
from sim.mechanisms.negotiation import NegotiationParameters, hazard
from sim.mechanisms.trust import TrustParameters, promise_kept, updated
from sim.model import PartnershipModel
from sim.rules.aggregation import constant_elasticity
from sim.rules.commitment import ContributionParameters, honest_contribution
from sim.rules.overhead import GovernanceParameters, links_cost
from sim.rules.saving import BenefitParameters, realised
from sim.rules.scale import ScaleParameters, unit_cost
from sim.rules.starting import StartingParameters, service_shares
from sim.scenario import Scenario, default_scenario

IDENTITY = 1e-9
"""What pure rules may be off by: rounding of the last bits."""
PENNY = 0.01

STILL = {
    "policy.funding.enabled": False,
    "policy.demand.enabled": False,
    "policy.agenda.proposals": False,
    "uncertainty.trust.pre_tie_share": 0.0,
    "uncertainty.trust.noise_sd": 0.0,
    "place.residents_per_council": 50,
}
"""A world in which nothing changes from outside."""

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


@dataclass(frozen=True)
class Case:
    """One closed form: its number, what it says, how far off the model is, how far it may be."""

    name: str
    says: str
    error: Callable[[], float]
    tolerance: float

    def holds(self) -> bool:
        """Tell whether the model is near enough."""
        return self.error() <= self.tolerance


CASES: dict[str, Case] = {}


def case(
    name: str, says: str, tolerance: float = IDENTITY
) -> Callable[[Callable[[], float]], Callable[[], float]]:
    """Enter a function as a case."""

    def enter(function: Callable[[], float]) -> Callable[[], float]:
        CASES[name] = Case(name, says, function, tolerance)
        return function

    return enter


def world(values: Mapping[str, Any], quarters: int = 40) -> PartnershipModel:
    """Return the default world with some values set, run to its end."""
    scenario: Scenario = default_scenario().with_values({**values, "run.quarters": quarters})
    model = PartnershipModel(scenario)
    model.run_all()
    return model


def cuttable_share() -> float:
    """Return K: the share of a budget that no statute protects."""
    return float((service_shares(StartingParameters()) * (1.0 - floors(BudgetParameters()))).sum())


@case("A1", "with nothing changing outside, coverage, reserves, indices and trust stay as they are")
def nothing_changes() -> float:
    """Return the largest move of anything that should not move."""
    model = world(STILL)
    moved = [abs(float(c.coverage.min()) - 1.0) for c in model.councils]
    # Sums of money are held to a penny per posting: grant, tax and services each quarter.
    rounding = 3 * model.quarter / PENCE_PER_K
    drift = [abs(c.reserves - c.opening_reserves) for c in model.councils]
    moved += [max(0.0, by - rounding) for by in drift]
    numbers = model.params[TrustParameters]
    moved += [
        abs(model.ties.trust(a, b) - numbers.baseline)
        for a in model.councils
        for b in model.councils
        if a is not b
    ]
    columns = model.residents.columns
    start = columns.reference[:, None] + 256 * columns.own.astype(np.int64)
    moved.append(float(np.abs(columns.level.astype(np.int64) - start).max()))
    return max(moved)


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
    notices = [e.quarter // 4 for e in model.events.events if e.kind == "section 114 notice"]
    return abs(min(notices, default=99) - expected)


@case("A4", "after t kept promises trust is 1-(1-T)(1-a)^t; after t broken ones T(1-la)^t")
def trust_grows_and_falls() -> float:
    """Return the largest error over twenty quarters."""
    numbers = TrustParameters(confirmation_bias=0.0)
    up = down = 0.5
    errors = []
    for t in range(1, 21):
        up, down = updated(up, 1.0, 0.08, numbers), updated(down, -1.0, 0.08, numbers)
        errors += [abs(up - (1.0 - 0.5 * 0.92**t)), abs(down - 0.5 * 0.84**t)]
    return max(errors)


@case("A5", "without contact trust is b + (T-b)(1-d)^t: half is gone after 22.8 quarters")
def trust_fades() -> float:
    """Return the error over 23 quarters of a tie that starts at .9."""
    model = world(STILL, quarters=1)
    a, b = model.councils[:2]
    model.ties.set_trust(a, b, 0.9)
    errors = []
    for t in range(1, 24):
        model.ties.rounds += 1
        errors.append(abs(model.ties.trust(a, b) - (0.3 + 0.6 * 0.97**t)))
    return max(errors)


@case("A6", "a new tie is trapped in mistrust exactly when friction is above .12", 1e-6)
def trap_of_mistrust() -> float:
    """Return the distance between the friction at which a dyad tips over and .12."""
    low, high = 0.0, 0.5
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if climbs(0.30, middle) else (low, middle)
    return abs(low - (0.20 + 0.80 * 0.30 - 0.40 * 0.80))


def climbs(trust: float, friction: float) -> bool:
    """Tell whether a symmetric dyad without noise moves up from a level of trust."""
    given = honest_contribution(trust, 0.5, friction, 0.0, ContributionParameters())
    judged = promise_kept(min(1.0, given / 0.8), TrustParameters().kept_threshold)
    return updated(trust, judged, 0.08, TrustParameters(confirmation_bias=0.0)) > trust


@case("A7", "with constant contributions integration is i(1-(1-s)^t)")
def integration_follows() -> float:
    """Return the largest error over twenty quarters."""
    numbers = ContributionParameters(reciprocity=0.0, adjustment=0.3)
    reached = 0.0
    errors: list[float] = []
    for t in range(1, 21):
        reached = adjusted(reached, 0.6, 0.0, numbers)
        errors.append(abs(reached - 0.6 * (1.0 - 0.7**t)))
    return max(errors)


@case("A8", "CES: equal inputs give that input, 1 is the mean, -inf the least, a zero kills all")
def aggregation_limits() -> float:
    """Return the largest error of the limits."""
    inputs = (0.2, 0.5, 0.8)
    off = (
        abs(constant_elasticity((0.4, 0.4), -4.0) - 0.4),
        abs(constant_elasticity(inputs, 1.0) - 0.5),
        abs(constant_elasticity(inputs, -math.inf) - 0.2),
        abs(constant_elasticity(inputs, 0.0) - (0.2 * 0.5 * 0.8) ** (1 / 3)),
        abs(constant_elasticity((0.8, 0.2, 0.5), -4.0) - constant_elasticity(inputs, -4.0)),
        constant_elasticity((0.0, 0.9), -4.0),
    )
    return float(max(off))


@case("A9", "n quarters at constant integration save (S/4)i[n - e^(-1/r)(1-e^(-n/r))/(1-e^(-1/r))]")
def savings_add_up() -> float:
    """Return the error of forty quarters, relative to the sum."""
    numbers, n, r = BenefitParameters(dip=0.0), 40, 6.0
    total = math.fsum(realised(400.0, 0.5, age, numbers) for age in range(n))
    fading = math.exp(-1 / r) * (1 - math.exp(-n / r)) / (1 - math.exp(-1 / r))
    return abs(total - 100.0 * 0.5 * (n - fading)) / total


@case("A10", "an office is cheaper than everybody with everybody above 1 + sqrt(13.5) members")
def office_pays() -> float:
    """Return the difference in cost at the number of members where the two are equal."""
    numbers, n = GovernanceParameters(), 1.0 + math.sqrt(13.5)
    shared = numbers.link_cost * n * (n - 1) / 2
    office = numbers.link_cost * n / 2 + numbers.office_cost
    ordered = links_cost(4, "shared", numbers) < links_cost(4, "network-administrative", numbers)
    ordered &= links_cost(5, "shared", numbers) > links_cost(5, "network-administrative", numbers)
    return abs(shared - office) if ordered else math.inf


@case("A11", "without economies of scale doubling saves nothing; with them less the larger one is")
def scale_fades() -> float:
    """Return the error of the neutral case; infinite if savings do not fall with size."""
    flat = ScaleParameters(exponent=0.0)
    numbers = ScaleParameters()
    sizes = (50.0, 200.0, 800.0)
    saved = [1 - unit_cost(2 * n, numbers) / unit_cost(n, numbers) for n in sizes]
    if sorted(saved, reverse=True) != saved:
        return math.inf
    return abs(unit_cost(400.0, flat) / unit_cost(200.0, flat) - 1.0)


@case("A12", "without friction and with full trust everybody puts in everything, and soon agrees")
def frictionless_limit() -> float:
    """Return how far contribution is from 1; infinite if negotiating is slow."""
    given = honest_contribution(1.0, 0.5, 0.0, 0.0, ContributionParameters())
    quick = hazard(1.0, 2, 0.0, False, 0.0, NegotiationParameters()) >= 0.7
    return abs(given - 1.0) if quick else math.inf


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


@case("A21", "one council alone shares no service with anybody", 0.0)
def one_council_alone() -> float:
    """Return how many services a lone council shares, or managements it has joined."""
    model = world({"place.councils": 1, "place.residents_per_council": 50})
    return float(sum(len(p.councils) > 1 for p in model.partnerships))


@case("A28", "a policy that touches nobody changes nothing, in any account or quarter", 0.0)
def idle_policy() -> float:
    """Return how many ledger entries differ when an office is wanted and no body could host it."""
    quiet = {"place.residents_per_council": 50}
    a = world(quiet).ledger.entries
    b = world({**quiet, "policy.governance.mode": "network-administrative"}).ledger.entries
    return float(sum(x != y for x, y in zip(a, b, strict=False)) + abs(len(a) - len(b)))


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
