"""Measures: one pure function per outcome, with its unit and the direction that is better.

A measure gives one number per area: per place, per council, or one for the whole region. Its
regional value is the mean weighted by people, or the sum. A measure of kind ``total`` is what
happened in the quarter and is added up over a run; any other is the state at the end.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from sim.agents.council import Council
from sim.ledger import PENCE_PER_K, Basis, Flow
from sim.mechanisms.review import TALKING_SHOP_RATIO
from sim.population.columns import Index
from sim.rules.residents import ResidentParameters
from sim.services import Service

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.agents.place import Place
    from sim.model import PartnershipModel

type Area = Literal["place", "council", "region"]
type Kind = Literal["state", "total"]
type Better = Literal["higher", "lower", "neither"]
type Values = Sequence[float] | NDArray[np.float64]

SHARE, SCORE, MONEY, COUNT = "share", "index 0-1", "k£", "count"
YOUNG_QUARTERS = 4
"""Quarters of delivery before a partnership can be called a talking shop (SM16)."""
RECENT_QUARTERS = 8
"""How long joint work keeps a tie active (2.10, 25)."""


@dataclass(frozen=True)
class Measure:
    """One outcome: what it is, in which unit, and how to read it off a model."""

    name: str
    about: str
    unit: str
    better: Better
    area: Area
    kind: Kind
    value: Callable[["PartnershipModel"], Values] | None
    """One number per place or council, in the model's order; for a region a single one. None for
    what no single world can tell (sim/study)."""

    def regional(self, model: "PartnershipModel", values: Values) -> float:
        """Return the region's own value from those of its areas."""
        if self.area == "region":
            return float(values[0])
        if self.unit in (MONEY, COUNT):
            return math.fsum(values)
        areas = model.places if self.area == "place" else model.councils
        people = [area.population for area in areas]
        return math.fsum(np.multiply(values, people)) / math.fsum(people)


MEASURES: dict[str, Measure] = {}


def measure[F: Callable[["PartnershipModel"], Values]](
    unit: str, better: Better, area: Area, kind: Kind = "state"
) -> Callable[[F], F]:
    """Enter a function as the measure of its own name; its docstring says what it is."""

    def enter(function: F) -> F:
        about = (function.__doc__ or "").strip().splitlines()[0]
        MEASURES[function.__name__] = Measure(
            function.__name__, about, unit, better, area, kind, function
        )
        return function

    return enter


# Services


def _by_place(model: "PartnershipModel", service: Service) -> list[float]:
    return [float(p.responsible[service].coverage[service]) for p in model.places]


@measure(SHARE, "higher", "place")
def coverage(model: "PartnershipModel") -> Values:
    """Share of the need for all services that is met, weighted by what each costs."""
    return [
        sum(float(c.coverage[s] * c.need[s]) / c.population for s, c in _services(place))
        / sum(float(c.need[s]) / c.population for s, c in _services(place))
        for place in model.places
    ]


def _services(place: "Place") -> list[tuple[Service, Council]]:
    return list(zip(Service, place.responsible, strict=True))


@measure(SHARE, "higher", "place")
def coverage_care(model: "PartnershipModel") -> Values:
    """Share of the need for care that is met."""
    return _by_place(model, Service.CARE)


@measure(SHARE, "higher", "place")
def coverage_housing(model: "PartnershipModel") -> Values:
    """Share of the need for housing services that is met."""
    return _by_place(model, Service.HOUSING)


@measure(SHARE, "higher", "place")
def coverage_youth(model: "PartnershipModel") -> Values:
    """Share of the need for youth services that is met."""
    return _by_place(model, Service.YOUTH)


@measure(SHARE, "higher", "place")
def coverage_neighbourhood(model: "PartnershipModel") -> Values:
    """Share of the need for neighbourhood services that is met."""
    return _by_place(model, Service.NEIGHBOURHOOD)


@measure(SHARE, "higher", "council")
def coverage_back_office(model: "PartnershipModel") -> Values:
    """Share of the need for back-office work that is met."""
    return [float(council.coverage[Service.BACK_OFFICE]) for council in model.councils]


# Money


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
)
MEASURES[COUNTERFACTUAL.name] = COUNTERFACTUAL


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
        if benefit.basis is basis:
            booked[benefit.beneficiary] += benefit.pence
    return [pence / PENCE_PER_K for pence in booked.values()]


# Partnerships


def _delivering(model: "PartnershipModel") -> "list[Partnership]":
    return [p for p in model.live_partnerships if p.delivering]


def _mean(values: Sequence[float]) -> list[float]:
    return [math.fsum(values) / len(values) if values else math.nan]


@measure(COUNT, "neither", "region", "total")
def partnerships_signed(model: "PartnershipModel") -> Values:
    """Partnerships signed."""
    return [float(sum(p.signed == model.quarter for p in model.partnerships))]


@measure(COUNT, "neither", "region")
def partnerships_delivering(model: "PartnershipModel") -> Values:
    """Partnerships in delivery."""
    return [float(len(_delivering(model)))]


