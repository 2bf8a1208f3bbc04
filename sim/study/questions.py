"""Questions: what somebody would like to know, the worlds that tell, and how to read the answer.

Each is a folder of `experiments/` with one file, `question.toml`; its README, the page of answers
and the trainers' page are all made from it. A researchers' question has a `design.toml` beside it.
"""

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from sim.core.errors import Mistake, ScenarioError, nearest
from sim.core.library import EXPERIMENTS
from sim.measures import MEASURES
from sim.scenario import Scenario, load_scenario
from sim.scenario.chain import as_tuples
from sim.scenario.reading import read_document
from sim.scenario.specs import Spec

FILE, DESIGN = "question.toml", "design.toml"

type Audience = Literal["policy", "trainer", "research"]
AUDIENCES: dict[Audience, str] = {
    "policy": "Policy teams",
    "trainer": "Trainers",
    "research": "Researchers",
}


class WorldEntry(Spec):
    """One world of a question: a scenario under a short name, with settings of its own."""

    name: str = Field(min_length=1, max_length=40)
    scenario: str
    set: dict[str, Any] = Field(default_factory=dict)


class CaseEntry(Spec):
    """Settings under which all worlds of a question are compared once more."""

    name: str = Field(min_length=1, max_length=60)
    set: dict[str, Any] = Field(min_length=1)


class RoomEntry(Spec):
    """What a trainer says before the first two worlds are played, and after."""

    introduction: str
    reveal: str
    """A sentence with names in braces for what was found (`FOUND`)."""
    vote: str
    """What the room is asked before it plays."""
    to_try: tuple[str, ...] = Field(alias="try", min_length=1)
    """What to change once it has been played."""
    discuss: tuple[str, ...] = Field(min_length=1)
    """Questions about the people in the room, not about the model."""


class QuestionEntry(Spec):
    """What a question's file may say; text is in full sentences."""

    question: str
    story: str
    reading: str
    """What to look at, and what would be a surprise; never a result."""
    cannot_say: str
    measures: tuple[str, ...] = Field(min_length=1)
    """Names of measures, each with a group after it if only that is asked for."""
    replicates: int = Field(12, ge=2, le=1000)
    world: tuple[WorldEntry, ...] = ()
    case: tuple[CaseEntry, ...] = ()
    room: RoomEntry | None = None


FOUND = (
    "first",
    "second",
    "n",
    "higher",
    "lower",
    "base_value",
    "other_value",
    "difference",
    "low",
    "high",
    "parting",
)
"""What a reveal may speak of: the two worlds' names, pairs in all and those in which the second
was higher or lower, values of the first measure with their difference and its interval, and
when the paths part."""


@dataclass(frozen=True)
class Comparison:
    """One comparison that a question asks for: settings for all worlds, the first the base."""

    name: str
    """Empty if it is the only one."""
    worlds: tuple[Scenario, ...]
    command: str


@dataclass(frozen=True)
class Question:
    """One question, read and checked."""

    folder: Path
    entry: QuestionEntry

    @property
    def name(self) -> str:
        """Its folder: for whom, its number, what it is about."""
        return self.folder.name

    @property
    def audience(self) -> Audience:
        """For whom it is."""
        return next(a for a in AUDIENCES if self.name.startswith(f"{a}-"))

    @property
    def commands(self) -> list[str]:
        """What to type."""
        if self.entry.world:
            return [comparison.command for comparison in self.comparisons()]
        return [f"partnersim sweep experiments/{self.name}/{DESIGN}"]

    def comparisons(self) -> Iterator[Comparison]:
        """Yield the comparisons that answer it; raises ScenarioError for worlds unsound."""
        asked = self.entry
        for name, common in [(c.name, c.set) for c in asked.case] or [("", {})]:
            worlds = tuple(world_of(world, common) for world in asked.world)
            texts = [typed(world) for world in asked.world]
            sets = [word for key, value in common.items() for word in ("--set", one(key, value))]
            words = ["compare", *texts, *sets, "--replicates", str(asked.replicates)]
            yield Comparison(name, worlds, "partnersim " + shlex.join(words))


def world_of(world: WorldEntry, common: Mapping[str, Any]) -> Scenario:
    """Return the scenario of a world under its own name."""
    return replace(
        load_scenario(world.scenario).with_values({**common, **world.set}), name=world.name
    )


def typed(world: WorldEntry) -> str:
    """Return a world as ``partnersim compare`` takes it: NAME,key=value,key=value."""
    return ",".join([world.scenario, *(one(key, value) for key, value in world.set.items())])


def one(key: str, value: Any) -> str:
    """Return one setting as ``--set`` takes it."""
    return f"{key}={value if isinstance(value, str) else json.dumps(value)}"


def load_question(folder: Path) -> Question:
    """Return the question of a folder; raises ScenarioError with every mistake in its file."""
    document = read_document(folder / FILE)
    try:
        entry = QuestionEntry.model_validate(as_tuples(document.values))
    except ValidationError as error:
        mistakes = [
            Mistake(document.where(tuple(detail["loc"])), detail["msg"])
            for detail in error.errors()
        ]
        raise ScenarioError(mistakes) from None
    unknown = [
        Mistake(
            document.where(("measures",)),
            f"there is no measure `{name}`{nearest(name, list(MEASURES))}",
        )
        for name, _ in map(cell_of, entry.measures)
        if name not in MEASURES
    ]
    if unknown:
        raise ScenarioError(unknown)
    return Question(folder, entry)


def cell_of(text: str) -> tuple[str, str]:
    """Return the measure and the group that a question's file names together."""
    name, _, group = text.partition(" ")
    return name, group


def question_names() -> list[str]:
    """Return the names of all questions, in the order of who asks them and of their numbers."""
    names = sorted(path.parent.name for path in EXPERIMENTS.glob(f"*/{FILE}"))
    order = list(AUDIENCES)
    return sorted(names, key=lambda name: order.index(name.partition("-")[0]))  # type: ignore[arg-type]


def questions() -> list[Question]:
    """Return every question that comes with the program."""
    return [load_question(EXPERIMENTS / name) for name in question_names()]
