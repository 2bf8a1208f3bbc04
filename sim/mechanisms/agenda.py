"""Agenda: where the idea of a new partnership comes from, and who is asked.

Every council has a few slots on its agenda; fiscal pressure fills them. An opportunity has a
type, an idea of more or less promise, and partners that are chosen for trust, nearness,
likeness and party. It lapses, with its reason, where nobody fits or the service is already
taken up. Associations may come with a deal of their own. What one council does is settled before
the next by a keyed priority, never by order.

Reads:  council.stress, .perceived_capacity, .adoption, model.ties; partnerships (what they cover)
Writes: model.proposals, council.burden
ODD:    docs/odd.md, SM13
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import numpy as np

from sim.agents.base import Organisation
from sim.agents.council import Council
from sim.agents.housing_company import HousingCompany
from sim.agents.partnership_types import (
    COMMUNITY_TAKEOVER,
    CONTRACTING_OUT,
    LAND_AND_FUNDING,
    MANAGEMENT_CONSOLIDATION,
    SHARED_SERVICE,
    TRI_SECTOR_PROGRAMME,
    PartnershipType,
)
from sim.agents.proposal import Proposal
from sim.agents.ties import near
from sim.core.events import BY_TENDER, EventKind
from sim.core.services import Service
from sim.core.streams import decision
from sim.rules.auction import ProcurementParameters
from sim.rules.capacity import CapacityParameters
from sim.rules.contention import ContentionParameters, officers_time
from sim.rules.ideas import BrokerParameters, effective_brokers
from sim.rules.land import LandParameters
from sim.rules.opportunity import (
    AgendaParameters,
    Appeal,
    appeal_score,
    idea_promise,
    live_chance,
    mix,
)
from sim.rules.programme import ProgrammeParameters

if TYPE_CHECKING:
    from sim.model import PartnershipModel

ARISES = decision("agenda.opportunity-arises")
TYPE = decision("agenda.type")
SERVICE = decision("agenda.service")
IDEA = decision("agenda.idea")
APPEAL = decision("agenda.partner-appeal")
ASSIGNED = decision("agenda.partner-assigned")
PRIORITY = decision("agenda.priority")
INITIATIVE = decision("agenda.association-initiative")

TAKEOVER_NEEDS = 0.30
"""Capacity that a council must see in its community before it thinks of a takeover (2.10, 17)."""


def run(model: "PartnershipModel") -> None:
    """Collect this quarter's proposals, in order of a keyed priority."""
    model.proposals.clear()
    talking = officers_time(model.params[ContentionParameters])
    for council in model.councils:
        council.burden = talking
    numbers = model.params[AgendaParameters]
    if not (numbers.proposals and model.collaboration_possible):
        return
    found = [
        (model.streams.uniform(PRIORITY, model.quarter, council.code, slot=slot), council, slot)
        for council in model.councils
        if not council.under_section_114
        for slot in range(numbers.slots)
        if arises(model, council, slot, numbers)
    ]
    for _, council, slot in sorted(found, key=lambda item: (item[0], item[1].name)):
        propose(model, council, slot, numbers)
    for association in with_initiative(model, numbers):
        take_initiative(model, association, numbers)


def brokers_of(model: "PartnershipModel", council: Council) -> float:
    """Return how many brokers a council effectively has."""
    numbers = model.params[BrokerParameters]
    return effective_brokers(numbers.brokers * council.adoption, numbers)


def arises(
    model: "PartnershipModel", council: Council, slot: int, numbers: AgendaParameters
) -> bool:
    """Tell whether a slot holds an opportunity this quarter."""
    effect = model.params[BrokerParameters].agenda_effect
    chance = live_chance(council.stress, brokers_of(model, council), effect, numbers)
    return model.streams.uniform(ARISES, model.quarter, council.code, slot=slot) < chance


def propose(
    model: "PartnershipModel", council: Council, slot: int, numbers: AgendaParameters
) -> None:
    """Turn an opportunity into a proposal, or record why it lapses."""
    kind = draw_type(model, council, slot, numbers)
    if kind is None:
        return
    service = draw_service(model, council, slot, kind)
    partners, why_not = find_partners(model, council, slot, kind, service)
    if why_not:
        model.events.record(EventKind.OPPORTUNITY_LAPSES, council.name, kind.name, why_not)
        return
    why = why_asked(model, council, partners)
    put_forward(model, council, slot, (kind, service), partners, why)


