"""The player: play, pause, step, back, reset and speed, by button and by key."""

from collections.abc import Callable

from nicegui import ui
from nicegui.events import KeyEventArguments

from sim.views.page.room import Room
from sim.views.page.session import Session
from sim.views.page.widgets import Range, Select, Words, box, button, give

SPEEDS = {"1": "1 a second", "2": "2 a second", "5": "5 a second", "10": "10 a second"}
"""Quarters a second; never more pictures than the browser has drawn."""
FIRST_SPEED = "2"


class Player:
    """Takes a session through its quarters."""

    def __init__(self, session: Session) -> None:
        self.session = session
        with box("div", "player", role="group", aria_label="Player"):
            self.toggle_button = button("Play", self.toggle, "strong")
            self.back_button = button("Back", self.back)
            self.step_button = button("Step", self.step)
            self.reset_button = button("Reset", self.reset)
            self.speed = Select("Speed", self.set_speed)
            self.time = Range("Go to", (0.0, 1.0, 1.0), self.go_to)
            self.clock = Words("p", "", "clock", role="status")
        self.speed.show(SPEEDS.items(), FIRST_SPEED)
        self.timer = ui.timer(1.0 / float(FIRST_SPEED), self.tick, active=False)
        ui.keyboard(self.on_key, ignore=["input", "select", "textarea"])
        session.watch(self.draw)

    @property
    def playing(self) -> bool:
        """Whether quarters follow each other by themselves."""
        return bool(self.timer.active)

    async def toggle(self) -> None:
        """Play, or pause; at the end, play again from the start."""
        if self.playing:
            self.stop()
            return
        room = self.session.room
        if room.played == room.quarters:
            await self.go(lambda room: 0)
        self.timer.activate()
        self.draw()

    def stop(self) -> None:
        """Pause."""
        if self.playing:
            self.timer.deactivate()
            self.session.draw()

    async def tick(self) -> None:
        """Show the next quarter, and wait until the browser has drawn it."""
        room = self.session.room
        if room.played >= room.quarters:
            self.stop()
            return
        if self.session.busy:
            return
        await self.go(lambda room: room.played + 1)
        try:
            await ui.run_javascript("return 1", timeout=10.0)
        except TimeoutError:
            self.stop()

    async def step(self) -> None:
        """Go one quarter on."""
        self.stop()
        await self.go(lambda room: room.played + 1)

    async def back(self) -> None:
        """Go one quarter back."""
        self.stop()
        await self.go(lambda room: room.played - 1)

    async def reset(self) -> None:
        """Go back to the start; what was changed stays changed."""
        self.stop()
        await self.go(lambda room: 0)

    async def go_to(self, value: str) -> None:
        """Go to any quarter."""
        self.stop()
        await self.go(lambda room: int(float(value)))

    async def go(self, quarter: Callable[[Room], int]) -> None:
        """Go to a quarter that depends on the room as it is when this change's turn comes."""
        await self.session.change(lambda room: room.at(quarter(room)))

    async def set_speed(self, value: str) -> None:
        """Play so many quarters a second."""
        if value in SPEEDS:
            self.timer.interval = 1.0 / float(value)
            self.speed.show(SPEEDS.items(), value)

    async def on_key(self, event: KeyEventArguments) -> None:
        """Take arrows and Home outside of controls that have a use for them."""
        if not event.action.keydown or event.action.repeat:
            return
        if event.key.arrow_right:
            await self.step()
        elif event.key.arrow_left:
            await self.back()
        elif event.key.home:
            await self.reset()

    def draw(self) -> None:
        """Show where the session is and what can be done."""
        room = self.session.room
        self.toggle_button.set_text("Pause" if self.playing else "Play")
        self.clock.set_text(room.clock)
        give(self.time.element, max=room.quarters)
        self.time.show(room.played, "", room.clock)
        for made, off in (
            (self.back_button, room.played == 0),
            (self.reset_button, room.played == 0),
            (self.step_button, room.played == room.quarters),
        ):
            give(made, aria_disabled="true" if off else None)
