"""Levers: what a room may change in a world, when it acts, and where it cannot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sim.mechanisms import parameter_groups
from sim.mechanisms.funding import FundingParameters
from sim.rules.opportunity import AgendaParameters
from sim.scenario import Scenario
from sim.scenario.presets import PRESETS

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
    """``%`` for a share that is shown as a percentage."""

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


def cuts_are_listed(scenario: Scenario) -> str:
    """Say why not where cuts are read from a table."""
    listed = scenario.params[FundingParameters].profile == "file"
    return "the cuts of this world are those of a real place" if listed else ""


def nothing_is_proposed(scenario: Scenario) -> str:
    """Say why not where nobody proposes."""
    closed = not scenario.params[AgendaParameters].proposals
    return "in this world nobody proposes anything new" if closed else ""


def nothing_to_announce(scenario: Scenario) -> str:
    """Say why not where it is settled what partners announce."""
    settled = all(p.declared is not None for p in scenario.partnerships)
    return nothing_is_proposed(scenario) if settled else ""


def nobody_is_partner(scenario: Scenario) -> str:
    """Say why not where nobody works together."""
    alone = nothing_is_proposed(scenario) and not scenario.partnerships
    return "in this world nobody works in partnership" if alone else ""


def nothing_to_repay(scenario: Scenario) -> str:
    """Say why not where there is no programme: only what programmes cost is repaid."""
    programme = any(p.type == "tri-sector-programme" for p in scenario.partnerships)
    return "" if programme else nothing_is_proposed(scenario)


def nobody_convenes(scenario: Scenario) -> str:
    """Say why not where no network body calls meetings."""
    named = any(o.kind == "network-body" for o in scenario.place.organisation)
    return "" if named or scenario.place.network_body else "no network body calls meetings here"


def _words(values: Sequence[str]) -> tuple[tuple[Value, str], ...]:
    return tuple((value, value.replace("-", " ")) for value in values)


LEVERS: dict[str, Slider | Choice] = {
    lever.name: lever
    for lever in (
        Slider(
            "cut",
            "Cut in grant, a year",
            "policy.funding.grant_cut",
            cuts_are_listed,
            0.0,
            0.12,
            0.01,
            "%",
        ),
        Choice(
            "profile",
            "When cuts come",
            "policy.funding.profile",
            always,
            (
                ("flat", "the same every year"),
                ("front", "early"),
                ("back", "late"),
                ("shock", "all at once"),
            ),
            (("two-phase", "in two phases"), ("file", "as this place was cut")),
        ),
        Choice(
            "preset",
            "Rules of collaboration",
            "policy.collaboration.preset",
            nobody_is_partner,
            tuple((name, "as they are" if name == "none" else w) for name, w in _words([*PRESETS])),
        ),
        Slider(
            "open", "How open partners are", "policy.observation.transparency", nobody_is_partner
        ),
        Slider(
            "reciprocity",
            "Effort answers effort",
            "policy.contribution.reciprocity",
            nobody_is_partner,
            high=0.7,
        ),
        Slider(
            "relationship",
            "Spent on the relationship alone",
            "policy.governance.relational_effort",
            nobody_is_partner,
            high=20.0,
            step=1.0,
            unit="k£ a quarter",
        ),
        Slider(
            "meetings",
            "Meetings a quarter",
            "policy.meetings.meetings",
            nobody_convenes,
            high=13.0,
            step=0.5,
        ),
        Choice(
            "governance",
            "Who coordinates",
            "policy.governance.mode",
            nobody_is_partner,
            (
                ("shared", "all with all"),
                ("lead", "one lead"),
                ("network-administrative", "an office of the network"),
            ),
        ),
        Choice(
            "sunset",
            "Sunset review",
            "policy.review.sunset",
            nobody_is_partner,
            ((False, "no"), (True, "yes: hollow ones are put up for closure")),
        ),
        Slider(
            "seats",
            "Residents' seats at the table",
            "policy.indices.resident_seats",
            nobody_is_partner,
            unit="%",
        ),
        Slider(
            "share",
            "Costs that those who gain repay",
            "policy.sharing.benefit_share",
            nothing_to_repay,
            unit="%",
        ),
        Slider(
            "motive",
            "Wish to be seen in partnership",
            "policy.signing.legitimacy_motive",
            nothing_to_announce,
            high=1.2,
        ),
        Choice(
            "selection",
            "Who is asked",
            "policy.agenda.selection",
            nothing_is_proposed,
            _words(["trust", "homophily", "price", "assigned", "trust-and-broker"]),
        ),
        Choice(
            "agreement",
            "Who must say yes",
            "policy.signing.agreement",
            nothing_is_proposed,
            _words(["unanimity", "supermajority", "lead", "imposed"]),
        ),
    )
}
"""Rules, by name."""

HAPPENINGS: dict[str, Happening] = {
    happening.name: happening
    for happening in (
        Happening("crisis", "A crisis", "crisis", "", (("intensity", 1.0),)),
        Happening("election", "An election everywhere", "election", ""),
        Happening("champion", "A champion leaves", "departure", "organisation"),
        Happening("absence", "A partner stops turning up", "stops-turning-up", "organisation"),
        Happening("closure", "A partnership is closed", "closure", "partnership"),
    )
}
"""What can be made to happen, by name."""
