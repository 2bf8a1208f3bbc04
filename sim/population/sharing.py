"""Sharing: how work on residents is shared out among threads, by place."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from sim.rules.residents import FIFTHS

WORTH_SHARING = 50_000
"""Residents below which one thread is quicker than several."""
PIECES = 8
"""Pieces of work for each thread: more than one, so that none waits long for another."""


def share_out(
    work: Callable[[int, int], None], cell_start: NDArray[np.int64], threads: int
) -> None:
    """Call ``work`` with the first and last place of each piece, whole places at a time.

    Each place belongs to one piece, so what is done to it does not depend on ``threads``.
    """
    cuts = pieces(cell_start[::FIFTHS], threads if worth_sharing(cell_start) else 1)
    if len(cuts) == 2:
        work(*cuts)
        return
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, cuts, cuts[1:]))


def worth_sharing(cell_start: NDArray[np.int64]) -> bool:
    """Tell whether there are so many residents that several threads are quicker than one."""
    return bool(cell_start[-1] >= WORTH_SHARING)


def pieces(place_start: NDArray[np.int64], threads: int) -> list[int]:
    """Return the places at which one piece of work ends and the next one begins."""
    places = len(place_start) - 1
    if threads == 1:
        return [0, places]
    even = np.linspace(0, place_start[-1], PIECES * threads + 1)[1:-1]
    return sorted({0, *np.searchsorted(place_start, even).tolist(), places})
