"""Looks: what patterns look at in a run, one number or a few each.

Whatever is written here decides about answers that are kept on disk; a change asks anew.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.measures import MEASURES
from sim.rules.talking_shop import is_grown

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.model import PartnershipModel


def mean(values: Sequence[float]) -> float:
    """Return the mean; NaN of nothing."""
    return math.fsum(values) / len(values) if values else math.nan


def regional(model: "PartnershipModel", measure: str) -> float:
    """Return a measure of the region as it stands."""
    found = MEASURES[measure]
    assert found.value is not None
    return found.regional(model, found.value(model))


def grown_ones(model: "PartnershipModel") -> "list[Partnership]":
    """Return every partnership, ended ones included, that was long enough in delivery."""
    return [p for p in model.partnerships if is_grown(p.delivered_quarters)]
