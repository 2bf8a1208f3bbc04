"""Ablation: what changes in measures and patterns when one mechanism is switched off.

Off means neutral values (A19). Every mechanism is taken away from the worlds of the patterns that
name it (of all patterns, if asked), and from two worlds in which
every measure is looked at: the usual one, and a busy one in which everything happens that a
scenario can turn on.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from scipy.special import stdtrit

from sim.analysis.statistics import Estimate, estimate
from sim.checks.laboratory import Laboratory, Look, Seen, World
from sim.checks.patterns import PATTERNS, Finding, Pattern, holds
from sim.checks.patterns.document import views
from sim.checks.patterns.looks.measures import every_measure, regional_columns
from sim.checks.patterns.pattern import SMALL, Values
from sim.core.parameters import ParameterSet
from sim.mechanisms import parameter_groups
from sim.scenario import Scenario

PROBES = 3
"""Pairs that must be the same to the last bit before a mechanism is said not to touch a world."""

SURE = 0.999
"""Confidence at which a change is called clear: with hundreds of figures a mechanism, one in
twenty would be so by luck at the usual .95."""

BUSY: Mapping[str, Any] = {
    "policy.funding.grant_cut": 0.1,
    "uncertainty.agenda.slots": 4,
    "uncertainty.agenda.weight_consolidation": 0.3,
    "place.network_body": True,
    "policy.brokers.brokers": 2.0,
    "policy.relational_measures.kind": "perception",
    "policy.servants.training_days": 1.0,
    "policy.dividend.share": 0.5,
    "policy.dividend.fire_joins": True,
    "policy.assets.release_rate": 0.2,
    "policy.pledges.levy": 10.0,
    "policy.sharing.benefit_share": 0.3,
    "policy.meetings.meetings": 6.0,
    "policy.capacity.investment": 1.0,
    "policy.procurement.lot_value": 2e6,
    "policy.procurement.benefit_clauses": 1.0,
    "policy.pilots.areas": 2,
    "policy.frontline.link": 1.0,
    "policy.indices.resident_seats": 0.2,
    "policy.ventures.company": True,
    "event": (
        {"name": "flood", "kind": "crisis", "quarter": 5},
        {
            "name": "one",
            "kind": "reorganisation",
            "year": 3,
            "councils": ("council-1", "council-2"),
        },
    ),
}
"""What makes a region busy: everything happens in it."""

WORLDS = {"usual": World(SMALL), "busy": World({**SMALL, **BUSY})}
EVERYTHING = Look(every_measure, recorded=True)

EXCUSED: Mapping[str, str] = {
    "coverage": (
        "its neutral value is the default: a pound pays for a pound's worth of need at any level."
        " It acts where a scenario or a sweep sets `uncertainty.coverage.elasticity` below 1."
    ),
    "observation": (
        "errors in what partners see of each other move single runs and not, clearly, what comes of"
        " ten: they are as often too high as too low. It is kept because openness acts through"
        " it; over forty pairs, P6 finds that full openness takes .016 off effective integration."
    ),
}
"""Why a mechanism that changes nothing clearly is there all the same."""


@dataclass(frozen=True)
class Change:
    """One figure that is clearly another without a mechanism: off less on."""

    what: str
    estimate: Estimate
    strength: float
    """Mean difference in standard errors, without sign."""


@dataclass(frozen=True)
class Ablated:
    """What one mechanism is for, as far as taking it away shows."""

    mechanism: str
    touches: tuple[str, ...]
    """Of the two worlds, those in which any measure differs in any run, be it by one bit."""
    measures: Mapping[str, list[Change]]
    """What changes clearly in each of the two worlds, the clearest first."""
    verdicts: Mapping[str, str]
    """Patterns of which a judged statistic moves clearly, with what the verdict turns into."""

    @property
    def quiet(self) -> bool:
        """Whether nothing clearly changes anywhere."""
        return not (any(self.measures.values()) or self.verdicts)


type Touched = frozenset[tuple[str, str]]
"""Mechanisms and worlds (fingerprints) that are not the same without them."""


@cache
def mechanisms() -> tuple[str, ...]:
    """Return the names of everything that has a switch and neutral values."""
    return tuple(name for name, group in parameter_groups().items() if group.neutral)


@dataclass(frozen=True)
class Bench:
    """What mechanisms are taken away from, and where what is seen is kept."""

    laboratory: Laboratory
    pairs: int
    patterns: Mapping[str, Pattern] = field(default_factory=lambda: PATTERNS)
    worlds: Mapping[str, World] = field(default_factory=lambda: WORLDS)
    every_pattern: bool = False
    """Whether a mechanism is held against patterns that do not name it, too."""

    def patterns_of(self, name: str) -> dict[str, Pattern]:
        """Return the patterns that one mechanism is held against."""
        return {
            key: pattern
            for key, pattern in self.patterns.items()
            if self.every_pattern or name in pattern.about
        }

    def views(self, name: str) -> list[tuple[World, Look]]:
        """Return every world and look that is asked for about a mechanism."""
        own = views(self.patterns_of(name))
        return [*own, *((world, EVERYTHING) for world in self.worlds.values())]

    def ablate(self, names: Sequence[str]) -> list[Ablated]:
        """Return what each of these mechanisms is for; a killed run goes on where it stopped."""
        probes = min(PROBES, self.pairs)
        asked = [(name, world, look) for name in names for world, look in self.views(name)]
        self.laboratory.see([(world, look) for _, world, look in asked], self.pairs)
        acting = [view for view in asked if acts(view[0], view[1].scenario)]
        self.laboratory.see([(off(w, name), look) for name, w, look in acting], probes)
        touched = frozenset(
            (name, world.fingerprint)
            for name, world, look in acting
            if differs(self.laboratory, name, world, look, probes)
        )
        rest = [view for view in acting if (view[0], view[1].fingerprint) in touched]
        self.laboratory.see([(off(w, name), look) for name, w, look in rest], self.pairs)
        return [self.ablated(name, touched) for name in names]

    def ablated(self, name: str, touched: Touched) -> Ablated:
        """Return what one mechanism is for."""

        def on(world: World, look: Look) -> list[Seen]:
            return self.laboratory.values(world, look, self.pairs)

        def without(world: World, look: Look) -> list[Seen]:
            same = (name, world.fingerprint) not in touched
            return on(world if same else off(world, name), look)

        touches = [k for k, world in self.worlds.items() if (name, world.fingerprint) in touched]
        measures = {
            label: clear_changes(on(world, EVERYTHING), without(world, EVERYTHING))
            for label, world in self.worlds.items()
        }
        verdicts: dict[str, str] = {}
        for key, pattern in self.patterns_of(name).items():
            before, after = pattern.findings(on), pattern.findings(without)
            if any(map(moves, before, after)):
                verdicts[key] = told(before, after)
        return Ablated(name, tuple(touches), measures, verdicts)


def off(world: World, name: str) -> World:
    """Return a world without a mechanism."""
    return world.with_values({f"policy.{name}.enabled": False})


def acts(name: str, scenario: Scenario) -> bool:
    """Tell whether a mechanism has anything but its neutral values in a world, now or later."""
    group = parameter_groups()[name]

    def alive(params: ParameterSet) -> bool:
        given, used = params.given[group], params[group]
        return given.enabled and used != given.model_copy(update=dict(group.neutral))

    return any(map(alive, (scenario.params, *(stage.params for stage in scenario.stages))))


def differs(laboratory: Laboratory, name: str, world: World, look: Look, pairs: int) -> bool:
    """Tell whether anything seen in a world is another without a mechanism, to the last bit."""
    with_it = laboratory.values(world, look, pairs)
    without = laboratory.values(off(world, name), look, pairs)
    return json.dumps(with_it) != json.dumps(without)


def clear_changes(on: list[Seen], without: list[Seen]) -> list[Change]:
    """Return the measures that are clearly others without a mechanism, the clearest first."""
    differences = (np.array(without, float) - np.array(on, float)).T
    found = [
        Change(f"{measure} {group}".strip(), estimate(change), strength(change))
        for (measure, group), change in zip(regional_columns(), differences, strict=True)
    ]
    clear = [change for change in found if change.strength > limit(change.estimate.n)]
    return sorted(clear, key=lambda change: -change.strength)


def strength(change: Values) -> float:
    """Return a mean difference in its standard errors, without sign; infinite if all are alike."""
    known = change[~np.isnan(change)]
    if len(known) < 2 or not known.any():
        return 0.0
    error = float(known.std(ddof=1)) / math.sqrt(len(known))
    return abs(float(known.mean())) / error if error > 0.0 else math.inf


def limit(n: int) -> float:
    """Return the strength from which a change over n pairs is called clear."""
    return float(stdtrit(n - 1, 0.5 + SURE / 2)) if n > 1 else math.inf


def moves(on: Finding, without: Finding) -> bool:
    """Tell whether a judged statistic is clearly another, or nothing is left to judge."""
    if on.holds is None:
        return False
    if (on.estimate.n > 1) != (without.estimate.n > 1):
        return True
    if on.values.shape != without.values.shape:
        return False
    change = without.values - on.values
    return strength(change) > limit(int((~np.isnan(change)).sum()))


def told(before: list[Finding], after: list[Finding]) -> str:
    """Return what a verdict turns into, in words; empty if it stays."""
    words = {True: "holds", False: "does not hold", None: "is not judged"}
    was, is_now = words[holds(before)], words[holds(after)]
    return "" if was == is_now else f"{was} → {is_now}"
