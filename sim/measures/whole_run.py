"""Course: a run as it went, for measures that only a whole run can tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.core.periods import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from sim.model import PartnershipModel

FOLLOWED = frozenset(
    {
        "benefit_by_kind",
        "need_met",
        "net_service_cost",
        "outcome",
        "partner_income",
        "saving_net",
        "section_114",
    }
)
"""Measures whose course some measure of a whole run looks at: recorded every quarter, always."""


@dataclass(frozen=True)
class Course:
    """A run as it went, seen from one place or from the region as a whole."""

    model: "PartnershipModel"
    """As it stands at the end, its books open."""
    recorded: Mapping[tuple[str, str, str], NDArray[np.float64]]
    """What was recorded of every measure, place and group, by quarter."""
    place: str = ""
    """Name of a place or council; empty for the region."""

    def of(self, measure: str, group: str = "") -> NDArray[np.float64]:
        """Return what was recorded of a measure here, by quarter; it must be in `FOLLOWED`."""
        return self.recorded[measure, self.place, group]

    def last_year(self, measure: str) -> NDArray[np.float64]:
        """Return what was recorded of a measure here in each quarter of the last year."""
        return self.of(measure)[-QUARTERS_PER_YEAR:]
