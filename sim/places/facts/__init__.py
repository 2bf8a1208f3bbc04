"""Facts: published figures of councils and of classes of councils, with year and source."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("councils.toml")


@dataclass(frozen=True)
class CouncilFacts:
    """One real council as of 2010; money in pounds (a year, where it is spending)."""

    name: str
    class_name: str
    population: int
    deprivation: float
    grant_share: float
    budget: int
    care: int
    """The part of the budget that goes to care of adults and children."""
    reserves: int
    waiting_list: int
    council_homes: int | None = None


@dataclass(frozen=True)
class ClassFacts:
    """A class of councils: its middle, and how much its members differ."""

    population: float
    population_log_sd: float
    spend_per_head: float
    care_share: float
    grant_share: float
    grant_share_sd: float
    reserves_share: float
    reserves_log_sd: float
    deprivation: float
    deprivation_sd: float
    councils_counted: int


@cache
def _table() -> dict[str, dict[str, dict[str, Any]]]:
    return tomllib.loads(TABLE.read_text("utf-8"))


def known_councils() -> dict[str, CouncilFacts]:
    """Return the councils whose figures we hold, by their name in scenario files."""
    return {
        key: CouncilFacts(**{"class_name" if k == "class" else k: v for k, v in row.items()})
        for key, row in _table()["council"].items()
    }


def council_classes() -> dict[str, ClassFacts]:
    """Return the classes of councils whose figures we hold, by name."""
    return {key: ClassFacts(**row) for key, row in _table()["class"].items()}


def facts_of(name: str) -> CouncilFacts | None:
    """Return the facts of a council if we hold them, whichever way its name is written."""
    return known_councils().get(name.strip().lower().replace(" ", "-"))
