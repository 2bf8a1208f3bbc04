"""Outcome: what counts for how much when one number is to stand for how residents are.

The six indices are always shown beside it, since the weights are a matter of judgement.

ODD: docs/odd.md, SM5
"""

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from sim.core.parameters import Parameters, param


def _weight(of: str) -> Any:
    """Declare the weight of one index; the range keeps any of them from drowning the others."""
    return param(
        1.0,
        unit="weight",
        low=0.0,
        high=10.0,
        source="seed-row-208",
        role="policy",
        why=f"What {of} counts for in the composite outcome, against 1 for an ordinary index.",
    )


class OutcomeParameters(Parameters):
    """Weights of the six indices in the composite outcome; alike unless somebody says so."""

    group = "outcome"

    satisfaction: float = _weight("satisfaction")
    trust: float = _weight("trust in the council")
    influence: float = _weight("influence")
    belonging: float = _weight("belonging")
    capability: float = _weight("capability")
    resilience: float = _weight("resilience")

    @model_validator(mode="after")
    def _something_counts(self) -> Self:
        if not any(weights(self)):
            raise ValueError("at least one weight of the outcome must be above 0; all are 0")
        return self


def weights(numbers: OutcomeParameters) -> tuple[float, ...]:
    """Return the weights of the six indices, in the order in which residents carry them."""
    return (
        numbers.satisfaction,
        numbers.trust,
        numbers.influence,
        numbers.belonging,
        numbers.capability,
        numbers.resilience,
    )


def composite(means: NDArray[np.float64], numbers: OutcomeParameters) -> NDArray[np.float64]:
    """Return the weighted mean of the six indices of every set of residents, shape (sets,)."""
    each = np.array(weights(numbers))
    return np.asarray((means * each).sum(axis=1) / each.sum())
