"""Budget: each April a council closes the gap between what services cost and what it has.

The ladder: raise tax to the cap, draw on reserves, cut what no statute protects, use the last
of the reserves; what is still missing brings a section 114 notice and a loan. Borrowing never
pays for ordinary running costs otherwise.

Reads:  council.revenue, council.reserves, council.year_need, council.reallocated; partnerships
        (expected net cost)
Writes: council.tax, council.cut_share, council.funded_share, council.stress, council.gap,
        council.section_114_left, .loans, .advance, .advance_instalment, loan.outstanding,
        partnership.in_plan; the ledger (loans)
ODD:    docs/odd.md, SM3
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from sim.core.events import EventKind
from sim.core.ledger import LENDERS, PENCE_PER_K, Flow, Pence, split
from sim.core.parameters import Parameters, param
from sim.core.periods import QUARTERS_PER_YEAR, is_april
from sim.core.services import ByService, Service
from sim.rules.aggregation import clip
from sim.rules.borrowing import BorrowingParameters, free_reserves, level_loan

if TYPE_CHECKING:
    from sim.agents.council import Council
    from sim.model import PartnershipModel

PENNY_FREE = 0.001
"""A shortfall of up to £1 (in k£) is rounding, not failure (2.10, 10)."""


class BudgetParameters(Parameters):
    """What statute protects, and how a council climbs down the ladder."""

    group = "budget"
    neutral: ClassVar = {"reserve_draw": 0.0}

    floor_care: float = param(
        0.82,
        unit="share of need",
        low=0.7,
        high=0.95,
        source="assumption-18",
        role="uncertainty",
        why="Statutory floor of care; chosen against Q2.",
    )
    floor_housing: float = param(
        0.45,
        unit="share of need",
        low=0.3,
        high=0.7,
        source="assumption-19",
        role="uncertainty",
        why="Statutory floor of housing services.",
    )
    floor_youth: float = param(
        0.50,
        unit="share of need",
        low=0.3,
        high=0.7,
        source="assumption-20",
        role="uncertainty",
        why="Statutory floor of youth services.",
    )
    floor_neighbourhood: float = param(
        0.45,
        unit="share of need",
        low=0.3,
        high=0.7,
        source="assumption-21",
        role="uncertainty",
        why="Statutory floor of neighbourhood services.",
    )
    floor_back_office: float = param(
        0.65,
        unit="share of need",
        low=0.4,
        high=0.8,
        source="assumption-22",
        role="uncertainty",
        why="What the back office cannot do without.",
    )
    reserve_draw: float = param(
        0.35,
        unit="share/quarter",
        low=0.0,
        high=0.6,
        source="assumption-23",
        role="policy",
        why="rho_R: how much of its free reserves a council spends on a gap.",
    )
    notice_quarters: int = param(
        6,
        unit="quarters",
        low=4,
        high=12,
        source="assumption-24",
        role="uncertainty",
        why="How long a section 114 notice holds everything up.",
    )


@dataclass(frozen=True)
class Plan:
    """What the ladder decided for one year; money in k£."""

    cut_share: float
    drawn: float
    """Reserves put to the gap, the last of them included."""
    shortfall: float
    """What nothing is left to pay: a section 114 notice."""
    stress: float


def floors(numbers: BudgetParameters) -> ByService:
    """Return the statutory floor of each service."""
    return np.array(
        [
            numbers.floor_care,
            numbers.floor_housing,
            numbers.floor_youth,
            numbers.floor_neighbourhood,
            numbers.floor_back_office,
        ]
    )


def ladder(gap: float, cuttable: float, revenue: float, reserves: float, free: float) -> Plan:
    """Close a year's gap: free reserves first, then cuts, then the last reserves (all k£).

    ``free`` is what may be drawn by choice; ``reserves`` is all there is.
    """
    drawn = min(max(gap, 0.0), free)
    remaining = max(gap, 0.0) - drawn
    cut_share = min(1.0, remaining / cuttable) if cuttable > 0.0 else float(remaining > 0.0)
    missing = max(0.0, remaining - cuttable)
    last = min(missing, max(0.0, reserves - drawn))
    stress = clip(remaining / (0.10 * revenue), 0.0, 1.5)
    return Plan(cut_share, drawn + last, missing - last, stress)


def yearly_draw(quarterly: float) -> float:
    """Return the share of free reserves used in a year from that used in a quarter."""
    return 1.0 - (1.0 - quarterly) ** QUARTERS_PER_YEAR


def run(model: "PartnershipModel") -> None:
    """Set the year's budget (April only); notices run down every quarter."""
    for council in model.councils:
        council.section_114_left = max(0, council.section_114_left - 1)
    if not is_april(model.quarter):
        return
    for partnership in model.live_partnerships:
        partnership.in_plan = True
    for council in model.councils:
        set_budget(model, council)


