"""The screen: where everything stands on the page, and how a visit begins."""

from collections.abc import Mapping, Sequence

from nicegui import run, ui

from sim.core.errors import SimError
from sim.views.page import panels
from sim.views.page.pictures import Pictures
from sim.views.page.player import Player
from sim.views.page.room import Shelf
from sim.views.page.session import Session
from sim.views.page.widgets import Words, box


class Screen:
    """All panels of one session, put on the page in their order."""

    def __init__(self, shelf: Shelf, query: Mapping[str, Sequence[str]]) -> None:
        self.session = Session(shelf, self.say)
        self._query = query

    def build(self) -> None:
        """Put everything on the page; nothing is run yet."""
        with box("a", "skip", href="#stage"):
            Words("span", "Skip to the two worlds")
        with box("div", "page"):
            with box("header"):
                panels.heading(self.session, self.pause)
            with box("section", "stage", id="stage", aria_label="The two worlds", tabindex=-1):
                self.message = Words("p", "", "message", role="alert")
                self.player = Player(self.session)
                self.pictures = Pictures(self.session, self.show_card)
            with box("aside", "desk", aria_label="Story, levers and more"):
                self.cards = panels.desk(self.session, self.pause)
        self.session.watch(self.keep_address)

    async def show_card(self, about: str) -> None:
        """Show what stands behind something that was clicked."""
        await self.cards.show(about)

    def pause(self) -> None:
        """Stop the player, wherever it is."""
        self.player.stop()

    async def begin(self) -> None:
        """Show the room that the link asks for, or the first story with what is wrong with it."""
        session = self.session
        try:
            asked = await run.io_bound(session.shelf.room_from, self._query)
            await session.change(lambda room: asked or room)
        except SimError as error:
            await session.change(lambda room: room)
            self.say(str(error))

    def say(self, words: str) -> None:
        """Show a message, or take it away."""
        self.message.set_text(words)
        self.message.set_visibility(bool(words))

    def keep_address(self) -> None:
        """Keep the address of the page up to date; browsers allow that only so often."""
        if not self.player.playing:
            ui.navigate.history.replace(f"/?{self.session.room.link}")
