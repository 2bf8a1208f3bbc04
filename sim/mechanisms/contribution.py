"""Contribution: what members really put in, and how it adds up to effective integration.

A member moves towards what it honestly means to give and, as far as it is reciprocal, towards
what it sees the others give. What was declared plays no part in it.

Reads:  partnership.intended (trust, support, friction), model.plan.absences
Writes: membership.contribution, partnership.effective
ODD:    docs/odd.md, SM16
"""

from typing import TYPE_CHECKING

from sim.core.streams import decision
from sim.rules.aggregation import clip, constant_elasticity
from sim.rules.commitment import ContributionParameters
from sim.rules.overhead import GovernanceParameters

if TYPE_CHECKING:
    from sim.agents.base import Organisation
    from sim.agents.membership import Membership
    from sim.agents.partnership import Partnership
    from sim.model import PartnershipModel

FREE_RIDER = decision("contribution.free-rider")


def adjusted(own: float, intended: float, seen: float, numbers: ContributionParameters) -> float:
    """Return a member's next contribution, given what it means to give and what it sees."""
    goal = (1.0 - numbers.reciprocity) * intended + numbers.reciprocity * seen
    return own + numbers.adjustment * (goal - own)


def begin(model: "PartnershipModel") -> None:
    """Let the members of partnerships whose delivery starts put in what they mean to."""
    for partnership in model.live_partnerships:
        if partnership.delivering and partnership.quarters_in_phase() == 0:
            for membership in partnership.memberships:
                if not stays_away(model, membership.organisation):
                    membership.contribution = intended(model, partnership, membership.organisation)


def run(model: "PartnershipModel") -> None:
    """Let every member of a delivering partnership choose, then let integration follow."""
    for partnership in model.live_partnerships:
        if partnership.delivering:
            deliver_together(model, partnership)


def deliver_together(model: "PartnershipModel", partnership: "Partnership") -> None:
    """Move contributions and effective integration by one quarter, from last quarter's values."""
    numbers = model.params[ContributionParameters]
    given = [membership.contribution for membership in partnership.memberships]
    reached = constant_elasticity(given, numbers.substitution)
    moved = numbers.integration_speed * (reached - partnership.effective)
    partnership.effective = min(partnership.ceiling, partnership.effective + moved)
    choices = [next_contribution(model, partnership, m) for m in partnership.memberships]
    for membership, choice in zip(partnership.memberships, choices, strict=True):
        membership.contribution = clip(choice)


def next_contribution(
    model: "PartnershipModel", partnership: "Partnership", membership: "Membership"
) -> float:
    """Return what a member puts in next quarter; nothing once it has stopped turning up."""
    if stays_away(model, membership.organisation):
        return 0.0
    return adjusted(
        membership.contribution,
        intended(model, partnership, membership.organisation),
        what_it_sees(partnership, membership),
        model.params[ContributionParameters],
    )


def what_it_sees(partnership: "Partnership", observer: "Membership") -> float:
    """Return the mean contribution of the others, as one member sees it."""
    views = [
        clip(other.contribution + partnership.error_of(observer.organisation, other.organisation))
        for other in partnership.memberships
        if other is not observer
    ]
    return sum(views) / len(views)


def intended(
    model: "PartnershipModel", partnership: "Partnership", member: "Organisation"
) -> float:
    """Return what a member means to put in now, free riding included."""
    numbers = model.params[ContributionParameters]
    governance = model.params[GovernanceParameters]
    goal = partnership.intended(member)
    if partnership.governance_mode == "lead" and member is not partnership.lead:
        goal = clip(goal - governance.lead_penalty)
    return goal * numbers.free_rider_effort if rides_free(model, member) else goal


def stays_away(model: "PartnershipModel", member: "Organisation") -> bool:
    """Tell whether the scenario says that an organisation has stopped turning up by now."""
    return any(
        model.who_is(absence.organisation, absence.quarter) == member.name
        for absence in model.plan.absences
        if absence.quarter <= model.quarter
    )


def rides_free(model: "PartnershipModel", member: "Organisation") -> bool:
    """Tell whether an organisation is of the kind that puts in less than it could."""
    share = model.params[ContributionParameters].free_rider_share
    return model.streams.uniform(FREE_RIDER, 0, member.code) < share
