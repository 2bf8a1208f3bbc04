"""Books: what each partnership is said to have saved, beside what it did, and that all balances.

The benefit book holds claims and attributed savings side by side; neither is cash. The third
figure, the counterfactual one, is the difference to the same world without partnerships and
is found by comparing two runs (sim/study).

Reads:  partnership.claim, .saving
Writes: model.benefits, partnership.delivered_quarters
ODD:    docs/odd.md, SM28
"""

from typing import TYPE_CHECKING

from sim.core.ledger import Basis, Benefit, BenefitKind, split, to_pence

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.model import PartnershipModel


def run(model: "PartnershipModel") -> None:
    """Enter this quarter's claims and savings in the benefit book."""
    for partnership in model.live_partnerships:
        if partnership.delivering and partnership.kind.saves_cash:
            enter(model, partnership, Basis.CLAIMED, partnership.claim)
            enter(model, partnership, Basis.ATTRIBUTED, partnership.saving)


def close(model: "PartnershipModel") -> None:
    """Count the quarter of delivery and make sure that every penny is accounted for."""
    for partnership in model.live_partnerships:
        if partnership.delivering:
            partnership.delivered_quarters += 1
    model.ledger.check()


def enter(
    model: "PartnershipModel", partnership: "Partnership", basis: Basis, amount: float
) -> None:
    """Enter one quarter's figure (k£) for each member council, in proportion to its target."""
    accounts = [council.account for council in partnership.councils]
    weights = [partnership.share_of(council) for council in partnership.councils]
    for account, pence in zip(accounts, split(to_pence(amount), weights, accounts), strict=True):
        model.benefits.append(
            Benefit(model.quarter, partnership.name, account, BenefitKind.CASHABLE, basis, pence)
        )
