"""Session: one process at work on a study, from its lock to what it has come to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from sim.store.index import ADDRESS, Index
from sim.store.lock import alone
from sim.study.sweep.drive import Drive
from sim.study.sweep.executors import Executor
from sim.study.sweep.folder import StudyFolder
from sim.study.sweep.pause import Pause, StopNowError
from sim.study.sweep.plan import Address, Task, tasks_of
from sim.study.sweep.work import Note


class Listener(Protocol):
    """Somebody who watches a sweep."""

    def begins(self, runs: int, done: int, damaged: int) -> None:
        """Hear that a session begins: pairs in all, pairs done before, shards put aside."""
        ...

    def heard(self, notes: tuple[Note, ...]) -> None:
        """Hear of runs that are on the disk now."""
        ...

    def pauses(self) -> None:
        """Hear that somebody asked for a pause."""
        ...

    def ends(self) -> None:
        """Hear that the session is over, whichever way."""
        ...


@dataclass(frozen=True)
class Outcome:
    """How a session ended."""

    study: StudyFolder
    index: Index
    runs: int
    """Runs that the study asks for, twins included."""
    signalled: int | None
    """The exit code of the signal that asked for a pause, if one did."""

    @property
    def missing(self) -> int:
        """Runs that are still to be done."""
        return self.runs - len(self.index.rows)


def work_on(
    study: StudyFolder,
    make_executor: Callable[[], Executor],
    listener: Listener,
    retry: bool = False,
) -> Outcome:
    """Run what a study still misses, or with ``retry`` what failed.

    Raises ResultsError if another process works on it.
    """
    with alone(study.path):
        index = study.repaired()
        runs = 2 * study.design.runs
        listener.begins(runs // 2, len(index.rows) // 2, len(index.damaged))
        pause = Pause(listener.pauses)
        if retry or len(index.rows) < runs:
            study.say(status="running", content_hash=None)
            with pause:
                drive(study, todo(study, index, retry), make_executor(), pause, listener)
            index = study.index()
        listener.ends()
        complete = len(index.rows) >= runs
        if complete and study.manifest["status"] != "completed":
            study.finish(index, "completed")
        elif not complete:
            study.say(status="paused")
        return Outcome(study, index, runs, pause.exit_code)


@dataclass(frozen=True)
class Todo:
    """What is to be run, and how often each of it has been tried in vain."""

    tasks: Iterator[Task]
    attempts: dict[Address, int]


def todo(study: StudyFolder, index: Index, retry: bool) -> Todo:
    """Return the tasks that are not done, or with ``retry`` those that failed."""
    if not retry:
        done = set(zip(*(index.rows[name] for name in ADDRESS), strict=True))
        return Todo((t for t in tasks_of(study.design) if t.address not in done), {})
    failed = index.failed
    addresses = zip(*(failed[name] for name in ADDRESS), strict=True)
    attempts = dict(zip(addresses, failed["attempt"] + 1, strict=True))
    return Todo((t for t in tasks_of(study.design) if t.address in attempts), attempts)


def drive(
    study: StudyFolder, wanted: Todo, executor: Executor, pause: Pause, listener: Listener
) -> None:
    """Run tasks until there are none, or until a pause."""

    def heard(notes: tuple[Note, ...]) -> None:
        study.note_failures(notes)
        listener.heard(notes)

    driven = Drive(study.job, study.path, executor, pause, heard, wanted.attempts)
    try:
        driven.run(wanted.tasks)
    except StopNowError:
        pass
    finally:
        executor.stop()
