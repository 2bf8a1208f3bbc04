"""Executors: where parcels are made. The seam is small: submit, look and stop."""

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Protocol

from sim.sweep.running.plan import Task
from sim.sweep.running.worker import Job, Parcel, perform


class LostError(Exception):
    """A worker died with some tasks; it may be their fault or not."""


SECONDS_OF_A_PARCEL = 2.0
"""What a killed worker may cost; long enough that handing out costs nothing beside it."""


class NotBegunError(Exception):
    """A worker died before it had begun; its tasks have nothing to do with it."""


class StoppedError(Exception):
    """A worker was stopped because its tasks went beyond a limit."""


class Executor(Protocol):
    """Something that makes parcels."""

    @property
    def capacity(self) -> int:
        """How many parcels it takes at once."""
        ...

    @property
    def parcel_seconds(self) -> float:
        """How long a parcel is to take, as far as one can tell before."""
        ...

    def submit(self, job: Job, tasks: Sequence[Task], attempt: int) -> Future[Parcel]:
        """Begin a parcel; its future may end in one of the errors above."""
        ...

    def look(self) -> None:
        """Look after parcels in progress; called a few times a second."""
        ...

    def stop(self) -> None:
        """Give back all that it holds, whatever is in progress."""
        ...


class HereExecutor:
    """Makes parcels in this process, one after another."""

    capacity = 1
    parcel_seconds = SECONDS_OF_A_PARCEL

    def submit(self, job: Job, tasks: Sequence[Task], attempt: int) -> Future[Parcel]:
        """Make a parcel and return it."""
        future: Future[Parcel] = Future()
        future.set_result(perform(job, tasks, attempt))
        return future

    def look(self) -> None:
        """Do nothing: nothing is in progress."""

    def stop(self) -> None:
        """Do nothing: nothing is in progress."""
