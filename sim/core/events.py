"""Events: what happened, to whom, and why; the story behind the figures."""

from enum import StrEnum
from typing import NamedTuple


class EventKind(StrEnum):
    """Everything that can happen, under the name by which results keep it."""

    NEW_RULES = "new rules"
    MERGER = "merger"
    LINK_OFFICER_LEAVES = "link officer leaves"
    CHANGE_OF_CONTROL = "change of control"
    OPPORTUNITY_LAPSES = "opportunity lapses"
    PROPOSED = "proposed"
    REFUSED = "refused"
    SIGNED = "signed"
    NEGOTIATING = "negotiating"
    MOBILISING = "mobilising"
    DELIVERING = "delivering"
    FAILED_NEGOTIATION = "failed negotiation"
    UNAFFORDABLE = "unaffordable"
    DISSOLVED = "dissolved"
    HANDED_BACK = "handed back"
    COMPLETED = "completed"
    RENEWED = "renewed"
    MEMBER_LEAVES = "member leaves"
    GIVES_NOTICE = "gives notice"
    NOTHING_TO_LEAVE = "nothing to withdraw from"
    EXIT_COST_UNPAID = "exit cost not paid in full"
    COHORT_BEGINS = "cohort begins"
    COHORT_ENDS = "cohort ends"
    PILOT_BEGINS = "pilot begins"
    GATE_PASSED = "gate passed"
    GATE_CLOSED = "gate closed"
    CLOSING_VETOED = "closing vetoed"
    POSTS_CLOSED = "posts closed"
    BUILDING_LEASED = "building leased"
    REPAIR_BILL = "repair bill"
    NO_BIDDER = "no bidder"
    LOT_WON = "lot won"
    BID_CONVENED = "bid convened"
    BID_WON = "bid won"
    BID_LOST = "bid lost"
    CRISIS = "crisis"
    SECTION_114_NOTICE = "section 114 notice"
    ENTERPRISE_CLOSES = "enterprise closes"
    JOINS_NETWORK = "joins network"
    NETWORK_PROJECT = "network project"


BY_TENDER = "by tender"
"""Whom a service is proposed to that is put out to tender."""


class Event(NamedTuple):
    """One thing that happened in a quarter."""

    quarter: int
    kind: str
    subject: str
    other: str
    reason: str


class EventLog:
    """Everything that happened in one run, in order."""

    def __init__(self) -> None:
        self.quarter = 0
        self.events: list[Event] = []

    def record(self, kind: EventKind, subject: str, other: str = "", why: str = "") -> None:
        """Write down one event of the present quarter."""
        self.events.append(Event(self.quarter, kind, subject, other, why))

    def count(self, kind: EventKind) -> int:
        """Return how often something happened so far."""
        return sum(event.kind == kind for event in self.events)
