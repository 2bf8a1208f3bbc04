"""Measures of the youth programme: people, one by one, with and without it."""

from typing import TYPE_CHECKING

from sim.agents.participant import Cohort
from sim.core.ledger import PENCE_PER_K, Flow
from sim.measures.measure import COUNT, MONEY, Values, at_end, mean, measure
from sim.rules.programme import COHORT_QUARTERS

if TYPE_CHECKING:
    from sim.measures.whole_run import Course
    from sim.model import PartnershipModel


def _finished_now(model: "PartnershipModel") -> list[Cohort]:
    return [c for c in model.cohorts if c.finished and c.begun + COHORT_QUARTERS == model.quarter]


@measure(COUNT, "higher", "region", "total")
def participants(model: "PartnershipModel") -> Values:
    """Young people who began a programme."""
    return [float(sum(len(c.people) for c in model.cohorts if c.begun == model.quarter))]


@measure(COUNT, "higher", "region", "total")
def participants_finished(model: "PartnershipModel") -> Values:
    """Young people whose cohort has ended, drop-outs included."""
    return [float(sum(len(c.people) for c in _finished_now(model)))]


@measure(COUNT, "higher", "region", "total")
def good_destinations(model: "PartnershipModel") -> Values:
    """Of them, in work, training or study a quarter after the year."""
    return [float(sum(c.good_destinations for c in _finished_now(model)))]


@measure(COUNT, "higher", "region", "total")
def additional_destinations(model: "PartnershipModel") -> Values:
    """Of these, those who would not be there without the programme, all else equal."""
    return [float(sum(c.additional for c in _finished_now(model)))]


@measure(COUNT, "higher", "region", "total")
def offence_free(model: "PartnershipModel") -> Values:
    """Young people whose cohort has ended and who committed no offence in the year after."""
    return [float(sum(c.offence_free for c in _finished_now(model)))]


@measure(COUNT, "higher", "region", "total")
def offences_prevented(model: "PartnershipModel") -> Values:
    """Of these, those who would have offended without the programme, all else equal."""
    return [float(sum(c.offences_prevented for c in _finished_now(model)))]


@measure(MONEY, "neither", "region", "total")
def programme_spending(model: "PartnershipModel") -> Values:
    """What councils paid for programme places."""
    paid = sum(e.pence for e in model.ledger.this_quarter if e.flow is Flow.PROGRAMME)
    return [paid / PENCE_PER_K]


@at_end("index points", "higher")
def capability_gained(course: "Course") -> float:
    """How much more young people believe they can do after a programme, drop-outs included.

    Mean over those whose cohort has ended; empty if there are none.
    """
    people = [person for c in course.model.cohorts if c.finished for person in c.people]
    return mean([person.capability - person.capability_at_start for person in people])
