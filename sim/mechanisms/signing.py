"""Signing: what a partnership seems worth, who says yes, and how much is declared.

A member weighs the saving it expects against set-up, overhead and risk, and adds the wish to
be seen working in partnership. That wish moves signatures and what is declared; it never moves
what members later put in.

Reads:  model.proposals, model.ties, council.stress
Writes: model.partnerships
ODD:    docs/odd.md, SM14
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from sim.agents.council import Council
from sim.agents.partnership import (
    MANAGEMENT_CONSOLIDATION,
    SHARED_SERVICE,
    Membership,
    Partnership,
    PartnershipType,
    lead_of,
)
from sim.agents.phases import Phase
from sim.parameters import Parameters, param
from sim.rules.aggregation import clip, logistic
from sim.rules.commitment import ContributionParameters, honest_contribution
from sim.rules.friction import FrictionParameters
from sim.rules.overhead import REFERENCE_INTEGRATION, GovernanceParameters, mode_in_force, overhead
from sim.rules.saving import BenefitParameters, set_up_cost
from sim.rules.scale import ScaleParameters, scale_factor
from sim.streams import decision, entity_key

if TYPE_CHECKING:
    from sim.agents.proposal import Proposal
    from sim.model import PartnershipModel

SIGNS = decision("signing.accepts")
PRIORITISES = decision("signing.prioritises-partnership")

FIVE_YEARS_AT_3_5 = 4.5
"""A5: five-year annuity at 3.5 %, on which business cases are judged."""

type Agreement = Literal["unanimity", "supermajority", "lead", "imposed"]


class SigningParameters(Parameters):
    """What makes organisations say yes."""

    group = "signing"
    neutral: ClassVar = {
        "legitimacy_motive": 0.0,
        "participation_pressure": 0.0,
        "initial_generosity": 0.0,
    }

    saving_shared_service: float = param(
        0.12,
        unit="share of cost",
        low=-0.02,
        high=0.20,
        source="assumption-80",
        role="uncertainty",
        why="Saving of a fully integrated shared service of usual size.",
    )
    saving_consolidation: float = param(
        0.16,
        unit="share of cost",
        low=0.0,
        high=0.25,
        source="assumption-81",
        role="uncertainty",
        why="Saving of fully consolidated management of usual size.",
    )
    legitimacy_motive: float = param(
        0.75,
        unit="value",
        low=0.0,
        high=1.2,
        source="assumption-82",
        role="policy",
        why="gamma: the wish to be seen in partnership, whatever it is worth.",
    )
    prioritising_share: float = param(
        0.8,
        unit="share of councils",
        low=0.5,
        high=1.0,
        source="seed-row-98",
        role="uncertainty",
        why="Councils for which partnership is a priority.",
    )
    participation_pressure: float = param(
        0.0,
        unit="value",
        low=0.0,
        high=0.5,
        source="seed-row-95",
        role="policy",
        why="Political pressure to involve communities; it adds to the motive.",
    )
    agreement: Agreement = param(
        "unanimity",
        unit="choice",
        low=None,
        high=None,
        source="assumption-83",
        role="policy",
        why="Who has to say yes.",
    )
    trust_risk: float = param(
        0.8,
        unit="value",
        low=0.0,
        high=1.5,
        source="assumption-84",
        role="uncertainty",
        why="Value taken off for a partner that is not trusted at all.",
    )
    initial_generosity: float = param(
        0.0,
        unit="trust",
        low=0.0,
        high=0.2,
        source="seed-row-93",
        role="policy",
        why="Trust that both sides advance at their first signing together.",
    )
    choice_sharpness: float = param(
        2.5,
        unit="1/value",
        low=0.5,
        high=6.0,
        source="assumption-85",
        role="uncertainty",
        why="How surely a clear advantage is signed.",
    )


@dataclass(frozen=True)
class Stakes:
    """What is at stake for all members together; money in k£."""

    idea: float
    target_saving: float
    """A year, at full integration."""
    set_up_ratio: float
    overhead: float
    """A quarter, as it is foreseen."""


def value(
    trust: float,
    stakes: Stakes,
    optimism: float,
    numbers: SigningParameters,
) -> float:
    """Return a proposal's worth to a member, in units of its annual target saving.

    Only a quarter of five years' overhead is foreseen: much of the work is hidden (seeds row
    163).
    """
    expected_integration = 0.2 + 0.6 * trust
    gain = FIVE_YEARS_AT_3_5 * (1.0 + optimism) * expected_integration * stakes.idea
    set_up = stakes.set_up_ratio * (1.0 - 0.5 * optimism)
    hidden = 5.0 * stakes.overhead / stakes.target_saving
    return gain - set_up - hidden - numbers.trust_risk * (1.0 - trust)


def hurdle(stress: float, motive: float) -> float:
    """Return the value at which a council is as likely to sign as not."""
    return 1.2 - 0.6 * min(stress, 1.0) - motive


def accepted(says_yes: list[bool], lead: int, agreement: Agreement) -> bool:
    """Tell whether a proposal is signed; ``lead`` is the position of the lead's answer."""
    match agreement:
        case "unanimity":
            return all(says_yes)
        case "supermajority":
            return 3 * sum(says_yes) >= 2 * len(says_yes)
        case "lead":
            return says_yes[lead]
        case _:
            return True


