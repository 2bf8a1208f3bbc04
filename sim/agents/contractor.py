"""Contractors: private firms that deliver public services anywhere in the region."""

from sim.agents.base import Organisation


class Contractor(Organisation):
    """A private firm that works across the whole region."""

    kind = "contractor"
    competition = 0.5
    quality = 0.58
