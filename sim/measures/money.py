"""Measures of money: sums over the ledger, and the three savings that are never mixed up."""

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.core.ledger import PENCE_PER_K, Basis, Flow
from sim.core.periods import year_of
from sim.measures.ledger_sums import cashable, net_paid, paid, received
from sim.measures.measure import (
    ENTERED,
    MONEY,
    QUARTERS,
    SHARE,
    Measure,
    Values,
    at_end,
    measure,
)

if TYPE_CHECKING:
    from sim.measures.whole_run import Course
    from sim.model import PartnershipModel

NET_COST = (
    Flow.SERVICES,
    Flow.CONTRACT,
    Flow.PARTNERSHIP_SAVING,
    Flow.PARTNERSHIP_LOSS,
    Flow.SET_UP,
    Flow.OVERHEAD,
    Flow.PROGRAMME,
    Flow.BENEFIT_SHARE,
)
"""What councils pay for services and partnerships, and what comes back of it."""


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


@at_end(QUARTERS, "higher", "council")
def quarters_before_section_114(course: "Course") -> float:
    """Quarters before the first section 114 notice; all of them where there was none.

    So a notice put off beyond the horizon counts no more than up to it.
    """
    noticed = course.of("section_114") > 0.0
    return float(noticed.argmax()) if noticed.any() else float(len(noticed))


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


@measure(MONEY, "higher", "council", "total")
def repaid_to_councils(model: "PartnershipModel") -> Values:
    """What those who gained from programmes repaid the councils that paid for them."""
    return received(model, Flow.BENEFIT_SHARE)


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
    cost = paid(model, Flow.SET_UP, Flow.OVERHEAD)
    return np.subtract(cashable(model, Basis.ATTRIBUTED), cost)


@measure(MONEY, "lower", "council", "total")
def net_service_cost(model: "PartnershipModel") -> Values:
    """What services cost with all that partnerships cost and less all that they really save."""
    return net_paid(model, *NET_COST)


@at_end(QUARTERS, "lower", "council")
def payback_quarters(course: "Course") -> float:
    """Quarters from the first outlay on partnerships until savings have made up for all costs.

    Empty if nothing was laid out, or if they never do within the horizon.
    """
    return payback(course.of("saving_net"))


@at_end("financial year, 0 the first", "higher", "council")
def section_114_first_year(course: "Course") -> float:
    """Financial year of the first section 114 notice; empty if there was none."""
    under_notice = np.flatnonzero(course.of("section_114") > 0.0)
    return float(year_of(int(under_notice[0]))) if len(under_notice) else math.nan


def payback(net: NDArray[np.float64]) -> float:
    """Return quarters from the first outlay until the sum of a net saving is above zero, or NaN."""
    so_far = np.nancumsum(net)
    out = np.flatnonzero(so_far < 0.0)
    back = np.flatnonzero(so_far[out[0] :] > 0.0) if len(out) else out
    return float(back[0]) if len(back) else math.nan


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
