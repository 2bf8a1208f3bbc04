"""Review: once a year members ask whether it was worth it; some leave, some are renewed.

A partnership that costs more than it saves, or whose members do not trust each other, is the
likelier to end. With a sunset rule, one that has little to show for what it declared is too.

Reads:  partnership.target_saving, .effective, .benefit, .overhead, model.ties,
        council.under_section_114, model.plan.closures, .withdrawals
Writes: partnership.last_net, .last_review, .term_started, council.perceived_capacity,
        model.ties; partnerships (members, endings)
ODD:    docs/odd.md, SM18
"""

from typing import TYPE_CHECKING, ClassVar

from sim.agents.partnership_types import COMMUNITY_TAKEOVER
from sim.agents.phases import Phase
from sim.core.events import EventKind
from sim.core.ledger import Flow, to_pence
from sim.core.parameters import Parameters, param
from sim.core.periods import QUARTERS_PER_YEAR
from sim.core.streams import decision
from sim.rules.aggregation import logistic
from sim.rules.capacity import CapacityParameters

if TYPE_CHECKING:
    from sim.agents.base import Organisation
    from sim.agents.membership import Membership
    from sim.agents.partnership import Partnership
    from sim.model import PartnershipModel
    from sim.scenario.specs import WithdrawalEvent

EXITS = decision("review.exits")
RENEWS = decision("review.renews")


class ReviewParameters(Parameters):
    """What makes members leave, stay or renew; effects are in log-odds."""

    group = "review"
    read_if: ClassVar = {"sunset_effect": ("sunset", (True,))}
    neutral: ClassVar = {"base": -50.0, "renewal": 50.0}

    base: float = param(
        -2.6,
        unit="log-odds",
        low=-50.0,
        high=0.0,
        source="ss_dissolution_hazard",
        role="uncertainty",
        why="Leaving a partnership with no net benefit and middling trust.",
    )
    net_effect: float = param(
        1.2,
        unit="log-odds",
        low=0.0,
        high=3.0,
        source="assumption-91",
        role="uncertainty",
        why="How much net benefit keeps members in.",
    )
    trust_effect: float = param(
        2.0,
        unit="log-odds",
        low=0.0,
        high=4.0,
        source="assumption-92",
        role="uncertainty",
        why="How much trust above .4 keeps members in.",
    )
    interdependence: float = param(
        0.15,
        unit="log-odds",
        low=0.0,
        high=0.5,
        source="assumption-93",
        role="uncertainty",
        why="Exit pressure that each pair of members makes by depending on the others.",
    )
    streamlining: float = param(
        0.0,
        unit="share",
        low=0.0,
        high=1.0,
        source="assumption-94",
        role="policy",
        why="How far agreements are kept simple; it takes interdependence away.",
    )
    sunset: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-44",
        role="policy",
        why="Whether partnerships with little to show are put up for closure.",
    )
    sunset_effect: float = param(
        0.8,
        unit="log-odds",
        low=0.0,
        high=3.0,
        source="assumption-95",
        role="uncertainty",
        why="How strongly the sunset rule acts on a talking shop.",
    )
    notice_effect: float = param(
        1.5,
        unit="log-odds",
        low=0.0,
        high=3.0,
        source="assumption-96",
        role="uncertainty",
        why="Effect of a section 114 notice.",
    )
    leader_effect: float = param(
        0.5,
        unit="log-odds",
        low=0.0,
        high=2.0,
        source="assumption-97",
        role="uncertainty",
        why="Effect of a change of leader since the last review.",
    )
    renewal: float = param(
        0.4,
        unit="log-odds",
        low=-3.0,
        high=50.0,
        source="assumption-98",
        role="uncertainty",
        why="Renewing at the end of the term with no net benefit and middling trust.",
    )
    renewal_trust_effect: float = param(
        3.0,
        unit="log-odds",
        low=0.0,
        high=6.0,
        source="assumption-136",
        role="uncertainty",
        why="How much trust above .4 speaks for renewing.",
    )
    dissolution_loss: float = param(
        0.05,
        unit="trust",
        low=0.0,
        high=0.2,
        source="assumption-99",
        role="uncertainty",
        why="Trust that every pair of members loses when a partnership is dissolved.",
    )


def net_benefit(saving: float, overhead: float) -> float:
    """Return saving less overhead, relative to the larger of the two: from -1 to 1."""
    return (saving - overhead) / max(abs(saving), abs(overhead), 1e-9)


def exit_log_odds(net: float, trust: float, members: int, numbers: ReviewParameters) -> float:
    """Return the log-odds that a member leaves at a review, before special circumstances."""
    depends = numbers.interdependence * members / 2 * (1.0 - numbers.streamlining)
    return numbers.base - numbers.net_effect * net - numbers.trust_effect * (trust - 0.4) + depends


def run(model: "PartnershipModel") -> None:
    """Review every delivering partnership on its anniversaries; end or renew it at its term."""
    close_down(model)
    withdraw(model)
    for partnership in model.live_partnerships:
        age = partnership.delivered_quarters
        if partnership.delivering and age > 0 and age % QUARTERS_PER_YEAR == 0:
            review(model, partnership)


def close_down(model: "PartnershipModel") -> None:
    """End the partnerships that the scenario closes this quarter."""
    closing = {e.partnership for e in model.plan.closures if e.quarter == model.quarter}
    for partnership in [p for p in model.live_partnerships if p.name in closing]:
        dissolve(model, partnership, "closed down")


