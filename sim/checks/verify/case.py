"""Case: one closed form that the model must meet, and the small worlds that cases are made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.model import PartnershipModel
from sim.scenario import Scenario, default_scenario

IDENTITY = 1e-9
"""What pure rules may be off by: rounding of the last bits."""
PENNY = 0.01

STILL = {
    "policy.funding.enabled": False,
    "policy.demand.enabled": False,
    "policy.agenda.proposals": False,
    "uncertainty.trust.pre_tie_share": 0.0,
    "uncertainty.trust.noise_sd": 0.0,
    "place.residents_per_council": 50,
}
"""A world in which nothing changes from outside."""

FREE_MERGER = {
    "policy.reorganisation.enabled": False,
    "event": (
        {
            "name": "one",
            "kind": "reorganisation",
            "year": 2,
            "councils": ("council-1", "council-2"),
        },
    ),
}
"""Switched off, a merger costs nothing and disturbs nobody."""


@dataclass(frozen=True)
class Case:
    """One closed form: its number, what it says, how far off the model is, how far it may be."""

    name: str
    says: str
    error: Callable[[], float]
    tolerance: float

    def holds(self) -> bool:
        """Tell whether the model is near enough."""
        return self.error() <= self.tolerance


ENTERED: dict[str, Case] = {}
"""Cases in the order in which their modules were imported."""


def case(
    name: str, says: str, tolerance: float = IDENTITY
) -> Callable[[Callable[[], float]], Callable[[], float]]:
    """Enter a function as a case."""

    def enter(function: Callable[[], float]) -> Callable[[], float]:
        ENTERED[name] = Case(name, says, function, tolerance)
        return function

    return enter


def world(
    values: Mapping[str, Any], quarters: int = 40, steps: int | None = None
) -> PartnershipModel:
    """Return the default world with some values set, run to its end or for some quarters."""
    scenario: Scenario = default_scenario().with_values({**values, "run.quarters": quarters})
    model = PartnershipModel(scenario)
    for _ in range(quarters if steps is None else steps):
        model.step()
    return model


def differences(a: PartnershipModel, b: PartnershipModel) -> float:
    """Return in how many ledger entries and residents' states two histories differ."""
    entries = zip(a.ledger.entries, b.ledger.entries, strict=False)
    money = sum(x != y for x, y in entries)
    money += abs(len(a.ledger.entries) - len(b.ledger.entries))
    people = np.count_nonzero(a.residents.columns.level != b.residents.columns.level)
    return float(money + people)
