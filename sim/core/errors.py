"""Errors: what went wrong, where, and what would be accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches


class SimError(Exception):
    """The root of every error that a user can put right."""

    exit_code = 2


class OldNameWarning(FutureWarning):
    """Something is written under a name that it no longer has; it still means the same."""


@dataclass(frozen=True)
class Mistake:
    """One mistake in one input: where it stands and what would be accepted."""

    where: str
    """File with line and column where known (``base.toml:11:1``), else the key or option."""
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class ScenarioError(SimError):
    """A scenario, design or ``--set`` that cannot be run; carries every mistake found."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)


class PlaceError(SimError):
    """A place, a council or an imported table that does not make sense."""


class ModelError(SimError):
    """A model that was asked for what it cannot do, or would do in silence and wrongly."""


class LedgerError(SimError):
    """A payment that would create, lose or borrow money without saying so."""

    exit_code = 70


class ResultsError(SimError):
    """A results folder that cannot be read, or cannot be written."""


class StoreError(SimError):
    """A study whose stored runs are damaged, or contradict each other."""

    exit_code = 5


class DiskFullError(SimError):
    """There is no room for what has to be written."""

    exit_code = 6


class SettingsError(SimError):
    """Settings of an appraisal that make no sense or are not there."""


class PageError(SimError):
    """A page that cannot be served as it was asked for, or a link that it cannot follow."""


class MissingExtraError(SimError):
    """An optional part of the program whose libraries are not installed."""


def nearest(word: str, known: Sequence[str]) -> str:
    """Return ``; did you mean `x`?`` for the closest known word, or nothing."""
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"; did you mean `{close[0]}`?" if close else ""
