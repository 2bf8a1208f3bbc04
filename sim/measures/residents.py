"""Measures of residents: means and spreads of what the kernel counted."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sim.measures.measure import ENTERED, SCORE, SHARE, Measure, Values, measure
from sim.population.columns import Index
from sim.population.flags import HOMELESS, INSECURE, LONELY, WORKS
from sim.rules.residents import ResidentParameters

if TYPE_CHECKING:
    from sim.model import PartnershipModel


def _mean_of(index: Index) -> Callable[["PartnershipModel"], Values]:
    return lambda model: model.residents.means_by_place()[:, index]


def _residents(index: Index, about: str) -> None:
    name = RESIDENT_MEASURES[index]
    value = _mean_of(index)
    ENTERED[name] = Measure(name, about, SCORE, "higher", "place", "state", value, "residents")


RESIDENT_MEASURES = {
    Index.SATISFACTION: "satisfaction",
    Index.TRUST: "trust_in_council",
    Index.INFLUENCE: "influence",
    Index.BELONGING: "belonging",
    Index.CAPABILITY: "capability",
    Index.RESILIENCE: "resilience",
}
"""Measures that are also given for every deprivation fifth."""

FLAG_MEASURES = {
    LONELY: "isolation",
    HOMELESS: "homeless",
    INSECURE: "insecure_homes",
    WORKS: "at_work",
}
"""Measures of what residents are or are not, also given for every deprivation fifth."""

_residents(Index.SATISFACTION, "Residents' satisfaction with their council.")
_residents(Index.TRUST, "Residents' trust in their council.")
_residents(Index.INFLUENCE, "Residents' sense that they can influence local decisions.")
_residents(Index.BELONGING, "Residents' sense of belonging to their neighbourhood.")
_residents(Index.CAPABILITY, "Residents' sense of what they can do for themselves.")
_residents(Index.RESILIENCE, "Residents' ability to get over a setback.")


@measure(SCORE, "higher", "place")
def outcome(model: "PartnershipModel") -> Values:
    """Composite outcome of residents: the plain mean of the six indices."""
    return model.residents.means_by_place().mean(axis=1)


@measure(SCORE, "higher", "place")
def outcome_of_worst_tenth(model: "PartnershipModel") -> Values:
    """Composite outcome of the tenth of residents that is worst off."""
    return model.residents.worst_tenth()[0].mean(axis=1)


@measure(SCORE, "lower", "place")
def fragmentation(model: "PartnershipModel") -> Values:
    """How far residents of one place differ in belonging (standard deviation)."""
    return model.residents.fragmentation()


@measure(SHARE, "lower", "place")
def isolation(model: "PartnershipModel") -> Values:
    """Share of residents with no more belonging than the loneliest had at the start."""
    return model.residents.shares(LONELY)


@measure(SHARE, "higher", "place")
def turnout_proxy(model: "PartnershipModel") -> Values:
    """What influence and trust would do to turnout at a local election."""
    means = model.residents.means_by_place()
    start = model.params[ResidentParameters]
    influence = means[:, Index.INFLUENCE] - start.influence
    return 0.35 + 0.3 * influence + 0.2 * (means[:, Index.TRUST] - start.trust)
