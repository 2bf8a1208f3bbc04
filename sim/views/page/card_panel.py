"""The card panel: whatever was clicked, or chosen by keyboard from a list."""

from typing import TYPE_CHECKING

from nicegui import ui

from sim.views.page.cards import Card, card, subjects
from sim.views.page.room import LETTERS
from sim.views.page.widgets import Select, Words, box, drawer

if TYPE_CHECKING:
    from sim.views.page.screen import Screen


class CardPanel:
    """One card at a time."""

    def __init__(self, screen: "Screen") -> None:
        self.screen = screen
        self.about = ""
        self._shown: Card | None = None
        self.drawer = drawer("Look closer")
        with self.drawer:
            Words("p", "Click a shape, a line, an account or a group, or choose it here.", "small")
            self.select = Select("Show", self.show, "wide")
            self.place = box("div", "card", role="region", aria_label="Card", aria_live="polite")
        screen.watch(self.draw)

    async def show(self, about: str) -> None:
        """Show another card."""
        self.about = about
        self.draw()
        ui.run_javascript(f"document.getElementById('{self.drawer.html_id}').open = true")

    def draw(self) -> None:
        """Draw the card as things stand now."""
        room, pair = self.screen.room, self.screen.courses
        found = card(room, pair, self.about) if self.about else None
        options = [("", "choose"), *subjects(room, pair)]
        known = self.about in dict(options)
        if found is not None and not known:
            options.append((self.about, found.title))
        self.select.show(options, self.about if found else "")
        if found != self._shown:
            self._shown = found
            self.place.clear()
            with self.place:
                if found is not None:
                    draw_card(found)


def draw_card(found: Card) -> None:
    """Put a card on the page."""
    Words("h3", found.title)
    with box("table"):
        with box("tr"):
            for head in ("", *LETTERS):
                Words("th" if head else "td", head)
        for words, first, second in found.rows:
            with box("tr"):
                Words("th", words, scope="row")
                Words("td", first)
                Words("td", second)
    for title, lines in found.lists:
        Words("h4", title)
        with box("ul"):
            for line in lines:
                Words("li", line)
