"""Measures by account: who pays and who gains, every quarter, cash and benefit apart."""

from typing import TYPE_CHECKING

from sim.ledger import (
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
    Basis,
    Flow,
)
from sim.measures.measure import ENTERED, MONEY, Measure

if TYPE_CHECKING:
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
    "social-enterprise": "social-enterprises",
    "contractor": "contractors",
    "network-body": "network-bodies",
}

ACCOUNT_MEASURES = ("cash_by_account", "benefit_by_account")

ENTERED["cash_by_account"] = Measure(
    "cash_by_account",
    "Cash received less cash paid, by who holds it; all of them add up to nothing.",
    MONEY,
    "neither",
    "region",
    "total",
    None,
    "money",
)
ENTERED["benefit_by_account"] = Measure(
    "benefit_by_account",
    "Benefit attributed to partnerships, by whom it falls to; no cash.",
    MONEY,
    "higher",
    "region",
    "total",
    None,
    "money",
)


def holder_of(model: "PartnershipModel", account: Account) -> str:
    """Return the holder that an account is counted with."""
    if account in HOLDERS:
        return account
    return KINDS[model.kind_of_account[account]]


def by_account(model: "PartnershipModel") -> list[float]:
    """Return this quarter's cash and attributed benefit by holder, k£, cash first."""
    cash, benefit = dict.fromkeys(HOLDERS, 0), dict.fromkeys(HOLDERS, 0)
    for entry in model.ledger.this_quarter:
        if entry.flow is not Flow.OPENING_BALANCE:
            cash[holder_of(model, entry.payer)] -= entry.pence
            cash[holder_of(model, entry.payee)] += entry.pence
    for line in reversed(model.benefits):
        if line.quarter != model.quarter:
            break
        if line.basis is Basis.ATTRIBUTED:
            benefit[holder_of(model, line.beneficiary)] += line.pence
    return [pence / PENCE_PER_K for pence in (*cash.values(), *benefit.values())]
