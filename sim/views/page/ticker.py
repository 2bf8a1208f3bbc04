"""The ticker: what happened last in one world, as lines of a list."""

from markupsafe import Markup

from sim.views.page.played_world import Course
from sim.views.page.room import Room
from sim.views.page.svg import element
from sim.views.page.telling import latest


def ticker(course: Course, room: Room, most: int) -> Markup:
    """Return the last few things that happened, what is new set off from the rest."""
    now = room.played - 1
    if now < 0:
        return element("li", "Nothing has happened yet.")
    return Markup("").join(
        element("li", f"{room.when(quarter)}: {words}", class_="now" if quarter == now else None)
        for quarter, words in latest(course, room.played, most)
    )
