"""Observation: how clearly partners see what each of them puts in.

ODD: docs/odd.md, SM10 and SM16
"""

from typing import ClassVar

from sim.core.parameters import Parameters, param
from sim.rules.overhead import GovernanceMode


class ObservationParameters(Parameters):
    """What can be seen, and how much of it."""

    group = "observation"
    neutral: ClassVar = {"noise_sd": 0.0}

    noise_sd: float = param(
        0.35,
        unit="share",
        low=0.0,
        high=0.5,
        source="assumption-71",
        role="uncertainty",
        why="sigma_obs: error of observation when nothing is open.",
    )
    transparency: float = param(
        0.5,
        unit="share",
        low=0.0,
        high=1.0,
        source="seed-row-66",
        role="policy",
        why="How open partners are with each other; 1 removes all error.",
    )
    policy_clarity: float = param(
        1.0,
        unit="share",
        low=0.0,
        high=1.0,
        source="seed-row-9",
        role="policy",
        why="How clear it is what government wants of partners; policy events move it.",
    )
    unclear_effect: float = param(
        1.0,
        unit="multiple",
        low=0.0,
        high=2.0,
        source="assumption-301",
        role="uncertainty",
        why="Error that no clarity at all adds, as a multiple of the usual.",
    )
    office_effect: float = param(
        0.6,
        unit="multiple",
        low=0.3,
        high=1.0,
        source="assumption-72",
        role="uncertainty",
        why="Error that is left where a network office reports on everybody.",
    )
    dilution: float = param(
        0.3,
        unit="exponent",
        low=0.0,
        high=0.6,
        source="assumption-73",
        role="uncertainty",
        why="How error grows with the number of other members.",
    )


def observation_error(
    members: int, mode: GovernanceMode, clarity: float, numbers: ObservationParameters
) -> float:
    """Return the standard deviation with which one member sees another's contribution.

    ``clarity`` is how clear policy is by now, 0 to 1: who does not know what was wanted cannot
    tell whether it was done.
    """
    spread = float((members - 1) ** numbers.dilution)
    error = numbers.noise_sd * (1.0 - numbers.transparency) * spread
    error *= 1.0 + numbers.unclear_effect * (1.0 - clarity)
    return error * numbers.office_effect if mode == "network-administrative" else error
