"""Measures of money: sums over the ledger, and the three savings that are never mixed up."""

from typing import TYPE_CHECKING

import numpy as np

from sim.ledger import PENCE_PER_K, Basis, BenefitKind, Flow
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
    return _received(model, Flow.GRANT, Flow.COUNCIL_TAX, Flow.FEES)


@measure(MONEY, "higher", "council", "total")
def service_spending(model: "PartnershipModel") -> Values:
    """Spending on services, before what partnerships save."""
    return _paid(model, Flow.SERVICES)


@measure(MONEY, "lower", "council", "total")
def set_up_spending(model: "PartnershipModel") -> Values:
    """What setting partnerships up cost."""
    return _paid(model, Flow.SET_UP)


@measure(MONEY, "lower", "council", "total")
def overhead_spending(model: "PartnershipModel") -> Values:
    """What keeping partnerships together cost."""
    return _paid(model, Flow.OVERHEAD)


@measure(MONEY, "neither", "council", "total")
def saving_claimed(model: "PartnershipModel") -> Values:
    """Savings as annual reports claim them; not cash, and not to be added to anything."""
    return _booked(model, Basis.CLAIMED)


@measure(MONEY, "higher", "council", "total")
def saving_attributed(model: "PartnershipModel") -> Values:
    """Savings that joint work really made, before what it cost."""
    return _booked(model, Basis.ATTRIBUTED)


@measure(MONEY, "higher", "council", "total")
def saving_net(model: "PartnershipModel") -> Values:
    """Savings that joint work really made, less set-up and overhead."""
    cost = np.add(_paid(model, Flow.SET_UP), _paid(model, Flow.OVERHEAD))
    return np.subtract(_booked(model, Basis.ATTRIBUTED), cost)


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


def _paid(model: "PartnershipModel", *flows: Flow) -> list[float]:
    paid = dict.fromkeys((council.account for council in model.councils), 0)
    for entry in model.ledger.this_quarter:
        if entry.flow in flows and entry.payer in paid:
            paid[entry.payer] += entry.pence
    return [pence / PENCE_PER_K for pence in paid.values()]


def _received(model: "PartnershipModel", *flows: Flow) -> list[float]:
    received = dict.fromkeys((council.account for council in model.councils), 0)
    for entry in model.ledger.this_quarter:
        if entry.flow in flows and entry.payee in received:
            received[entry.payee] += entry.pence
    return [pence / PENCE_PER_K for pence in received.values()]


def _booked(model: "PartnershipModel", basis: Basis) -> list[float]:
    booked = dict.fromkeys((council.account for council in model.councils), 0)
    for benefit in reversed(model.benefits):
        if benefit.quarter != model.quarter:
            break
        cashable = benefit.kind is BenefitKind.CASHABLE
        if cashable and benefit.basis is basis and benefit.beneficiary in booked:
            booked[benefit.beneficiary] += benefit.pence
    return [pence / PENCE_PER_K for pence in booked.values()]
