"""Leadership: champions and link officers come and go, and elections change who is in charge.

Trust sits partly with persons: when a link officer leaves, the organisation's own trust in
others falls back part of the way to that of strangers; when control of a council changes, so
does everybody's trust in it.

Reads:  partnership.last_net, model.satisfaction_of, model.plan (elections, officers
        who leave, policy events)
Writes: organisation.leader_support, .leader_changed, .trust_lost_outgoing,
        .trust_lost_incoming; council.party,
        .next_election, .contention; model.policy_clarity
ODD:    docs/odd.md, SM11
"""

from typing import TYPE_CHECKING, ClassVar, Literal

from sim.agents.partnership_types import MANAGEMENT_CONSOLIDATION
from sim.core.events import EventKind
from sim.core.parameters import Parameters, param
from sim.core.periods import is_april, year_of
from sim.core.streams import decision
from sim.rules.aggregation import clip
from sim.rules.contention import ContentionParameters, closing_contention
from sim.rules.observation import ObservationParameters
from sim.rules.scale import ScaleParameters

if TYPE_CHECKING:
    from sim.agents.base import Organisation
    from sim.agents.council import Council
    from sim.model import PartnershipModel

LEAVES = decision("leadership.link-officer-leaves")
CONTROL = decision("leadership.change-of-control")
SUPPORT = decision("leadership.new-leader-support")
PARTY = decision("leadership.new-party")

NOTICE = 2
"""Quarters ahead that a poll out of turn is known."""

type ElectoralPattern = Literal["staggered", "all-out", "thirds"]


class LeadershipParameters(Parameters):
    """How often people and parties change, and what goes with them."""

    group = "leadership"
    from_start = frozenset({"pattern"})
    neutral: ClassVar = {
        "turnover": 0.0,
        "change_base": 0.0,
        "change_slope": 0.0,
        "evidence_effect": 0.0,
        "grant_welcome": 0.0,
    }

    turnover: float = param(
        0.06,
        unit="chance/quarter",
        low=0.02,
        high=0.15,
        source="re_staff_turnover",
        role="uncertainty",
        why="mu: chance that the person who holds the ties leaves.",
    )
    change_base: float = param(
        0.35,
        unit="chance/election",
        low=0.0,
        high=0.5,
        source="re_control_change_per_election",
        role="uncertainty",
        why="Chance that control changes when satisfaction is at .60.",
    )
    change_slope: float = param(
        0.8,
        unit="chance per unit of satisfaction",
        low=0.0,
        high=2.0,
        source="assumption-60",
        role="uncertainty",
        why="How much dissatisfied residents add to that chance.",
    )
    pattern: ElectoralPattern = param(
        "staggered",
        unit="choice",
        low=None,
        high=None,
        source="seed-row-75",
        role="policy",
        why="All seats in different years, all in the same year, or a third a year.",
    )
    electoral_cycle: int = param(
        16,
        unit="quarters",
        low=4,
        high=20,
        source="seed-row-75",
        role="policy",
        why="Quarters between a council's elections.",
    )
    evidence_effect: float = param(
        0.05,
        unit="share/quarter",
        low=0.0,
        high=0.2,
        source="assumption-61",
        role="uncertainty",
        why="How fast evidence of benefit moves a leader's support.",
    )
    grant_welcome: float = param(
        0.05,
        unit="support",
        low=0.0,
        high=0.2,
        source="seed-row-11",
        role="uncertainty",
        why="Support that a leader gains in the quarter in which an extra grant comes.",
    )


def chance_of_change(satisfaction: float, numbers: LeadershipParameters) -> float:
    """Return the chance that an election changes control.

    Where a third of seats is up, control changes a third as often at any one poll.
    """
    chance = clip(numbers.change_base + numbers.change_slope * (0.60 - satisfaction))
    return chance / 3.0 if numbers.pattern == "thirds" else chance


def first_poll(rank: int, numbers: LeadershipParameters) -> int:
    """Return the quarter of a council's first poll, a May, by the rank of its name."""
    return 1 + 4 * (rank % 4) if numbers.pattern == "staggered" else 1


