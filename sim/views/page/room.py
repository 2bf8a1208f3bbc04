"""Rooms: one session's two worlds, where it is in them, and the link that brings it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

from sim.core.errors import PageError, ScenarioError
from sim.core.periods import label
from sim.scenario import Scenario
from sim.study.questions import cell_of
from sim.views.page.access import HERE, QUERY, Door
from sim.views.page.changes import (
    MOST_CHANGES,
    Change,
    Side,
    change_from,
    mistakes_of,
    with_changes,
)
from sim.views.page.played_world import Course, Courses
from sim.views.page.stories import Story
from sim.views.page.study import Studies
from sim.views.page.workers import Workers

LETTERS = ("A", "B")
LONGEST_LINK = 4000


@dataclass(frozen=True)
class Room:
    """Everything a session chose; nothing else decides what it sees."""

    story: Story
    sides: tuple[Side, Side] = (Side(0), Side(1))
    seed: int | None = None
    """None for the luck that the story's worlds come with."""
    played: int = 0
    """Quarters played so far."""
    cell: tuple[str, str] | None = None
    """The outcome that is looked at; None for the story's first."""

    @property
    def shown(self) -> tuple[str, str]:
        """Measure and group of the outcome that is looked at."""
        return self.cell or self.story.cells[0]

    @property
    def scenarios(self) -> tuple[Scenario, Scenario]:
        """The two worlds as they are now; raises ScenarioError if one makes no sense."""
        first, second = (self.scenario(side) for side in self.sides)
        return first, second

    def scenario(self, side: Side) -> Scenario:
        """Return one world with all that was done to it."""
        world = self.story.worlds[side.world]
        if self.seed is not None:
            world = world.with_run(seed=self.seed)
        return with_changes(world, side.changes)

    @property
    def names(self) -> tuple[str, str]:
        """What the two worlds are called."""
        first, second = (self._name(side) for side in self.sides)
        if first == second:
            return first, f"{second} (2)"
        return first, second

    def _name(self, side: Side) -> str:
        return self.story.worlds[side.world].name + (", changed" if side.changes else "")

    @property
    def titled(self) -> tuple[Scenario, Scenario]:
        """The two worlds under the names that they have here."""
        first, second = (
            replace(scenario, name=name)
            for scenario, name in zip(self.scenarios, self.names, strict=True)
        )
        return first, second

    @property
    def is_as_told(self) -> bool:
        """Whether it is still the story's own two worlds and outcome."""
        return self.sides == (Side(0), Side(1)) and self.shown == self.story.cells[0]

    @property
    def quarters(self) -> int:
        """How many quarters there are to play."""
        return self.story.worlds[self.sides[0].world].run.quarters

    def when(self, quarter: int) -> str:
        """Return a quarter as people write it."""
        return label(quarter, self.story.worlds[self.sides[0].world].run.start_year)

    @property
    def clock(self) -> str:
        """Where the session is, in words."""
        if self.played == 0:
            return f"Before {self.when(0)}"
        return f"{self.when(self.played - 1)}, quarter {self.played} of {self.quarters}"

    def at(self, played: int) -> "Room":
        """Return the room after so many quarters."""
        return replace(self, played=min(max(0, played), self.quarters))

    def looking_at(self, cell: tuple[str, str]) -> "Room":
        """Return the room with another outcome in view."""
        return replace(self, cell=None if cell == self.story.cells[0] else cell)

    def changed(self, which: int, name: str, value: float | bool | str) -> "Room":
        """Return the room with one thing done in one world; raises ScenarioError if it cannot be.

        A lever that acts from the start takes the room back to the start.
        """
        change = Change(self.played, name, value)
        room = self
        if change.lever is not None and change.lever.from_start:
            room, change = self.at(0), change._replace(quarter=0)
        return room.with_side(which, room.sides[which].changed(change)).checked()

    def with_side(self, which: int, side: Side) -> "Room":
        """Return the room with another world on one side."""
        sides = list(self.sides)
        sides[which] = side
        return replace(self, sides=(sides[0], sides[1]))

    def with_world(self, which: int, number: int) -> "Room":
        """Return the room with another world of the story on one side, from the start."""
        return self.at(0).with_side(which, Side(number))

    def on_luck(self, seed: int) -> "Room":
        """Return the room on other luck."""
        return replace(self, seed=seed)

    def undone(self) -> "Room":
        """Return the room with nothing changed in either world."""
        first, second = (Side(side.world) for side in self.sides)
        return replace(self, sides=(first, second))

    def branched(self, which: int) -> "Room":
        """Return the room with one world's history on both sides, free to part from now on."""
        side = self.sides[which].until(max(1, self.played))
        return replace(self, sides=(side, side))

    def checked(self) -> "Room":
        """Return the room if both its worlds make sense, else raise ScenarioError."""
        assert self.scenarios
        return self

    @property
    def link(self) -> str:
        """The room as the query of a link."""
        parts = [("story", self.story.name), ("at", str(self.played))]
        parts += [("worlds", ",".join(str(side.world) for side in self.sides))]
        if self.seed is not None:
            parts.append(("seed", str(self.seed)))
        if self.cell is not None:
            parts.append(("show", " ".join(self.cell).strip()))
        for letter, side in zip(LETTERS, self.sides, strict=True):
            parts += [(letter, change.text) for change in side.changes]
        return urlencode(parts)


