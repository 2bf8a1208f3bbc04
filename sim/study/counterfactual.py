"""Counterfactual: what councils have more than in the same world without partnerships.

A council's room is what comes in without taxing or borrowing, less all that is no service: what
it has for services, for reserves, for lower tax and for less debt. What makes full services
cheaper than they would be (prevention, practice, scale) is room as well. Paired with its twin, a
world that differs only in that partnerships are impossible and that meets the same luck, the
difference in room is the saving that partnership working really made, costs included
(docs/decisions/006).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim.core.ledger import PENCE_PER_K, Basis, BenefitKind, Flow
from sim.measures import COUNTERFACTUAL, ROOM, Measure
from sim.output.recorder import Column
from sim.output.schemas import BENEFITS

if TYPE_CHECKING:
    from sim.model import PartnershipModel

GAINS = frozenset(
    {
        Flow.GRANT,
        Flow.FEES,
        Flow.PARTNERSHIP_SAVING,
        Flow.BENEFIT_SHARE,
        Flow.EXIT,
        Flow.IDEAS_GRANT,
        Flow.ASSETS,
    }
)
LOSSES = frozenset(
    {
        Flow.SET_UP,
        Flow.OVERHEAD,
        Flow.PARTNERSHIP_LOSS,
        Flow.LOAN_INTEREST,
        Flow.BENEFIT_SHARE,
        Flow.EXIT,
        Flow.PROGRAMME,
        Flow.CAPACITY,
        Flow.IDEAS,
        Flow.MERGER,
        Flow.NETWORK_FEE,
        Flow.BID,
    }
)


@dataclass(frozen=True)
class Room:
    """What councils had in one run, in whole pence."""

    councils: list[str]
    pence: NDArray[np.int64]
    """Shape (quarters, councils)."""


def room_of(model: "PartnershipModel") -> Room:
    """Return the room of every council and quarter of a run: ledger entries and relief of need."""
    councils = [council.account for council in model.founding_councils]
    column = {account: i for i, account in enumerate(councils)}
    pence = np.zeros((model.quarter, len(councils)), np.int64)
    for entry in model.ledger.entries:
        if entry.flow in GAINS and entry.payee in column:
            pence[entry.quarter, column[entry.payee]] += entry.pence
        if entry.flow in LOSSES and entry.payer in column:
            pence[entry.quarter, column[entry.payer]] -= entry.pence
    for council in model.founding_councils:
        for quarter, relief in enumerate(council.relief):
            pence[quarter, column[council.account]] += relief
    return Room(councils, pence)


def room_columns(room: Room) -> tuple[list[Column], NDArray[np.float64]]:
    """Return the room of the region and of every council as columns of a recorder, k£."""
    return _columns(ROOM, room.councils, room.pence)


def counterfactual_columns(room: Room, twin: Room) -> tuple[list[Column], NDArray[np.float64]]:
    """Return the columns that one world alone could not fill: region and councils, k£."""
    return _columns(COUNTERFACTUAL, room.councils, room.pence - twin.pence)


def _columns(
    measure: Measure, councils: list[str], pence: NDArray[np.int64]
) -> tuple[list[Column], NDArray[np.float64]]:
    names = [(measure.name, place, "") for place in ["", *councils]]
    return names, np.column_stack([pence.sum(axis=1), pence]) / PENCE_PER_K


def counterfactual_benefits(room: Room, twin: Room) -> pa.Table:
    """Return the lines of the benefit book that only two worlds together can write."""
    saved = room.pence - twin.pence
    quarters, councils = np.nonzero(saved)
    n = len(quarters)
    return pa.table(
        [
            pa.array(quarters, pa.int16()),
            pa.array([""] * n, pa.string()),
            pa.array([room.councils[i] for i in councils], pa.string()),
            pa.array([str(BenefitKind.CASHABLE)] * n, pa.string()),
            pa.array([str(Basis.COUNTERFACTUAL)] * n, pa.string()),
            pa.array(saved[quarters, councils], pa.int64()),
        ],
        schema=BENEFITS,
    )
