"""Benefits: partnerships mobilise, cost money, and in time save some.

Set-up is paid in two halves while a partnership mobilises, overhead every quarter from then
on. A real saving is booked as money back from suppliers, a loss (the dip at the start) as a
payment to them, so that both can be followed in the ledger.

Reads:  partnership.phase, .saving, .overhead, .set_up_cost
Writes: partnership.phase, .set_up_paid; the ledger (set-up, overhead, saving, loss)
ODD:    docs/odd.md, SM17
"""

from typing import TYPE_CHECKING

from sim.agents.council import Council
from sim.agents.partnership import MOBILISING_QUARTERS
from sim.agents.phases import Phase
from sim.core.ledger import PENCE_PER_K, SUPPLIERS, Flow, split, to_pence

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.model import PartnershipModel


def run(model: "PartnershipModel") -> None:
    """Start delivery where mobilising is over, then post the quarter's costs and savings."""
    for partnership in model.live_partnerships:
        mobilised = partnership.quarters_in_phase() > MOBILISING_QUARTERS
        if partnership.phase is Phase.MOBILISING and mobilised:
            partnership.move_to(Phase.DELIVERING)
        if partnership.phase is Phase.MOBILISING and partnership.quarters_in_phase() > 0:
            pay_set_up(partnership)
            share_cost(partnership, partnership.overhead, Flow.OVERHEAD)
        elif partnership.delivering:
            share_cost(partnership, partnership.overhead, Flow.OVERHEAD)
            book_saving(model, partnership)


def pay_set_up(partnership: "Partnership") -> None:
    """Pay one half of the set-up cost."""
    half = partnership.set_up_cost / MOBILISING_QUARTERS
    partnership.set_up_paid += half
    share_cost(partnership, half, Flow.SET_UP)


def book_saving(model: "PartnershipModel", partnership: "Partnership") -> None:
    """Book what the quarter really saved, or lost."""
    saving = partnership.saving
    if saving < 0.0:
        share_cost(partnership, -saving, Flow.PARTNERSHIP_LOSS)
        return
    for account, pence in shares(partnership, saving):
        model.ledger.transfer(SUPPLIERS, account, pence, Flow.PARTNERSHIP_SAVING, partnership.name)


def share_cost(partnership: "Partnership", amount: float, flow: Flow) -> None:
    """Let the members that bear costs pay suppliers an amount in k£, by their savings."""
    owed = dict(shares(partnership, amount))
    for payer in partnership.parts:
        if isinstance(payer, Council):
            payer.pay(SUPPLIERS, owed[payer.account], flow, partnership.name)
        else:
            payer.pay_up_to(SUPPLIERS, owed[payer.account] / PENCE_PER_K, flow, partnership.name)


def shares(partnership: "Partnership", amount: float) -> list[tuple[str, int]]:
    """Split an amount in k£ over the members that pay, in whole pence, by target saving."""
    accounts = [payer.account for payer in partnership.parts]
    weights = list(partnership.parts.values())
    return list(zip(accounts, split(to_pence(amount), weights, accounts), strict=True))