def set_budget(model: "PartnershipModel", council: "Council") -> None:
    """Weigh cost against revenue, raise tax if there is a gap, and climb down the ladder."""
    numbers, borrowing = model.params[BudgetParameters], model.params[BorrowingParameters]
    cost = float(council.year_need.sum()) + committed(council)
    council.advance_instalment = council.advance
    if cost > council.revenue:
        council.tax *= 1.0 + council.allowed_tax_rise
    council.gap = cost - council.revenue
    above_floor = free_reserves(council.reserves, council.revenue, borrowing)
    floor = floors(numbers)
    plan = ladder(
        council.gap,
        cuttable=float((council.year_need * (1.0 - floor)).sum()),
        revenue=council.revenue,
        reserves=council.reserves,
        free=yearly_draw(numbers.reserve_draw) * above_floor,
    )
    council.stress = plan.stress
    council.cut_share = plan.cut_share
    if plan.shortfall > PENNY_FREE:
        give_notice(model, council, plan.shortfall)
    council.funded_share = 1.0 - council.cut_share * (1.0 - floor)
    give_up(council)


def give_up(council: "Council") -> None:
    """Take what goes to the five ideas out of neighbourhood services (2.10, 42)."""
    near = Service.NEIGHBOURHOOD
    if council.reallocated > 0.0:
        given = council.reallocated / float(council.year_need[near])
        council.funded_share[near] = max(0.0, float(council.funded_share[near]) - given)


def committed(council: "Council") -> float:
    """Return what the year must find beside services (k£): debt, advances, partnerships."""
    partnerships = sum(
        partnership.expected_net_cost(QUARTERS_PER_YEAR) * partnership.share_of(council)
        for partnership in council.live_partnerships
    )
    debts = council.debt_service + council.advance / PENCE_PER_K
    return debts + partnerships + council.planned_costs


def give_notice(model: "PartnershipModel", council: "Council", shortfall: float) -> None:
    """Issue a section 114 notice and take the loan that follows it."""
    council.section_114_left = model.params[BudgetParameters].notice_quarters
    council.cut_share = 1.0
    borrowing = model.params[BorrowingParameters]
    loan = level_loan(shortfall, borrowing.rescue_term, model.quarter + 1, borrowing)
    model.ledger.transfer(LENDERS, council.account, loan.outstanding, Flow.LOAN)
    council.loans.append(loan)
    model.events.record(EventKind.SECTION_114_NOTICE, council.name)


def service_debt(model: "PartnershipModel") -> None:
    """Pay this quarter's interest and principal, and pay back last year's advances."""
    for council in model.councils:
        repay_advance(model.quarter, council)
        for loan in council.loans:
            if loan.starts > model.quarter:
                continue
            interest, principal = loan.next_payment()
            loan.outstanding -= principal
            council.pay(LENDERS, interest, Flow.LOAN_INTEREST)
            council.pay(LENDERS, principal, Flow.LOAN_REPAYMENT)
        council.loans = [loan for loan in council.loans if loan.outstanding > 0]


def repay_advance(quarter: int, council: "Council") -> None:
    """Pay a quarter of what was advanced before April."""
    due: Pence = split(council.advance_instalment, [1.0] * 4, ["a", "b", "c", "d"])[quarter % 4]
    council.advance -= due
    council.pay(LENDERS, due, Flow.ADVANCE_REPAYMENT)
