"""Measures of money: sums over the ledger, and the three savings that are never mixed up."""

from typing import TYPE_CHECKING

import numpy as np

from sim.ledger import PENCE_PER_K, Basis, Flow
from sim.measures.books import cashable, paid, received
from sim.measures.measure import ENTERED, MONEY, SHARE, Measure, Values, measure

if TYPE_CHECKING:
    from sim.model import PartnershipModel


@measure(MONEY, "lower", "council")
def budget_gap(model: "PartnershipModel") -> Values:
    """This year's cost of full services less revenue, before reserves and cuts."""
    return [council.gap for council in model.councils]


@measure(SHARE, "lower", "council")
def cut_share(model: "PartnershipModel") -> Values:
    """Share of all that statute does not protect that is cut this year."""
    return [council.cut_share for council in model.councils]


@measure(MONEY, "higher", "council")
def reserves(model: "PartnershipModel") -> Values:
    """Cash that councils hold."""
    return [council.reserves for council in model.councils]


@measure(MONEY, "lower", "council")
def debt(model: "PartnershipModel") -> Values:
    """What councils owe lenders."""
    return [council.debt / PENCE_PER_K for council in model.councils]


@measure(SHARE, "lower", "council")
def section_114(model: "PartnershipModel") -> Values:
    """Share of councils (by people) under a section 114 notice."""
    return [float(council.under_section_114) for council in model.councils]


@measure(MONEY, "neither", "council", "total")
def revenue(model: "PartnershipModel") -> Values:
    """Grant, one-off grants, tax and fees received."""
    return received(model, Flow.GRANT, Flow.COUNCIL_TAX, Flow.FEES)


@measure(MONEY, "higher", "council", "total")
def service_spending(model: "PartnershipModel") -> Values:
    """Spending on services, contracts included, before what partnerships save."""
    return paid(model, Flow.SERVICES, Flow.CONTRACT)


@measure(MONEY, "lower", "council", "total")
def set_up_spending(model: "PartnershipModel") -> Values:
    """What setting partnerships up cost."""
    return paid(model, Flow.SET_UP)


@measure(MONEY, "lower", "council", "total")
def overhead_spending(model: "PartnershipModel") -> Values:
    """What keeping partnerships together cost."""
    return paid(model, Flow.OVERHEAD)


@measure(MONEY, "neither", "council", "total")
def saving_claimed(model: "PartnershipModel") -> Values:
    """Savings as annual reports claim them; not cash, and not to be added to anything."""
    return cashable(model, Basis.CLAIMED)


@measure(MONEY, "higher", "council", "total")
def saving_attributed(model: "PartnershipModel") -> Values:
    """Savings that joint work really made, before what it cost."""
    return cashable(model, Basis.ATTRIBUTED)


@measure(MONEY, "higher", "council", "total")
def saving_net(model: "PartnershipModel") -> Values:
    """Savings that joint work really made, less set-up and overhead."""
    cost = np.add(paid(model, Flow.SET_UP), paid(model, Flow.OVERHEAD))
    return np.subtract(cashable(model, Basis.ATTRIBUTED), cost)


COUNTERFACTUAL = Measure(
    "saving_counterfactual",
    "What councils have more for services, reserves, tax and debt than without partnerships.",
    MONEY,
    "higher",
    "council",
    "total",
    None,
    "money",
)
ENTERED[COUNTERFACTUAL.name] = COUNTERFACTUAL

ROOM = Measure(
    "room_for_services",
    "What councils have for services, reserves, lower tax and less debt, relief of need included.",
    MONEY,
    "higher",
    "council",
    "total",
    None,
    "money",
)
ENTERED[ROOM.name] = ROOM
