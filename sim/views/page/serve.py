"""Serving: the page on this machine, and to nobody who was not asked."""

from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import parse_qs

from nicegui import app, ui
from starlette.requests import Request

from sim.views.page.access import Door
from sim.views.page.access_guard import Guard
from sim.views.page.room import Room, Shelf
from sim.views.page.screen import Screen
from sim.views.page.stories import Story
from sim.views.page.words import TITLE

STYLE = Path(__file__).parent / "templates" / "style.css"
LONGEST_CUT, KEPT_MESSAGES = 120.0, 20_000
"""Seconds without a link after which a session is given up; messages kept for it until then."""
LONGEST_BUILD = 30.0
"""Seconds that a busy machine may take to put the page together."""


def serve(stories: Sequence[Story], door: Door, show: bool, ready: Callable[[], None]) -> None:
    """Serve the page until it is stopped; ``show`` opens it in the browser, ``ready`` is told."""
    shelf = Shelf(stories, door=door)
    shelf.course_pair(Room(stories[0]))
    put_up(shelf)
    app.add_middleware(Guard, door=door)
    app.on_startup(ready)
    app.on_shutdown(shelf.workers.stop)
    ui.run(
        host=door.host,
        port=door.port,
        title=TITLE,
        reload=False,
        show=door.path() if show else False,
        show_welcome_message=False,
        reconnect_timeout=LONGEST_CUT,
        message_history_length=KEPT_MESSAGES,
        uvicorn_logging_level="error",
    )


def put_up(shelf: Shelf) -> None:
    """Have every visit begin a session of its own."""
    style = STYLE.read_text("utf-8")

    async def index(request: Request) -> None:
        ui.add_css(style)
        screen = Screen(shelf, parse_qs(request.url.query, keep_blank_values=True))
        screen.build()
        await ui.context.client.connected()
        await screen.begin()

    ui.page("/", title=TITLE, language="en-GB", response_timeout=LONGEST_BUILD)(index)