def withdraw(model: "PartnershipModel") -> None:
    """Let members give notice, and those leave whose notice is over."""
    for event in model.plan.withdrawals:
        if model.quarter == event.quarter:
            give_notice(model, event)
        if model.quarter == event.leaves:
            for partnership in left_by(model, event):
                leave(model, event, partnership)


def left_by(model: "PartnershipModel", event: "WithdrawalEvent") -> "list[Partnership]":
    """Return the live partnerships that a member leaves: those it was in when it gave notice."""
    return [
        partnership
        for partnership in model.live_partnerships
        if event.partnership in (None, partnership.name)
        and partnership.signed <= event.quarter
        and event.organisation in [member.name for member in partnership.members]
    ]


def give_notice(model: "PartnershipModel", event: "WithdrawalEvent") -> None:
    """Write down that a member will leave, or that there is nothing it could leave."""
    leaving = left_by(model, event)
    when = f"leaves in quarter {event.leaves}, counted from 0"
    for partnership in leaving:
        model.events.record(EventKind.GIVES_NOTICE, partnership.name, event.organisation, when)
    if not leaving:
        why = f"not a member of {event.partnership or 'any partnership'}"
        model.events.record(EventKind.NOTHING_TO_LEAVE, event.organisation, why=why)


def leave(model: "PartnershipModel", event: "WithdrawalEvent", partnership: "Partnership") -> None:
    """Pay the members that stay, in equal parts of whole pence, and part with the one that goes."""
    (going,) = [m for m in partnership.memberships if m.organisation.name == event.organisation]
    staying = partnership.partners_of(going.organisation)
    owed = to_pence(event.exit_cost / 1000.0)
    paid = min(owed, max(0, going.organisation.balance))
    for i, member in enumerate(staying):
        part = paid // len(staying) + (i < paid % len(staying))
        going.organisation.pay(member.account, part, Flow.EXIT, partnership.name)
    if paid < owed:
        why = f"£{paid / 100:,.2f} of £{owed / 100:,.2f}"
        model.events.record(EventKind.EXIT_COST_UNPAID, partnership.name, event.organisation, why)
    part_with(model, partnership, [going])


def review(model: "PartnershipModel", partnership: "Partnership") -> None:
    """Let members leave, then decide on renewal if the term is over."""
    saving = partnership.target_saving / 4.0 * partnership.effective
    gained = saving if partnership.kind.saves_cash else partnership.benefit
    partnership.last_net = net_benefit(gained, partnership.overhead)
    learn_from(model, partnership)
    leavers = [m for m in partnership.memberships if leaves(model, partnership, m.organisation)]
    partnership.last_review = model.quarter
    if leavers:
        part_with(model, partnership, leavers)
    if not partnership.delivering:
        return
    if partnership.delivered_quarters - partnership.term_started >= partnership.term_quarters:
        end_of_term(model, partnership)


def learn_from(model: "PartnershipModel", partnership: "Partnership") -> None:
    """Let a takeover correct what its council believes of its communities (seeds row 97)."""
    if partnership.kind is COMMUNITY_TAKEOVER:
        council = partnership.lead
        step = model.params[CapacityParameters].belief_learning
        council.perceived_capacity += step * (council.capacity - council.perceived_capacity)


def leaves(model: "PartnershipModel", partnership: "Partnership", member: "Organisation") -> bool:
    """Draw whether one member leaves at this review."""
    numbers = model.params[ReviewParameters]
    trust = model.ties.mean_trust(member, partnership.partners_of(member))
    odds = exit_log_odds(partnership.last_net, trust, len(partnership.memberships), numbers)
    odds += numbers.sunset_effect * (numbers.sunset and partnership.is_talking_shop)
    odds += numbers.notice_effect * member.under_section_114
    since = max(partnership.signed, partnership.last_review)
    odds += numbers.leader_effect * (member.leader_changed > since)
    draw = model.streams.uniform(EXITS, model.quarter, member.code, partnership.code)
    return draw < logistic(odds)


def part_with(
    model: "PartnershipModel", partnership: "Partnership", leavers: "list[Membership]"
) -> None:
    """Let members go; without its lead, a council or a second member, it is dissolved."""
    left = [m for m in partnership.memberships if m not in leavers]
    leaderless = partnership.lead not in [m.organisation for m in left]
    if len(left) < 2 or leaderless:
        who = ", ".join(m.organisation.name for m in leavers)
        dissolve(model, partnership, f"left by {who}")
        return
    partnership.have(left)
    for membership in leavers:
        model.events.record(
            EventKind.MEMBER_LEAVES, partnership.name, other=membership.organisation.name
        )


def dissolve(model: "PartnershipModel", partnership: "Partnership", why: str) -> None:
    """End a partnership early; every pair of members trusts each other a little less."""
    loss = model.params[ReviewParameters].dissolution_loss
    members = partnership.members
    for i, a in enumerate(members):
        for b in members[:i]:
            model.ties.add_trust(a, b, -loss)
    partnership.move_to(Phase.DISSOLVED, why)


def end_of_term(model: "PartnershipModel", partnership: "Partnership") -> None:
    """Renew, at no second set-up cost, or complete."""
    numbers = model.params[ReviewParameters]
    odds = (
        numbers.renewal
        + numbers.net_effect * partnership.last_net
        + numbers.renewal_trust_effect * (partnership.mean_trust - 0.4)
    )
    if model.streams.uniform(RENEWS, model.quarter, partnership.code) < logistic(odds):
        partnership.term_started = partnership.delivered_quarters
        model.events.record(EventKind.RENEWED, partnership.name)
    else:
        partnership.move_to(Phase.COMPLETED, "term ended")
