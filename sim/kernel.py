"""The kernel: one quarter of every resident, in one pass over the columns.

It applies the rules of the mechanisms that are about residents, compiled as they stand there
(SM5, SM6 and SM9), and has what measures need counted while the data is at hand. Rows are taken by
place, so places can be shared out among threads, and what is counted is whole numbers, so the
result is the same bits for any number of them.

Each loop below becomes vector instructions, which is most of its speed: no branches, single
precision, few arrays at a time, and blocks that stay in the cache (docs/performance.md).
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import compiled, inlined
from sim.core.streams import decision, philox, single_uniform, u32, u64
from sim.mechanisms import housing, volunteering
from sim.mechanisms.housing import HousingParameters, Market, Rates
from sim.mechanisms.indices import conditions
from sim.mechanisms.volunteering import Odds, VolunteeringParameters
from sim.population.columns import COARSE, STEPS
from sim.population.counting import BLOCK, begin_place, count_cell, desk_for, end_place
from sim.population.flags import HOMELESS, INSECURE, VOLUNTEERS, WORKS
from sim.population.population import Population
from sim.rules import indices, odds
from sim.rules.capacity import CapacityParameters, capacity, rest_point
from sim.rules.indices import Here, IndicesParameters, Slopes
from sim.rules.residents import FIFTHS, STIGMA

if TYPE_CHECKING:
    from sim.model import PartnershipModel

f32, i32 = np.float32, np.int32

CHANCE_STEPS = 65536
"""Steps in which chances are added up, so that sums are exact in any order."""

STIGMA_OF = np.array(STIGMA, np.float32)
"""How much each deprivation fifth is looked down on."""

QUARTER = decision("residents.quarter")
"""One block of luck for every resident and quarter: volunteering, housing, work."""

STANDSTILL = -1
"""A quarter in which nobody moves."""

SATISFIED, INFLUENTIAL, BELONGS, CAPABLE, UNMET, GIVES = range(6)
"""Rows of what is worked out for a block: how far four indices stand from quarter 0, the share of
needs that is not met, and the chance to volunteer."""

unmet_share = inlined(indices.unmet_share)
satisfaction_goal = inlined(indices.satisfaction_goal)
trust_goal = inlined(indices.trust_goal)
influence_goal = inlined(indices.influence_goal)
belonging_goal = inlined(indices.belonging_goal)
capability_goal = inlined(indices.capability_goal)
resilience_goal = inlined(indices.resilience_goal)
chance_at = inlined(odds.chance_at)
log_odds = inlined(volunteering.log_odds)
leaves_security = inlined(housing.leaves_security)
becomes_homeless = inlined(housing.becomes_homeless)
is_rehoused = inlined(housing.is_rehoused)
is_insecure_next = inlined(housing.is_insecure_next)
is_homeless_next = inlined(housing.is_homeless_next)
works_next = inlined(housing.works_next)


class Now(NamedTuple):
    """All that residents need to know of this quarter, in single precision."""

    here: NDArray[np.float32]
    """Shape (places, fields of `Here`)."""
    slopes: Slopes
    pushes: NDArray[np.float32]
    odds: Odds
    markets: NDArray[np.float32]
    """Shape (places, fields of `Market`)."""
    rates: Rates
    quarter: int
    key: np.uint64
    codes: NDArray[np.uint32]
    """Keys of the places' luck."""


def standstill(places: int) -> Now:
    """Return a quarter in which nobody moves: residents are only counted."""
    return Now(
        np.zeros((places, len(Here._fields)), np.float32),
        single(Slopes(*[0.0] * len(Slopes._fields))),
        np.zeros(places, np.float32),
        single(Odds(*[0.0] * len(Odds._fields))),
        np.zeros((places, len(Market._fields)), np.float32),
        single(Rates(*[0.0] * len(Rates._fields))),
        STANDSTILL,
        u64(0),
        np.zeros(places, np.uint32),
    )


def run(model: "PartnershipModel") -> None:
    """Let every resident take in this quarter, and tell places what their residents do."""
    params, residents = model.params, model.residents
    now = Now(
        conditions(model).astype(np.float32),
        single(indices.slopes_of(params[IndicesParameters], params[VolunteeringParameters].base)),
        volunteering.pushes(model).astype(np.float32),
        single(volunteering.odds_of(params[VolunteeringParameters])),
        housing.markets(model).astype(np.float32),
        single(housing.rates_of(params[HousingParameters])),
        model.quarter,
        u64(model.streams.key),
        np.array([place.code for place in model.places], np.uint32),
    )
    residents.advance(now)
    tell_places(model)


