"""Measures of the market for public contracts: who bids, who wins, what is passed up."""

import math
from typing import TYPE_CHECKING

from sim.agents.partnership import CONTRACTING_OUT
from sim.ledger import PENCE_PER_K, BenefitKind
from sim.measures.books import benefits_now
from sim.measures.measure import COUNT, MONEY, SHARE, Values, measure

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.model import PartnershipModel


def _contracts(model: "PartnershipModel") -> "list[Partnership]":
    return [p for p in model.live_partnerships if p.kind is CONTRACTING_OUT]


def _provider_kind(contract: "Partnership") -> str:
    return next((m.kind for m in contract.members if m is not contract.lead), "")


@measure(COUNT, "neither", "region")
def contracts_live(model: "PartnershipModel") -> Values:
    """Contracts signed and not ended."""
    return [float(len(_contracts(model)))]


@measure("multiple", "lower", "region")
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
    """Social value that awards passed up; no cash."""
    social = [line.pence for line in benefits_now(model) if line.kind is BenefitKind.SOCIAL]
    return [-sum(pence for pence in social if pence < 0) / PENCE_PER_K]


@measure(COUNT, "lower", "region")
def enterprises_closed(model: "PartnershipModel") -> Values:
    """Social enterprises that have closed."""
    return [float(sum(not o.alive for o in model.organisations))]
