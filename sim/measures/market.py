"""Measures of the market for public contracts: who bids, who wins, what is passed up."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from sim.agents.partnership_types import CONTRACTING_OUT
from sim.core.ledger import PENCE_PER_K, BenefitKind, Flow
from sim.measures.accounts import KINDS
from sim.measures.ledger_sums import benefits_now
from sim.measures.measure import (
    COUNT,
    MONEY,
    RELATIVE,
    SHARE,
    Grouping,
    Values,
    at_end,
    measure,
    only_by_group,
)

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.measures.whole_run import Course
    from sim.model import PartnershipModel


SECTORS = ("housing-association", "social-enterprise", "contractor")
BY_SECTOR = Grouping("sector", tuple(KINDS[kind] for kind in SECTORS))
INCOME = (Flow.CONTRACT, Flow.PROGRAMME, Flow.SUBCONTRACT)


def _contracts(model: "PartnershipModel") -> "list[Partnership]":
    return [p for p in model.live_partnerships if p.kind is CONTRACTING_OUT]


def _provider_kind(contract: "Partnership") -> str:
    return next((m.kind for m in contract.members if m is not contract.lead), "")


@measure(COUNT, "neither", "region")
def contracts_live(model: "PartnershipModel") -> Values:
    """Contracts signed and not ended."""
    return [float(len(_contracts(model)))]


@measure(RELATIVE, "lower", "region")
def contract_price(model: "PartnershipModel") -> Values:
    """Mean price of live contracts, as a multiple of the council's own cost, by value."""
    contracts = _contracts(model)
    total = math.fsum(c.contract_value for c in contracts)
    if total <= 0.0:
        return [math.nan]
    return [math.fsum(c.price * c.contract_value for c in contracts) / total]


@measure(SHARE, "higher", "region")
def enterprise_bid_rate(model: "PartnershipModel") -> Values:
    """Share of social enterprises that ever bid for a lot."""
    enterprises = [o for o in model.organisations if o.kind == "social-enterprise"]
    if not enterprises:
        return [math.nan]
    return [sum(bool(o.lots_bid_for) for o in enterprises) / len(enterprises)]


@measure(SHARE, "higher", "region")
def enterprise_contract_share(model: "PartnershipModel") -> Values:
    """Share of live contracts' value that social enterprises hold; empty if there are none."""
    contracts = _contracts(model)
    total = math.fsum(c.contract_value for c in contracts)
    theirs = math.fsum(
        c.contract_value for c in contracts if _provider_kind(c) == "social-enterprise"
    )
    return [theirs / total if total > 0.0 else math.nan]


@measure("index 0-1", "lower", "region")
def market_concentration(model: "PartnershipModel") -> Values:
    """Herfindahl index of contract holders by value; empty if there are no contracts."""
    held: dict[str, float] = {}
    for contract in _contracts(model):
        for member in contract.members:
            if member is not contract.lead:
                held[member.name] = held.get(member.name, 0.0) + contract.contract_value
    total = math.fsum(held.values())
    return [math.fsum((v / total) ** 2 for v in held.values()) if total > 0.0 else math.nan]


@measure(MONEY, "lower", "region", "total")
def forgone_social_value(model: "PartnershipModel") -> Values:
    """Social value forgone in contract awards; not a cash amount."""
    social = [line.pence for line in benefits_now(model) if line.kind is BenefitKind.SOCIAL]
    return [-sum(pence for pence in social if pence < 0) / PENCE_PER_K]


@measure(COUNT, "lower", "region")
def enterprises_closed(model: "PartnershipModel") -> Values:
    """Social enterprises that have closed."""
    return [float(sum(not o.alive for o in model.organisations))]


@at_end(SHARE, "higher")
def enterprise_win_share(course: "Course") -> float:
    """Share of all contracts ever signed that social enterprises won, by number."""
    return _won_by_enterprises(course, lambda contract: 1.0)


@at_end(SHARE, "higher")
def enterprise_win_share_by_value(course: "Course") -> float:
    """Share of all contracts ever signed that social enterprises won, by yearly value."""
    return _won_by_enterprises(course, lambda contract: contract.contract_value)


def _partner_income(model: "PartnershipModel") -> Values:
    kind, income = model.kind_of_account, dict.fromkeys(SECTORS, 0)
    for entry in model.ledger.this_quarter:
        if entry.flow in INCOME:
            for account, pence in ((entry.payee, entry.pence), (entry.payer, -entry.pence)):
                if kind.get(account) in income:
                    income[kind[account]] += pence
    return [pence / PENCE_PER_K for pence in income.values()]


@measure(MONEY, "higher", "region", "total", BY_SECTOR, _partner_income)
def partner_income(model: "PartnershipModel") -> Values:
    """What partners earn from councils' contracts and programmes, less what they pass on.

    A subcontract counts for the one who does the work.
    """
    return [math.fsum(_partner_income(model))]


@only_by_group(SHARE, "neither", "run", BY_SECTOR)
def partner_income_share(course: "Course") -> Values:
    """Each sector's share of all that partners earned from councils over the run."""
    total = course.of("partner_income").sum()
    return [
        course.of("partner_income", sector).sum() / total if total > 0.0 else math.nan
        for sector in BY_SECTOR.names
    ]


def _won_by_enterprises(course: "Course", weight: "Callable[[Partnership], float]") -> float:
    contracts = [p for p in course.model.partnerships if p.kind is CONTRACTING_OUT]
    total = math.fsum(weight(c) for c in contracts)
    won = math.fsum(weight(c) for c in contracts if _provider_kind(c) == "social-enterprise")
    return won / total if total > 0.0 else math.nan
