"""The session: which room one visitor is in, its two courses, and who draws when it changes.

Panels are given the session and know nothing of the screen that they stand on. They never hand
over a room, only how the room is to change. Changes wait for each other, and each is made on the
room that the one before it left, or two that come within a second would undo each other.
"""

import asyncio
from collections.abc import Callable

from nicegui import run

from sim.core.errors import ScenarioError, SimError
from sim.views.page.changes import mistakes_of
from sim.views.page.played_world import Course
from sim.views.page.room import Room, Shelf


class Session:
    """One visit: a room, its pair of courses, and all that is drawn from them."""

    def __init__(self, shelf: Shelf, say: Callable[[str], None]) -> None:
        self.shelf, self.say = shelf, say
        self.room = Room(shelf.stories[0])
        self.pair: tuple[Course, Course] | None = None
        self._watchers: list[Callable[[], None]] = []
        self._turn = asyncio.Lock()

    @property
    def busy(self) -> bool:
        """Whether a change is being made."""
        return self._turn.locked()

    def watch(self, draw: Callable[[], None]) -> None:
        """Have something drawn again whenever the room changes."""
        self._watchers.append(draw)

    async def change(self, make: Callable[[Room], Room]) -> None:
        """Change the room once all changes before are made; raises what ``make`` raises."""
        async with self._turn:
            await self._enter(make(self.room))

    async def _enter(self, room: Room) -> None:
        """Go to another room: run what is not known yet, then draw."""
        fresh = (room.story, room.sides, room.seed) != (
            self.room.story,
            self.room.sides,
            self.room.seed,
        )
        if fresh or self.pair is None:
            self.pair = await run.io_bound(self.shelf.course_pair, room)
        self.room = room
        self.say("")
        self.draw()

    async def attempt(self, make: Callable[[Room], Room]) -> None:
        """Go where a change of the room leads, or say why it cannot be done."""
        try:
            await self.change(make)
        except SimError as error:
            why = mistakes_of(error) if isinstance(error, ScenarioError) else str(error)
            self.say(f"That cannot be done: {why}")
            self.draw()

    @property
    def courses(self) -> tuple[Course, Course]:
        """The two courses; there are some once the session has begun."""
        assert self.pair is not None
        return self.pair

    def draw(self) -> None:
        """Draw everything as the room is now."""
        for draw in self._watchers:
            draw()
