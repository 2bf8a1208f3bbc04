"""The kernel: one quarter of every resident, in one pass over the columns.

It applies the rules of the mechanisms that are about residents, compiled as they stand there
(SM5, SM6 and SM9). Rows are taken by place, so places can be shared out among threads, and what
is added up is whole numbers, so the result is the same bits for any number of them.
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled, inlined
from sim.mechanisms import housing, volunteering
from sim.mechanisms.housing import HousingParameters, Market, Rates
from sim.mechanisms.indices import conditions
from sim.mechanisms.volunteering import Odds, VolunteeringParameters
from sim.population.flags import HOMELESS, INSECURE, VOLUNTEERS, WORKS
from sim.population.population import Population
from sim.rules import indices
from sim.rules.capacity import CapacityParameters, capacity, rest_point
from sim.rules.indices import Here, IndicesParameters, Slopes
from sim.streams import decision, philox, u32, u64

if TYPE_CHECKING:
    from sim.model import PartnershipModel

f32 = np.float32
BLOCK = 256
"""Residents at a time: what is worked out in between stays in the first-level cache."""

CHANCE_STEPS = 65536
"""Steps in which chances are added up, so that sums are exact in any order."""

QUARTER = decision("residents.quarter")
"""One block of luck for every resident and quarter: volunteering, housing, work."""

met_share = inlined(indices.met_share)
satisfaction_goal = inlined(indices.satisfaction_goal)
trust_goal = inlined(indices.trust_goal)
influence_goal = inlined(indices.influence_goal)
belonging_goal = inlined(indices.belonging_goal)
capability_goal = inlined(indices.capability_goal)
resilience_goal = inlined(indices.resilience_goal)
volunteering_chance = inlined(volunteering.chance)
leaves_security = inlined(housing.leaves_security)
becomes_homeless = inlined(housing.becomes_homeless)
is_rehoused = inlined(housing.is_rehoused)


class Now(NamedTuple):
    """All that residents need to know of this quarter."""

    here: NDArray[np.float64]
    """Shape (places, fields of `Here`)."""
    slopes: Slopes
    pushes: NDArray[np.float64]
    odds: Odds
    markets: NDArray[np.float64]
    """Shape (places, fields of `Market`)."""
    rates: Rates
    quarter: int
    key: np.uint64
    codes: NDArray[np.uint32]
    """Keys of the places' luck."""


def run(model: "PartnershipModel") -> None:
    """Let every resident take in this quarter, and tell places what their residents do."""
    params, residents = model.params, model.residents
    now = Now(
        conditions(model),
        indices.slopes_of(params[IndicesParameters], params[VolunteeringParameters].base),
        volunteering.pushes(model),
        volunteering.odds_of(params[VolunteeringParameters]),
        housing.markets(model),
        housing.rates_of(params[HousingParameters]),
        model.quarter,
        u64(model.streams.key),
        np.array([place.code for place in model.places], np.uint32),
    )
    residents.advance(now)
    tell_places(model)


def settle_places(model: "PartnershipModel") -> None:
    """Give places the volunteers and the capacity that they start with."""
    numbers = model.params[CapacityParameters]
    base = round(model.params[VolunteeringParameters].base * CHANCE_STEPS) / CHANCE_STEPS
    for place in model.places:
        place.volunteers = place.volunteers_at_start = base
        place.organisation = rest_point(0.0, numbers)
        place.capacity = capacity(base, place.organisation, numbers)
        place.capacity_at_start = place.capacity


def tell_places(model: "PartnershipModel") -> None:
    """Tell places what share of their residents can be expected to volunteer.

    The expectation, not the draws: a thousand residents stand for two hundred thousand people,
    and capacity must not move because few of them happened to be drawn (A25).
    """
    expected = model.residents.willing / (CHANCE_STEPS * model.residents.people())
    for place in model.places:
        place.volunteers = float(expected[place.index])


@inlined
def moved(level, own, goal, speed):
    """Return an index, in steps, after a quarter's move towards its goal.

    ``own`` is the resident's level at quarter 0 in steps; the goal is a deviation from it.
    """
    deviation = (f32(level) - f32(own)) * f32(1.0 / 65535.0)
    step = own + (deviation + f32(speed) * (f32(goal) - deviation)) * f32(65535.0)
    return np.uint16(min(f32(65535.0), max(f32(0.0), step)) + f32(0.5))


@inlined
def deviation(level, own):
    """Return how far an index stands from its level at quarter 0."""
    return (f32(level) - f32(own)) * f32(1.0 / 65535.0)


