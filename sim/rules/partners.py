"""Partners: the money that associations, social enterprises and contractors come with.

Only what partnership working can touch is modelled: an opening balance to bid, to set up and to
pledge from, a yearly surplus of associations, and the slow drain on enterprises without work.

ODD: docs/odd.md, initialisation
"""

from typing import ClassVar

from sim.core.parameters import Parameters, param


class PartnerParameters(Parameters):
    """Size and means of organisations that are not councils."""

    group = "partners"
    neutral: ClassVar = {"drain": 0.0}

    enterprise_turnover: float = param(
        700.0,
        unit="k£/year, median",
        low=100.0,
        high=2000.0,
        source="assumption-141",
        role="uncertainty",
        why="Turnover of a social enterprise.",
    )
    enterprise_spread: float = param(
        1.0,
        unit="log standard deviation",
        low=0.0,
        high=1.5,
        source="assumption-141",
        role="uncertainty",
        why="How much enterprises differ.",
    )
    association_turnover: float = param(
        30_000.0,
        unit="k£/year, median",
        low=2000.0,
        high=200000.0,
        source="assumption-142",
        role="uncertainty",
        why="Turnover of a housing association.",
    )
    association_spread: float = param(
        0.5,
        unit="log standard deviation",
        low=0.0,
        high=1.5,
        source="assumption-142",
        role="uncertainty",
        why="How much associations differ.",
    )
    contractor_turnover: float = param(
        20_000.0,
        unit="k£/year, median",
        low=2000.0,
        high=500000.0,
        source="assumption-143",
        role="uncertainty",
        why="Turnover of a contractor.",
    )
    contractor_spread: float = param(
        0.8,
        unit="log standard deviation",
        low=0.0,
        high=1.5,
        source="assumption-143",
        role="uncertainty",
        why="How much contractors differ.",
    )
    opening_share: float = param(
        0.10,
        unit="share of turnover",
        low=0.0,
        high=0.5,
        source="assumption-144",
        role="uncertainty",
        why="Cash in hand at quarter 0.",
    )
    association_surplus: float = param(
        0.03,
        unit="share of turnover and year",
        low=0.0,
        high=0.1,
        source="assumption-145",
        role="uncertainty",
        why="Yearly surplus of an association that is free for joint work.",
    )
    drain: float = param(
        0.0025,
        unit="share of turnover and quarter",
        low=0.0,
        high=0.02,
        source="assumption-146",
        role="uncertainty",
        why="What an enterprise loses each quarter in which no contract pays for it.",
    )
