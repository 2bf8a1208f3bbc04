"""Telling: what happened, in sentences that can be read aloud."""

import re
from collections.abc import Iterable

from sim.agents.partnership_types import TYPES
from sim.core.events import Event
from sim.views.network import MARKERS
from sim.views.page.played_world import Course
from sim.views.words import pounds

ARISEN = re.compile(rf"(.+) ({'|'.join(TYPES)}) \d+\.\d+(?: lot (\d+))?")
"""The name of a partnership that arose by itself: lead, type, quarter and place on the agenda."""

KEBAB = re.compile("[a-z]+(-[a-z]+)+")
"""A name that somebody gave without spaces, as files of scenarios do."""

NUMBERED = re.compile(rf"\b(?:{'|'.join(MARKERS)})(?:-\d+)?\b", re.IGNORECASE)
"""The name of an organisation that no file names."""
THOUSANDS = re.compile(r"(\d[\d,]*(?:\.\d+)?) k£")

SENTENCES = {
    "new rules": "New rules: {why}",
    "merger": "{subject} took in {other}",
    "link officer leaves": "{subject}'s champion left; its trust in partners fell",
    "change of control": "Control of {subject} changed at an election",
    "opportunity lapses": "{subject} let an opportunity for {other} lapse: {why}",
    "proposed": "{subject} was put to {other}",
    "proposed by tender": "{subject} was put out to tender",
    "refused": "{subject} was refused: {why}",
    "signed": "{subject} was signed by {other}",
    "negotiating": "Talks began about {subject}",
    "mobilising": "{subject} is being set up",
    "delivering": "{subject} began to deliver",
    "failed negotiation": "{subject} failed: {why}",
    "unaffordable": "{subject} could not be afforded",
    "dissolved": "{subject} was dissolved: {why}",
    "handed back": "{subject} was handed back",
    "completed": "{subject} came to its end",
    "renewed": "{subject} was renewed",
    "member leaves": "{other} left {subject}",
    "cohort begins": "{subject}: a cohort began, {why}",
    "cohort ends": "{subject}: a cohort ended, {why}",
    "pilot begins": "{subject} began a pilot",
    "gate passed": "The pilots passed the gate: {why}",
    "gate closed": "The pilots did not pass the gate: {why}",
    "closing vetoed": "{subject} vetoed closing posts",
    "posts closed": "{subject} closed posts: {why}",
    "building leased": "A building in {subject} was leased to the community",
    "repair bill": "{subject} met a repair bill",
    "no bidder": "No one bid for {subject}",
    "lot won": "{other} won {subject}: {why}",
    "bid convened": "{subject} brought members together for a bid: {why}",
    "bid won": "{subject}'s bid was won: {why}",
    "bid lost": "{subject}'s bid was lost: {why}",
    "crisis": "A crisis began",
    "section 114 notice": "{subject} declared that it cannot balance its budget",
    "enterprise closes": "{subject} closed: {why}",
    "joins network": "{subject} joined the network",
    "network project": "{subject} started a project {why}",
}
"""What is said of every kind of event; other kinds are told by their names."""

MINOR = frozenset(
    {
        "opportunity lapses",
        "proposed",
        "refused",
        "mobilising",
        "no bidder",
        "posts closed",
        "closing vetoed",
        "joins network",
        "network project",
        "repair bill",
        "building leased",
    }
)
"""Kinds that happen all the time: told after others, and nothing lights up for them."""


def told(event: Event) -> str:
    """Return an event as a sentence without a full stop."""
    kind = f"{event.kind} {event.other}" if event.other == "by tender" else event.kind
    sentence = SENTENCES.get(kind, "{subject}: {kind}")
    subject = capital(partnership_name(event.subject))
    other = event.other.replace("-", " ") if event.other in TYPES else event.other
    words = sentence.format(subject=subject, other=other, why=event.reason, kind=event.kind)
    return capital(readable(words.removesuffix(": ")))


def readable(words: str) -> str:
    """Return words with the names that a place gives by number, and k£, as people write them."""
    spaced = NUMBERED.sub(lambda found: found[0].replace("-", " "), words)
    return THOUSANDS.sub(lambda found: pounds(1000.0 * float(found[1].replace(",", ""))), spaced)


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