@compiled
def advance_rows(first, last, level, own, need, reference, here, slopes, push, odds, chances):
    """Move the six indices of rows ``first`` to ``last`` by a quarter.

    Fills ``chances`` (last - first,) with each resident's chance to volunteer, and returns their
    sum in steps of 2**-16.
    """
    willing = np.int64(0)
    speed = slopes.speed
    influence_to = f32(influence_goal(here, slopes))
    belonging_to = f32(belonging_goal(here, slopes))
    r0, r1, r2 = f32(reference[0]), f32(reference[1]), f32(reference[2])
    r3, r4, r5 = f32(reference[3]), f32(reference[4]), f32(reference[5])
    for i in range(first, last):
        o0 = r0 + f32(256.0) * f32(own[0, i])
        o1 = r1 + f32(256.0) * f32(own[1, i])
        o2 = r2 + f32(256.0) * f32(own[2, i])
        o3 = r3 + f32(256.0) * f32(own[3, i])
        o4 = r4 + f32(256.0) * f32(own[4, i])
        o5 = r5 + f32(256.0) * f32(own[5, i])
        satisfaction = deviation(level[0, i], o0)
        influence = deviation(level[2, i], o2)
        belonging = deviation(level[3, i], o3)
        capability = deviation(level[4, i], o4)
        met = f32(
            met_share(
                f32(need[0, i]),
                f32(need[1, i]),
                f32(need[2, i]),
                f32(need[3, i]),
                f32(need[4, i]),
                here,
            )
        )
        gives = f32(volunteering_chance(belonging, influence, push, odds))
        chances[i - first] = gives
        willing += np.int64(gives * f32(CHANCE_STEPS) + f32(0.5))
        level[0, i] = moved(level[0, i], o0, satisfaction_goal(met, influence, here, slopes), speed)
        level[1, i] = moved(
            level[1, i], o1, trust_goal(satisfaction, influence, here, slopes), speed
        )
        level[2, i] = moved(level[2, i], o2, influence_to, speed)
        level[3, i] = moved(level[3, i], o3, belonging_to, speed)
        level[4, i] = moved(level[4, i], o4, capability_goal(met, gives, slopes), speed)
        level[5, i] = moved(
            level[5, i], o5, resilience_goal(capability, belonging, here, slopes), speed
        )
    return willing


@compiled
def live_rows(first, last, flags, hardship, market, rates, chances, draw):
    """Draw who volunteers, and move rows between homes and between work and none.

    ``draw`` is (key of the place, its first row, quarter << 16, code of the decision, key).
    """
    place, origin, time, code, key = draw
    falls, housed = f32(becomes_homeless(market, rates)), f32(is_rehoused(market, rates))
    secured = f32(rates.regaining_security)
    loses = f32(rates.losing_work * market.work_lost)
    finds = f32(rates.finding_work * market.work_found)
    unit = f32(2.0**-32)
    for i in range(first, last):
        a, b, c, _ = philox(place, u32(i - origin), time, code, u32(key), u32(u64(key) >> u64(32)))
        flag = flags[i]
        insecure, homeless = (flag & u32(INSECURE)) != 0, (flag & u32(HOMELESS)) != 0
        luck = (f32(b) + f32(0.5)) * unit
        leaves = f32(leaves_security(f32(hardship[i]) * f32(1.0 / 255.0), market, rates))
        if homeless:
            homeless = luck >= housed
        elif insecure:
            homeless = luck < falls
            insecure = luck >= falls + secured
        else:
            insecure = luck < leaves
        insecure = insecure and not homeless
        work = (f32(c) + f32(0.5)) * unit
        works = work >= loses if (flag & u32(WORKS)) != 0 else work < finds
        gives = (f32(a) + f32(0.5)) * unit < chances[i - first]
        flags[i] = np.uint8(
            gives * VOLUNTEERS + insecure * INSECURE + homeless * HOMELESS + works * WORKS
        )


def advance(first: int, last: int, residents: Population, now: Now) -> None:
    """Take the residents of places ``first`` to ``last`` through one quarter."""
    columns = residents.columns
    advance_places(
        first,
        last,
        columns.level,
        columns.own,
        columns.need,
        columns.flags,
        columns.hardship,
        columns.reference,
        columns.cell_start,
        residents.willing,
        now,
        u32(QUARTER.code),
    )


@inlined
def here_at(c):
    """Return one row of conditions with its fields named."""
    return Here(
        f32(c[0]),
        f32(c[1]),
        f32(c[2]),
        f32(c[3]),
        f32(c[4]),
        f32(c[5]),
        f32(c[6]),
        f32(c[7]),
        f32(c[8]),
        f32(c[9]),
        f32(c[10]),
        f32(c[11]),
        f32(c[12]),
        f32(c[13]),
        f32(c[14]),
        f32(c[15]),
        f32(c[16]),
    )


@compiled
def advance_places(
    first, last, level, own, need, flags, hardship, reference, cell_start, willing, now, code
):
    """Do the work of `advance` on bare arrays."""
    chances = np.empty(BLOCK, np.float32)
    time = u32(now.quarter << 16)
    for place in range(first, last):
        here = here_at(now.here[place])
        m = now.markets[place]
        market = Market(f32(m[0]), f32(m[1]), f32(m[2]), f32(m[3]), f32(m[4]))
        push = f32(now.pushes[place])
        origin = cell_start[5 * place]
        willing[place] = 0
        draw = (now.codes[place], origin, time, code, now.key)
        for block in range(origin, cell_start[5 * place + 5], BLOCK):
            end = min(block + BLOCK, cell_start[5 * place + 5])
            willing[place] += advance_rows(
                block, end, level, own, need, reference, here, now.slopes, push, now.odds, chances
            )
            live_rows(block, end, flags, hardship, market, now.rates, chances, draw)
