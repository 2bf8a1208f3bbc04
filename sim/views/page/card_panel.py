"""The card panel: whatever was clicked, or chosen by keyboard from a list."""

from markupsafe import Markup
from nicegui import ui

from sim.views.page.cards import Card, card, subjects
from sim.views.page.room import LETTERS
from sim.views.page.session import Session
from sim.views.page.svg import element
from sim.views.page.widgets import Select, Words, drawer, drawing


class CardPanel:
    """One card at a time."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.about = ""
        self.drawer = drawer("Look closer")
        with self.drawer:
            Words("p", "Click a shape, a line, an account or a group, or choose it here.", "small")
            self.select = Select("Show", self.show, "wide")
            self.place = drawing("card", role="region", aria_label="Card", aria_live="polite")
        session.watch(self.draw)

    async def show(self, about: str) -> None:
        """Show another card."""
        self.about = about
        self.draw()
        ui.run_javascript(
            f"const drawer = document.getElementById('{self.drawer.html_id}');"
            "drawer.open = true; drawer.scrollIntoView({block: 'nearest'});"
        )

    def draw(self) -> None:
        """Draw the card as things stand now."""
        room, pair = self.session.room, self.session.courses
        found = card(room, pair, self.about) if self.about else None
        options = [("", "choose"), *subjects(room, pair)]
        known = self.about in dict(options)
        if found is not None and not known:
            options.append((self.about, found.title))
        self.select.show(options, self.about if found else "")
        self.place.set_content(drawn_card(found) if found else "")


def drawn_card(found: Card) -> Markup:
    """Return a card as it stands on the page."""
    heads = (element("th" if head else "td", head) for head in ("", *LETTERS))
    rows = (
        element(
            "tr", element("th", words, scope="row"), *(element("td", value) for value in values)
        )
        for words, *values in found.rows
    )
    lists = (
        element("h4", title) + element("ul", *(element("li", line) for line in lines))
        for title, lines in found.lists
    )
    table = element("table", element("tr", *heads), *rows)
    return element("div", element("h3", found.title), table, *lists)