def put_forward(
    model: "PartnershipModel",
    council: Council,
    slot: int,
    what: tuple[PartnershipType, Service],
    partners: list[Organisation],
    why: str,
) -> None:
    """Add a proposal to those that will be decided on, at the price of officers' time."""
    numbers = model.params[AgendaParameters]
    council.burden += numbers.proposal_burden
    members = (council, *partners)
    kind, service = what
    outside = not partners or any(not isinstance(partner, Council) for partner in partners)
    luck = best_draw(model, council, slot)
    idea = idea_promise(luck, len(members), outside, numbers)
    proposal = Proposal(kind, service, members, idea, model.quarter, slot, kind.scope)
    model.proposals.append(proposal)
    whom = ", ".join(partner.name for partner in partners) or BY_TENDER
    model.events.record(EventKind.PROPOSED, proposal.name, whom, why)


def with_initiative(model: "PartnershipModel", numbers: AgendaParameters) -> list[Organisation]:
    """Return the associations that come with a deal this quarter, in order of their luck."""
    possible = model.params[LandParameters].arises and LAND_AND_FUNDING.name in numbers.permitted
    if numbers.association_initiative <= 0.0 or not possible:
        return []
    draws = [
        (model.streams.uniform(INITIATIVE, model.quarter, o.code), o)
        for o in model.organisations
        if o.kind == "housing-association"
    ]
    ready = [(luck, o) for luck, o in draws if luck < numbers.association_initiative]
    return [o for _, o in sorted(ready, key=lambda item: (item[0], item[1].name))]


def take_initiative(
    model: "PartnershipModel", association: Organisation, numbers: AgendaParameters
) -> None:
    """Let an association take a land deal to the council in its area that it trusts most."""
    able = [
        council
        for council in model.councils
        if association in model.local_organisations(council, association.kind)
        and council.base_spend[Service.HOUSING] > 0.0
        and council.has_room_for(LAND_AND_FUNDING.scope, LAND_AND_FUNDING, Service.HOUSING)
        and not council.under_section_114
    ]
    if not able:
        return
    trust = {council.name: model.ties.trust(association, council) for council in able}
    council = max(able, key=lambda c: (trust[c.name], c.name))
    rank = model.local_organisations(council, association.kind).index(association)
    why = f"the association's own idea; it trusts the council {trust[council.name]:.2f}"
    what = (LAND_AND_FUNDING, Service.HOUSING)
    put_forward(model, council, numbers.slots + rank, what, [association], why)


def best_draw(model: "PartnershipModel", council: Council, slot: int) -> float:
    """Draw the luck of an idea: the best of as many as brokers bring along."""
    return max(
        model.streams.normal(IDEA, model.quarter, council.code, other, slot)
        for other in range(1 + round(brokers_of(model, council)))
    )


def why_asked(model: "PartnershipModel", council: Council, partners: Sequence[Organisation]) -> str:
    """Return in words what spoke for the partners."""
    selection = model.params[AgendaParameters].selection
    known = [
        f"{p.name}: trust {model.ties.trust(council, p):.2f}, distance {council.distance(p):.2f}"
        for p in partners
    ]
    return f"chosen by {selection}; {'; '.join(known)}" if known else "open to all who may bid"


def draw_type(
    model: "PartnershipModel", council: Council, slot: int, numbers: AgendaParameters
) -> PartnershipType | None:
    """Draw what type of partnership the opportunity is; None if its type is not permitted."""
    weights = type_weights(model, numbers)
    draw = model.streams.uniform(TYPE, model.quarter, council.code, slot=slot)
    reached = np.cumsum(mix(list(weights.values()), numbers.exploration))
    position = int(np.searchsorted(reached, draw, side="right"))
    kind = list(weights)[min(position, len(weights) - 1)]
    if kind.name in numbers.permitted:
        return kind
    model.events.record(EventKind.OPPORTUNITY_LAPSES, council.name, kind.name, "type not permitted")
    return None


