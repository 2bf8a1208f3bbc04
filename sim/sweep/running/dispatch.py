"""Drive: tasks are handed out, parcels are put on the disk, and only then counted."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from sim.core.errors import StoreError
from sim.output.store.durable import write_new
from sim.output.store.index import SHARDS
from sim.output.store.shards import FAILED
from sim.sweep.running.executors import Executor, LostError, NotBegunError, StoppedError
from sim.sweep.running.plan import Address, Task
from sim.sweep.running.run_note import Note
from sim.sweep.running.worker import Job, Parcel, failed_rows, parcel_of

MOST_TASKS = 500
MOST_FALSE_STARTS = 20
"""Workers that die one after another before they begin; then something else is wrong."""
LOOK_SECONDS = 0.1


@dataclass
class Tally:
    """What has been put on the disk in this session."""

    completed: int = 0
    failed: int = 0
    seconds: float = 0.0
    tasks: int = 0

    def add(self, notes: Iterable[Note]) -> None:
        """Count some runs that are on the disk."""
        for note in notes:
            self.failed += note.status == FAILED
            self.completed += note.status != FAILED

    def size_of(self, parcel_seconds: float) -> int:
        """Return how many tasks make a parcel, by what tasks took so far."""
        if not self.tasks:
            return 1
        each = self.seconds / self.tasks
        return max(1, min(MOST_TASKS, int(parcel_seconds / max(each, 1e-6))))


@dataclass
class Drive:
    """Runs tasks to their end, or until somebody asks for a pause."""

    job: Job
    folder: Path
    executor: Executor
    pausing: Callable[[], bool]
    heard: Callable[[tuple[Note, ...]], None]
    """Called with what has just been put on the disk."""
    attempts: dict[Address, int] = field(default_factory=dict)
    """How often a task had failed in earlier sessions."""
    tally: Tally = field(default_factory=Tally)
    _again: deque[list[Task]] = field(default_factory=deque)
    """Parcels to be made once more: tasks one by one, to find the one that is to blame."""
    _false_starts: int = 0
    _deaths: dict[Address, int] = field(default_factory=dict)
    _pending: dict[Future[Parcel], list[Task]] = field(default_factory=dict)

    def run(self, tasks: Iterable[Task]) -> None:
        """Run tasks; what is in progress at a pause is waited for."""
        waiting = iter(tasks)
        while True:
            while len(self._pending) < self.executor.capacity and not self.pausing():
                chunk = self._next(waiting)
                if not chunk:
                    break
                attempt = self.attempts.get(chunk[0].address, 0)
                self._pending[self.executor.submit(self.job, chunk, attempt)] = chunk
            if not self._pending:
                return
            self.executor.look()
            done, _ = wait(self._pending, LOOK_SECONDS, FIRST_COMPLETED)
            for future in done:
                self._take(future, self._pending.pop(future))

    def _next(self, waiting: Iterator[Task]) -> list[Task]:
        """Return the next tasks to hand out together."""
        if self._again:
            return self._again.popleft()
        size = 1 if self.attempts else self.tally.size_of(self.executor.parcel_seconds)
        return list(islice(waiting, size))

    def _take(self, future: Future[Parcel], chunk: list[Task]) -> None:
        """Put a parcel on the disk, or find out what became of it."""
        try:
            parcel = future.result()
            self._false_starts = 0
        except NotBegunError as error:
            self._again.append(chunk)
            self._false_starts += 1
            if self._false_starts > MOST_FALSE_STARTS:
                raise StoreError(f"workers cannot be started: {error}") from None
            return
        except (LostError, StoppedError) as error:
            blamed = self._blame(chunk, error)
            if blamed is None:
                return
            parcel = blamed
        write_new(self.folder / SHARDS / parcel.name, parcel.content)
        self.tally.add(parcel.notes)
        self.tally.tasks += len(chunk)
        self.tally.seconds += sum(note.seconds for note in parcel.notes)
        self.heard(parcel.notes)

    def _blame(self, chunk: list[Task], error: Exception) -> Parcel | None:
        """Return a failed run, or None while it is not known which task is to blame."""
        if len(chunk) > 1:
            self._again.extend([task] for task in chunk)
            return None
        (task,) = chunk
        self._deaths[task.address] = self._deaths.get(task.address, 0) + 1
        if isinstance(error, LostError) and self._deaths[task.address] < 2:
            self._again.append(chunk)
            return None
        attempt = self.attempts.get(task.address, 0)
        return parcel_of(self.job, failed_rows(self.job, task, str(error), attempt=attempt))
