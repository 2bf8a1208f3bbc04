"""Pictures: the two networks, what happened in words, and the charts below."""

from markupsafe import Markup
from nicegui import ui

from sim.measures import MEASURES
from sim.study.questions import cell_of
from sim.views.documents.questions import amount
from sim.views.page.bars import MONEY, groups_chart, money_chart
from sim.views.page.cards import INDICES_SHOWN
from sim.views.page.charts import (
    difference_chart,
    outcome_chart,
    outcome_lines,
    savings_chart,
    savings_key,
)
from sim.views.page.network import key, network
from sim.views.page.room import LETTERS
from sim.views.page.session import Session
from sim.views.page.svg import element
from sim.views.page.ticker import ticker
from sim.views.page.widgets import Chosen, Select, Words, box, drawing, on_card
from sim.views.page.words import measure_words, outcome_words, swatch

TOLD = 3
"""How many events stand under a network."""
GROUP_MEASURES = ("outcome", *INDICES_SHOWN)


class Pictures:
    """Everything that is drawn of the two worlds."""

    def __init__(self, session: Session, show_card: Chosen) -> None:
        self.session, self.show_card = session, show_card
        self.look, self.group_measure = "", "outcome"
        with box("div", "worlds"):
            self.worlds = [WorldPictures(session, show_card, which) for which in (0, 1)]
        self.key = drawing("keys")
        with box("div", "charts"):
            self._charts()
        session.watch(self.draw)

    def _charts(self) -> None:
        with panel():
            self.outcome_select = Select("Outcome", self.set_cell, "wide")
            self.outcome = drawing()
            self.numbers = drawing("numbers")
        with panel():
            self.difference_title = Words("h3")
            self.difference = drawing()
        with panel():
            self.money_select = Select("Money by account", self.set_look, "wide")
            self.money = drawing("clickable")
            on_card(self.money, self.show_card)
        self.savings = []
        for _ in LETTERS:
            with panel():
                title = Words("h3")
                self.savings.append((title, drawing()))
                drawing().set_content(savings_key())
        with panel():
            self.group_select = Select(
                "Residents: change since the first quarter", self.set_group, "wide"
            )
            self.groups = drawing("clickable")
            on_card(self.groups, self.show_card)

    async def set_cell(self, value: str) -> None:
        """Look at another outcome."""
        cell = cell_of(value)
        if self.session.courses[0].has(*cell):
            await self.session.attempt(lambda room: room.looking_at(cell))

    async def set_look(self, value: str) -> None:
        """Look at money in another way."""
        if value in MONEY:
            self.look = value
            self.draw()

    async def set_group(self, value: str) -> None:
        """Look at another index of residents."""
        if value in GROUP_MEASURES:
            self.group_measure = value
            self.draw()

    def draw(self) -> None:
        """Draw what is below the networks."""
        room, pair = self.session.room, self.session.courses
        played, names = room.played, room.names
        cash = any(name == "cash_by_account" for name, _ in room.story.cells)
        look = self.look or ("cash" if cash else "cost")
        kinds = [node.kind for course in pair for node in course.moments[0].nodes]
        self.key.set_content(key(kinds))
        self.outcome_select.show(self._outcomes(), " ".join(room.shown).strip())
        self.outcome.set_content(outcome_chart(pair, names, room.shown, played))
        self.numbers.set_content(self._numbers())
        self.difference_title.set_text(f"B less A: {outcome_words(*room.shown)}")
        self.difference.set_content(difference_chart(pair, names, room.shown, played))
        self.money_select.show([(k, money.title) for k, money in MONEY.items()], look)
        self.money.set_content(money_chart(pair, look, played))
        for which, (title, place) in enumerate(self.savings):
            title.set_text(f"Three measures of saving in {LETTERS[which]}, {names[which]}")
            place.set_content(savings_chart(pair, which, played))
        self.group_select.show([(m, measure_words(m)) for m in GROUP_MEASURES], self.group_measure)
        self.groups.set_content(groups_chart(pair, self.group_measure, played))

    def _outcomes(self) -> list[tuple[str, str]]:
        """Return the outcomes that can be looked at, the story's own first."""
        course = self.session.courses[0]
        cells = [cell for cell in self.session.room.story.cells if course.has(*cell)]
        others = [(name, "") for name in MEASURES if course.has(name)]
        return [(" ".join(c).strip(), outcome_words(*c)) for c in dict.fromkeys([*cells, *others])]

    def _numbers(self) -> Markup:
        """Return the outcome of both worlds now, as numbers a program can read, too."""
        room = self.session.room
        unit = MEASURES[room.shown[0]].unit
        parts = []
        for which, line in enumerate(outcome_lines(self.session.courses, room.names, room.shown)):
            value = float(line.values[room.played - 1]) if room.played else None
            known = value is not None and value == value
            words = amount(value, unit) if known else "–"
            parts.append(
                element(
                    "span",
                    swatch(which),
                    f" {LETTERS[which]} ",
                    element("data", words, value=repr(value) if known else "", class_="number"),
                )
            )
        return element("div", *parts)


class WorldPictures:
    """One world: its name, its network, and what happened last."""

    def __init__(self, session: Session, show_card: Chosen, which: int) -> None:
        self.session, self.which = session, which
        with panel(f"world-{which}"):
            with box("div", "world-head"):
                drawing("swatch").set_content(swatch(which))
                self.name = Words("h2")
            self.network = drawing("network clickable")
            said = f"What happened last in {LETTERS[which]}"
            self.ticker = drawing("ticker", "ul", aria_label=said)
        on_card(self.network, show_card)
        session.watch(self.draw)

    def draw(self) -> None:
        """Draw the world as it is now."""
        room, course = self.session.room, self.session.courses[self.which]
        name = f"{LETTERS[self.which]}: {room.names[self.which]}"
        self.name.set_text(name)
        self.network.set_content(network(course, room.played, name))
        self.ticker.set_content(ticker(course, room, TOLD))


def panel(look: str = "") -> ui.element:
    """Return a frame for one picture."""
    return box("section", f"panel {look}")
