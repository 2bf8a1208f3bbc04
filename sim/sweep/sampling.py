"""Sampling: the points of a design, made one by one and the same every time.

Latin hypercubes are SciPy's, Saltelli's sample for Sobol indices and Morris trajectories are
SALib's. All three grow without moving a point that is already there: a longer Sobol or Morris
sample begins with the shorter one, and a Latin hypercube is followed by another one.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import product
from typing import Any

from numpy.typing import NDArray

from sim.core.extras import need
from sim.sweep.factors import Factor

type Point = dict[str, Any]
"""The value of every factor that a point sets, by key."""

MORRIS_LEVELS = 4


def grid(factors: Sequence[Factor]) -> Iterator[Point]:
    """Yield every combination; the last factor varies fastest."""
    for values in product(*(factor.values for factor in factors)):
        yield dict(zip((factor.key for factor in factors), values, strict=True))


def listed(factors: Sequence[Factor]) -> Iterator[Point]:
    """Yield the first value of every factor together, then the second, and so on."""
    for values in zip(*(factor.levels for factor in factors), strict=True):
        yield dict(zip((factor.key for factor in factors), values, strict=True))


def one_at_a_time(factors: Sequence[Factor]) -> Iterator[Point]:
    """Yield the world as it is, then every value of every factor alone."""
    yield {}
    for factor in factors:
        for value in factor.values:
            yield {factor.key: value}


def sampled(
    shares: Callable[[int, int, int], NDArray[Any]],
    factors: Sequence[Factor],
    blocks: Sequence[int],
    seed: int,
) -> Iterator[Point]:
    """Yield the points of a sample of the unit cube, each share turned into a factor's value."""
    for first, count in _spans(blocks, shares is latin_hypercube):
        for row in shares(len(factors), count, seed + first):
            yield {f.key: f.at(float(share)) for f, share in zip(factors, row, strict=True)}


def _spans(blocks: Sequence[int], separate: bool) -> Iterator[tuple[int, int]]:
    """Yield (number, size) of each block of a sample, or of all as one where it grows."""
    if separate:
        yield from enumerate(blocks)
    else:
        yield 0, sum(blocks)


def latin_hypercube(dimensions: int, count: int, seed: int) -> NDArray[Any]:
    """Return a Latin hypercube, shape (count, dimensions)."""
    from scipy.stats import qmc  # heavy, and no worker needs it

    return qmc.LatinHypercube(d=dimensions, rng=seed).random(count)


def saltelli(dimensions: int, count: int, seed: int) -> NDArray[Any]:
    """Return Saltelli's sample for first and total Sobol indices: count * (dimensions + 2) rows."""
    sobol = _salib("sobol")
    return sobol.sample(_problem(dimensions), count, calc_second_order=False, seed=seed)  # type: ignore[no-any-return]


def trajectories(dimensions: int, count: int, seed: int) -> NDArray[Any]:
    """Return Morris trajectories: count * (dimensions + 1) rows."""
    morris = _salib("morris")
    return morris.sample(_problem(dimensions), count, num_levels=MORRIS_LEVELS, seed=seed)  # type: ignore[no-any-return]


def _salib(method: str) -> Any:
    need("analysis")
    return import_module(f"SALib.sample.{method}")


def _problem(dimensions: int) -> dict[str, Any]:
    names = [f"x{i}" for i in range(dimensions)]
    return {"num_vars": dimensions, "names": names, "bounds": [[0.0, 1.0]] * dimensions}


TAKING_VALUES: dict[str, Callable[[Sequence[Factor]], Iterator[Point]]] = {
    "grid": grid,
    "list": listed,
    "oat": one_at_a_time,
}
SAMPLING: dict[str, Callable[[int, int, int], NDArray[Any]]] = {
    "lhs": latin_hypercube,
    "sobol": saltelli,
    "morris": trajectories,
}
METHODS = (*TAKING_VALUES, *SAMPLING)
SIZES: dict[str, Callable[[Sequence[Factor], int], int]] = {
    "grid": lambda factors, _: math.prod(len(factor.values) for factor in factors),
    "list": lambda factors, _: min((len(factor.levels) for factor in factors), default=0),
    "oat": lambda factors, _: 1 + sum(len(factor.values) for factor in factors),
    "lhs": lambda _, points: points,
    "sobol": lambda factors, points: points * (len(factors) + 2),
    "morris": lambda factors, points: points * (len(factors) + 1),
}
"""How many points a method makes, worked out without making any."""


def points_of(
    method: str, factors: Sequence[Factor], blocks: Sequence[int], seed: int
) -> Iterator[Point]:
    """Yield the points of a design in their order; ``blocks`` are the sizes of its samples."""
    if method in SAMPLING:
        return sampled(SAMPLING[method], factors, blocks, seed)
    return TAKING_VALUES[method](factors)
