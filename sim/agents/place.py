"""Places: the areas people live in, and which council is responsible there for what."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sim.core.streams import entity_key

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
    organisation: float = 0.0
    """o: capacity of its community organisations, 0 to 1 (SM22)."""
    volunteers: float = 0.0
    """v: share of its residents who volunteered last quarter (SM6)."""
    volunteers_at_start: float = 0.0
    asb: int = 0
    """Incidents of anti-social behaviour this quarter (SM7)."""
    asb_avoided: int = 0
    """Incidents fewer than on the same luck at quarter 0; may be negative."""
    fires: int = 0
    """Deliberate fires this quarter."""
    fires_avoided: int = 0
    posts_spared: int = 0
    """Classroom posts that mentors stand in for."""
    capacity: float = 0.0
    """K: what its community can take on, 0 to 1 (SM22)."""
    capacity_at_start: float = 0.0
    invested: float = 0.0
    """What was put into its organisations this quarter from all sources, k£ (SM22)."""
    surge: float = 0.0
    """Wave of volunteering that a crisis set off, 1 at its onset (SM6)."""
    insecure_share: float = 0.0
    """Expected share of its households without a secure home (SM9)."""
    homeless_share: float = 0.0
    """Expected share of its households without any home."""
    homeless_share_at_start: float = 0.0
    decent: float = 1.0
    """Decent homes, as a share of those at quarter 0 (SM9)."""
    people_reached: float = 0.0
    """Thousands of people whom vouchers reached this quarter (SM24)."""
    network_active: float = 0.0
    """1 where a network body is at work, else 0 (SM24)."""
    dividend_known: float = 0.0
    """Share of verified savings that people know they will get back (SM25)."""
    lettings: float = 0.0
    """Homes that the council could nominate people for this quarter (SM23)."""
    training_places: float = 0.0
    """Training places of community benefit clauses this quarter, per 1,000 people (SM21)."""
    vacant: int = 0
    """Public buildings that stand empty (SM25)."""
    audited: bool = False
    """Whether its council has paid for finding out which those are."""
    leases: list[int] = field(default_factory=list)
    """Quarters in which the leases of community groups end."""
    fire_avoided: list[float] = field(default_factory=list)
    """k£ of fires avoided, quarter by quarter (SM28)."""
    school_avoided: list[float] = field(default_factory=list)
    """k£ of classroom posts that mentors stand in for, quarter by quarter."""
    cashed: dict[str, int] = field(default_factory=dict)
    """Lumps of saving in cash now, by account."""
    promised: dict[str, float] = field(default_factory=dict)
    """Pence of the cash since April that go to the community as was agreed then, by account."""
    assets: float = 0.0
    """Public buildings in community hands (SM25)."""
    crisis: float = 0.0
    """Intensity of the crisis it is in, 0 for none (SM26)."""

    @cached_property
    def code(self) -> int:
        """The key of this place's random draws."""
        return entity_key(self.name)