@dataclass(frozen=True)
class Shelf:
    """What all sessions share: the stories there are, and the courses that were run."""

    stories: Sequence[Story]
    courses: Courses = field(default_factory=Courses)
    workers: Workers = field(default_factory=Workers)
    door: Door = HERE
    """Where the page is served, for links to it."""

    @cached_property
    def studies(self) -> Studies:
        """What was found out about pairs of worlds."""
        return Studies(self.workers)

    def story(self, name: str) -> Story:
        """Return a story; raises ValueError if there is none of that name."""
        for story in self.stories:
            if story.name == name:
                return story
        raise ValueError(f"there is no story {name!r}")

    def course_pair(self, room: Room) -> tuple[Course, Course]:
        """Return the courses of a room's two worlds."""
        return self.courses.pair(room.scenarios)

    def room_from(self, query: Mapping[str, Sequence[str]]) -> Room:
        """Return the room of a link; raises PageError if the link is not whole."""
        query = {key: texts for key, texts in query.items() if key != QUERY}
        if not query:
            return Room(self.stories[0])
        if sum(len(text) for texts in query.values() for text in texts) > LONGEST_LINK:
            raise PageError("that link is too long")
        try:
            return self._room_from(query).checked()
        except ScenarioError as error:
            raise PageError(
                f"that link does not match its scenarios: {mistakes_of(error)}"
            ) from None
        except (ValueError, IndexError, KeyError) as error:
            raise PageError(f"that link is incomplete ({error})") from None

    def _room_from(self, query: Mapping[str, Sequence[str]]) -> Room:
        story = self.story(query["story"][0])
        numbers = [int(n) for n in query.get("worlds", ["0,1"])[0].split(",")]
        if len(numbers) != 2 or not all(0 <= n < len(story.worlds) for n in numbers):
            raise ValueError("two worlds of the story")
        sides = [
            Side(number, tuple(map(change_from, query.get(letter, ())[:MOST_CHANGES])))
            for number, letter in zip(numbers, LETTERS, strict=True)
        ]
        seed = int(query["seed"][0]) if "seed" in query else None
        cell = cell_of(query["show"][0]) if "show" in query else None
        room = Room(story, (sides[0], sides[1]), seed, 0, cell)
        if cell is not None and not self.courses(room.scenarios[0]).has(*cell):
            raise ValueError(f"there is no outcome {cell[0]!r}")
        return room.at(int(query.get("at", ["0"])[0]))
