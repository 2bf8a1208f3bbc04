"""The vote: what the room expects before it plays, and what many pairs of worlds say after."""

import asyncio
from typing import TYPE_CHECKING

from nicegui import background_tasks

from sim.core.errors import PageError
from sim.study.answers import Answer
from sim.views.documents.questions import amounts_of, reveal
from sim.views.page.session import Session
from sim.views.page.study import PAIRS, Finding
from sim.views.page.widgets import Words, box, button, drawer, give
from sim.views.page.words import outcome_words
from sim.views.words import capital, several

if TYPE_CHECKING:
    from sim.views.page.room import Room

CHOICES = ("Higher in A", "About the same", "Higher in B")


class VotePanel:
    """Hands of the room for each answer, and the answer."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.hands = [0, 0, 0]
        self._asked: tuple[object, ...] = ()
        self._task: asyncio.Task[None] | None = None
        with drawer("Vote, then reveal"):
            self.question = Words("p", "", "introduction")
            self.outcome = Words("p", "", "small")
            with box("div", "votes", role="group", aria_label="Hands"):
                self.buttons = [self._vote_button(i) for i in range(len(CHOICES))]
            with box("div", "buttons"):
                self.reveal_button = button("Reveal", self.start, "strong")
                button("Clear votes", self.clear)
            self.progress = Words("p", "", "small", role="status")
            self.answer = Words("p", "", "reveal", aria_live="polite")
            self.hands_said = Words("p", "", "small")
        session.watch(self.draw)

    def _vote_button(self, i: int) -> Words:
        async def raise_hand() -> None:
            self.hands[i] += 1
            self.draw()

        return button("", raise_hand)

    async def clear(self) -> None:
        """Forget all votes and the answer."""
        self.hands = [0, 0, 0]
        self._forget()
        self.draw()

    def _forget(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = None
        for words in (self.progress, self.answer, self.hands_said):
            words.set_text("")
        give(self.reveal_button, disabled=None)

    async def start(self) -> None:
        """Run many pairs of the two worlds in the background."""
        self._forget()
        give(self.reveal_button, disabled=True)
        room, slot = self.session.room, self.progress
        self._task = background_tasks.create(self._run(room), name="study")
        slot.set_text(f"Running {PAIRS} pairs of these two scenarios; you can continue.")

    async def _run(self, room: "Room") -> None:
        try:
            async for finding in self.session.shelf.studies.of(room.scenarios, room.shown):
                self._show(room, finding)
        except PageError as error:
            self.progress.set_text(f"There is no answer yet: {error}.")
        finally:
            give(self.reveal_button, disabled=None)

    def _show(self, room: "Room", finding: Finding) -> None:
        if finding.run < PAIRS:
            self.progress.set_text(f"So far, after {finding.run} of {PAIRS} pairs:")
            self.answer.set_text(counted(room, finding))
            return
        self.progress.set_text("")
        if finding.pairs == 0:
            self.answer.set_text(counted(room, finding))
            return
        question = room.story.question if room.is_as_told else None
        size = reveal(question, Answer("", "", (finding.row,))) if question else measured(finding)
        self.answer.set_text(f"{counted(room, finding)} {size}")
        if sum(self.hands):
            most = finding.outcomes.index(max(finding.outcomes))
            said_so = f"{self.hands[most]} of {several(sum(self.hands), 'hand')} voted so"
            self.hands_said.set_text(f"Most often: {CHOICES[most]}; {said_so}.")

    def draw(self) -> None:
        """Show the question and the hands; a question that changed takes its answer away."""
        room = self.session.room
        asked = (room.story.name, room.sides, room.seed, room.shown)
        if asked != self._asked:
            self._asked = asked
            self.hands = [0, 0, 0]
            self._forget()
        told = room.story.vote if room.is_as_told else ""
        self.question.set_text(told or "Before you play: in which world will this end higher?")
        self.outcome.set_text(f"Votes for: {outcome_words(*room.shown)}")
        for made, words, hands in zip(self.buttons, CHOICES, self.hands, strict=True):
            made.set_text(f"{words}: {several(hands, 'hand')}")


def counted(room: "Room", finding: Finding) -> str:
    """Return in how many pairs the second world ended higher, with what is left to luck."""
    if finding.pairs == 0:
        return f"This outcome does not exist in these scenarios: {outcome_words(*room.shown)}."
    low, high = finding.likely
    lower, _, higher = finding.outcomes
    return (
        f"In {higher} of {finding.pairs} pairs this ended higher in B, in {lower} lower:"
        f" {outcome_words(*room.shown)}. 95 % interval of that share: {low:.0f} to {high:.0f} %."
    )


def measured(finding: Finding) -> str:
    """Return how far the two worlds ended apart, in words that hold for any two."""
    row = finding.row
    first, second, change, span = amounts_of(row)
    apart = f"clear from {row['since']} on" if row["since"] else "inconclusive throughout"
    return (
        f"On average {first} in A and {second} in B: difference {change}, 95 % interval over"
        f" random seeds {span}, without parameter uncertainty; {apart}. {capital(row['verdict'])}."
    )
