"""Vintages: dated sets of appraisal parameters, each with its source."""

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sim.core.errors import SettingsError, nearest

HERE = Path(__file__).parent

type Rates = tuple[tuple[float, float], ...]
"""(last year in which it holds, rate) by growing year; the last holds for ever."""


@dataclass(frozen=True)
class Schedule:
    """Discount rates over the years."""

    name: str
    title: str
    rates: Rates


@dataclass(frozen=True)
class Wellby:
    """What one point of life satisfaction (0 to 10) for one person and year is worth, in £."""

    low: float
    central: float
    high: float
    price_year: int
    source: str


@dataclass(frozen=True)
class Vintage:
    """One edition of the guidance."""

    name: str
    title: str
    source: str
    schedules: dict[str, Schedule]
    wellby: Wellby

    def schedule(self, name: str) -> Schedule:
        """Return a schedule of rates by name; raises SettingsError for one there is not."""
        return _known(self.schedules, name, "schedule")


@dataclass(frozen=True)
class Deflator:
    """Prices in general, by calendar year; beyond the published years they grow steadily."""

    title: str
    source: str
    index: dict[int, float]
    growth_after: float
    source_after: str

    def level(self, year: int) -> float:
        """Return the price level of a year; raises SettingsError before the first year known."""
        last = max(self.index)
        if year > last:
            return self.index[last] * (1.0 + self.growth_after) ** (year - last)
        if year not in self.index:
            first = min(self.index)
            raise SettingsError(f"no price level is known for {year}; the first is of {first}")
        return self.index[year]

    def ratio(self, year: int, price_year: int) -> float:
        """Return what a pound of one year's prices is in another's."""
        return self.level(year) / self.level(price_year)


@cache
def vintages() -> dict[str, Vintage]:
    """Return every vintage by name."""
    return {name: _vintage(name, row) for name, row in _table()["vintage"].items()}


def vintage(name: str) -> Vintage:
    """Return a vintage by name; raises SettingsError for one there is not."""
    return _known(vintages(), name, "vintage")


@cache
def deflator() -> Deflator:
    """Return the price index that turns real terms into cash terms."""
    row = dict(_table()["deflator"])
    index = {int(year): float(level) for year, level in row.pop("index").items()}
    return Deflator(**row, index=index)


def _table() -> dict[str, Any]:
    return tomllib.loads((HERE / "vintages.toml").read_text("utf-8"))


def _vintage(name: str, row: dict[str, Any]) -> Vintage:
    schedules = {}
    for key, schedule in row["schedules"].items():
        rates = tuple((float(last), float(rate)) for last, rate in schedule["rates"])
        if not math.isinf(rates[-1][0]):
            raise SettingsError(f"the last rate of {key} ends in year {rates[-1][0]:g}")
        schedules[key] = Schedule(key, schedule["title"], rates)
    return Vintage(name, row["title"], row["source"], schedules, Wellby(**row["wellby"]))


def _known[T](table: dict[str, T], name: str, what: str) -> T:
    if name not in table:
        hint = nearest(name, list(table)) or f"; there are {', '.join(table)}"
        raise SettingsError(f"there is no {what} {name!r}{hint}")
    return table[name]
