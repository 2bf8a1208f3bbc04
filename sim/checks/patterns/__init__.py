"""Patterns: stylised facts and anchors that the model is held against; one that fails is a finding.

``python -m sim.checks.patterns`` runs what has not been run yet and writes a table.
"""

from sim.checks.patterns import communities, councils, market, money, partnerships, programme
from sim.checks.patterns.pattern import PATTERNS as ENTERED
from sim.checks.patterns.pattern import Finding, Pattern, holds


def rank(name: str) -> tuple[str, int]:
    """Return where a pattern stands: by its letter, then by its number."""
    return name[0], int(name[1:])


PATTERNS: dict[str, Pattern] = {name: ENTERED[name] for name in sorted(ENTERED, key=rank)}

__all__ = [
    "PATTERNS",
    "Finding",
    "Pattern",
    "communities",
    "councils",
    "holds",
    "market",
    "money",
    "partnerships",
    "programme",
]
