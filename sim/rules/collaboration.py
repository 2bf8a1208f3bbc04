"""Collaboration: whether partnerships are possible at all, and under which set of rules.

A preset gives starting values to rules of other submodels (who is asked, who must agree, what
can be seen, who coordinates, when a partnership is closed); any rule that a scenario sets
itself wins over the preset.

ODD: docs/odd.md, collaboration rules
"""

from typing import Literal

from sim.core.parameters import Parameters, param

type Preset = Literal[
    "none",
    "silo",
    "talking-shop",
    "transactional",
    "genuine",
    "networked",
    "mandated",
    "localism",
    "big-society",
]


class CollaborationParameters(Parameters):
    """The regime that organisations work under; off is the counterfactual world."""

    group = "collaboration"

    preset: Preset = param(
        "none",
        unit="choice",
        low=None,
        high=None,
        source="seed-row-16",
        role="policy",
        why="A named set of collaboration rules; it supplies defaults only.",
    )
