"""Membership: one organisation's part in a partnership, and who leads."""

from dataclasses import dataclass
from typing import cast

from sim.agents.base import Organisation
from sim.agents.council import Council


@dataclass
class Membership:
    """One organisation's part in one partnership."""

    organisation: Organisation
    target_saving: float
    """S_i: its part of the annual target saving, in k£; zero where it has no budget at stake."""
    contribution: float = 0.0
    """c: what it really puts in, 0 to 1."""


def lead_of(memberships: list[Membership]) -> Council:
    """Return the council with the most to save, ties by name (2.10, 23)."""
    councils = [m for m in memberships if isinstance(m.organisation, Council)]
    first = min(councils, key=lambda m: (-m.target_saving, m.organisation.name))
    return cast(Council, first.organisation)
