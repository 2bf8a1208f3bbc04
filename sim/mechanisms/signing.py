"""Signing: what a partnership seems worth, who says yes, and how much is declared.

A member weighs the saving it expects against set-up, overhead and risk, and adds the wish to
be seen working in partnership. That wish moves signatures and what is declared; it never moves
what members later put in.

Reads:  model.proposals, model.ties, council.stress
Writes: model.partnerships, council.appraisals, partnership.declared, .scope, .set_up_cost,
        .term_quarters, .contract_value, .price
ODD:    docs/odd.md, SM14
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from sim.agents.base import Organisation
from sim.agents.council import Council
from sim.agents.membership import Membership, lead_of
from sim.agents.partnership import Partnership
from sim.agents.partnership_types import (
    COMMUNITY_TAKEOVER,
    MANAGEMENT_CONSOLIDATION,
    TRI_SECTOR_PROGRAMME,
)
from sim.agents.phases import Phase
from sim.agents.proposal import Appraisal, PlannedPartnership
from sim.core.events import EventKind
from sim.core.streams import decision, entity_key
from sim.rules.aggregation import clip, logistic
from sim.rules.capacity import CapacityParameters, hill
from sim.rules.ideas import RelationalMeasureParameters
from sim.rules.land import LandParameters
from sim.rules.overhead import REFERENCE_INTEGRATION, GovernanceParameters, mode_in_force, overhead
from sim.rules.programme import ProgrammeParameters, expected_benefit
from sim.rules.saving import BenefitParameters, set_up_cost
from sim.rules.scale import ScaleParameters, scale_factor
from sim.rules.sharing import SharingParameters
from sim.rules.valuation import (
    FIVE_YEARS_AT_3_5,
    SigningParameters,
    Stakes,
    accepted,
    declared_integration,
    hurdle,
    value,
)
from sim.rules.ventures import VentureParameters, venture_saving

if TYPE_CHECKING:
    from sim.agents.proposal import Proposal
    from sim.model import PartnershipModel

SIGNS = decision("signing.accepts")
PRIORITISES = decision("signing.prioritises-partnership")

PARTNERS_HURDLE = 0.45
"""Value at which an organisation that is no council is as likely to sign as not (SM14)."""


def run(model: "PartnershipModel") -> None:
    """Put this quarter's proposals to their members."""
    for proposal in model.proposals:
        decide(model, proposal)


def decide(model: "PartnershipModel", proposal: "Proposal") -> None:
    """Let the members of one proposal say yes or no, and sign it if enough do."""
    refusal = why_impossible(proposal)
    memberships = [Membership(m, target_saving(model, proposal, m)) for m in proposal.members]
    if not refusal and proposal.kind.saves_cash and sum(m.target_saving for m in memberships) <= 0:
        refusal = "no saving to be had"
    memberships = memberships if refusal else shared_out(model, memberships)
    stakes = None if refusal else weigh(model, proposal, memberships)
    if stakes is None or stakes.base <= 0.0:
        model.events.record(EventKind.REFUSED, proposal.name, why=refusal or "nothing to be gained")
        return
    values = [worth_to(model, proposal, member, stakes) for member in proposal.members]
    proposal.proposer.appraisals.append(Appraisal(proposal.name, sum(values) / len(values)))
    answers = [
        says_yes(model, proposal, member, worth, stakes)
        for member, worth in zip(proposal.members, values, strict=True)
    ]
    agreement = model.params[SigningParameters].agreement
    lead = list(proposal.members).index(lead_of(memberships))
    no = ", ".join(m.name for m, yes in zip(proposal.members, answers, strict=True) if not yes)
    if not accepted(answers, lead, agreement):
        worth = ", ".join(f"{v:.2f}" for v in values)
        model.events.record(
            EventKind.REFUSED, proposal.name, no, f"not worth it to them (values {worth})"
        )
        return
    if agreement == "supermajority":
        memberships = [m for m, yes in zip(memberships, answers, strict=True) if yes]
        if len(memberships) < 2:
            model.events.record(EventKind.REFUSED, proposal.name, no, "nobody left to sign with")
            return
    found(model, proposal, memberships, sum(values) / len(values))


