"""Workers: the processes in which studies, reports and replays are made beside the page."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from multiprocessing import active_children, get_context

from sim.core.errors import PageError
from sim.sweep.running.pool import prepare, workers_here

LESS_URGENT = 10
"""By how much the page goes before other work, as Unix counts niceness."""


class Workers:
    """Processes of one page, begun when there is something to do."""

    def __init__(self, pool: Executor | None = None) -> None:
        self._pool = pool or new_pool()

    async def do[*A, T](self, work: Callable[[*A], T], *arguments: *A) -> T:
        """Have something done; raises PageError if the process that did it is lost."""
        pool = self._pool
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, work, *arguments)
        except BrokenExecutor:
            if self._pool is pool:
                self._pool = new_pool()
            raise PageError("the calculation was interrupted; please try again") from None

    def stop(self) -> None:
        """End every process at once; what they were at is not wanted any more.

        The pool is waited for, or Python may wake it on leaving while it closes its own pipes.
        """
        for child in active_children():
            child.kill()
        self._pool.shutdown(cancel_futures=True)


def new_pool() -> ProcessPoolExecutor:
    """Return processes that give way to the page."""
    return ProcessPoolExecutor(workers_here(), get_context("spawn"), initializer=stand_back)


def stand_back() -> None:
    """Make a new process ready: it ends with the page, and lets it go first where it can."""
    prepare(None)
    if hasattr(os, "nice"):
        os.nice(LESS_URGENT)
