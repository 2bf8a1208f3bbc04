"""Volunteering: who gives time, and what moves more people to do so.

The rule is of one resident; `sim/kernel.py` applies it to everybody. Everything that pushes is a
deviation from quarter 0, so an unchanged world has an unchanged share of volunteers (A25).

Reads:  place.surge, .crisis; network meetings, dividends
Writes: the share of volunteers, through the kernel
ODD:    docs/odd.md, SM6
"""

import math
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.parameters import Parameters, param
from sim.rules.crisis import CrisisParameters
from sim.rules.odds import chance_at

if TYPE_CHECKING:
    from sim.agents.place import Place
    from sim.model import PartnershipModel


class VolunteeringParameters(Parameters):
    """What makes residents volunteer; effects are in log-odds."""

    group = "volunteering"
    neutral: ClassVar = {
        "belonging_effect": 0.0,
        "influence_effect": 0.0,
        "asked_effect": 0.0,
        "hardship_effect": 0.0,
        "dividend_effect": 0.0,
        "entrepreneurs": 0.0,
    }

    base: float = param(
        0.22,
        unit="share of residents",
        low=0.17,
        high=0.27,
        source="wb_formal_volunteering_monthly",
        role="uncertainty",
        why="Residents who volunteer formally every month.",
    )
    belonging_effect: float = param(
        1.5,
        unit="log-odds per index",
        low=0.0,
        high=3.0,
        source="assumption-205",
        role="uncertainty",
        why="Effect of belonging.",
    )
    influence_effect: float = param(
        1.2,
        unit="log-odds per index",
        low=0.0,
        high=3.0,
        source="assumption-206",
        role="uncertainty",
        why="Effect of influence.",
    )
    asked_effect: float = param(
        0.8,
        unit="log-odds",
        low=0.0,
        high=2.0,
        source="assumption-207",
        role="uncertainty",
        why="Effect of having been asked.",
    )
    hardship_effect: float = param(
        0.6,
        unit="log-odds per index",
        low=0.0,
        high=1.5,
        source="assumption-208",
        role="uncertainty",
        why="Effect of hardship.",
    )
    dividend_effect: float = param(
        0.5,
        unit="log-odds at full share",
        low=0.0,
        high=1.5,
        source="seed-row-172",
        role="uncertainty",
        why="Effect of a community dividend that people know of.",
    )
    entrepreneurs: float = param(
        0.0,
        unit="people per place",
        low=0.0,
        high=5.0,
        source="seed-row-194",
        role="policy",
        why="Community entrepreneurs who go round and ask.",
    )
    asked_by_entrepreneur: float = param(
        0.15,
        unit="share of residents",
        low=0.0,
        high=0.3,
        source="seed-row-194",
        role="uncertainty",
        why="Residents whom each of them asks.",
    )
    asked_by_network: float = param(
        0.10,
        unit="share of residents",
        low=0.0,
        high=0.3,
        source="seed-row-225",
        role="uncertainty",
        why="Residents whom an active network asks.",
    )


class Odds(NamedTuple):
    """The parameters above in a form that compiled code can read."""

    base: float
    """Log-odds at quarter 0."""
    belonging: float
    influence: float


def log_odds(belonging: float, influence: float, push: float, odds: Odds) -> float:
    """Return the log-odds that a resident volunteers this quarter.

    ``belonging`` and ``influence`` are deviations from quarter 0; ``push`` is what everybody of
    the place feels, in log-odds.
    """
    return odds.belonging * belonging + odds.influence * influence + (odds.base + push)


def chance(belonging: float, influence: float, push: float, odds: Odds) -> float:
    """Return the chance that a resident volunteers this quarter; arguments as in `log_odds`."""
    return float(chance_at(np.float32(log_odds(belonging, influence, push, odds))))


def odds_of(numbers: VolunteeringParameters) -> Odds:
    """Return the parameters as plain numbers."""
    base = math.log(numbers.base / (1.0 - numbers.base))
    return Odds(base, numbers.belonging_effect, numbers.influence_effect)


def pushes(model: "PartnershipModel") -> NDArray[np.float64]:
    """Return what pushes everybody in a place, in log-odds, shape (places,)."""
    return np.array([push(model, place) for place in model.places])


def push(model: "PartnershipModel", place: "Place") -> float:
    """Return what pushes everybody in one place, in log-odds."""
    numbers, crisis = model.params[VolunteeringParameters], model.params[CrisisParameters]
    asked = numbers.asked_by_entrepreneur * numbers.entrepreneurs
    asked += numbers.asked_by_network * place.network_active
    hardship = crisis.hardship * place.crisis
    return (
        numbers.asked_effect * min(1.0, asked)
        - numbers.hardship_effect * hardship
        + crisis.surge * place.surge
        + numbers.dividend_effect * place.dividend_known
    )