def single[Record: (Slopes, Odds, Rates)](record: Record) -> Record:
    """Return the same numbers in single precision."""
    return type(record)(*map(f32, record))


def settle_places(model: "PartnershipModel") -> None:
    """Give places the volunteers and the capacity that they start with."""
    numbers = model.params[CapacityParameters]
    usual = single(volunteering.odds_of(model.params[VolunteeringParameters])).base
    base = round(odds.chance_at(usual) * CHANCE_STEPS) / CHANCE_STEPS
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
    expected = model.residents.willing / (CHANCE_STEPS * model.residents.people)
    for place in model.places:
        place.volunteers = float(expected[place.index])


def advance(first: int, last: int, residents: Population, now: Now | None) -> None:
    """Take the residents of places ``first`` to ``last`` through one quarter and count them.

    Without a ``now`` they are only counted. That is the same compiled code, since to compile the
    counting once more for the sake of quarter 0 would lengthen a first start.
    """
    columns, counts = residents.columns, residents.counts
    now, code = now or standstill(columns.places), u32(QUARTER.code)
    advance_places(first, last, columns, now, code, residents.lonely, residents.willing, counts)


@inlined
def deviation(level, own, reference):
    """Return how far an index stands from its level at quarter 0."""
    return (f32(level) - (f32(reference) + f32(COARSE) * f32(own))) * f32(1.0 / STEPS)


@inlined
def moved(level, deviation, goal, speed):
    """Return an index after a quarter's move towards its goal; levels and speed are in steps."""
    step = f32(level) + (goal - deviation) * speed
    return np.uint16(i32(min(f32(STEPS), max(f32(0.0), step)) + f32(0.5)))


@inlined
def draw_block(m, draw, uniforms):
    """Fill ``uniforms``, shape (3, BLOCK), with a block's luck: volunteering, housing, work.

    ``draw`` is (key of the place, its number within the place, quarter << 16, decision, key).
    """
    place, number, time, code, low, high = draw
    for j in range(m):
        a, b, c, _ = philox(place, u32(number + j), time, code, low, high)
        uniforms[0, j] = single_uniform(a)
        uniforms[1, j] = single_uniform(b)
        uniforms[2, j] = single_uniform(c)


@inlined
def deviate(row, m, columns, index, out):
    """Fill ``out`` with how far a block stands from quarter 0 in one index."""
    level, start = columns.level[index, row : row + m], columns.own[index, row : row + m]
    reference = f32(columns.reference[index])
    for j in range(m):
        out[j] = deviation(level[j], start[j], reference)


@inlined
def feel_block(row, m, columns, here, push, odds, own):
    """Work out what moves a block: fills ``own``, shape (6, BLOCK); returns chances, added up.

    Chances are added up in steps of 2**-16.
    """
    need, end = columns.need, row + m
    care, housing, youth = need[0, row:end], need[1, row:end], need[2, row:end]
    near, office = need[3, row:end], need[4, row:end]
    for j in range(m):
        own[UNMET, j] = unmet_share(
            f32(care[j]), f32(housing[j]), f32(youth[j]), f32(near[j]), f32(office[j]), here
        )
    deviate(row, m, columns, 0, own[SATISFIED])
    deviate(row, m, columns, 2, own[INFLUENTIAL])
    deviate(row, m, columns, 3, own[BELONGS])
    deviate(row, m, columns, 4, own[CAPABLE])
    willing = i32(0)
    for j in range(m):
        gives = chance_at(log_odds(own[BELONGS, j], own[INFLUENTIAL, j], push, odds))
        own[GIVES, j] = gives
        willing = i32(willing + i32(gives * f32(CHANCE_STEPS) + f32(0.5)))
    return willing


