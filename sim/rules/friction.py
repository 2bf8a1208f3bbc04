"""Friction: what competition, pressure and other ways of working take off every contribution.

Until its parts are modelled one by one, friction is one number for everybody.

ODD: docs/odd.md, SM12
"""

from typing import ClassVar

from sim.parameters import Parameters, param


class FrictionParameters(Parameters):
    """How much friction there is between partners."""

    group = "friction"
    neutral: ClassVar = {"fixed": 0.0}

    fixed: float = param(
        0.06,
        unit="share of contribution",
        low=0.0,
        high=0.5,
        source="assumption-40",
        role="uncertainty",
        why="Taken off every member's honest contribution. Above .12 new ties are trapped (A6).",
    )
