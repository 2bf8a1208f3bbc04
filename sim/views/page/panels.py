"""Panels: the heading with the choice of story, and the desk beside the two worlds."""

from collections.abc import Callable

from sim.views.page.card_panel import CardPanel
from sim.views.page.lever_panel import LeverPanel
from sim.views.page.room import LETTERS, Room
from sim.views.page.session import Session
from sim.views.page.share_panel import SharePanel
from sim.views.page.vote_panel import VotePanel
from sim.views.page.widgets import Listing, Select, Words, drawer, give
from sim.views.page.words import CAUTION, TITLE


def heading(session: Session, pause: Callable[[], None]) -> None:
    """Put the title and the choice of story on the page."""

    async def choose(name: str) -> None:
        pause()
        await session.attempt(lambda _: Room(session.shelf.story(name)))

    Words("h1", TITLE)
    stories = Select("Story", choose, "story")
    options = [
        (story.name, f"{number}. {story.title}" if story.question else story.title)
        for number, story in enumerate(session.shelf.stories, 1)
    ]
    session.watch(lambda: stories.show(options, session.room.story.name))


def desk(session: Session, pause: Callable[[], None]) -> CardPanel:
    """Put everything beside the two worlds on the page; return where cards are shown."""
    StoryPanel(session)
    VotePanel(session)
    LeverPanel(session, pause)
    cards = CardPanel(session)
    SharePanel(session)
    Words("p", CAUTION, "caution")
    return cards


class StoryPanel:
    """What a trainer says first, which worlds stand side by side, and what to look at."""

    def __init__(self, session: Session) -> None:
        self.session = session
        with drawer("The story", is_open=True):
            self.title = Words("p", "", "question")
            self.introduction = Words("p", "", "introduction")
            self.selects = [
                Select(f"World {letter}", chosen, "wide")
                for letter, chosen in zip(LETTERS, (self.set_first, self.set_second), strict=True)
            ]
            self.reading = Words("p", "", "small")
            self.cannot_say = Words("p", "", "small")
            Words("h3", "Then try")
            self.to_try = Listing("changes", lambda words: Words("li", words))
        session.watch(self.draw)

    async def set_first(self, number: str) -> None:
        """Put another world of the story on the left."""
        await self._set(0, number)

    async def set_second(self, number: str) -> None:
        """Put another world of the story on the right."""
        await self._set(1, number)

    async def _set(self, which: int, number: str) -> None:
        if number.isdecimal():
            await self.session.attempt(lambda room: room.with_world(which, int(number)))

    def draw(self) -> None:
        """Show the story that is told."""
        room = self.session.room
        story = room.story
        self.title.set_text(story.title)
        self.introduction.set_text(story.introduction)
        for words, text, head in (
            (self.reading, story.reading, "Look for"),
            (self.cannot_say, story.cannot_say, "It cannot say"),
        ):
            words.set_text(f"{head}: {text}" if text else "")
        self.to_try.show((words,) for words in story.to_try)
        options = [(str(i), world.name) for i, world in enumerate(story.worlds)]
        for select, side in zip(self.selects, room.sides, strict=True):
            select.show(options, str(side.world))
            give(select.element, disabled=True if len(options) < 2 else None)
