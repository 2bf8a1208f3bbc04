"""Telling: what happened, in sentences that can be read aloud."""

import re
from collections.abc import Iterable

from sim.agents.partnership_types import TYPES
from sim.core.events import BY_TENDER, Event, EventKind
from sim.views.network import MARKERS
from sim.views.page.played_world import Course

ARISEN = re.compile(rf"(.+) ({'|'.join(TYPES)}) \d+\.\d+(?: lot (\d+))?")
"""The name of a partnership that arose by itself: lead, type, quarter and place on the agenda."""

KEBAB = re.compile("[a-z]+(-[a-z]+)+")
"""A name that somebody gave without spaces, as files of scenarios do."""

NUMBERED = re.compile(rf"\b(?:{'|'.join(MARKERS)})(?:-\d+)?\b", re.IGNORECASE)
"""The name of an organisation that no file names."""

PUT_OUT_TO_TENDER = "{subject} was put out to tender"

SENTENCES: dict[str, str] = {
    EventKind.NEW_RULES: "New rules: {why}",
    EventKind.MERGER: "{subject} took in {other}",
    EventKind.LINK_OFFICER_LEAVES: "{subject}'s champion left; its trust in partners fell",
    EventKind.CHANGE_OF_CONTROL: "Control of {subject} changed at an election",
    EventKind.OPPORTUNITY_LAPSES: "{subject} let an opportunity for {other} lapse: {why}",
    EventKind.PROPOSED: "{subject} was put to {other}",
    EventKind.REFUSED: "{subject} was refused: {why}",
    EventKind.SIGNED: "{subject} was signed by {other}",
    EventKind.NEGOTIATING: "Talks began about {subject}",
    EventKind.MOBILISING: "{subject} is being set up",
    EventKind.DELIVERING: "{subject} began to deliver",
    EventKind.FAILED_NEGOTIATION: "{subject} failed: {why}",
    EventKind.UNAFFORDABLE: "{subject} could not be afforded",
    EventKind.DISSOLVED: "{subject} was dissolved: {why}",
    EventKind.HANDED_BACK: "{subject} was handed back",
    EventKind.COMPLETED: "{subject} came to its end",
    EventKind.RENEWED: "{subject} was renewed",
    EventKind.MEMBER_LEAVES: "{other} left {subject}",
    EventKind.GIVES_NOTICE: "{other} gave notice to leave {subject}",
    EventKind.NOTHING_TO_LEAVE: "{subject} gave notice in vain: {why}",
    EventKind.EXIT_COST_UNPAID: "{other} paid only {why} of the cost of leaving {subject}",
    EventKind.COHORT_BEGINS: "{subject}: a cohort began, {why}",
    EventKind.COHORT_ENDS: "{subject}: a cohort ended, {why}",
    EventKind.PILOT_BEGINS: "{subject} began a pilot",
    EventKind.GATE_PASSED: "The pilots passed the gate: {why}",
    EventKind.GATE_CLOSED: "The pilots did not pass the gate: {why}",
    EventKind.CLOSING_VETOED: "{subject} vetoed closing posts",
    EventKind.POSTS_CLOSED: "{subject} closed posts: {why}",
    EventKind.BUILDING_LEASED: "A building in {subject} was leased to the community",
    EventKind.REPAIR_BILL: "{subject} met a repair bill",
    EventKind.NO_BIDDER: "No one bid for {subject}",
    EventKind.LOT_WON: "{other} won {subject}: {why}",
    EventKind.BID_CONVENED: "{subject} brought members together for a bid: {why}",
    EventKind.BID_WON: "{subject}'s bid was won: {why}",
    EventKind.BID_LOST: "{subject}'s bid was lost: {why}",
    EventKind.CRISIS: "A crisis began",
    EventKind.SECTION_114_NOTICE: "{subject} declared that it cannot balance its budget",
    EventKind.ENTERPRISE_CLOSES: "{subject} closed: {why}",
    EventKind.JOINS_NETWORK: "{subject} joined the network",
    EventKind.NETWORK_PROJECT: "{subject} started a project {why}",
}
"""What is said of every kind of event; other kinds are told by their names."""

MINOR = frozenset(
    {
        EventKind.OPPORTUNITY_LAPSES,
        EventKind.PROPOSED,
        EventKind.REFUSED,
        EventKind.MOBILISING,
        EventKind.NO_BIDDER,
        EventKind.POSTS_CLOSED,
        EventKind.CLOSING_VETOED,
        EventKind.JOINS_NETWORK,
        EventKind.NETWORK_PROJECT,
        EventKind.REPAIR_BILL,
        EventKind.BUILDING_LEASED,
    }
)
"""Kinds that happen all the time: told after others, and nothing lights up for them."""


def told(event: Event) -> str:
    """Return an event as a sentence without a full stop."""
    known = SENTENCES.get(event.kind, "{subject}: {kind}")
    sentence = PUT_OUT_TO_TENDER if event.other == BY_TENDER else known
    subject = capital(partnership_name(event.subject))
    other = event.other.replace("-", " ") if event.other in TYPES else event.other
    words = sentence.format(subject=subject, other=other, why=event.reason, kind=event.kind)
    return capital(readable(words.removesuffix(": ")))


def readable(words: str) -> str:
    """Return words with the names that a place gives by number as people write them."""
    return NUMBERED.sub(lambda found: found[0].replace("-", " "), words)


def capital(text: str) -> str:
    """Return text with a capital first letter."""
    return text[:1].upper() + text[1:]


def partnership_name(name: str) -> str:
    """Return what a partnership is called: its own name, or what it is and whose."""
    arisen = ARISEN.fullmatch(name)
    if arisen is None:
        return name.replace("-", " ") if KEBAB.fullmatch(name) else readable(name)
    lead, kind, lot = arisen.groups()
    return f"{readable(lead)}'s {kind.replace('-', ' ')}" + (
        f" (lot {int(lot) + 1})" if lot else ""
    )


def latest(course: Course, played: int, most: int) -> list[tuple[int, str]]:
    """Return (quarter, sentence) of the last things that happened, the latest first.

    Of one quarter what is notable comes before what happens all the time.
    """
    found: list[tuple[int, str]] = []
    for quarter in reversed(range(played)):
        events = sorted(course.events(quarter), key=lambda event: event.kind in MINOR)
        for sentence in dict.fromkeys(told(event) for event in events):
            found.append((quarter, sentence))
            if len(found) == most:
                return found
    return found


def touched(events: Iterable[Event]) -> set[str]:
    """Return the names of everybody and everything to whom something notable happened."""
    return {
        name
        for event in events
        if event.kind not in MINOR
        for name in (event.subject, *event.other.split(", "))
    }
