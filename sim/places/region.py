"""Places: how a region is built from a scenario, from published figures where there are any.

A figure of a council comes from the scenario, else from the facts we hold of it, else from its
class (for the class ``reference``: from the parameters of the starting point), with spreads
drawn by keys of the council's own name.

ODD: docs/odd.md, initialisation
"""

import math
from typing import TYPE_CHECKING

import numpy as np

from sim.agents.base import Organisation
from sim.agents.contractor import Contractor
from sim.agents.council import Council
from sim.agents.housing_association import HousingAssociation
from sim.agents.housing_company import HousingCompany
from sim.agents.infrastructure_body import InfrastructureBody
from sim.agents.partnership_types import TYPES
from sim.agents.place import Place
from sim.agents.proposal import PlannedPartnership
from sim.agents.social_enterprise import SocialEnterprise
from sim.core.errors import PlaceError
from sim.core.ledger import CENTRAL_GOVERNMENT, SUPPLIERS, Flow, to_pence
from sim.core.services import COUNTY_SERVICES, ByService, Service
from sim.core.streams import decision, entity_key
from sim.mechanisms.leadership import LeadershipParameters, first_poll
from sim.places.starting_figures import (
    StartingFigures,
    all_starting_figures,
    district_starting_figures,
)
from sim.rules.partners import PartnerParameters
from sim.rules.reference_council import StartingParameters, service_shares
from sim.rules.ventures import VentureParameters

if TYPE_CHECKING:
    from sim.model import PartnershipModel
    from sim.scenario import CouncilSpec

AREAS = decision("places.areas-of-association")
WAYS = decision("places.ways-of-working")
PARTY = decision("places.party")
SUPPORT = decision("places.leader-support")
BELIEF = decision("places.perceived-capacity")
PRACTICE = decision("places.practice")
TURNOVER = decision("places.turnover")

KINDS: dict[str, type[Organisation]] = {
    kind.kind: kind
    for kind in (HousingAssociation, SocialEnterprise, Contractor, InfrastructureBody)
}


def build_region(model: "PartnershipModel") -> None:
    """Make every place, council and organisation of the scenario, and link the places."""
    numbers = model.params[StartingParameters]
    for spec, figures in all_starting_figures(model.plan.place, numbers, model.streams):
        if figures.class_name == "shire-county":
            add_county(model, spec, figures)
        else:
            add_single_tier(model, spec, figures)
    link_places(model)
    add_organisations(model)
    # From here on nothing depends on the order in which anybody was made (A20).
    model.councils.sort(key=lambda council: council.name)
    model.organisations.sort(key=lambda organisation: organisation.name)
    for organisation in model.organisations:
        give_character(model, organisation)
    for rank, council in enumerate(model.councils):
        council.next_election = first_poll(rank, model.params[LeadershipParameters])
        reserves = to_pence(council.opening_reserves)
        model.ledger.transfer(CENTRAL_GOVERNMENT, council.account, reserves, Flow.OPENING_BALANCE)
    share = model.params[PartnerParameters].opening_share
    for organisation in model.organisations:
        opening = to_pence(share * organisation.turnover)
        model.ledger.transfer(SUPPLIERS, organisation.account, opening, Flow.OPENING_BALANCE)
    give_one_off_grants(model)


def add_single_tier(
    model: "PartnershipModel", spec: "CouncilSpec", figures: StartingFigures
) -> None:
    """Add a council that answers for every service of one place."""
    place = Place(spec.name, len(model.places), figures.population, figures.deprivation)
    model.places.append(place)
    council = add_council(model, spec.name, (place,), figures, list(Service), spec.grant_cut_factor)
    place.responsible = (council,) * len(Service)


def add_county(model: "PartnershipModel", spec: "CouncilSpec", figures: StartingFigures) -> None:
    """Add a county and its districts, each answering for its own services (decisions 6)."""
    districts = district_starting_figures(
        spec, figures, model.params[StartingParameters], model.streams
    )
    first = len(model.places)
    for i, (name, district) in enumerate(districts):
        model.places.append(Place(name, first + i, district.population, district.deprivation))
    places = tuple(model.places[first:])
    county_duties = [*COUNTY_SERVICES, Service.BACK_OFFICE]
    district_duties = [s for s in Service if s not in COUNTY_SERVICES]
    county = add_council(model, spec.name, places, figures, county_duties, spec.grant_cut_factor)
    for place, (name, district) in zip(places, districts, strict=True):
        council = add_council(
            model, name, (place,), district, district_duties, spec.grant_cut_factor
        )
        place.responsible = tuple(county if s in COUNTY_SERVICES else council for s in Service)


def add_council(
    model: "PartnershipModel",
    name: str,
    places: tuple[Place, ...],
    figures: StartingFigures,
    duties: list[Service],
    cut_factor: float,
) -> Council:
    """Add one council with its budget divided over the services it answers for."""
    shares = spread(figures.care_share, duties, service_shares(model.params[StartingParameters]))
    council = Council(
        model,
        name,
        places,
        base_spend=figures.budget * shares,
        grant_share=figures.grant_share,
        reserves=figures.reserves,
    )
    council.class_name = figures.class_name
    council.grant_cut_factor = cut_factor
    model.councils.append(council)
    model.organisations.append(council)
    return council


def spread(care_share: float, duties: list[Service], usual: ByService) -> ByService:
    """Return each service's share of a budget, adding up to 1.

    Care has the share that was published; the other duties divide the rest in the model's own
    proportions, which is an assumption (decisions 13).
    """
    shares = np.where([s in duties for s in Service], usual, 0.0)
    care = care_share if Service.CARE in duties else 0.0
    shares[Service.CARE] = 0.0
    shares *= (1.0 - care) / shares.sum()
    shares[Service.CARE] = care
    return shares


