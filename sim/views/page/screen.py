"""The screen: what one session sees, and what happens when somebody does something."""

from collections.abc import Callable, Mapping, Sequence

from nicegui import run, ui

from sim.errors import ScenarioError, SimError
from sim.views.page import panels
from sim.views.page.changes import mistakes_of
from sim.views.page.course import Course
from sim.views.page.pictures import Pictures
from sim.views.page.player import Player
from sim.views.page.room import Room, Shelf
from sim.views.page.widgets import Words, box


class Screen:
    """One session: its room, the two courses, and everything drawn from them."""

    def __init__(self, shelf: Shelf, query: Mapping[str, Sequence[str]]) -> None:
        self.shelf = shelf
        self.room = Room(shelf.stories[0])
        self.pair: tuple[Course, Course] | None = None
        self._query = query
        self._watchers: list[Callable[[], None]] = []

    def build(self) -> None:
        """Put everything on the page; nothing is run yet."""
        with box("a", "skip", href="#stage"):
            Words("span", "Skip to the two worlds")
        with box("div", "page"):
            with box("header"):
                panels.heading(self)
            with box("section", "stage", id="stage", aria_label="The two worlds", tabindex=-1):
                self.message = Words("p", "", "message", role="alert")
                self.player = Player(self)
                self.pictures = Pictures(self)
            with box("aside", "desk", aria_label="Story, levers and more"):
                self.cards = panels.desk(self)

    async def show_card(self, about: str) -> None:
        """Show what stands behind something that was clicked."""
        await self.cards.show(about)

    def watch(self, draw: Callable[[], None]) -> None:
        """Have something drawn again whenever the room changes."""
        self._watchers.append(draw)

    async def begin(self) -> None:
        """Show the room that the link asks for, or the first story with what is wrong with it."""
        try:
            asked = await run.io_bound(self.shelf.room_from, self._query)
            await self.enter(asked or self.room)
        except SimError as error:
            await self.enter(self.room)
            self.say(str(error))

    async def enter(self, room: Room) -> None:
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
            await self.enter(make(self.room))
        except SimError as error:
            why = mistakes_of(error) if isinstance(error, ScenarioError) else str(error)
            self.say(f"That cannot be: {why}")
            self.draw()

    def say(self, words: str) -> None:
        """Show a message, or take it away."""
        self.message.set_text(words)
        self.message.set_visibility(bool(words))

    @property
    def courses(self) -> tuple[Course, Course]:
        """The two courses; there are some once the session has begun."""
        assert self.pair is not None
        return self.pair

    def draw(self) -> None:
        """Draw everything as the room is now, and keep the address of the page up to date."""
        for draw in self._watchers:
            draw()
        if not self.player.playing:
            # Browsers allow a page to change its address only so often.
            ui.navigate.history.replace(f"/?{self.room.link}")
