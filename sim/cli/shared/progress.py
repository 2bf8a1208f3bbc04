"""Progress: how far a sweep is, on stderr and only for a terminal."""

import sys

from tqdm import tqdm

from sim.analysis.statistics import Estimate, Running
from sim.cli.shared.terminal import say
from sim.output.store.shards import FAILED
from sim.sweep.running.folder import StudyFolder
from sim.sweep.running.run_note import Note
from sim.sweep.running.watched_measure import cell_of


class Progress:
    """One line that says runs, rate, time left, failures, and what the first world comes to."""

    def __init__(self, study: StudyFolder) -> None:
        self._study = study
        self._world = study.design.worlds[0].label
        self._measure = cell_of(study.design)[0]
        self._bar: tqdm | None = None
        self._failed = 0
        self._running = Running()
        self._points: set[int] = set()

    def begins(self, runs: int, done: int, damaged: int) -> None:
        """Open the line."""
        if damaged:
            say(
                f"{damaged} damaged shards were moved to {self._study.path / 'quarantine'}; "
                "their runs will be repeated",
                err=True,
            )
        self._bar = tqdm(
            total=runs, initial=done, unit="pair", disable=not sys.stderr.isatty(), leave=False
        )

    def heard(self, notes: tuple[Note, ...]) -> None:
        """Move the line on."""
        assert self._bar is not None
        self._failed += sum(note.status == FAILED for note in notes) // 2
        for note in notes:
            if note.value is not None and note.address[2] == self._world:
                self._running.add(note.value)
                self._points.add(note.address[1])
        self._bar.set_postfix_str(self.told, refresh=False)
        self._bar.update(len(notes) // 2)

    @property
    def told(self) -> str:
        """Failures, and the mean of the watched measure."""
        found = self._running.estimate
        said = [f"{self._failed} failed"] if self._failed else []
        if found.n > 1:
            said.append(f"{self._measure} {mean_words(found, len(self._points))}")
        return ", ".join(said)

    def pauses(self) -> None:
        """Say that a pause has been understood."""
        say(
            "\npausing: waiting up to 10 s for runs in progress; "
            "press again to stop now; finished runs are kept",
            err=True,
        )

    def ends(self) -> None:
        """Take the line away."""
        if self._bar is not None:
            self._bar.close()


def mean_words(found: Estimate, points: int) -> str:
    """Return a mean with its 95 % interval, which there is for the runs of one point only.

    Runs of several points share random numbers, and a study under way is not balanced.
    """
    if found.value is None or found.high is None:
        return "not known yet"
    width = f"± {found.high - found.value:,.2g}" if points == 1 else "so far"
    return f"{found.value:,.4g} {width}"
