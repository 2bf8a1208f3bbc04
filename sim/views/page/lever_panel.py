"""The levers: what can be changed in either world, now or from the start, and what was."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sim.views.page.changes import Change
from sim.views.page.lever_kinds import Choice, Happening, Slider
from sim.views.page.levers import HAPPENINGS, LEVERS
from sim.views.page.room import LETTERS
from sim.views.page.session import Session
from sim.views.page.telling import partnership_name
from sim.views.page.widgets import Listing, Range, Select, Words, box, button, drawer, give

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.views.page.room import Room

NOTE = (
    "At the start a lever applies from the first quarter, later from the next quarter; what was"
    " simulated stays. A rule that was set on its own keeps its value when the rules of"
    " collaboration change as a whole."
)


class LeverPanel:
    """All levers of one world at a time."""

    def __init__(self, session: Session, pause: Callable[[], None]) -> None:
        self.session, self.pause, self.which = session, pause, 1
        with drawer("Levers", is_open=True):
            self.side = Select("Change world", self.set_side, "wide")
            with box("div", "levers"):
                self.levers = [LeverControl(self, lever) for lever in LEVERS.values()]
            Words("h3", "Make something happen next")
            with box("div", "levers"):
                self.happenings = [HappeningControl(self, h) for h in HAPPENINGS.values()]
            Words("h3", "What was changed")
            self.changes = Listing("changes", self._change_line)
            with box("div", "buttons"):
                button("Branch from here", self.branch)
                button("Undo all", self.undo_all)
            Words("p", "Branch: both worlds get the history of the world chosen above.", "small")
            self.luck = Select("Random seed", self.set_seed, "wide")
            Words("p", NOTE, "small")
        session.watch(self.draw)

    async def set_side(self, value: str) -> None:
        """Turn to the other world."""
        self.which = LETTERS.index(value) if value in LETTERS else self.which
        self.draw()

    async def set_seed(self, value: str) -> None:
        """Simulate the same scenarios with another random seed."""
        if value.isdecimal():
            seed = int(value)
            await self.session.attempt(lambda room: room.on_luck(seed))

    async def change(self, name: str, value: float | bool | str) -> None:
        """Move a lever of the chosen world, or make something happen in it."""
        await self.session.attempt(lambda room: room.changed(self.which, name, value))

    async def branch(self) -> None:
        """Give both worlds the chosen world's history up to now."""
        self.pause()
        await self.session.attempt(lambda room: room.branched(self.which))

    async def undo_all(self) -> None:
        """Take back everything that was changed in either world."""
        await self.session.attempt(lambda room: room.undone())

    def draw(self) -> None:
        """Show every lever as it stands now."""
        room = self.session.room
        self.side.show(
            [(letter, f"{letter}: {n}") for letter, n in zip(LETTERS, room.names, strict=True)],
            LETTERS[self.which],
        )
        scenario = self.session.courses[self.which].scenario
        for control in self.levers:
            control.draw(scenario, min(room.played, room.quarters - 1))
        for happening in self.happenings:
            happening.draw()
        self.luck.show([(str(n), f"seed {n}") for n in self._seeds()], str(scenario.run.seed))
        self.changes.show(
            (which, change, change_words(room, which, change))
            for which, side in enumerate(room.sides)
            for change in side.changes
        )

    def _seeds(self) -> list[int]:
        """Return the first few seeds, and the one in use."""
        return sorted({*range(1, 11), self.session.courses[0].scenario.run.seed})

    def _change_line(self, which: int, change: Change, words: str) -> None:
        async def take_back() -> None:
            await self.session.attempt(
                lambda room: room.with_side(which, room.sides[which].without(change))
            )

        with box("li"):
            Words("span", words)
            button("Undo", take_back, "small-button", aria_label=f"Undo {words}")


def change_words(room: "Room", which: int, change: Change) -> str:
    """Return what was done, in which world and since when."""
    since = "from the start" if change.quarter == 0 else room.when(change.quarter)
    return f"{LETTERS[which]}, {since}: {change.told}"


class LeverControl:
    """One lever: its control, when it acts, and why it cannot where it cannot."""

    def __init__(self, panel: LeverPanel, lever: Slider | Choice) -> None:
        self.panel, self.lever = panel, lever
        with box("div", "lever"):
            if isinstance(lever, Slider):
                limits = (lever.low, lever.high, lever.step)
                self.range: Range | None = Range(lever.label, limits, self.chosen)
                self.element = self.range.element
            else:
                self.range = None
                self.select = Select(lever.label, self.chosen, "wide")
                self.element = self.select.element
            self.note = Words("p", "", "note")
        give(self.element, aria_describedby=self.note.html_id)

    async def chosen(self, text: str) -> None:
        """Move the lever to what was chosen."""
        try:
            value = self.lever.read(text)
        except ValueError as error:
            self.panel.session.say(str(error))
            return
        await self.panel.change(self.lever.name, value)

    def draw(self, scenario: "Scenario", quarter: int) -> None:
        """Show how it stands in a world in a quarter."""
        value = self.lever.value_in(scenario, quarter)
        if self.range is not None:
            self.range.show(float(value), self.lever.said(value))
        elif isinstance(self.lever, Choice):
            known = {str(v): words for v, words in self.lever.options}
            known.setdefault(str(value), self.lever.said(value))
            self.select.show(known.items(), str(value))
        why = self.lever.cannot(scenario)
        give(self.element, disabled=True if why else None)
        look(self.note, bool(why))
        self.note.set_text(f"Cannot act: {why}" if why else self.when())

    def when(self) -> str:
        """Return from when on it acts, in words."""
        return "From the start" if self.lever.from_start else "Live now"


def look(note: Words, cannot: bool) -> None:
    """Set a reason off from a remark."""
    note.classes(add="cannot" if cannot else "", remove="" if cannot else "cannot")


class HappeningControl:
    """One thing that can be made to happen, and to whom."""

    def __init__(self, panel: LeverPanel, happening: Happening) -> None:
        self.panel, self.happening = panel, happening
        self.subject = ""
        with box("div", "happening"):
            self.select = Select(happening.label, self.chosen, "wide") if happening.whom else None
            words = "Next quarter" if happening.whom else happening.label
            self.button = button(words, self.act, aria_label=f"{happening.label}, next quarter")
            self.note = Words("p", "", "note")

    async def chosen(self, text: str) -> None:
        """Choose to whom it is to happen."""
        self.subject = text

    async def act(self) -> None:
        """Let it happen in the next quarter."""
        if self.subject in self._subjects():
            await self.panel.change(self.happening.name, self.subject)

    def _subjects(self) -> list[str]:
        course = self.panel.session.courses[self.panel.which]
        names = [node.name for node in course.moments[0].nodes]
        return self.happening.subjects(course.scenario, names)

    def draw(self) -> None:
        """Show to whom it can happen."""
        room, subjects = self.panel.session.room, self._subjects()
        over = room.played >= room.quarters
        why = "the story is over" if over else "" if subjects else "no partnership has a name here"
        if self.select is not None:
            if self.subject not in subjects:
                self.subject = subjects[0] if subjects else ""
            self.select.show([(name, partnership_name(name)) for name in subjects], self.subject)
            give(self.select.element, disabled=True if why else None)
        give(self.button, disabled=True if why else None)
        look(self.note, bool(why))
        self.note.set_text(f"Cannot act: {why}" if why else "Live now")