@inlined
def move_block(row, m, columns, here, stigma, slopes, own):
    """Move the six indices of a block of one fifth by a quarter."""
    level, start, reference = columns.level, columns.own, columns.reference
    speed = slopes.speed * f32(STEPS)
    x = level[0, row : row + m]
    for j in range(m):
        goal = satisfaction_goal(own[UNMET, j], own[INFLUENTIAL, j], here, slopes)
        x[j] = moved(x[j], own[SATISFIED, j], goal, speed)
    x, y, r = level[1, row : row + m], start[1, row : row + m], f32(reference[1])
    for j in range(m):
        goal = trust_goal(own[SATISFIED, j], own[INFLUENTIAL, j], here, slopes)
        x[j] = moved(x[j], deviation(x[j], y[j], r), goal, speed)
    x, goal = level[2, row : row + m], f32(influence_goal(here, slopes))
    for j in range(m):
        x[j] = moved(x[j], own[INFLUENTIAL, j], goal, speed)
    x, goal = level[3, row : row + m], f32(belonging_goal(here, stigma, slopes))
    for j in range(m):
        x[j] = moved(x[j], own[BELONGS, j], goal, speed)
    x = level[4, row : row + m]
    for j in range(m):
        goal = capability_goal(own[UNMET, j], own[GIVES, j], slopes)
        x[j] = moved(x[j], own[CAPABLE, j], goal, speed)
    x, y, r = level[5, row : row + m], start[5, row : row + m], f32(reference[5])
    for j in range(m):
        goal = resilience_goal(own[CAPABLE, j], own[BELONGS, j], here, slopes)
        x[j] = moved(x[j], deviation(x[j], y[j], r), goal, speed)


@inlined
def live_block(row, m, columns, market, rates, own, uniforms):
    """Draw who volunteers, and move a block between homes and between work and none."""
    falls, housed = f32(becomes_homeless(market, rates)), f32(is_rehoused(market, rates))
    goes = falls + rates.regaining_security
    loses, finds = rates.losing_work * market.work_lost, rates.finding_work * market.work_found
    flags, hardship = columns.flags[row : row + m], columns.hardship[row : row + m]
    for j in range(m):
        flag, luck = u32(flags[j]), uniforms[1, j]
        insecure, homeless = (flag & u32(INSECURE)) != u32(0), (flag & u32(HOMELESS)) != u32(0)
        leaves = leaves_security(f32(hardship[j]) * f32(1.0 / 255.0), market, rates)
        gives = uniforms[0, j] < own[GIVES, j]
        works = works_next((flag & u32(WORKS)) != u32(0), uniforms[2, j], loses, finds)
        without = is_homeless_next(insecure, homeless, luck, falls, housed)
        insecure = is_insecure_next(insecure, homeless, luck, leaves, goes)
        flags[j] = np.uint8(
            u32(gives) * u32(VOLUNTEERS)
            + u32(insecure) * u32(INSECURE)
            + u32(without) * u32(HOMELESS)
            + u32(works) * u32(WORKS)
        )


@inlined
def market_at(m):
    """Return one row of markets with its fields named."""
    return Market(m[0], m[1], m[2], m[3], m[4])


@inlined
def here_at(c):
    """Return one row of conditions with its fields named."""
    return Here(
        c[0],
        c[1],
        c[2],
        c[3],
        c[4],
        c[5],
        c[6],
        c[7],
        c[8],
        c[9],
        c[10],
        c[11],
        c[12],
        c[13],
        c[14],
        c[15],
        c[16],
    )


@compiled
def advance_places(first, last, columns, now, code, lonely, willing, counts):
    """Take the residents of places ``first`` to ``last`` through a quarter and count them."""
    uniforms, own = np.empty((3, BLOCK), np.float32), np.empty((6, BLOCK), np.float32)
    desk = desk_for(columns)
    time, low, high = u32(now.quarter << 16), u32(now.key), u32(now.key >> u64(32))
    for place in range(first, last):
        here, market = here_at(now.here[place]), market_at(now.markets[place])
        push = now.pushes[place]
        origin = columns.cell_start[FIFTHS * place]
        if now.quarter != STANDSTILL:
            willing[place] = 0
        begin_place(place, counts, desk)
        for cell in range(FIFTHS * place, FIFTHS * place + FIFTHS):
            stigma = STIGMA_OF[cell - FIFTHS * place]
            start, end = columns.cell_start[cell], columns.cell_start[cell + 1]
            for row in range(start, start if now.quarter == STANDSTILL else end, BLOCK):
                m = min(BLOCK, end - row)
                draw_block(m, (now.codes[place], row - origin, time, code, low, high), uniforms)
                willing[place] += feel_block(row, m, columns, here, push, now.odds, own)
                move_block(row, m, columns, here, stigma, now.slopes, own)
                live_block(row, m, columns, market, now.rates, own, uniforms)
            count_cell(cell, columns, lonely, counts, desk)
        end_place(place, columns, lonely, counts, desk)