def declared_integration(honest: float, motive: float, mean_value: float) -> float:
    """Return what is announced: the honest expectation, stretched by motive and by hope."""
    stretch = min(1.0, 0.6 * motive)
    return clip(honest + stretch * (1.0 - honest) + 0.06 * mean_value, 0.2, 0.95)


def run(model: "PartnershipModel") -> None:
    """Put this quarter's proposals to their members."""
    for proposal in model.proposals:
        decide(model, proposal)


def decide(model: "PartnershipModel", proposal: "Proposal") -> None:
    """Let the members of one proposal say yes or no, and sign it if enough do."""
    # An earlier proposal of the same quarter may have taken up the service meanwhile.
    if not all(council.has_room_for(proposal.kind) for council in proposal.councils):
        model.events.record("refused", proposal.name, why="service taken up this quarter")
        return
    savings = [target_saving(model, proposal, council) for council in proposal.councils]
    if sum(savings) <= 0.0:
        model.events.record("refused", proposal.name, why="no saving to be had")
        return
    numbers = model.params[SigningParameters]
    memberships = [
        Membership(council, saving)
        for council, saving in zip(proposal.councils, savings, strict=True)
    ]
    stakes = weigh(model, proposal, sum(savings))
    values = [worth(model, proposal, council, stakes) for council in proposal.councils]
    answers = [
        says_yes(model, proposal, council, worth_to_it)
        for council, worth_to_it in zip(proposal.councils, values, strict=True)
    ]
    lead = proposal.councils.index(lead_of(memberships))
    if not accepted(answers, lead, numbers.agreement):
        no = [c.name for c, yes in zip(proposal.councils, answers, strict=True) if not yes]
        model.events.record("refused", proposal.name, other=", ".join(no), why="not worth it")
        return
    begin(model, proposal.name, proposal.kind, memberships, sum(values) / len(values))


def target_saving(model: "PartnershipModel", proposal: "Proposal", council: Council) -> float:
    """Return a council's part of the annual saving (k£) that full integration would bring."""
    numbers, scale = model.params[SigningParameters], model.params[ScaleParameters]
    joint = sum(c.population for c in proposal.councils)
    service = proposal.kind.services[0]
    cost = 4.0 * float(council.need[service]) * proposal.kind.scope
    saving = rate(proposal.kind, numbers) * scale_factor(council.population, joint, scale) * cost
    if proposal.kind is MANAGEMENT_CONSOLIDATION:
        saving += scale.director_post * (len(proposal.councils) - 1) / len(proposal.councils)
    return saving


