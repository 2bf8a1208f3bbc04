"""Kinds of levers: a number, a choice, or something that can be made to happen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sim.mechanisms import parameter_groups
from sim.scenario import Scenario
from sim.views.words import pounds

POUNDS = "k£ a quarter"
"""The unit of a lever that is money; it is shown in pounds."""

type Value = float | bool | str
type Whom = Literal["", "organisation", "partnership"]
type Cannot = Callable[[Scenario], str]
"""Returns why a lever does nothing in a world; nothing if it acts."""


def always(_: Scenario) -> str:
    """Return nothing: the lever acts in every world."""
    return ""


@dataclass(frozen=True)
class Lever:
    """A rule that can stand otherwise."""

    name: str
    label: str
    key: str
    cannot: Cannot = always

    @property
    def from_start(self) -> bool:
        """Whether it acts only if it is set before a world begins."""
        _, group, field = self.key.split(".")
        return field in parameter_groups()[group].from_start

    def value_in(self, scenario: Scenario, quarter: int) -> Value:
        """Return how it stands in a world in a quarter."""
        _, group, field = self.key.split(".")
        value: Value = getattr(scenario.rules_in(quarter)[parameter_groups()[group]], field)
        return value


@dataclass(frozen=True)
class Slider(Lever):
    """A rule that is a number."""

    low: float = 0.0
    high: float = 1.0
    step: float = 0.05
    unit: str = ""
    """``%`` for a share that is shown as a percentage, POUNDS for money."""

    def read(self, text: str) -> float:
        """Return what somebody chose; raises ValueError if it is no number in its range."""
        value = float(text)
        if not self.low <= value <= self.high:
            raise ValueError(f"{self.label}: from {self.low:g} to {self.high:g}")
        return value

    def said(self, value: Value) -> str:
        """Return a value in words."""
        if self.unit == "%":
            return f"{100.0 * float(value):.0f} %"
        if self.unit == POUNDS:
            return f"{pounds(1000.0 * float(value))} a quarter"
        return f"{float(value):g}{self.unit and ' '}{self.unit}"


@dataclass(frozen=True)
class Choice(Lever):
    """A rule that is one of a few."""

    options: tuple[tuple[Value, str], ...] = ()
    also: tuple[tuple[Value, str], ...] = ()
    """How it may stand in a world though nobody can choose it."""

    def read(self, text: str) -> Value:
        """Return what somebody chose; raises ValueError if there is no such choice."""
        for value, _ in self.options:
            if str(value) == text:
                return value
        raise ValueError(f"{self.label}: one of {', '.join(str(v) for v, _ in self.options)}")

    def said(self, value: Value) -> str:
        """Return a value in words."""
        return dict((*self.options, *self.also)).get(value, str(value))


@dataclass(frozen=True)
class Happening:
    """Something that can be made to happen in the next quarter."""

    name: str
    label: str
    kind: str
    """Of event."""
    whom: Whom
    """What it happens to; empty for everybody."""
    numbers: tuple[tuple[str, Any], ...] = ()

    def subjects(self, scenario: Scenario, organisations: Sequence[str]) -> list[str]:
        """Return to whom it may happen in a world."""
        if self.whom == "organisation":
            return list(organisations)
        if self.whom == "partnership":
            return [p.name for p in scenario.partnerships if p.name]
        return [""]

    def event(self, name: str, quarter: int, subject: str) -> dict[str, Any]:
        """Return it as an event of a scenario."""
        made = {"name": name, "kind": self.kind, "quarter": quarter, **dict(self.numbers)}
        if self.whom:
            made[self.whom] = subject
        return made
