"""Stories: what a room may look at, made from the trainers' questions or from a user's worlds."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sim.scenario import Scenario
from sim.study.questions import Question, cell_of, questions
from sim.views.documents.questions import one_line

OWN_MEASURES = (
    "outcome",
    "coverage",
    "saving_attributed",
    "saving_counterfactual",
    "effective_integration",
    "partner_trust",
    "trust_in_council",
)
"""What is offered first for worlds that come without a question."""


@dataclass(frozen=True)
class Story:
    """Worlds to set side by side, with what to say before and after."""

    name: str
    title: str
    introduction: str
    reading: str
    """What to look at."""
    cannot_say: str
    vote: str
    """What the room is asked before it plays."""
    to_try: tuple[str, ...]
    """What to change afterwards."""
    cells: tuple[tuple[str, str], ...]
    """Measures that tell, with the group if only that is meant; the first one first."""
    replicates: int
    question: Question | None = None
    own: tuple[Scenario, ...] = ()

    @cached_property
    def worlds(self) -> tuple[Scenario, ...]:
        """The worlds that may be set side by side; the first two are shown first."""
        if self.question is None:
            return self.own
        return list(self.question.comparisons())[-1].worlds


def trainer_stories() -> list[Story]:
    """Return the questions of trainers as stories, in their order."""
    return [story_of(q) for q in questions() if q.audience == "trainer"]


def story_of(question: Question) -> Story:
    """Return a question as a story."""
    asked = question.entry
    room = asked.room
    return Story(
        question.name,
        asked.question,
        one_line(room.introduction if room else asked.story),
        one_line(asked.reading),
        one_line(asked.cannot_say),
        room.vote if room else "",
        tuple(text.replace("`", '"') for text in room.to_try) if room else (),
        tuple(map(cell_of, asked.measures)),
        asked.replicates,
        question,
    )


def own_story(worlds: Sequence[Scenario]) -> Story:
    """Return the worlds that a user named as a story; one alone stands beside itself."""
    pair = tuple(worlds) if len(worlds) > 1 else (worlds[0], worlds[0])
    return Story(
        "own",
        " or ".join(dict.fromkeys(world.title for world in pair)),
        one_line(worlds[0].story),
        "",
        "",
        "",
        (),
        tuple((name, "") for name in OWN_MEASURES),
        worlds[0].run.replicates,
        None,
        pair,
    )
