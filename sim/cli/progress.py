"""Progress: how far a sweep is, on stderr and only for a terminal."""

import sys
from pathlib import Path

import click
from tqdm import tqdm

from sim.store.shards import FAILED
from sim.study.sweep.work import Note


class Progress:
    """One line that says runs, rate, time left and failures."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bar: tqdm | None = None
        self._failed = 0

    def begins(self, runs: int, done: int, damaged: int) -> None:
        """Open the line."""
        if damaged:
            click.echo(
                f"{damaged} damaged shards were put into {self._folder / 'quarantine'}; "
                "their runs are run again",
                err=True,
            )
        self._bar = tqdm(
            total=runs, initial=done, unit="pair", disable=not sys.stderr.isatty(), leave=False
        )

    def heard(self, notes: tuple[Note, ...]) -> None:
        """Move the line on."""
        assert self._bar is not None
        self._failed += sum(note.status == FAILED for note in notes) // 2
        if self._failed:
            self._bar.set_postfix(failed=self._failed, refresh=False)
        self._bar.update(len(notes) // 2)

    def pauses(self) -> None:
        """Say that a pause has been understood."""
        click.echo(
            "\npausing: runs in progress are waited for, 10 s at most; "
            "once more stops at once, and loses no finished run",
            err=True,
        )

    def ends(self) -> None:
        """Take the line away."""
        if self._bar is not None:
            self._bar.close()
