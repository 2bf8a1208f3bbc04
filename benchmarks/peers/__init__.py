"""Peers: one toy rule in several frameworks, so that their speed can be compared on the same work.

The toy rule. A resident has four needs (0 to 1), five yes-or-no states and an area of about 1,650
residents. Each step it asks for help with a chance that rises with its mean need; its area helps
the first of those who ask until its places (6 in 100 residents) are gone. One need drifts up or
down, and whoever was helped needs less. Work, offending, volunteering and isolation each change
with a chance of their own; who was helped or needs little is satisfied. An area's capacity follows
its volunteers. A resident uses six draws a step; seven sums an area are kept.

Each module here has ``run(residents, steps, seed)`` that returns an `Outcome`. Frameworks that no
part of partnersim needs are installed apart (``make peers``) and left out with a word if absent.
"""

from dataclasses import asdict, dataclass

RESIDENTS_PER_AREA = 1650


@dataclass(frozen=True)
class Outcome:
    """What one run took, and how it ended; the ends tell whether all did the same work."""

    seconds: float
    """Time of the steps alone."""
    employed: float
    offence_free: float
    volunteering: float
    isolated: float
    satisfied: float
    mean_need: float
    helped: float
    """Share of residents helped in the last step."""

    def as_dict(self) -> dict[str, float]:
        """Return it by name."""
        return asdict(self)
