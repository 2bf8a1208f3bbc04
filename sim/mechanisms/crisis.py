"""Crisis: an emergency begins, and who already works together responds sooner.

Reads:  model.plan.crises, model.ties
Writes: place.crisis, .surge, council.undelivered, .response_weeks
ODD:    docs/odd.md, SM26
"""

from typing import TYPE_CHECKING

from sim.core.events import EventKind
from sim.core.services import Service
from sim.rules.crisis import CrisisParameters, first_quarter_coverage, response_weeks

if TYPE_CHECKING:
    from sim.agents.council import Council
    from sim.model import PartnershipModel

HIT = (Service.CARE, Service.NEIGHBOURHOOD)


def run(model: "PartnershipModel") -> None:
    """Say how much of a crisis every place is in, and let a wave of volunteering run."""
    numbers = model.params[CrisisParameters]
    running, beginning = intensity(model, numbers)
    for place in model.places:
        place.crisis = running
        place.surge = beginning if beginning > 0.0 else numbers.surge_memory * place.surge
    if beginning > 0.0:
        model.events.record(EventKind.CRISIS, "everywhere", why=f"intensity {beginning:g}")
    for council in model.councils:
        council.response_weeks = response_weeks(civil_trust(model, council), numbers)


def intensity(model: "PartnershipModel", numbers: CrisisParameters) -> tuple[float, float]:
    """Return the intensity of what is going on this quarter, and of what begins in it."""
    ages = [
        (model.quarter - event.quarter, event.intensity * numbers.intensity)
        for event in model.plan.crises
    ]
    running = sum(size for age, size in ages if 0 <= age < numbers.quarters)
    return running, sum(size for age, size in ages if age == 0)


def civil_trust(model: "PartnershipModel", council: "Council") -> float:
    """Return mean trust, both ways, between a council and its area's civil society."""
    civil = [
        o
        for kind in ("social-enterprise", "housing-association")
        for o in model.local_organisations(council, kind)
        if o.alive
    ]
    if not civil:
        return 0.0
    both = [model.ties.trust(council, o) + model.ties.trust(o, council) for o in civil]
    return sum(both) / (2.0 * len(both))


def delay(model: "PartnershipModel") -> None:
    """Take out of the first quarter's coverage what help came too late for."""
    numbers = model.params[CrisisParameters]
    _, beginning = intensity(model, numbers)
    if beginning <= 0.0:
        return
    for council in model.councils:
        kept = first_quarter_coverage(council.response_weeks, beginning, numbers)
        council.undelivered[list(HIT)] += 1.0 - kept
