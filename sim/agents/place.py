"""Places: the areas people live in, and which council is responsible there for what."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sim.streams import entity_key

if TYPE_CHECKING:
    from sim.agents.council import Council


@dataclass(eq=False)
class Place:
    """The area of one lowest-tier council; every resident lives in exactly one.

    In a shire area the county answers for care and youth and the district for the rest, so
    ``responsible`` may name two councils (decisions 6).
    """

    name: str
    index: int
    """Position in ``model.places`` and in every array by place."""
    population: float
    """Thousands of people."""
    deprivation: float
    """Average score of the Index of Multiple Deprivation; higher is more deprived."""
    responsible: "tuple[Council, ...]" = ()
    """The council that answers for each service, in the order of `Service`."""
    neighbours: "set[Place]" = field(default_factory=set, repr=False)

    @property
    def code(self) -> int:
        """The key of this place's random draws."""
        return entity_key(self.name)