def link_places(model: "PartnershipModel") -> None:
    """Make places neighbours: as the scenario says, else round a ring in the order given."""
    named = {council.name: council for council in model.councils}
    specs = model.plan.place.council_list()
    if any(spec.neighbours for spec in specs):
        for spec in specs:
            for other in spec.neighbours:
                for a in named[spec.name].places:
                    for b in named[other].places:
                        connect(a, b)
        return
    for a, b in zip(model.places, model.places[1:] + model.places[:1], strict=True):
        connect(a, b)


def connect(a: Place, b: Place) -> None:
    """Make two different places neighbours of each other."""
    if a is not b:
        a.neighbours.add(b)
        b.neighbours.add(a)


def add_organisations(model: "PartnershipModel") -> None:
    """Add the organisations that are not councils: those named first, then those counted."""
    councils = {council.name: council for council in model.councils}
    spec = model.plan.place
    for named in spec.organisation:
        homes = tuple(place for home in named.all_homes for place in councils[home].places)
        add_organisation(model, named.kind, named.name, homes or tuple(model.places))
    for i in range(spec.housing_associations):
        name = f"housing-association-{i + 1}"
        count = 1 + int(4 * model.streams.uniform(AREAS, 0, entity_key(name), slot=1))
        add_organisation(model, HousingAssociation.kind, name, in_a_row(model, name, count))
    for i in range(spec.social_enterprises):
        home = model.places[i % len(model.places)]
        add_organisation(model, SocialEnterprise.kind, f"social-enterprise-{i + 1}", (home,))
    for i in range(spec.contractors):
        name, reach = f"contractor-{i + 1}", spec.contractor_places
        here = in_a_row(model, name, reach) if reach else tuple(model.places)
        add_organisation(model, Contractor.kind, name, here)
    if spec.network_body:
        add_organisation(model, InfrastructureBody.kind, "network-body", tuple(model.places))
    if model.params[VentureParameters].company:
        builders = [c for c in model.councils if c.base_spend[Service.HOUSING] > 0.0]
        model.organisations += [HousingCompany(model, council) for council in builders]


def add_organisation(
    model: "PartnershipModel", kind: str, name: str, places: tuple[Place, ...]
) -> None:
    """Add one organisation of a kind."""
    organisation = KINDS[kind](model, name, places)
    organisation.turnover = drawn_turnover(model, organisation)
    model.organisations.append(organisation)


def drawn_turnover(model: "PartnershipModel", organisation: Organisation) -> float:
    """Draw what an organisation turns over without public contracts, k£ a year."""
    numbers = model.params[PartnerParameters]
    median, spread = {
        "social-enterprise": (numbers.enterprise_turnover, numbers.enterprise_spread),
        "housing-association": (numbers.association_turnover, numbers.association_spread),
        "contractor": (numbers.contractor_turnover, numbers.contractor_spread),
    }.get(organisation.kind, (0.0, 0.0))
    return median * math.exp(spread * model.streams.normal(TURNOVER, 0, organisation.code))


def in_a_row(model: "PartnershipModel", name: str, count: int) -> tuple[Place, ...]:
    """Draw where an organisation is at work: so many places in a row, or all there are."""
    count = min(count, len(model.places))
    first = int(model.streams.uniform(AREAS, 0, entity_key(name), slot=0) * len(model.places))
    return tuple(model.places[(first + i) % len(model.places)] for i in range(count))


def give_character(model: "PartnershipModel", organisation: Organisation) -> None:
    """Draw how an organisation works, whom it is led by and what it believes in."""
    streams, code = model.streams, organisation.code
    organisation.ways = (
        streams.uniform(WAYS, 0, code, slot=0),
        streams.uniform(WAYS, 0, code, slot=1),
        streams.uniform(WAYS, 0, code, slot=2),
    )
    organisation.leader_support = 0.2 + 0.6 * streams.uniform(SUPPORT, 0, code)
    if isinstance(organisation, Council):
        organisation.party = int(3 * streams.uniform(PARTY, 0, code))
        organisation.perceived_capacity = 0.30 * streams.uniform(BELIEF, 0, code) / 0.83
    organisation.practice = 0.3 + 0.4 * streams.uniform(PRACTICE, 0, code)
    organisation.practice_at_start = organisation.practice


def give_one_off_grants(model: "PartnershipModel") -> None:
    """Note the extra grants of the scenario in the year in which they will come."""
    for event in model.plan.grants:
        for council in model.councils:
            if event.council in (None, council.name):
                due = council.one_off_grants.get(event.year, 0.0)
                council.one_off_grants[event.year] = due + event.amount / 1000.0


def planned_partnerships(model: "PartnershipModel") -> list[PlannedPartnership]:
    """Return the partnerships that the scenario names, with their members looked up.

    Raises PlaceError where none of the members pays for the service.
    """
    known = {organisation.name: organisation for organisation in model.organisations}
    planned = []
    for i, spec in enumerate(model.plan.partnerships):
        kind = TYPES[spec.type]
        service = Service.named(spec.service) if spec.service else kind.services[0]
        members = tuple(known[name] for name in spec.members)
        if not any(m.base_spend[service] > 0.0 for m in members if isinstance(m, Council)):
            raise PlaceError(
                f"partnership {i + 1} ({spec.type}): none of its members pays for {service.label}"
            )
        planned.append(
            PlannedPartnership(
                spec.name or f"{spec.members[0]} {spec.type} {spec.start}.{i}",
                kind,
                service,
                members,
                spec.start,
                spec.target_saving / 1000.0,
                spec.set_up_cost / 1000.0,
                spec.term_quarters or kind.term_quarters,
                spec.agreed,
                spec.declared,
            )
        )
    return planned
