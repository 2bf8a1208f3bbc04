"""Housing and work: residents lose homes and jobs, and find them again.

A resident's housing and work each quarter are a Markov chain; the rules are of one resident and
`sim/kernel.py` applies them to everybody. Households without a home cost the council temporary
accommodation, beyond what it cost at quarter 0.

Reads:  place.lettings, .training_places, .crisis; council.coverage
Writes: council.extra_need, place.insecure_share, .homeless_share,
        .homeless_share_at_start, .decent, .lettings
ODD:    docs/odd.md, SM9
"""

from typing import TYPE_CHECKING, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.parameters import Parameters, param
from sim.core.services import Service
from sim.rules.crisis import CrisisParameters

if TYPE_CHECKING:
    from sim.agents.place import Place
    from sim.model import PartnershipModel

PEOPLE_PER_HOUSEHOLD = 2.3
MOST_LETTINGS = 0.5
"""Share of homeless households that lettings can house in one quarter at most (2.10, 37)."""


class HousingParameters(Parameters):
    """How residents move between homes, and between work and none."""

    group = "housing"
    neutral: ClassVar = {"counts": False}

    losing_security: float = param(
        0.004,
        unit="chance/quarter",
        low=0.0,
        high=0.01,
        source="assumption-210",
        role="uncertainty",
        why="Chance that a secure home becomes insecure, without hardship.",
    )
    regaining_security: float = param(
        0.10,
        unit="chance/quarter",
        low=0.02,
        high=0.3,
        source="assumption-211",
        role="uncertainty",
        why="Chance that an insecure home becomes secure again.",
    )
    becoming_homeless: float = param(
        0.03,
        unit="chance/quarter",
        low=0.0,
        high=0.1,
        source="assumption-212",
        role="uncertainty",
        why="Chance that an insecure household becomes homeless, without help.",
    )
    prevention: float = param(
        0.5,
        unit="share",
        low=0.0,
        high=0.9,
        source="assumption-213",
        role="uncertainty",
        why="Part of that which full housing services prevent.",
    )
    rehousing: float = param(
        0.10,
        unit="chance/quarter",
        low=0.02,
        high=0.3,
        source="assumption-214",
        role="uncertainty",
        why="Chance that full housing services find a homeless household a home.",
    )
    owed: float = param(
        0.35,
        unit="share of households",
        low=0.1,
        high=1.0,
        source="assumption-215",
        role="uncertainty",
        why="Homeless households that the council must accommodate.",
    )
    temporary_cost: float = param(
        2.0,
        unit="k£ per household and quarter",
        low=1.0,
        high=5.0,
        source="ho_ta_cost_per_household",
        role="uncertainty",
        why="What temporary accommodation costs, net of housing benefit.",
    )
    counts: bool = param(
        True,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-84",
        role="policy",
        why="Whether a rise in homelessness costs the council money.",
    )
    losing_work: float = param(
        0.010,
        unit="chance/quarter",
        low=0.0,
        high=0.03,
        source="assumption-216",
        role="uncertainty",
        why="Chance of losing work.",
    )
    finding_work: float = param(
        0.10,
        unit="chance/quarter",
        low=0.05,
        high=0.2,
        source="assumption-217",
        role="uncertainty",
        why="Chance of finding work.",
    )
    training_effect: float = param(
        0.2,
        unit="share per place and 1,000 people",
        low=0.0,
        high=1.0,
        source="seed-row-125",
        role="uncertainty",
        why="How much training places help people find work.",
    )
    recession: float = param(
        0.0,
        unit="share",
        low=0.0,
        high=2.0,
        source="seed-row-228",
        role="policy",
        why="How much likelier it is to lose work than in ordinary times.",
    )
    decent_decay: float = param(
        0.005,
        unit="share/quarter",
        low=0.0,
        high=0.02,
        source="assumption-218",
        role="uncertainty",
        why="Decent homes that fall below standard without repairs.",
    )
    decent_standard: float = param(
        0.0,
        unit="share of need",
        low=0.0,
        high=0.2,
        source="seed-row-8",
        role="policy",
        why="What a stricter standard of decent homes adds to housing need.",
    )


class Rates(NamedTuple):
    """The parameters above in a form that compiled code can read."""

    losing_security: float
    regaining_security: float
    becoming_homeless: float
    prevention: float
    rehousing: float
    losing_work: float
    finding_work: float


class Market(NamedTuple):
    """What one place is like this quarter for those who seek a home or work."""

    coverage: float
    """Of housing services."""
    lettings: float
    """Share of homeless households whom nominated lettings house."""
    strain: float
    """Chance of a resident without hardship to lose a secure home, as a multiple of the usual."""
    work_lost: float
    """Multiple of the usual chance."""
    work_found: float


def leaves_security(hardship: float, market: Market, rates: Rates) -> float:
    """Return the chance that a resident's secure home becomes insecure."""
    return rates.losing_security * (hardship + market.strain)


def becomes_homeless(market: Market, rates: Rates) -> float:
    """Return the chance that an insecure household becomes homeless."""
    return rates.becoming_homeless * (1.0 - rates.prevention * market.coverage)


def is_rehoused(market: Market, rates: Rates) -> float:
    """Return the chance that a homeless household finds a secure home."""
    return rates.rehousing * market.coverage + market.lettings