def rate(kind: PartnershipType, numbers: SigningParameters) -> float:
    """Return the share of cost that a type saves at the reference size."""
    return numbers.saving_shared_service if kind is SHARED_SERVICE else numbers.saving_consolidation


def weigh(model: "PartnershipModel", proposal: "Proposal", saving: float) -> Stakes:
    """Return what the members weigh up."""
    governance = model.params[GovernanceParameters]
    lead, partner = proposal.councils[0], proposal.councils[-1]
    foreseen = overhead(
        len(proposal.councils),
        REFERENCE_INTEGRATION,
        lead.distance(partner),
        mode_in_force(governance, model.has_network_body),
        governance,
    )
    return Stakes(proposal.idea, saving, proposal.kind.set_up_ratio, foreseen)


def worth(
    model: "PartnershipModel", proposal: "Proposal", council: Council, stakes: Stakes
) -> float:
    """Return what a proposal is worth to one of its members."""
    others = [other for other in proposal.councils if other is not council]
    optimism = model.params[BenefitParameters].optimism_bias
    trust = model.ties.mean_trust(council, list(others))
    return value(trust, stakes, optimism, model.params[SigningParameters])


def says_yes(
    model: "PartnershipModel", proposal: "Proposal", council: Council, worth_to_it: float
) -> bool:
    """Draw one member's answer."""
    numbers = model.params[SigningParameters]
    advantage = worth_to_it - hurdle(council.stress, motive_of(model, council))
    draw = model.streams.uniform(SIGNS, model.quarter, council.code, entity_key(proposal.name))
    return draw < logistic(numbers.choice_sharpness * advantage)


def motive_of(model: "PartnershipModel", council: Council) -> float:
    """Return a council's own wish to be seen in partnership: most have more of it, some little."""
    numbers = model.params[SigningParameters]
    prioritises = model.streams.uniform(PRIORITISES, 0, council.code) < numbers.prioritising_share
    own = 1.15 if prioritises else 0.4
    return numbers.legitimacy_motive * own + numbers.participation_pressure


def begin(
    model: "PartnershipModel",
    name: str,
    kind: PartnershipType,
    memberships: list[Membership],
    mean_value: float,
) -> Partnership:
    """Found a partnership: its target, its cost of setting up, what it declares, first trust."""
    setting_up, numbers = model.params[BenefitParameters], model.params[SigningParameters]
    partnership = Partnership(model, name, kind, kind.services[0], memberships)
    lead = partnership.lead
    partnership.set_up_cost = set_up_cost(
        partnership.target_saving, kind.set_up_ratio, lead.completed_schemes(kind), setting_up
    )
    partnership.declared = declared_integration(
        mean_honesty(model, partnership), motive_of(model, lead), mean_value
    )
    meet(model, partnership, numbers.initial_generosity)
    model.partnerships.append(partnership)
    for member in partnership.members:
        member.partnerships.append(partnership)
    model.events.record("signed", name, other=", ".join(m.name for m in partnership.members))
    return partnership


def mean_honesty(model: "PartnershipModel", partnership: Partnership) -> float:
    """Return what members expect to put in, before any of them rides free."""
    friction = model.params[FrictionParameters].fixed
    numbers = model.params[ContributionParameters]
    expected = [
        honest_contribution(
            model.ties.mean_trust(member, partnership.partners_of(member)),
            member.leader_support,
            friction,
            numbers,
        )
        for member in partnership.members
    ]
    return sum(expected) / len(expected)


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

    Somebody has already agreed to them, so there is nothing to sign or to negotiate.
    """
    if not model.collaboration_possible:
        return
    for planned in model.planned_partnerships:
        if planned.start != model.quarter:
            continue
        memberships = planned.memberships()
        partnership = begin(model, planned.name, planned.kind, memberships, 0.0)
        partnership.service = planned.service
        partnership.term_quarters = planned.term_quarters
        partnership.set_up_cost = planned.set_up_cost
        if planned.declared is not None:
            partnership.declared = planned.declared
        partnership.move_to(Phase.MOBILISING)