def why_impossible(proposal: "Proposal") -> str:
    """Return what stands against a proposal whatever it is worth; nothing if it can be signed."""
    # An earlier proposal of the same quarter may have taken up the service meanwhile.
    if not all(
        council.has_room_for(proposal.scope, proposal.kind, proposal.service)
        for council in proposal.councils
    ):
        return "service taken up this quarter"
    return "" if len(proposal.members) > 1 else "no bidder"


def target_saving(model: "PartnershipModel", proposal: "Proposal", member: Organisation) -> float:
    """Return a member's part of the annual saving (k£) that full integration would bring."""
    if not isinstance(member, Council):
        return 0.0
    numbers, scale = model.params[SigningParameters], model.params[ScaleParameters]
    cost = 4.0 * float(member.need[proposal.service]) * proposal.scope
    match proposal.kind.label:
        case "M1":
            return numbers.saving_takeover * cost
        case "M2":
            contract = proposal.contract
            return (1.0 - contract.price) * contract.value if contract else 0.0
        case "M6":
            associations = [m for m in proposal.members if not isinstance(m, Council)]
            deal, ventures = model.params[LandParameters], model.params[VentureParameters]
            return venture_saving(associations[0].market_share, deal, ventures)
        case "M5":
            return 0.0
    joint = sum(c.population for c in proposal.councils)
    factor = scale_factor(member.population, joint, scale)
    if proposal.kind is not MANAGEMENT_CONSOLIDATION:
        return numbers.saving_shared_service * factor * cost
    post = scale.director_post * (len(proposal.councils) - 1) / len(proposal.councils)
    return numbers.saving_consolidation * factor * cost + post


def shared_out(model: "PartnershipModel", memberships: list[Membership]) -> list[Membership]:
    """Return the members' parts of the saving as the rule of sharing has them."""
    if model.params[SharingParameters].split == "in-proportion":
        return memberships
    councils = [m for m in memberships if isinstance(m.organisation, Council)]
    equal = sum(m.target_saving for m in memberships) / len(councils)
    return [Membership(m.organisation, equal if m in councils else 0.0) for m in memberships]


def weigh(model: "PartnershipModel", proposal: "Proposal", memberships: list[Membership]) -> Stakes:
    """Return what the members weigh up."""
    governance, kind = model.params[GovernanceParameters], proposal.kind
    members = proposal.members
    pairs = [(a, b) for i, a in enumerate(members) for b in members[:i]]
    foreseen = overhead(
        len(members),
        REFERENCE_INTEGRATION,
        sum(a.distance(b) for a, b in pairs) / len(pairs),
        mode_in_force(governance, model.has_network_body),
        governance,
    )
    base, worth = sum(m.target_saving for m in memberships), FIVE_YEARS_AT_3_5
    if kind is TRI_SECTOR_PROGRAMME:
        programme = model.params[ProgrammeParameters]
        base = programme.places * programme.place_cost
        worth = expected_benefit(1.0, model.params[SharingParameters].benefit_share, programme)
    if kind is COMMUNITY_TAKEOVER:
        seen = proposal.proposer.perceived_capacity
        worth *= hill(seen, model.params[CapacityParameters].threshold)
    return Stakes(proposal.idea, base, worth, kind.set_up_ratio, foreseen)


def worth_to(
    model: "PartnershipModel", proposal: "Proposal", member: Organisation, stakes: Stakes
) -> float:
    """Return what a proposal is worth to one of its members."""
    others = [other for other in proposal.members if other is not member]
    trust = model.ties.mean_trust(member, others)
    return value(trust, stakes, model.optimism, model.params[SigningParameters])


def says_yes(
    model: "PartnershipModel",
    proposal: "Proposal",
    member: Organisation,
    worth: float,
    stakes: Stakes,
) -> bool:
    """Draw one member's answer; an association's board also asks what is in it for itself."""
    numbers = model.params[SigningParameters]
    own_hurdle = PARTNERS_HURDLE
    if isinstance(member, Council):
        own_hurdle = hurdle(member.stress, motive_of(model, member))
    if member.kind == "housing-association":
        own = replace(stakes, base=stakes.base / len(proposal.members))
        if worth_to(model, proposal, member, own) < 0.0:
            return False
    draw = model.streams.uniform(SIGNS, model.quarter, member.code, entity_key(proposal.name))
    return draw < logistic(numbers.choice_sharpness * (worth - own_hurdle))


