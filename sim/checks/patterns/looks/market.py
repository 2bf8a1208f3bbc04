"""Who bids for lots and who wins them."""

import math
from typing import TYPE_CHECKING

from sim.checks.patterns.looks import mean
from sim.core.events import EventKind
from sim.core.ledger import Flow

if TYPE_CHECKING:
    from sim.model import PartnershipModel


def enterprises_bid(model: "PartnershipModel") -> float:
    """Return bids by social enterprises over the bids there would be if all bid for every lot."""
    lots = {
        e.subject for e in model.events.events if e.kind in (EventKind.LOT_WON, EventKind.NO_BIDDER)
    }
    kinds = model.kind_of_account
    able = sum(kind == "social-enterprise" for kind in kinds.values())
    bids = sum(
        entry.flow is Flow.BID
        and entry.partnership in lots
        and kinds.get(entry.payer) == "social-enterprise"
        for entry in model.ledger.entries
    )
    return bids / (able * len(lots)) if lots else math.nan


def enterprises_win(model: "PartnershipModel") -> list[float]:
    """Return the share of lots let that social enterprises won: of all, of the first tender's."""
    theirs = {o.name for o in model.organisations if o.kind == "social-enterprise"}
    let = [event for event in model.events.events if event.kind == EventKind.LOT_WON]
    first = min((event.quarter for event in let), default=0)
    groups = (let, [event for event in let if event.quarter == first])
    return [mean([float(event.other in theirs) for event in group]) for group in groups]
