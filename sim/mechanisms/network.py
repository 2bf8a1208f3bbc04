"""Network: a body that brings organisations together, collects fees and starts joint projects.

Meetings keep members in touch and build a little trust; now and then a project comes out of
them. All of this costs fees, and without enough of them the body shrinks.

Reads:  model.ties, organisation.leader_support, .cash
Writes: body.members, .activity, .reach, .gain, .in_touch, .convenes_since, .projects,
        .projects_done, organisation.leader_support, place.network_active;
        the ledger (fees, network activity)
ODD:    docs/odd.md, SM24
"""

from typing import TYPE_CHECKING

from sim.agents.base import Organisation
from sim.agents.infrastructure_body import InfrastructureBody, Project
from sim.agents.ties import near_each_other
from sim.core.events import EventKind
from sim.core.ledger import CENTRAL_GOVERNMENT, SUPPLIERS, Flow, to_pence
from sim.core.periods import is_april
from sim.core.streams import decision
from sim.rules.meetings import MeetingParameters, meeting_gain
from sim.rules.network import THEMES, NetworkParameters, practice_reach, project_chance

if TYPE_CHECKING:
    from sim.model import PartnershipModel

PROJECT = decision("network.project-arises")
HOST = decision("network.project-host")
THEME = decision("network.project-theme")
AT_START = decision("network.member-at-start")

PROJECT_QUARTERS = 2
PROJECT_MEMBERS = 6


def run(model: "PartnershipModel") -> None:
    """Take every network body through a quarter."""
    numbers = model.params[NetworkParameters]
    for body in model.bodies:
        body.projects = [p for p in body.projects if p.until > model.quarter]
        if not numbers.convenes:
            rest(body)
            continue
        if is_april(model.quarter) or body.convenes_since < 0:
            take_members(model, body, numbers)
        collect(model, body, numbers)
        meet(model, body, numbers)
        may_start_project(model, body, numbers)


def rest(body: InfrastructureBody) -> None:
    """Let a body that brings nobody together have no members, and nothing come of it."""
    body.convenes_since = -1
    if body.members:
        body.take([])
    body.reach = body.gain = 0.0
    body.in_touch = False
    for place in body.places:
        place.network_active = 0.0


def take_members(
    model: "PartnershipModel", body: InfrastructureBody, numbers: NetworkParameters
) -> None:
    """Let organisations join or leave, by their trust in those who are members."""
    able = [o for o in model.organisations if o is not body and o.alive and o.kind != "contractor"]
    if body.convenes_since < 0:
        body.convenes_since = model.quarter
        share = numbers.members_at_start
        body.take([o for o in able if model.streams.uniform(AT_START, 0, o.code) < share])
        return
    before = set(body.members)
    around = near_each_other(able)
    known = {o: [other for other in around[o] if other in before] for o in able}
    body.take([o for o in able if wants_in(model, o, known[o], numbers)])
    for o in body.members:
        if o not in before:
            model.events.record(EventKind.JOINS_NETWORK, o.name, body.name)


def wants_in(
    model: "PartnershipModel",
    organisation: Organisation,
    known: list[Organisation],
    numbers: NetworkParameters,
) -> bool:
    """Tell whether an organisation is or stays a member: it can pay, and trusts those it knows."""
    trust = model.ties.mean_trust(organisation, known)
    return trust > numbers.joining_trust and organisation.cash >= 4.0 * numbers.fee


def collect(
    model: "PartnershipModel", body: InfrastructureBody, numbers: NetworkParameters
) -> None:
    """Collect fees and core funding; an underfunded body shrinks."""
    model.ledger.transfer(CENTRAL_GOVERNMENT, body.account, to_pence(numbers.funding), Flow.NETWORK)
    for member in body.members:
        member.pay_up_to(body.account, numbers.fee, Flow.NETWORK_FEE)
    needed = numbers.need * len(body.members)
    paid = body.pay_up_to(SUPPLIERS, needed * body.activity, Flow.NETWORK)
    short = paid < needed * body.activity * (1.0 - 1e-9)
    yearly = (1.0 - numbers.shrinkage) ** 0.25
    body.activity = body.activity * yearly if short else min(1.0, body.activity / yearly)


def frequency(model: "PartnershipModel", body: InfrastructureBody) -> float:
    """Return meetings a quarter, fewer where the body has shrunk."""
    return model.params[MeetingParameters].meetings * body.activity


def meet(model: "PartnershipModel", body: InfrastructureBody, numbers: NetworkParameters) -> None:
    """Let members meet: they stay in touch, learn, and directors come to think more of it."""
    meetings = frequency(model, body)
    body.reach = practice_reach(meetings, numbers)
    body.gain = meeting_gain(meetings, model.params[MeetingParameters])
    body.in_touch = meetings >= 1.0
    for place in body.places:
        place.network_active = float(bool(body.members) and body.activity > 0.0)
    if numbers.director_meetings:
        for member in body.members:
            raised = member.leader_support + numbers.director_effect * body.activity
            member.leader_support = min(1.0, raised)


def may_start_project(
    model: "PartnershipModel", body: InfrastructureBody, numbers: NetworkParameters
) -> None:
    """Let a thematic project come out of meetings: two quarters of joint work for neighbours."""
    if len(body.members) < 2 or body.cash < numbers.project_cost:
        return
    luck = model.streams.uniform(PROJECT, model.quarter, body.code)
    trust = model.ties.trust_among(body.neighbours)
    if luck >= project_chance(frequency(model, body), trust, numbers):
        return
    body.pay_up_to(SUPPLIERS, numbers.project_cost, Flow.NETWORK)
    who = model.streams.uniform(HOST, model.quarter, body.code)
    host = body.members[int(who * len(body.members))]
    around = sorted([host, *body.neighbours[host]], key=lambda member: member.name)
    members = around[:PROJECT_MEMBERS]
    theme = THEMES[int(len(THEMES) * model.streams.uniform(THEME, model.quarter, body.code))]
    body.projects.append(Project(model.quarter + PROJECT_QUARTERS, members, theme))
    body.projects_done += 1
    names = ", ".join(m.name for m in members)
    model.events.record(EventKind.NETWORK_PROJECT, body.name, names, f"about {theme}")
