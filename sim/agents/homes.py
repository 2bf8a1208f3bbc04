"""Homes: what a land deal has started, let and relieved so far."""

from dataclasses import dataclass, field


@dataclass
class Homes:
    """The homes of one partnership, in homes as they are built, so parts of one count."""

    started: dict[int, tuple[float, float]] = field(default_factory=dict)
    """By quarter: affordable homes started, and the share the council may name people for."""
    let: float = 0.0
    """Homes that are let by now."""
    connecting: dict[int, float] = field(default_factory=dict)
    """By quarter: connections to a heat network that were begun."""
    connected: float = 0.0
    """Connections to a heat network, where that is what the deal is about."""
    housed: float = 0.0
    """Households whom a nomination still keeps out of temporary accommodation."""
