"""Services: the five blocks of council spending, and vectors over them."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

type ByService = NDArray[np.float64]
"""Shape (5,), in the order of `Service`."""


class Service(IntEnum):
    """What a council spends on; the value is the position in every vector by service."""

    CARE = 0
    HOUSING = 1
    YOUTH = 2
    NEIGHBOURHOOD = 3
    BACK_OFFICE = 4

    @property
    def label(self) -> str:
        """The name as scenario files write it."""
        return self.name.lower().replace("_", "-")

    @classmethod
    def named(cls, label: str) -> "Service":
        """Return the service with a label."""
        return cls[label.upper().replace("-", "_")]


EARLY_HELP = (Service.HOUSING, Service.YOUTH, Service.NEIGHBOURHOOD)
"""Services whose unmet need comes back later as demand for care (SM2)."""

COUNTY_SERVICES = (Service.CARE, Service.YOUTH)
"""What a county runs in a shire area; its districts run housing and neighbourhood (decisions 6)."""
