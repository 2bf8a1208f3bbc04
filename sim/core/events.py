"""Events: what happened, to whom, and why; the story behind the figures."""

from typing import NamedTuple


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

    def record(self, kind: str, subject: str, other: str = "", why: str = "") -> None:
        """Write down one event of the present quarter."""
        self.events.append(Event(self.quarter, kind, subject, other, why))

    def count(self, kind: str) -> int:
        """Return how often something happened so far."""
        return sum(event.kind == kind for event in self.events)
