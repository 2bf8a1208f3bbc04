"""Meetings: how contact without joint work keeps and builds trust.

ODD: docs/odd.md, SM10
"""

import math
from typing import ClassVar

from sim.core.parameters import Parameters, param


class MeetingParameters(Parameters):
    """How often members of a network meet, and what that does."""

    group = "meetings"
    neutral: ClassVar = {"meetings": 0.0}

    meetings: float = param(
        1.0,
        unit="meetings a quarter",
        low=0.0,
        high=13.0,
        source="seed-row-140",
        role="policy",
        why="f: how often members meet; weekly is 13.",
    )
    gain: float = param(
        0.02,
        unit="share/quarter",
        low=0.0,
        high=0.04,
        source="assumption-257",
        role="uncertainty",
        why="alpha_m: step towards full trust of those who meet all the time.",
    )


def meeting_gain(meetings: float, numbers: MeetingParameters) -> float:
    """Return the share of the way to full trust that a quarter of meetings brings.

    One meeting a quarter stops trust from fading and adds nothing.
    """
    return numbers.gain * (1.0 - math.exp(-max(0.0, meetings - 1.0) / 4.0))