def next_poll(quarter: int, numbers: LeadershipParameters) -> int:
    """Return the quarter of the poll after one; by thirds it is every year but the fourth."""
    if numbers.pattern != "thirds":
        return quarter + numbers.electoral_cycle
    return quarter + (8 if (quarter // 4) % 4 == 2 else 4)


def run(model: "PartnershipModel") -> None:
    """Let link officers leave, hold the elections of this quarter, and let support drift."""
    numbers, quarter = model.params[LeadershipParameters], model.quarter
    hear_of_policy(model, numbers)
    going = [e.organisation for e in model.plan.officers_leaving if e.quarter == quarter]
    leaving = {model.who_is(name) for name in going}
    for organisation in model.organisations:
        drift_support(organisation, numbers)
        unlucky = model.streams.uniform(LEAVES, quarter, organisation.code) < numbers.turnover
        if organisation.alive and (unlucky or organisation.name in leaving):
            organisation.trust_lost_outgoing += 1
            model.events.record(EventKind.LINK_OFFICER_LEAVES, organisation.name)
    close_posts(model)
    call_polls(model)
    for council in model.councils:
        if council.next_election == model.quarter:
            council.next_election = next_poll(model.quarter, numbers)
            hold_election(model, council, numbers)


def call_polls(model: "PartnershipModel") -> None:
    """Bring forward the polls that were called for one of the next quarters."""
    for event in model.plan.elections:
        if 0 <= event.quarter - model.quarter <= NOTICE:
            for council in model.councils:
                if event.council is None or model.who_is(event.council) == council.name:
                    council.next_election = min(council.next_election, event.quarter)


def hear_of_policy(model: "PartnershipModel", numbers: LeadershipParameters) -> None:
    """Let leaders take in what government has said and given."""
    said = [event for event in model.plan.policy_events if event.quarter <= model.quarter]
    clarity = model.params[ObservationParameters].policy_clarity
    model.policy_clarity = clip(clarity + sum(event.clarity for event in said))
    lift = sum(event.support for event in said if event.quarter == model.quarter)
    for organisation in model.organisations:
        organisation.leader_support = clip(organisation.leader_support + lift)
    if is_april(model.quarter):
        for council in model.councils:
            welcomed = council.one_off_grants.get(year_of(model.quarter), 0.0) > 0.0
            lifted = council.leader_support + numbers.grant_welcome * welcomed
            council.leader_support = clip(lifted)


def drift_support(organisation: "Organisation", numbers: LeadershipParameters) -> None:
    """Move a leader's support with the evidence of its partnerships' last reviews."""
    nets = [p.last_net for p in organisation.live_partnerships if p.last_review >= 0]
    evidence = 0.5 + 0.5 * sum(nets) / len(nets) if nets else 0.5
    moved = organisation.leader_support + numbers.evidence_effect * (evidence - 0.5)
    organisation.leader_support = clip(moved)


def close_posts(model: "PartnershipModel") -> None:
    """Let old contention fade, and add that of the posts which joined management has closed."""
    numbers = model.params[ContentionParameters]
    closed = model.params[ScaleParameters].director_post
    for council in model.councils:
        council.contention *= numbers.memory
        for partnership in council.live_partnerships:
            joined = partnership.kind is MANAGEMENT_CONSOLIDATION
            if joined and partnership.delivered_quarters == 1:
                council.contention += closing_contention(closed, council.base_budget, numbers)


def hold_election(
    model: "PartnershipModel", council: "Council", numbers: LeadershipParameters
) -> None:
    """Hold a poll; on a change of control a new leader and party come in."""
    chance = chance_of_change(model.satisfaction_of(council), numbers)
    if model.streams.uniform(CONTROL, model.quarter, council.code) >= chance:
        return
    council.leader_support = 0.2 + 0.6 * model.streams.uniform(SUPPORT, model.quarter, council.code)
    others = [party for party in range(3) if party != council.party]
    council.party = others[int(2 * model.streams.uniform(PARTY, model.quarter, council.code))]
    council.leader_changed = model.quarter
    council.contention = 0.0
    council.trust_lost_outgoing += 1
    council.trust_lost_incoming += 1
    model.events.record(EventKind.CHANGE_OF_CONTROL, council.name)
