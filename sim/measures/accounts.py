"""Measures by account: who pays and who gains, every quarter, cash and benefit apart."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from sim.core.ledger import (
    CENTRAL_GOVERNMENT,
    COMMUNITY,
    FIRE,
    HOUSEHOLDS,
    LENDERS,
    NHS,
    PENCE_PER_K,
    POLICE,
    SCHOOLS,
    SUPPLIERS,
    Account,
    BenefitKind,
    Entry,
    Flow,
)
from sim.measures.ledger_sums import attributed, benefits_now
from sim.measures.measure import MONEY, SCORE, SHARE, Grouping, Values, at_end, only_by_group
from sim.mechanisms.repayment import COSTS

if TYPE_CHECKING:
    from sim.measures.whole_run import Course
    from sim.model import PartnershipModel

PUBLIC = (CENTRAL_GOVERNMENT, POLICE, FIRE, NHS, SCHOOLS)
HOLDERS = (
    "councils",
    "housing-associations",
    "social-enterprises",
    "contractors",
    "network-bodies",
    COMMUNITY,
    HOUSEHOLDS,
    *PUBLIC,
    SUPPLIERS,
    LENDERS,
)
"""Who holds money, organisations by kind."""

KINDS = {
    "council": "councils",
    "housing-association": "housing-associations",
    "housing-company": "councils",  # a company's money is its council's
    "social-enterprise": "social-enterprises",
    "contractor": "contractors",
    "network-body": "network-bodies",
}
ACCOUNTS = Grouping("account", HOLDERS)
BORNE = (*sorted(COSTS), Flow.BENEFIT_SHARE)
"""What partnerships cost those who pay for them, and what others repay of it."""
KINDS_OF_BENEFIT = Grouping("kind of benefit", tuple(map(str, BenefitKind)))


@only_by_group(MONEY, "neither", "total", ACCOUNTS)
def cash_by_account(model: "PartnershipModel") -> Values:
    """Cash received less cash paid, by who holds it; all of them add up to nothing."""
    holder, cash = _holders(model), dict.fromkeys(HOLDERS, 0)
    for entry in model.ledger.this_quarter:
        if entry.flow is not Flow.OPENING_BALANCE:
            cash[holder[entry.payer]] -= entry.pence
            cash[holder[entry.payee]] += entry.pence
    return [pence / PENCE_PER_K for pence in cash.values()]


@only_by_group(MONEY, "higher", "total", ACCOUNTS)
def benefit_by_account(model: "PartnershipModel") -> Values:
    """Non-cash benefit attributed to partnerships, by recipient."""
    holder, benefit = _holders(model), dict.fromkeys(HOLDERS, 0)
    for line in attributed(benefits_now(model)):
        benefit[holder[line.beneficiary]] += line.pence
    return [pence / PENCE_PER_K for pence in benefit.values()]


@only_by_group(MONEY, "neither", "total", ACCOUNTS)
def partnership_cost_by_account(model: "PartnershipModel") -> Values:
    """What setting up, coordinating and running programmes of partnerships cost, by who pays.

    What partners repay the payer counts as theirs.
    """
    holder, cost = _holders(model), dict.fromkeys(HOLDERS, 0)
    for _, account, pence in _borne(model.ledger.this_quarter):
        cost[holder[account]] += pence
    return [pence / PENCE_PER_K for pence in cost.values()]


@only_by_group(MONEY, "higher", "total", KINDS_OF_BENEFIT)
def benefit_by_kind(model: "PartnershipModel") -> Values:
    """Benefit attributed to partnerships, by what it is; only what is cashable can become cash."""
    worth = dict.fromkeys(BenefitKind, 0)
    for line in attributed(benefits_now(model)):
        worth[line.kind] += line.pence
    return [pence / PENCE_PER_K for pence in worth.values()]


@at_end(SHARE, "higher")
def cashable_share(course: "Course") -> float:
    """Share of all benefit attributed to partnerships that is cashable; empty without any."""
    worth = [max(0.0, course.of("benefit_by_kind", kind).sum()) for kind in BenefitKind]
    return worth[0] / sum(worth) if sum(worth) > 0.0 else math.nan


@at_end(SCORE, "lower")
def wrong_pocket_index(course: "Course") -> float:
    """How far those who pay for a partnership are not those who gain: 0 alike, 1 wholly apart.

    Mean over partnerships that were worth something to somebody, weighted by what they cost.
    """
    costs, gains = _costs(course.model), _gains(course.model)
    total, apart = 0, 0.0
    for partnership, cost in costs.items():
        index = mismatch(cost, gains[partnership])
        if not math.isnan(index):
            total += sum(cost.values())
            apart += index * sum(cost.values())
    return apart / total if total > 0 else math.nan


def mismatch(cost: Mapping[Account, float], gain: Mapping[Account, float]) -> float:
    """Return half of what shares of cost and of gain differ by in all; NaN if either is nothing.

    An account with less than nothing of either has none of it.
    """
    costs, gains = ({a: max(0.0, v) for a, v in part.items()} for part in (cost, gain))
    paid, gained = sum(costs.values()), sum(gains.values())
    if paid <= 0.0 or gained <= 0.0:
        return math.nan
    accounts = sorted({*costs, *gains})
    return math.fsum(
        abs(costs.get(a, 0.0) / paid - gains.get(a, 0.0) / gained) / 2.0 for a in accounts
    )


def _borne(entries: Iterable[Entry]) -> Iterator[tuple[str, Account, int]]:
    """Yield (partnership, account, pence): who bears how much of what it costs."""
    for entry in entries:
        if entry.flow in BORNE:
            yield entry.partnership, entry.payer, entry.pence
            if entry.flow is Flow.BENEFIT_SHARE:
                yield entry.partnership, entry.payee, -entry.pence


def _costs(model: "PartnershipModel") -> dict[str, dict[Account, int]]:
    costs: dict[str, dict[Account, int]] = defaultdict(lambda: defaultdict(int))
    for partnership, account, pence in _borne(model.ledger.entries):
        costs[partnership][account] += pence
    return costs


def _gains(model: "PartnershipModel") -> dict[str, dict[Account, int]]:
    gains: dict[str, dict[Account, int]] = defaultdict(lambda: defaultdict(int))
    for line in attributed(model.benefits):
        gains[line.partnership][line.beneficiary] += line.pence
    return gains


def _holders(model: "PartnershipModel") -> dict[Account, str]:
    """Return the holder that every account is counted with."""
    kinds = {account: KINDS[kind] for account, kind in model.kind_of_account.items()}
    return {**dict(zip(HOLDERS, HOLDERS, strict=True)), **kinds}
