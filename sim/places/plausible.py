"""Plausible: figures of a council that may be right and are worth a second look."""

from collections.abc import Iterator

from sim.scenario import CouncilSpec

PER_HEAD = (200.0, 6_000.0)
"""Pounds a year; from the leanest county to the smallest authorities with every duty."""


def questions(council: CouncilSpec) -> Iterator[str]:
    """Yield what looks wrong about a council's figures, with what is usual."""
    people, budget = council.population, council.budget
    if people and budget and not PER_HEAD[0] <= budget / people <= PER_HEAD[1]:
        yield (
            f"needs checking: {council.name} spends £{budget / people:,.0f} a head and year; "
            f"£{PER_HEAD[0]:,.0f} to £{PER_HEAD[1]:,.0f} is usual"
        )
    if budget and council.reserves and council.reserves > budget:
        yield (
            f"needs checking: {council.name} holds £{council.reserves / 1e6:,.1f}m in reserves; "
            f"up to its budget of £{budget / 1e6:,.1f}m is usual"
        )
    if budget and council.care and council.care > budget:
        yield (
            f"needs checking: {council.name} spends £{council.care / 1e6:,.1f}m on care; "
            f"its whole budget is £{budget / 1e6:,.1f}m, and is taken to be all care"
        )
