"""Standing lunch: council leaders of neighbouring areas meet once a quarter, and it costs little.

Meeting keeps trust from fading: each quarter, neighbours who met move a small step towards full
trust in each other. Whether it is worth the bill is for the ledger to say.

Reads:  council.councils_in_reach, model.ties
Writes: model.ties; the ledger (overhead)
"""

from typing import TYPE_CHECKING, ClassVar

from sim.core.ledger import SUPPLIERS, Flow, to_pence
from sim.core.parameters import Parameters, param

if TYPE_CHECKING:
    from sim.model import PartnershipModel

AFTER = "trust"
"""It runs right after this mechanism of ours."""


class StandingLunchParameters(Parameters):
    """How much a lunch does, and what it costs."""

    group = "standing_lunch"
    neutral: ClassVar = {"gain": 0.0, "bill": 0.0}

    gain: float = param(
        0.01,
        unit="share/quarter",
        low=0.0,
        high=0.05,
        source="seed-row-69",
        role="uncertainty",
        why="Step towards full trust after one lunch.",
    )
    bill: float = param(
        0.2,
        unit="k£/quarter",
        low=0.0,
        high=2.0,
        source="seed-row-78",
        role="policy",
        why="What each council pays for it.",
    )


def run(model: "PartnershipModel") -> None:
    """Let neighbours have lunch."""
    numbers = model.params[StandingLunchParameters]
    for council in model.councils:
        for other in council.councils_in_reach:
            trust = model.ties.trust(council, other)
            model.ties.set_trust(council, other, trust + numbers.gain * (1.0 - trust))
        council.pay(SUPPLIERS, to_pence(numbers.bill), Flow.OVERHEAD)
