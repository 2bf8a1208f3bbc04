"""Switching values: what would have to be different for an answer to change its sign."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sim.appraisal.discounting import break_even_rate, present_value
from sim.appraisal.vintages import Rates

type Values = NDArray[np.float64]

HALF_A_PENNY = 0.005
"""In £: a smaller part is what adding up rounds by, and nothing multiplies it."""
REACH = (0.01, 100.0)
"""Multiples beyond these are as good as nothing or anything: no answer that one could act on."""


@dataclass(frozen=True)
class Switch:
    """One thing that could be different; None if no value of it within reach changes the sign."""

    what: str
    kind: Literal["times", "rate"]
    value: float | None
    """How many times as large it would have to be, or the discount rate."""


def switching_values(parts: dict[str, Values], rates: Rates) -> list[Switch]:
    """Return the switching values of a stream made of parts by year: each alone, then the rate.

    Costs are parts with negative amounts.
    """
    worth = {name: float(present_value(part, rates)) for name, part in parts.items()}
    net = sum(worth.values())
    switches = [Switch(name, "times", multiple(part, net - part)) for name, part in worth.items()]
    whole = np.sum(list(parts.values()), axis=0)
    return [*switches, Switch("discount rate", "rate", break_even_rate(whole))]


def multiple(part: float, rest: float) -> float | None:
    """Return what a part has to be multiplied by for the whole to be nothing, if within reach."""
    if abs(part) < HALF_A_PENNY:
        return None
    times = -rest / part
    return times if REACH[0] <= times <= REACH[1] else None
