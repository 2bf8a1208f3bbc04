"""Measures of residents: averages and spreads of what was counted of them.

An average is given for every place, for every deprivation fifth of the region, and for the worst
tenth: the tenth of each place's residents whose composite outcome is lowest, whatever the measure
is about. So a group is the same people in every measure.
"""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.measures.measure import SCORE, SHARE, Better, Grouping, Values, measure
from sim.population.averages import GROUPS, Averages
from sim.population.columns import Index
from sim.population.flags import LONELY, VOLUNTEERS
from sim.rules.outcome import OutcomeParameters, composite
from sim.rules.residents import FIFTHS, ResidentParameters

if TYPE_CHECKING:
    from sim.model import PartnershipModel

RESIDENTS = Grouping("fifth and worst tenth", GROUPS)


def of_residents[F: Callable[[Averages], NDArray[np.float64]]](
    unit: str, better: Better
) -> Callable[[F], F]:
    """Enter a function of averages as a measure of places and of groups of residents."""

    def enter(function: F) -> F:
        @wraps(function)
        def value(model: "PartnershipModel") -> Values:
            return function(model.residents.by_place)

        def groups(model: "PartnershipModel") -> Values:
            return function(model.residents.by_group)

        measure(unit, better, "place", "state", RESIDENTS, groups)(value)
        return function

    return enter


@of_residents(SCORE, "higher")
def satisfaction(people: Averages) -> NDArray[np.float64]:
    """Residents' satisfaction with their council."""
    return people.means[:, Index.SATISFACTION]


@of_residents(SCORE, "higher")
def trust_in_council(people: Averages) -> NDArray[np.float64]:
    """Residents' trust in their council."""
    return people.means[:, Index.TRUST]


@of_residents(SCORE, "higher")
def influence(people: Averages) -> NDArray[np.float64]:
    """Residents' sense that they can influence local decisions."""
    return people.means[:, Index.INFLUENCE]


@of_residents(SCORE, "higher")
def belonging(people: Averages) -> NDArray[np.float64]:
    """Residents' sense of belonging to their neighbourhood."""
    return people.means[:, Index.BELONGING]


@of_residents(SCORE, "higher")
def capability(people: Averages) -> NDArray[np.float64]:
    """Residents' sense of what they can do for themselves."""
    return people.means[:, Index.CAPABILITY]


@of_residents(SCORE, "higher")
def resilience(people: Averages) -> NDArray[np.float64]:
    """Residents' ability to get over a setback."""
    return people.means[:, Index.RESILIENCE]


@measure(
    SCORE,
    "higher",
    "place",
    "state",
    RESIDENTS,
    lambda model: composite(model.residents.by_group.means, model.params[OutcomeParameters]),
)
def outcome(model: "PartnershipModel") -> Values:
    """Composite outcome of residents: the mean of the six indices, alike unless weighted."""
    return composite(model.residents.by_place.means, model.params[OutcomeParameters])


@measure(SCORE, "higher", "place")
def outcome_of_worst_tenth(model: "PartnershipModel") -> Values:
    """Composite outcome of the tenth of a place's residents with the lowest mean of all six."""
    return composite(model.residents.worst_tenth.means, model.params[OutcomeParameters])


@measure(SCORE, "lower", "place")
def fragmentation(model: "PartnershipModel") -> Values:
    """How far residents of one place differ in belonging (standard deviation).

    It is about a place as a whole, so no group has one.
    """
    return model.residents.fragmentation()


@measure("index points", "lower", "place")
def stigma_gap(model: "PartnershipModel") -> Values:
    """How much less the most deprived quintile of a place feels it belongs than the least.

    Empty where one of the quintiles has no residents. It compares two groups, so no group has one.
    """
    by_cell = belonging(model.residents.by_cell()).reshape(-1, FIFTHS)
    return np.asarray(by_cell[:, -1] - by_cell[:, 0])


@of_residents(SHARE, "lower")
def isolation(people: Averages) -> NDArray[np.float64]:
    """Share of residents with no more belonging than the loneliest had at the start."""
    return people.share(LONELY)


@of_residents(SHARE, "higher")
def volunteers(people: Averages) -> NDArray[np.float64]:
    """Share of residents who gave time this quarter, counted one by one."""
    return people.share(VOLUNTEERS)


@measure(
    SHARE,
    "higher",
    "place",
    "state",
    RESIDENTS,
    lambda model: _turnout(model.residents.by_group, model.params[ResidentParameters]),
)
def turnout_proxy(model: "PartnershipModel") -> Values:
    """What influence and trust would do to turnout at a local election."""
    return _turnout(model.residents.by_place, model.params[ResidentParameters])


def _turnout(people: Averages, start: ResidentParameters) -> NDArray[np.float64]:
    more_influence = influence(people) - start.influence
    return 0.35 + 0.3 * more_influence + 0.2 * (trust_in_council(people) - start.trust)
