"""Changes: what a room did to a world, as events of its scenario and as a piece of a link."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, NamedTuple

from sim.core.errors import ScenarioError
from sim.scenario import Scenario
from sim.views.page.lever_kinds import Choice, Slider, Value
from sim.views.page.levers import HAPPENINGS, LEVERS
from sim.views.page.telling import partnership_name
from sim.views.words import listed

MOST_CHANGES = 40
"""In one world; a link with more is refused."""


class Change(NamedTuple):
    """One lever that was moved, or one thing that was made to happen."""

    quarter: int
    """From which quarter on it holds; 0 for from the start."""
    name: str
    """Of a lever or of something that happens."""
    value: Value
    """How the lever stands, or to whom it happens."""

    @property
    def lever(self) -> Slider | Choice | None:
        """The lever that was moved; None if something was made to happen."""
        return LEVERS.get(self.name)

    @property
    def told(self) -> str:
        """What was done, in words."""
        if self.lever is not None:
            return f"{self.lever.label}: {self.lever.said(self.value)}"
        label = HAPPENINGS[self.name].label
        return f"{label}: {partnership_name(str(self.value))}" if self.value else label

    @property
    def text(self) -> str:
        """The change as it stands in a link."""
        return f"{self.quarter},{self.name},{self.value}"


def change_from(text: str) -> Change:
    """Return a change as it stands in a link; raises ValueError if it is none."""
    quarter, _, rest = text.partition(",")
    name, _, value = rest.partition(",")
    if not quarter.isdecimal() or name not in {**LEVERS, **HAPPENINGS}:
        raise ValueError(f"there is no lever {name!r}")
    lever = LEVERS.get(name)
    return Change(int(quarter), name, value if lever is None else lever.read(value))


def with_changes(scenario: Scenario, changes: Sequence[Change]) -> Scenario:
    """Return a world with what was done to it; raises ScenarioError if that makes no sense."""
    rules: dict[str, Any] = {}
    events: list[dict[str, Any]] = []
    written = scenario.written.get(("event",))
    before = written.value if written else ()
    names = free_names({event["name"] for event in before})
    for name, change in zip(names, changes, strict=False):
        lever = change.lever
        if lever is None:
            happening = HAPPENINGS[change.name]
            events.append(happening.event(name, change.quarter, str(change.value)))
        elif change.quarter == 0:
            rules[lever.key] = change.value
        else:
            events.append(new_rule(name, change.quarter, {lever.key: change.value}))
    if events:
        rules["event"] = (*before, *events)
    return scenario.with_values(rules) if rules else scenario


def free_names(taken: Collection[str]) -> Iterator[str]:
    """Yield names for events; a world made from a room has events of a room already."""
    return (name for name in map("room-{}".format, count()) if name not in taken)


def new_rule(name: str, quarter: int, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event from which on levers stand otherwise."""
    return {"name": name, "kind": "new-rules", "quarter": quarter, "set": dict(values)}


@dataclass(frozen=True)
class Side:
    """One of the two worlds: which world of the story it is, and what was done to it."""

    world: int
    changes: tuple[Change, ...] = ()

    def changed(self, change: Change) -> "Side":
        """Return the side with one more change; the same lever in the same quarter gives way."""
        moved = change.lever is not None
        kept = [
            c
            for c in self.changes
            if not (c[:2] == change[:2] and (moved or c.value == change.value))
        ]
        return Side(self.world, tuple(sorted([*kept, change], key=lambda c: c.quarter)))

    def without(self, change: Change) -> "Side":
        """Return the side with one change taken back."""
        return Side(self.world, tuple(c for c in self.changes if c != change))

    def until(self, quarter: int) -> "Side":
        """Return the side with only what was done before a quarter."""
        return Side(self.world, tuple(c for c in self.changes if c.quarter < quarter))


def mistakes_of(error: ScenarioError) -> str:
    """Return what is wrong with a world, in a sentence."""
    return listed([mistake.message for mistake in error.mistakes])