def is_insecure_next(
    insecure: bool, homeless: bool, luck: float, leaves: float, goes: float
) -> bool:
    """Tell whether a resident lives insecurely next quarter, given its luck (0 to 1).

    ``leaves`` is the chance that a secure home becomes insecure, ``goes`` the chance that an
    insecure one is lost or becomes secure again.
    """
    secure = (not insecure) & (not homeless)
    return (secure & (luck < leaves)) | (insecure & (luck >= goes))


def is_homeless_next(
    insecure: bool, homeless: bool, luck: float, falls: float, housed: float
) -> bool:
    """Tell whether a resident has no home next quarter, given its luck (0 to 1).

    ``falls`` is the chance that an insecure household becomes homeless, ``housed`` the chance
    that a homeless one finds a home.
    """
    return (insecure & (luck < falls)) | (homeless & (luck >= housed))


def works_next(works: bool, luck: float, loses: float, finds: float) -> bool:
    """Tell whether a resident works next quarter, given its luck (0 to 1)."""
    return (works & (luck >= loses)) | ((not works) & (luck < finds))


def rates_of(numbers: HousingParameters) -> Rates:
    """Return the parameters as plain numbers."""
    return Rates(**{name: getattr(numbers, name) for name in Rates._fields})


CALM = Market(1.0, 0.0, 1.0, 1.0, 1.0)
"""A place in which nothing is out of the ordinary."""


def resting_homes(hardship: float, numbers: HousingParameters) -> tuple[float, float]:
    """Return the shares of insecure and of homeless residents at which nothing changes."""
    rates = rates_of(numbers)
    losing, falling = leaves_security(hardship, CALM, rates), becomes_homeless(CALM, rates)
    insecure = losing / max(1e-12, rates.regaining_security + falling)
    homeless = insecure * falling / max(1e-12, is_rehoused(CALM, rates))
    total = 1.0 + insecure + homeless
    return insecure / total, homeless / total


def resting_shares(numbers: HousingParameters) -> NDArray[np.float64]:
    """Return the shares of residents insecure, homeless and at work at which nothing changes.

    Shape (256, 3): one row for every step of hardship.
    """
    working = numbers.finding_work / max(1e-12, numbers.finding_work + numbers.losing_work)
    steps = [step / 255.0 for step in range(256)]
    return np.array([(*resting_homes(step, numbers), working) for step in steps])


def moved_homes(
    insecure: float, homeless: float, hardship: float, market: Market, rates: Rates
) -> tuple[float, float]:
    """Return the expected shares of insecure and of homeless residents a quarter later."""
    lost = (1.0 - insecure - homeless) * leaves_security(hardship, market, rates)
    fell = insecure * becomes_homeless(market, rates)
    regained = insecure * rates.regaining_security
    housed = homeless * is_rehoused(market, rates)
    return insecure + lost - fell - regained, homeless + fell - housed


def markets(model: "PartnershipModel") -> NDArray[np.float64]:
    """Return what every place is like now, shape (places, fields of `Market`)."""
    return np.array([market_in(model, place) for place in model.places])


def households(place: "Place") -> float:
    """Return how many households live in a place."""
    return 1000.0 * place.population / PEOPLE_PER_HOUSEHOLD


def market_in(model: "PartnershipModel", place: "Place") -> Market:
    """Return what one place is like now."""
    numbers, crisis = model.params[HousingParameters], model.params[CrisisParameters]
    council = place.responsible[Service.HOUSING]
    waiting = households(place) * place.homeless_share
    queue = place.lettings / waiting if waiting > 0.0 else 0.0
    return Market(
        coverage=float(council.coverage[Service.HOUSING]),
        lettings=min(MOST_LETTINGS, queue),
        strain=1.0 + crisis.hardship * place.crisis,
        work_lost=1.0 + numbers.recession,
        work_found=1.0 + numbers.training_effect * place.training_places,
    )


def settle_homes(model: "PartnershipModel") -> None:
    """Give every place the homelessness that is usual for its hardship."""
    numbers = model.params[HousingParameters]
    hardship = model.residents.mean_hardship
    for place in model.places:
        place.insecure_share, place.homeless_share = resting_homes(hardship[place.index], numbers)
        place.homeless_share_at_start = place.homeless_share


def run(model: "PartnershipModel") -> None:
    """Let a rise in homelessness, and a stricter standard, add to next quarter's housing need.

    What a council pays for is the number to be expected, not the luck of the few residents who
    stand for all (docs/decisions/013).
    """
    numbers, hardship = model.params[HousingParameters], model.residents.mean_hardship
    rates = rates_of(numbers)
    for place in model.places:
        place.insecure_share, place.homeless_share = moved_homes(
            place.insecure_share,
            place.homeless_share,
            hardship[place.index],
            market_in(model, place),
            rates,
        )
    unit = numbers.temporary_cost * numbers.owed if numbers.counts else 0.0
    for council in model.councils:
        council.extra_need[:] = 0.0
        quarter_spend = council.base_spend[Service.HOUSING] / 4.0
        council.extra_need[Service.HOUSING] = numbers.decent_standard * quarter_spend
    for place in model.places:
        council = place.responsible[Service.HOUSING]
        rise = place.homeless_share - place.homeless_share_at_start
        more = households(place) * rise
        council.extra_need[Service.HOUSING] += unit * more
        # Repairs keep homes decent as far as they are paid for.
        unpaid = 1.0 - float(council.coverage[Service.HOUSING])
        place.decent -= numbers.decent_decay * unpaid * place.decent
        place.lettings = 0.0
