"""Clock: a Mesa model that ends at its horizon and keeps no second source of random numbers.

All that this program knows of how Mesa keeps time is in this file: every way to move a model on
goes through ``_advance_time``, and a quarter that failed is not scheduled again.
"""

from typing import Any, NoReturn, Self

import mesa

from sim.core.errors import ModelError


class QuarterlyModel(mesa.Model):
    """A model whose time is counted in quarters, from 0 to a horizon."""

    quarter = 0

    @property
    def horizon(self) -> int:
        """How many quarters there are to run."""
        raise NotImplementedError

    @property
    def finished(self) -> bool:
        """Whether all quarters have been run."""
        return self.quarter >= self.horizon

    def _advance_time(self, until: float) -> None:
        if int(self.time) != self.quarter:
            raise ModelError(
                f"quarter {self.quarter} failed, so this model cannot continue; build it again"
            )
        if until > self.horizon:
            raise ModelError(
                f"the model ends after {self.horizon} quarters; set run.quarters for more"
            )
        super()._advance_time(until)
        if self.finished:
            self.running = False

    def reset_rng(self, rng: Any = None) -> NoReturn:
        """Refuse: random numbers come from the seed, not from Mesa; raises ModelError."""
        raise ModelError("random numbers come from the seed alone; build a model with rng=...")

    reset_randomizer = reset_rng

    def __copy__(self) -> Self:
        """Refuse: two models would share one ledger."""
        raise ModelError("a shallow copy would share its ledger; use copy.deepcopy or pickle")


def seed_from(seed: int | None, rng: Any, usual: int) -> int:
    """Return the seed to use: ``seed`` and Mesa's ``rng`` mean the same; raises ModelError."""
    if seed is not None and rng is not None:
        raise ModelError("give either seed or rng, not both")
    given = seed if rng is None else rng
    if given is None:
        return usual
    if isinstance(given, bool) or not hasattr(given, "__index__") or int(given) < 0:
        raise ModelError(f"rng and seed take a whole number from 0 up, not {given!r}")
    return int(given)
