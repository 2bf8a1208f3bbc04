"""Pool: parcels are made by processes of this machine, which may die without harm to the study.

Every worker has a pool of its own (pebble's): a worker that is killed while it holds the lock of a
shared pipe would leave all others waiting.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import NoReturn

import psutil
from pebble import ProcessExpired, ProcessPool

from sim.core.compiled import cache_folder
from sim.scenario import default_scenario
from sim.study.simulate import World, simulate
from sim.sweep.running.executors import (
    SECONDS_OF_A_PARCEL,
    LostError,
    NotBegunError,
    StoppedError,
)
from sim.sweep.running.plan import Task
from sim.sweep.running.worker import Job, Parcel, perform

PARCELS_OF_A_WORKER = 100
"""After so many a worker makes room for a new one, so that nothing can pile up in it."""
LOOK_SECONDS = 0.2
ORPHANED, TOO_LARGE = 98, 99
"""Exit codes of workers that end themselves."""
MEGABYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """What a run may take; None for as much as it likes."""

    seconds: float | None = None
    megabytes: int | None = None


@dataclass
class Slot:
    """One worker: a pool of one process, and what it is doing."""

    pool: ProcessPool
    process: Future[int]
    """Its process, once it is ready."""
    parcel: Future[Parcel] | None = None
    parcels: int = 0
    """How many it has begun."""
    broken: bool = False

    @property
    def gone(self) -> bool:
        """Whether its process has ended without a word; one that ends with 0 says none."""
        return self.process.done() and not self.process.exception() and not alive(self.process)


def alive(process: Future[int]) -> bool:
    """Tell whether a process is still there."""
    return bool(psutil.pid_exists(process.result()))


class PoolExecutor:
    """Makes parcels in several processes at once."""

    def __init__(self, workers: int, limits: Limits) -> None:
        self.capacity = workers
        self.parcel_seconds = SECONDS_OF_A_PARCEL
        if limits.seconds is not None:
            # A parcel as a whole is given no longer than a run alone would be.
            self.parcel_seconds = min(SECONDS_OF_A_PARCEL, limits.seconds / 4.0)
        self._limits = limits
        self._slots = [self._new_slot()]
        if not any(cache_folder().rglob("*.nbi")):
            # One worker compiles the model; the others find it done.
            self._slots[0].process.result()
        self._slots += [self._new_slot() for _ in range(workers - 1)]

    def _new_slot(self) -> Slot:
        pool = ProcessPool(
            max_workers=1,
            initializer=prepare,
            initargs=(self._limits.megabytes,),
            context=multiprocessing.get_context("spawn"),
        )
        return Slot(pool, pool.schedule(os.getpid))

    def submit(self, job: Job, tasks: Sequence[Task], attempt: int) -> Future[Parcel]:
        """Begin a parcel in a worker that has nothing to do."""
        slot = self._free_slot()
        slot.parcels += 1
        slot.parcel = Future()
        parcel = slot.parcel

        def done(made: Future[Parcel]) -> None:
            error = self._understood(made)
            slot.broken = error is not None
            slot.parcel = None
            if error is None:
                parcel.set_result(made.result())
            elif not parcel.done():
                parcel.set_exception(error)

        arguments = (job, tasks, attempt)
        try:
            made = slot.pool.schedule(perform, args=arguments, timeout=self._limits.seconds)
        except RuntimeError:  # its worker was killed while it had nothing to do
            slot.broken, slot.parcel = True, None
            parcel.set_exception(NotBegunError("a worker ended before it could start"))
            return parcel
        made.add_done_callback(done)
        return parcel

    def _free_slot(self) -> Slot:
        """Return a worker that has nothing to do, a new one in the place of a broken or old one."""
        number = next(i for i, slot in enumerate(self._slots) if slot.parcel is None)
        slot = self._slots[number]
        if slot.broken or slot.parcels >= PARCELS_OF_A_WORKER:
            stop(slot.pool)
            self._slots[number] = slot = self._new_slot()
        return slot

    def look(self) -> None:
        """Give up parcels whose worker has gone without a word."""
        for slot in self._slots:
            parcel = slot.parcel
            if parcel is not None and slot.gone:
                slot.broken, slot.parcel = True, None
                stop(slot.pool)
                if not parcel.done():
                    parcel.set_exception(LostError("the worker ended without an error message"))

    def _understood(self, made: Future[Parcel]) -> BaseException | None:
        """Return what became of a parcel that was not made."""
        try:
            error = made.exception()
        except CancelledError:
            return LostError("the worker was stopped")
        if isinstance(error, TimeoutError):
            return StoppedError(f"stopped after {self._limits.seconds:g} s (--run-timeout)")
        if isinstance(error, ProcessExpired):
            return lost(error.exitcode, self._limits)
        if isinstance(error, BrokenProcessPool):
            return NotBegunError("a worker ended before it could start")
        return error

    def stop(self) -> None:
        """Stop all workers, whatever they do."""
        for slot in self._slots:
            slot.pool.stop()  # type: ignore[no-untyped-call]
        for slot in self._slots:
            slot.pool.join()


def stop(pool: ProcessPool) -> None:
    """Stop a worker, whatever it does."""
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def lost(exit_code: int, limits: Limits) -> Exception:
    """Return what the exit code of a worker says of its tasks."""
    if exit_code == TOO_LARGE:
        return StoppedError(f"stopped at more than {limits.megabytes} MB (--max-memory)")
    if exit_code < 0:
        return LostError(f"the worker was killed by {signal.Signals(-exit_code).name}")
    return LostError(f"the worker exited with code {exit_code}")


def prepare(megabytes: int | None) -> None:
    """Make a new worker ready: it ends with its parent, and at a limit; the model is compiled."""
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    threading.Thread(target=watch, args=(megabytes,), daemon=True).start()
    simulate(World("warm-up", default_scenario().with_values(SMALLEST)), 0)


SMALLEST = {"run.quarters": 1, "place.councils": 1, "place.residents_per_council": 1}


def watch(megabytes: int | None) -> NoReturn:
    """End this process once its parent is gone, or once it is too large."""
    parent, me = multiprocessing.parent_process(), psutil.Process()
    assert parent is not None
    while True:
        if wait([parent.sentinel], LOOK_SECONDS):
            os._exit(ORPHANED)
        if megabytes is not None and me.memory_info().rss > megabytes * MEGABYTE:
            os._exit(TOO_LARGE)


def workers_here() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
