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
from sim.measures.books import benefits_now
from sim.measures.measure import MONEY, Grouping, Values, only_by_group

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
    "housing-company": "councils",  # a company's money is its council's
    "social-enterprise": "social-enterprises",
    "contractor": "contractors",
    "network-body": "network-bodies",
}
ACCOUNTS = Grouping("account", HOLDERS)


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
    """Benefit attributed to partnerships, by whom it falls to; no cash."""
    holder, benefit = _holders(model), dict.fromkeys(HOLDERS, 0)
    for line in benefits_now(model):
        if line.basis is Basis.ATTRIBUTED:
            benefit[holder[line.beneficiary]] += line.pence
    return [pence / PENCE_PER_K for pence in benefit.values()]


def _holders(model: "PartnershipModel") -> dict[Account, str]:
    """Return the holder that every account is counted with."""
    kinds = {account: KINDS[kind] for account, kind in model.kind_of_account.items()}
    return {**dict(zip(HOLDERS, HOLDERS, strict=True)), **kinds}
