"""Programme: additional people are those whose luck falls between the two chances."""

import math
from functools import cache

from sim.agents.participant import Cohort
from sim.checks.verify.case import case, world
from sim.model import PartnershipModel
from sim.rules.programme import ProgrammeParameters, chance_with, chance_without

YOUTH = {
    "policy.agenda.proposals": False,
    "policy.review.enabled": False,
    "place.residents_per_council": 50,
    "place.councils": 1,
    "partnership": (
        {
            "type": "tri-sector-programme",
            "members": ("council-1", "social-enterprise-1", "contractor-1"),
        },
    ),
}
"""One council with a programme that nobody leaves."""


@cache
def programme() -> PartnershipModel:
    """Return the world of the programme, run once for both cases."""
    return world(YOUTH)


@case(
    "A15",
    "with the same random numbers help makes no one worse off, and additional people are counted",
    0.0,
)
def nobody_is_made_worse() -> float:
    """Return how many trainees do worse with help, and by how many the count is off."""
    people = [person for cohort in finished() for person in cohort.people]
    if not people:
        return math.inf
    worse = sum(p.good_destination_without and not p.good_destination for p in people)
    worse += sum(p.offence_free_without and not p.offence_free for p in people)
    gained = sum(p.good_destination and not p.good_destination_without for p in people)
    return float(worse + abs(gained - sum(cohort.additional for cohort in finished())))


@case("A15-count", "good destinations are binomial, with the programme and without", 3.0)
def destinations_are_binomial() -> float:
    """Return how many standard errors counts are from the sum of chances, the larger of two."""
    numbers, chances, without = ProgrammeParameters(), [], []
    for cohort in finished():
        given = sum(cohort.help) / len(cohort.help)
        for person in cohort.people:
            helped = 0.0 if person.dropped_out else given
            chances.append(chance_with(person.risk, helped, 0.0, numbers))
            without.append(chance_without(person.risk, numbers))
    counts = (
        sum(cohort.good_destinations for cohort in finished()),
        sum(cohort.good_destinations_without for cohort in finished()),
    )
    return max(map(standard_errors, counts, (chances, without)))


def finished() -> list[Cohort]:
    """Return the cohorts whose year is over."""
    return [cohort for cohort in programme().cohorts if cohort.finished]


def standard_errors(count: int, chances: list[float]) -> float:
    """Return how far a count is from the sum of its chances, in standard errors."""
    variance = math.fsum(chance * (1.0 - chance) for chance in chances)
    return abs(count - math.fsum(chances)) / math.sqrt(variance)
