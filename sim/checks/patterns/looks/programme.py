"""What becomes of young people in programmes."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from sim.checks.patterns.looks import mean
from sim.rules.programme import (
    COHORT_QUARTERS,
    ProgrammeParameters,
    chance_with,
    chance_without,
    crisis_chance,
    support,
)

if TYPE_CHECKING:
    from sim.agents.participant import Cohort
    from sim.model import PartnershipModel

COHORTS = 5
"""Cohorts of a programme of five years."""


def help_given(model: "PartnershipModel") -> float:
    """Return the mean joint help that cohorts had."""
    return mean([h for cohort in model.cohorts for h in cohort.help])


def uplift(model: "PartnershipModel") -> float:
    """Return the mean gain in the chance of a good destination, drop-outs included."""
    numbers = model.params[ProgrammeParameters]
    gains = []
    for cohort in model.cohorts:
        given = sum(cohort.help) / COHORT_QUARTERS
        for person in cohort.people if cohort.finished else ():
            helped = 0.0 if person.dropped_out else given
            there = chance_with(person.risk, helped, numbers.links, numbers)
            gains.append(there - chance_without(person.risk, numbers))
    return mean(gains)


def uplift_at_75(model: "PartnershipModel") -> float:
    """Return the same for the same people if joint help were .75 throughout, as expected."""
    numbers = model.params[ProgrammeParameters]
    gains = []
    for person in (person for cohort in model.cohorts for person in cohort.people):
        lost = crisis_chance(person.risk, numbers) * (1.0 - support(0.75, numbers))
        there = chance_with(person.risk, 0.75, numbers.links, numbers)
        stays = (1.0 - lost) ** COHORT_QUARTERS
        gains.append(stays * (there - chance_without(person.risk, numbers)))
    return mean(gains)


def additional(model: "PartnershipModel") -> float:
    """Return good destinations per hundred young people that would not be there otherwise."""
    finished = [cohort for cohort in model.cohorts if cohort.finished]
    people = sum(len(cohort.people) for cohort in finished)
    return 100.0 * sum(c.additional for c in finished) / people if people else math.nan


def young_people(model: "PartnershipModel") -> float:
    """Return how many began a programme."""
    return float(sum(len(cohort.people) for cohort in model.cohorts))


def _of_cohorts(model: "PartnershipModel", count: "Callable[[Cohort], int]") -> list[float]:
    shares = [count(c) / len(c.people) for c in model.cohorts if c.finished and c.people]
    return [*shares, *[math.nan] * COHORTS][:COHORTS]


def destinations(model: "PartnershipModel") -> list[float]:
    """Return the share of each of the first five cohorts in work, training or study."""
    return _of_cohorts(model, lambda cohort: cohort.good_destinations)


def offence_free(model: "PartnershipModel") -> list[float]:
    """Return the share of each of the first five cohorts without an offence."""
    return _of_cohorts(model, lambda cohort: cohort.offence_free)
