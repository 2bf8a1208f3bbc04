"""Contention: what closing posts or premises costs a council in goodwill.

ODD: docs/odd.md, SM11
"""

from typing import ClassVar

from sim.core.parameters import Parameters, param


class ContentionParameters(Parameters):
    """How much of it there is, how long it lasts, and what takes the edge off."""

    group = "contention"
    neutral: ClassVar = {"post_closure": 0.0, "honest_conversation": 0.0}

    post_closure: float = param(
        0.5,
        unit="multiple",
        low=0.0,
        high=1.0,
        source="assumption-63",
        role="uncertainty",
        why="Contention of closing posts worth one per cent of the council's budget.",
    )
    memory: float = param(
        0.8,
        unit="share/quarter",
        low=0.5,
        high=0.95,
        source="assumption-62",
        role="uncertainty",
        why="How much of last quarter's contention is still felt.",
    )
    honest_conversation: float = param(
        0.0,
        unit="share",
        low=0.0,
        high=1.0,
        source="seed-row-224",
        role="policy",
        why="How openly a contentious saving is debated beforehand; it damps the contention.",
    )
    conversation_burden: float = param(
        0.02,
        unit="share of officers' time",
        low=0.0,
        high=0.1,
        source="assumption-302",
        role="uncertainty",
        why="Officers' time that a fully open debate takes.",
    )


def officers_time(numbers: ContentionParameters) -> float:
    """Return the share of officers' time that goes into debating savings openly."""
    return numbers.conversation_burden * numbers.honest_conversation


def closing_contention(closed: float, budget: float, numbers: ContentionParameters) -> float:
    """Return the contention of closing posts that cost ``closed`` a year (same unit as budget)."""
    size = min(1.0, closed / (0.01 * budget))
    return numbers.post_closure * size * (1.0 - 0.6 * numbers.honest_conversation)
