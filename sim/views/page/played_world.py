"""Courses: one world from beginning to end, run by the same code as every command."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from sim.core.errors import PageError
from sim.core.events import Event
from sim.measures import MEASURES
from sim.scenario import Scenario
from sim.study.gather import twin_of, with_counterfactual
from sim.study.simulate import Live, Run, World
from sim.views.page.moments import Moment, Watch, moment_of

DRAWINGS_KEPT = 500
"""How many drawings of one kind are remembered: a room that plays one story shares them."""
KEPT = 48
"""How many courses are remembered, for everybody who looks; the least used is forgotten first."""


@dataclass(frozen=True, eq=False)
class Course:
    """Everything that happens in one world: its run, and how it looks at every moment.

    Each is itself and nothing else, so that drawings of it can be remembered by it.
    """

    scenario: Scenario
    run: Run
    moments: tuple[Moment, ...]
    """One more than there are quarters: the first is the world before anything happened."""

    @cached_property
    def _columns(self) -> dict[tuple[str, str, str], int]:
        return {column: i for i, column in enumerate(self.run.columns)}

    def has(self, measure: str, group: str = "") -> bool:
        """Tell whether a measure has a course, of the region or of a group."""
        return (measure, "", group) in self._columns and MEASURES[measure].kind != "run"

    def groups(self, measure: str) -> list[str]:
        """Return the groups that a measure is known of."""
        return [group for name, _, group in self._columns if name == measure and group]

    def path(self, measure: str, group: str = "") -> NDArray[np.float64]:
        """Return a measure of the region by quarter, totals added up since the start."""
        return MEASURES[measure].so_far(self.run.matrix[:, self._columns[measure, "", group]])

    @cached_property
    def _events(self) -> list[list[Event]]:
        by_quarter: list[list[Event]] = [[] for _ in self.moments]
        for row in self.run.tables["events"].to_pylist():
            by_quarter[row["quarter"]].append(Event(**row))
        return by_quarter

    def events(self, quarter: int) -> list[Event]:
        """Return what happened in a quarter."""
        return self._events[quarter]

    def events_until(self, played: int) -> Iterator[Event]:
        """Yield what happened in the first so many quarters, the latest first."""
        for quarter in reversed(range(played)):
            yield from reversed(self._events[quarter])


def path_of(run: Run, measure: str, group: str) -> NDArray[np.float64]:
    """Return a measure of a run's region by quarter, totals added up since the start."""
    return MEASURES[measure].so_far(run.matrix[:, run.columns.index((measure, "", group))])


def run_course(scenario: Scenario) -> Course:
    """Run a world and its twin without partnerships once, on the first luck of its seed."""
    if scenario.run.record != "full":
        scenario = scenario.with_run(record="full")
    world, watch = World(scenario.name, scenario), Watch()
    live = Live(world, 0, watch=watch)
    start = moment_of(live.model)
    twin = Live(twin_of(world), 0, like=live)
    live.run_all()
    twin.run_all()
    run = with_counterfactual(live.ended(), twin.ended())
    return Course(scenario, run, (start, *watch.moments))


class Courses:
    """Courses that were run already, shared by all who look; each world is run once."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, int], Course] = OrderedDict()
        self._lock = Lock()

    def __call__(self, scenario: Scenario) -> Course:
        """Return the course of a world; raises ScenarioError if the world cannot be run."""
        key = (scenario.fingerprint, scenario.run.seed)
        with self._lock:
            if key not in self._known:
                self._known[key] = run_course(scenario)
            self._known.move_to_end(key)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
            return self._known[key]

    def pair(self, scenarios: Sequence[Scenario]) -> tuple[Course, Course]:
        """Return two courses that can be set side by side; raises PageError if they cannot."""
        first, second = map(self, scenarios)
        if len(first.moments) != len(second.moments):
            raise PageError("two worlds side by side must have the same number of quarters")
        return first, second
