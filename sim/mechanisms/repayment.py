"""Repayment: partners who gain repay the one that pays, as far as the rules say so.

A programme's benefits fall to central government and the police while the council pays. At a
benefit share above zero each of them repays the council that share of its costs, by what each
gained. Benefits come a year after the costs, so both are counted from the beginning: who gains
later repays what was paid before.

Reads:  model.benefits, the ledger's entries of this quarter
Writes: partnership.repayment, its .agreed, .gains, .repaid; the ledger (benefit share)
ODD:    docs/odd.md, SM28
"""

from collections import defaultdict
from typing import TYPE_CHECKING

from sim.core.ledger import CENTRAL_GOVERNMENT, OUTSIDE, Account, Basis, Flow, Pence, split
from sim.rules.sharing import SharingParameters

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.model import PartnershipModel

COSTS = frozenset({Flow.PROGRAMME, Flow.SET_UP, Flow.OVERHEAD})


def run(model: "PartnershipModel") -> None:
    """Let gainers repay payers at the end of the quarter."""
    share = model.params[SharingParameters].benefit_share
    if share <= 0.0:
        return
    costs, gains = costs_of_quarter(model), gains_of_quarter(model)
    for partnership in model.partnerships:
        if not partnership.kind.saves_cash:
            account = partnership.repayment
            account.agreed += share * costs[partnership.name]
            for beneficiary, pence in gains[partnership.name].items():
                account.gains[beneficiary] += pence
            repay(model, partnership)


def costs_of_quarter(model: "PartnershipModel") -> dict[str, Pence]:
    """Return what councils paid for each partnership this quarter."""
    paid: dict[str, Pence] = defaultdict(int)
    payers = {council.account for council in model.councils}
    for entry in model.ledger.this_quarter:
        if entry.flow in COSTS and entry.payer in payers:
            paid[entry.partnership] += entry.pence
    return paid


def gains_of_quarter(model: "PartnershipModel") -> dict[str, dict[Account, Pence]]:
    """Return what each partnership was worth to each account this quarter, as attributed."""
    gained: dict[str, dict[Account, Pence]] = defaultdict(lambda: defaultdict(int))
    for line in reversed(model.benefits):
        if line.quarter != model.quarter:
            break
        if line.basis is Basis.ATTRIBUTED and line.pence > 0:
            gained[line.partnership][line.beneficiary] += line.pence
    return gained


def repay(model: "PartnershipModel", partnership: "Partnership") -> None:
    """Let accounts other than the payer repay what is owed of its costs so far, as each gained.

    An account that cannot pay does not: only those beyond the model's borders always can.
    """
    payer, so_far = partnership.lead.account, partnership.repayment
    total = sum(so_far.gains.values())
    if total <= 0 or so_far.agreed <= 0.0:
        return
    others = sorted(account for account in so_far.gains if account != payer)
    weights = [float(so_far.gains[account]) for account in others]
    due = round(so_far.agreed * sum(weights) / total) - so_far.repaid
    if due <= 0:
        return
    for account, pence in zip(others, split(due, weights, others), strict=True):
        source = account if account in OUTSIDE else CENTRAL_GOVERNMENT
        model.ledger.transfer(source, payer, pence, Flow.BENEFIT_SHARE, partnership.name)
    so_far.repaid += due