def type_weights(
    model: "PartnershipModel", numbers: AgendaParameters
) -> dict[PartnershipType, float]:
    """Return the weight of every type whose mechanism is switched on."""
    params = model.params
    weights = {
        COMMUNITY_TAKEOVER: (numbers.weight_takeover, params[CapacityParameters].arises),
        CONTRACTING_OUT: (numbers.weight_contracting, params[ProcurementParameters].arises),
        SHARED_SERVICE: (numbers.weight_shared_service, True),
        MANAGEMENT_CONSOLIDATION: (numbers.weight_consolidation, True),
        TRI_SECTOR_PROGRAMME: (numbers.weight_programme, params[ProgrammeParameters].arises),
        LAND_AND_FUNDING: (numbers.weight_land, params[LandParameters].arises),
    }
    return {kind: weight for kind, (weight, on) in weights.items() if on}


def draw_service(
    model: "PartnershipModel", council: Council, slot: int, kind: PartnershipType
) -> Service:
    """Draw the service that it is about, where a type has several."""
    draw = model.streams.uniform(SERVICE, model.quarter, council.code, slot=slot)
    return kind.services[int(draw * len(kind.services))]


def find_partners(
    model: "PartnershipModel", council: Council, slot: int, kind: PartnershipType, service: Service
) -> tuple[list[Organisation], str]:
    """Return whom to ask, or why there is nothing to ask for."""
    if council.base_spend[service] <= 0.0:
        return [], "not this council's service"
    if not council.has_room_for(kind.scope, kind, service):
        return [], "service already covered"
    if kind is COMMUNITY_TAKEOVER and council.perceived_capacity <= TAKEOVER_NEEDS:
        return [], "no capacity seen in the community"
    partners = []
    for wanted in candidate_lists(model, council, kind, service):
        if not wanted:
            return [], "no partner in reach"
        partner = choose(model, council, slot, wanted)
        if isinstance(partner, Council) and not partner.has_room_for(kind.scope, kind, service):
            return [], "partner already committed"
        partners.append(partner)
    return partners, ""


def candidate_lists(
    model: "PartnershipModel", council: Council, kind: PartnershipType, service: Service
) -> list[list[Organisation]]:
    """Return the organisations that could join, one list for every seat to be filled."""
    if kind is CONTRACTING_OUT:
        return []  # whoever wins the tender
    if kind in (SHARED_SERVICE, MANAGEMENT_CONSOLIDATION):
        everybody = model.params[AgendaParameters].partner_scope == "region"
        pool = model.councils if everybody else council.councils_in_reach
        free = [
            other
            for other in pool
            if other is not council
            and other.base_spend[service] > 0.0
            and not other.under_section_114
        ]
        return [cast(list[Organisation], free)]
    local = {
        kind_of: [o for o in model.local_organisations(council, kind_of) if o.alive]
        for kind_of in ("social-enterprise", "contractor", "housing-association")
    }
    if kind is COMMUNITY_TAKEOVER:
        return [local["social-enterprise"]]
    if kind is TRI_SECTOR_PROGRAMME:
        return [local["social-enterprise"], local["contractor"]]
    companies = [
        company
        for company in model.local_organisations(council, HousingCompany.kind)
        if cast(HousingCompany, company).owner is council
    ]
    return [companies or local["housing-association"]]


def choose(
    model: "PartnershipModel", council: Council, slot: int, partners: list[Organisation]
) -> Organisation:
    """Return the candidate with the highest appeal; ties go by name."""
    selection = model.params[AgendaParameters].selection
    if selection == "assigned":
        draw = model.streams.uniform(ASSIGNED, model.quarter, council.code, slot=slot)
        return partners[int(draw * len(partners))]
    by_cost = sorted(partners, key=lambda p: (p.dearness, p.name))
    rank = {partner: position for position, partner in enumerate(by_cost)}
    last = max(1, len(partners) - 1)
    brokers = brokers_of(model, council)

    def score(partner: Organisation) -> tuple[float, str]:
        noise = model.streams.normal(APPEAL, model.quarter, council.code, partner.code, slot)
        appeal = Appeal(
            model.ties.trust(council, partner),
            noise,
            near(council, partner) and council.area.isdisjoint(partner.area),
            council.distance(partner),
            isinstance(partner, Council) and council.party == partner.party,
            rank[partner] / last,
            brokers,
        )
        return appeal_score(appeal, selection), partner.name

    return max(partners, key=score)