@measure(COUNT, "lower", "region", "total")
def partnerships_ended_early(model: "PartnershipModel") -> Values:
    """Partnerships that failed, were unaffordable or were dissolved."""
    ended = [p for p in model.partnerships if p.ended == model.quarter]
    return [float(sum(p.why_ended != "term ended" for p in ended))]


@measure(SHARE, "neither", "region")
def declared_integration(model: "PartnershipModel") -> Values:
    """Mean of what delivering partnerships declared; empty if there are none."""
    return _mean([p.declared for p in _delivering(model)])


@measure(SHARE, "higher", "region")
def effective_integration(model: "PartnershipModel") -> Values:
    """Mean of what members of delivering partnerships really put in; empty if there are none."""
    return _mean([p.effective for p in _delivering(model)])


@measure(SHARE, "lower", "region")
def gloss(model: "PartnershipModel") -> Values:
    """Mean share of what was declared that is not there; empty if nothing delivers."""
    return _mean([p.gloss for p in _delivering(model)])


@measure(SHARE, "lower", "region")
def talking_shop_share(model: "PartnershipModel") -> Values:
    """Share of partnerships, a year into delivery, with under .4 of what they declared."""
    grown = [p for p in _delivering(model) if p.delivered_quarters >= YOUNG_QUARTERS]
    return _mean([float(p.ratio < TALKING_SHOP_RATIO) for p in grown])


@measure(SCORE, "higher", "region")
def partner_trust(model: "PartnershipModel") -> Values:
    """Mean trust of members in each other, over live partnerships; empty if there are none."""
    return _mean([p.mean_trust for p in model.live_partnerships])


@measure(SCORE, "higher", "council")
def relational_capital(model: "PartnershipModel") -> Values:
    """Trust in active ties with the area's civil society times how many of them are active."""
    return [_capital(model, council) for council in model.councils]


def _capital(model: "PartnershipModel", council: Council) -> float:
    civil = [
        o
        for o in model.organisations
        if o.kind in ("social-enterprise", "housing-association")
        and set(o.places) & set(council.places)
    ]
    since = model.quarter - RECENT_QUARTERS + 1
    active = [o for o in civil if model.ties.worked_together(council, o, since)]
    if not active:
        return 0.0
    trust = [(model.ties.trust(council, o) + model.ties.trust(o, council)) / 2 for o in active]
    return math.fsum(trust) / len(trust) * len(active) / len(civil)


@measure(SCORE, "higher", "council")
def leader_support(model: "PartnershipModel") -> Values:
    """Support of the council's leader for working in partnership."""
    return [council.leader_support for council in model.councils]


# Residents


def _mean_of(index: Index) -> Callable[["PartnershipModel"], Values]:
    return lambda model: model.residents.means_by_place()[:, index]


def _residents(index: Index, about: str) -> None:
    name = RESIDENT_MEASURES[index]
    MEASURES[name] = Measure(name, about, SCORE, "higher", "place", "state", _mean_of(index))


RESIDENT_MEASURES = {
    Index.SATISFACTION: "satisfaction",
    Index.TRUST: "trust_in_council",
    Index.INFLUENCE: "influence",
    Index.BELONGING: "belonging",
    Index.CAPABILITY: "capability",
    Index.RESILIENCE: "resilience",
}
"""Measures that are also given for every deprivation fifth."""

_residents(Index.SATISFACTION, "Residents' satisfaction with their council.")
_residents(Index.TRUST, "Residents' trust in their council.")
_residents(Index.INFLUENCE, "Residents' sense that they can influence local decisions.")
_residents(Index.BELONGING, "Residents' sense of belonging to their neighbourhood.")
_residents(Index.CAPABILITY, "Residents' sense of what they can do for themselves.")
_residents(Index.RESILIENCE, "Residents' ability to get over a setback.")


@measure(SCORE, "higher", "place")
def outcome(model: "PartnershipModel") -> Values:
    """Composite outcome of residents: the plain mean of the six indices."""
    return model.residents.means_by_place().mean(axis=1)


@measure(SCORE, "higher", "place")
def outcome_of_worst_tenth(model: "PartnershipModel") -> Values:
    """Composite outcome of the tenth of residents that is worst off."""
    return model.residents.worst_tenth()


@measure(SCORE, "lower", "place")
def fragmentation(model: "PartnershipModel") -> Values:
    """How far residents of one place differ in belonging (standard deviation)."""
    return model.residents.fragmentation()


@measure(SHARE, "lower", "place")
def isolation(model: "PartnershipModel") -> Values:
    """Share of residents with no more belonging than the loneliest had at the start."""
    return model.residents.isolation()


@measure(SHARE, "higher", "place")
def turnout_proxy(model: "PartnershipModel") -> Values:
    """What influence and trust would do to turnout at a local election."""
    means = model.residents.means_by_place()
    start = model.params[ResidentParameters]
    influence = means[:, Index.INFLUENCE] - start.influence
    return 0.35 + 0.3 * influence + 0.2 * (means[:, Index.TRUST] - start.trust)
