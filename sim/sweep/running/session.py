"""Session: one process at work on a study, from its lock to what it has come to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

import pandas as pd

from sim.output.store.index import ADDRESS, Index
from sim.output.store.lock import alone
from sim.sweep.design import Design
from sim.sweep.running.dispatch import Drive
from sim.sweep.running.executors import Executor
from sim.sweep.running.folder import StudyFolder
from sim.sweep.running.pause import Pause, StopNowError
from sim.sweep.running.plan import Address, Task, tasks_of
from sim.sweep.running.run_note import Note
from sim.sweep.running.task_order import course_of
from sim.sweep.running.watched_measure import Values, cell_of


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
    complete: bool
    signalled: int | None
    """The exit code of the signal that asked for a pause, if one did."""
    cut_short: list[int]
    """Replicates that series would need which a ceiling cut short of their precision."""

    @property
    def runs(self) -> int:
        """Runs that the study asks for, twins included; those it has where that was its choice."""
        chosen = self.complete and self.study.design.precision
        return len(self.index.rows) if chosen else 2 * course_of(self.study.design).planned


@dataclass
class Session:
    """One process at work on a study that it holds alone."""

    study: StudyFolder
    make_executor: Callable[[], Executor]
    listener: Listener
    index: Index

    def __post_init__(self) -> None:
        self.design = design = self.study.design
        self.course, self.values = course_of(design), Values(cell_of(design))
        self.pause = Pause(self.listener.pauses)
        self.done = set(addresses_of(self.index.rows))
        if design.precision:
            self.values.read(self.index, self.study.digest)

    def run(self, retry: bool) -> bool:
        """Run what is missing, and before that, with ``retry``, what failed; tell if all is."""
        executor: Executor | None = None
        try:
            with self.pause:
                for wanted, attempts in self.rounds(retry):
                    first = next(wanted, None)
                    if first is None:
                        continue
                    if executor is None:
                        self.study.begin_again()
                        executor = self.make_executor()
                    driven = self.drive(executor, attempts)
                    driven.run(chain([first], wanted))
                    if self.pause():
                        return False
        except StopNowError:
            return False
        finally:
            if executor is not None:
                executor.stop()
        return True

    def rounds(self, retry: bool) -> Iterator[tuple[Iterator[Task], dict[Address, int]]]:
        """Yield what is to be run round by round, and how often it has been tried in vain."""
        if retry:
            failed = self.index.failed
            attempts = dict(zip(addresses_of(failed), failed["attempt"] + 1, strict=True))
            yield (t for t in tasks_of(self.design) if t.address in attempts), attempts
        for wanted in self.course.rounds(self.values):
            yield (task for task in wanted if task.address not in self.done), {}

    def drive(self, executor: Executor, attempts: dict[Address, int]) -> Drive:
        """Return what runs tasks."""
        return Drive(self.study.job, self.study.path, executor, self.pause, self.heard, attempts)

    def heard(self, notes: tuple[Note, ...]) -> None:
        """Take in runs that are on the disk now."""
        self.done.update(note.address for note in notes)
        if self.design.precision:  # nobody else asks for them, and they would pile up
            self.values.add(notes)
        self.study.note_failures(notes)
        self.listener.heard(notes)


def work_on(
    study: StudyFolder,
    make_executor: Callable[[], Executor],
    listener: Listener,
    *,
    retry: bool = False,
    extend: Callable[[Design], Design] | None = None,
) -> Outcome:
    """Run what a study misses, larger if ``extend`` makes it so, with ``retry`` what failed too.

    Raises ResultsError if another process works on it.
    """
    with alone(study.path):
        if extend is not None:
            study.extend(extend(study.design))
        session = Session(study, make_executor, listener, study.repaired())
        before = session.index
        listener.begins(session.course.planned, len(before.rows) // 2, len(before.damaged))
        try:
            complete = session.run(retry)
        finally:
            listener.ends()
        index = study.index()
        if complete and study.manifest["status"] != "completed":
            study.finish(index, "completed")
        elif not complete:
            study.say(status="paused")
        short = session.course.short_of(session.values) if complete else []
        return Outcome(study, index, complete, session.pause.exit_code, short)


def is_whole(study: StudyFolder, index: Index) -> bool:
    """Tell whether a study has all the runs that it wants."""
    values, done = Values(cell_of(study.design)), set(addresses_of(index.rows))
    values.read(index, study.digest)
    rounds = course_of(study.design).rounds(values)
    return all(task.address in done for wanted in rounds for task in wanted)


def addresses_of(rows: pd.DataFrame) -> Iterator[Address]:
    """Yield the addresses of some rows of an index."""
    return zip(*(rows[name] for name in ADDRESS), strict=True)