def motive_of(model: "PartnershipModel", council: Council) -> float:
    """Return a council's own wish to be seen in partnership: most have more of it, some little."""
    numbers = model.params[SigningParameters]
    own = 1.15 if prioritises(model, council) else 0.4
    return numbers.legitimacy_motive * own + numbers.participation_pressure


def prioritises(model: "PartnershipModel", council: Council) -> bool:
    """Tell whether forming partnerships is a priority of a council (seeds row 98)."""
    share = model.params[SigningParameters].prioritising_share
    return model.streams.uniform(PRIORITISES, 0, council.code) < share


def found(
    model: "PartnershipModel",
    proposal: "Proposal",
    memberships: list[Membership],
    mean_value: float,
) -> None:
    """Sign a proposal: a partnership begins in negotiation."""
    partnership = Partnership(model, proposal.name, proposal.kind, proposal.service, memberships)
    partnership.scope = proposal.scope
    if proposal.contract:
        partnership.contract_value = proposal.contract.value
        partnership.price = proposal.contract.price
    begin(model, partnership, mean_value)


def begin(model: "PartnershipModel", partnership: Partnership, mean_value: float) -> None:
    """Enter a partnership in the books: its cost of setting up, what it declares, first trust."""
    setting_up, numbers = model.params[BenefitParameters], model.params[SigningParameters]
    kind, lead = partnership.kind, partnership.lead
    partnership.set_up_cost = set_up_cost(
        partnership.target_saving,
        kind.set_up_ratio,
        lead.completed_schemes(kind),
        model.optimism,
        setting_up,
    )
    honest = [partnership.intended(member) for member in partnership.members]
    measures = model.params[RelationalMeasureParameters]
    counted = measures.activity_gloss * lead.adoption if measures.kind == "activity" else 0.0
    announced = declared_integration(sum(honest) / len(honest), motive_of(model, lead), mean_value)
    partnership.declared = clip(announced + counted, 0.2, 0.95)
    meet(model, partnership, numbers.initial_generosity)
    model.partnerships.append(partnership)
    for member in partnership.members:
        member.partnerships.append(partnership)
    members = ", ".join(m.name for m in partnership.members)
    why = f"value {mean_value:.2f}; declares {partnership.declared:.2f}"
    model.events.record(EventKind.SIGNED, partnership.name, members, why)


def meet(model: "PartnershipModel", partnership: Partnership, generosity: float) -> None:
    """Let members advance some trust when they sign together for the first time."""
    if generosity <= 0.0:
        return
    for i, a in enumerate(partnership.members):
        for b in partnership.members[:i]:
            if not any(b in earlier.members for earlier in a.partnerships):
                model.ties.add_trust(a, b, generosity)


def begin_planned(model: "PartnershipModel") -> None:
    """Begin the partnerships that the scenario itself names for this quarter.

    Somebody has already signed them; what is not agreed yet is negotiated like anything else.
    """
    if not model.collaboration_possible:
        return
    for planned in model.planned_partnerships:
        if planned.start != model.quarter:
            continue
        memberships = as_they_are_now(model, planned).memberships()
        partnership = Partnership(model, planned.name, planned.kind, planned.service, memberships)
        begin(model, partnership, 0.0)
        partnership.term_quarters = planned.term_quarters
        partnership.set_up_cost = planned.set_up_cost
        if planned.declared is not None:
            partnership.declared = planned.declared
        if planned.agreed:
            partnership.move_to(Phase.MOBILISING)


def as_they_are_now(model: "PartnershipModel", planned: PlannedPartnership) -> PlannedPartnership:
    """Return a planned partnership with the councils that took in members of it in their place."""
    known = {organisation.name: organisation for organisation in model.organisations}
    members = tuple(known[model.who_is(member.name)] for member in planned.members)
    return replace(planned, members=members)
