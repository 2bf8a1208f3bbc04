"""Resident indices: how residents feel about services, council, neighbours and themselves.

Every push is a deviation from quarter 0, so that no change in the world is no change in anybody's
mind. The rules are of one resident; `sim/kernel.py` applies these very functions to everybody.

ODD: docs/odd.md, SM5
"""

from typing import ClassVar, NamedTuple

from sim.core.parameters import Parameters, param


class IndicesParameters(Parameters):
    """Slopes of the indices, in index points per unit of what pushes them."""

    group = "indices"
    neutral: ClassVar = {"speed": 0.0}

    speed: float = param(
        0.15,
        unit="share/quarter",
        low=0.03,
        high=0.5,
        source="assumption-100",
        role="uncertainty",
        why="lambda_x: how fast an index moves to where it is pushed.",
    )
    satisfaction_coverage: float = param(
        0.45,
        unit="index per unit of coverage",
        low=0.2,
        high=0.8,
        source="assumption-101",
        role="uncertainty",
        why="Satisfaction follows the services one needs oneself.",
    )
    satisfaction_influence: float = param(
        0.15,
        unit="index per index",
        low=0.0,
        high=0.4,
        source="assumption-102",
        role="uncertainty",
        why="Satisfaction follows influence.",
    )
    satisfaction_contention: float = param(
        0.10,
        unit="index per unit of contention",
        low=0.0,
        high=0.3,
        source="seed-row-223",
        role="uncertainty",
        why="Satisfaction suffers from contentious closures.",
    )
    satisfaction_notice: float = param(
        0.05,
        unit="index",
        low=0.0,
        high=0.2,
        source="seed-row-56",
        role="uncertainty",
        why="Satisfaction suffers from a section 114 notice.",
    )
    trust_satisfaction: float = param(
        0.40,
        unit="index per index",
        low=0.0,
        high=0.8,
        source="assumption-103",
        role="uncertainty",
        why="Trust in the council follows satisfaction.",
    )
    trust_influence: float = param(
        0.20,
        unit="index per index",
        low=0.0,
        high=0.5,
        source="assumption-104",
        role="uncertainty",
        why="Trust in the council follows influence.",
    )
    trust_gloss: float = param(
        0.20,
        unit="index per unit of gloss",
        low=0.0,
        high=0.5,
        source="seed-row-14",
        role="uncertainty",
        why="Trust in the council suffers from promises that are not kept.",
    )
    trust_contention: float = param(
        0.10,
        unit="index per unit of contention",
        low=0.0,
        high=0.3,
        source="seed-row-223",
        role="uncertainty",
        why="Trust suffers from closures that were not openly debated.",
    )
    influence_coproduction: float = param(
        0.35,
        unit="index per unit of co-production",
        low=0.0,
        high=0.5,
        source="seed-row-168",
        role="uncertainty",
        why="beta_cp: asserted more than measured, so zero is in the range.",
    )
    influence_merger: float = param(
        0.05,
        unit="index",
        low=0.0,
        high=0.15,
        source="seed-row-49",
        role="uncertainty",
        why="Influence suffers where a council with its seats is merged into a larger one.",
    )
    resident_seats: float = param(
        0.0,
        unit="share of seats",
        low=0.0,
        high=1.0,
        source="seed-row-55",
        role="policy",
        why="Seats that residents have at the table of every partnership.",
    )
    belonging_neighbours: float = param(
        0.20,
        unit="index per index",
        low=0.0,
        high=0.5,
        source="assumption-105",
        role="uncertainty",
        why="Belonging follows that of everybody else in the place.",
    )
    isolation_trend: float = param(
        0.0,
        unit="multiple of 0.003 a quarter",
        low=0.0,
        high=2.0,
        source="seed-row-229",
        role="policy",
        why="How fast isolation grows whatever anybody does.",
    )
    capability_unmet: float = param(
        0.15,
        unit="index per unit of unmet need",
        low=0.0,
        high=0.4,
        source="assumption-106",
        role="uncertainty",
        why="Capability suffers where one's own needs are not met.",
    )
    resilience_capability: float = param(
        0.30,
        unit="index per index",
        low=0.0,
        high=0.6,
        source="assumption-107",
        role="uncertainty",
        why="Resilience follows capability.",
    )
    resilience_belonging: float = param(
        0.30,
        unit="index per index",
        low=0.0,
        high=0.6,
        source="assumption-108",
        role="uncertainty",
        why="Resilience follows belonging.",
    )
    resilience_capacity: float = param(
        0.20,
        unit="index per index",
        low=0.0,
        high=0.5,
        source="assumption-219",
        role="uncertainty",
        why="Resilience follows the community's capacity.",
    )
    resilience_hardship: float = param(
        0.20,
        unit="index per index",
        low=0.0,
        high=0.5,
        source="assumption-220",
        role="uncertainty",
        why="Resilience suffers from hardship.",
    )
    belonging_capacity: float = param(
        0.25,
        unit="index per index",
        low=0.0,
        high=0.5,
        source="assumption-221",
        role="uncertainty",
        why="Belonging follows the community's capacity.",
    )
    belonging_stigma: float = param(
        0.10,
        unit="index per unit of stigma",
        low=0.0,
        high=0.3,
        source="seed-row-9",
        role="uncertainty",
        why="Belonging suffers where tenants are looked down on.",
    )
    stigma: float = param(
        0.0,
        unit="index 0-1",
        low=-1.0,
        high=1.0,
        source="seed-row-47",
        role="policy",
        why="Change in the stigma of social housing since quarter 0.",
    )
    satisfaction_quality: float = param(
        0.20,
        unit="index per unit of quality",
        low=0.0,
        high=0.5,
        source="assumption-222",
        role="uncertainty",
        why="Satisfaction follows the quality of what partners deliver.",
    )
    capability_volunteering: float = param(
        0.10,
        unit="index",
        low=0.0,
        high=0.3,
        source="assumption-223",
        role="uncertainty",
        why="Capability that volunteering gives.",
    )


class Slopes(NamedTuple):
    """The parameters above as plain numbers, in a form that compiled code can read."""

    speed: float
    satisfaction_coverage: float
    satisfaction_influence: float
    satisfaction_contention: float
    satisfaction_notice: float
    trust_satisfaction: float
    trust_influence: float
    trust_gloss: float
    trust_contention: float
    influence_coproduction: float
    influence_merger: float
    belonging_neighbours: float
    capability_unmet: float
    resilience_capability: float
    resilience_belonging: float
    resilience_capacity: float
    resilience_hardship: float
    belonging_capacity: float
    satisfaction_quality: float
    capability_volunteering: float
    """For all the volunteering that there was at quarter 0, which is its unit here."""
    volunteers: float
    """Chance to volunteer at quarter 0."""


class Here(NamedTuple):
    """What one place is like this quarter; all zeros where nothing has changed since quarter 0."""

    care: float
    """Share of the need for it that is not covered; so for the four that follow."""
    housing: float
    youth: float
    neighbourhood: float
    back_office: float
    contention: float
    undebated: float
    """Contention that no open debate came before."""
    notice: float
    gloss: float
    coproduction: float
    merged: float
    """1 where the council was merged into a larger one."""
    belonging: float
    """How far the place's mean belonging stood from quarter 0 last quarter."""
    stigma: float
    isolation: float
    """What the trend to isolation adds up to since quarter 0, in its unit times quarters."""
    capacity: float
    """How far the community's capacity stands from quarter 0."""
    hardship: float
    """What the times add to everybody's hardship."""
    quality: float
    """How far the quality of what partners deliver stands from quarter 0."""


def unmet_share(
    care: float, housing: float, youth: float, near: float, office: float, here: Here
) -> float:
    """Return the share of one resident's own needs that is not met; arguments are its needs."""
    unmet = (
        care * here.care
        + housing * here.housing
        + youth * here.youth
        + near * here.neighbourhood
        + office * here.back_office
    )
    return unmet / (care + housing + youth + near + office)


# In the goals, what all residents of a place share stands apart from what is a resident's own, so
# that compiled code works it out once for a place.


def satisfaction_goal(unmet: float, influence: float, here: Here, slopes: Slopes) -> float:
    """Return where satisfaction is pushed, as a deviation from quarter 0."""
    shared = (
        slopes.satisfaction_quality * here.quality
        - slopes.satisfaction_contention * here.contention
        - slopes.satisfaction_notice * here.notice
    )
    own = slopes.satisfaction_influence * influence - slopes.satisfaction_coverage * unmet
    return own + shared


def trust_goal(satisfaction: float, influence: float, here: Here, slopes: Slopes) -> float:
    """Return where trust in the council is pushed, as a deviation from quarter 0."""
    shared = slopes.trust_gloss * here.gloss + slopes.trust_contention * here.undebated
    own = slopes.trust_satisfaction * satisfaction + slopes.trust_influence * influence
    return own - shared


def influence_goal(here: Here, slopes: Slopes) -> float:
    """Return where influence is pushed, as a deviation from quarter 0."""
    return slopes.influence_coproduction * here.coproduction - slopes.influence_merger * here.merged


def belonging_goal(here: Here, stigma: float, slopes: Slopes) -> float:
    """Return where belonging is pushed, as a deviation from quarter 0.

    ``stigma`` is how much one's fifth is looked down on, 1 on average.
    """
    drift = 0.003 * here.isolation
    return (
        slopes.belonging_neighbours * here.belonging
        + slopes.belonging_capacity * here.capacity
        - here.stigma * stigma
        - drift
    )


def capability_goal(unmet: float, volunteers: float, slopes: Slopes) -> float:
    """Return where capability is pushed, as a deviation from quarter 0.

    ``volunteers`` is the resident's chance to volunteer.
    """
    gained = slopes.capability_volunteering * (volunteers - slopes.volunteers)
    return gained - slopes.capability_unmet * unmet


def resilience_goal(capability: float, belonging: float, here: Here, slopes: Slopes) -> float:
    """Return where resilience is pushed, as a deviation from quarter 0."""
    shared = slopes.resilience_capacity * here.capacity - slopes.resilience_hardship * here.hardship
    own = slopes.resilience_capability * capability + slopes.resilience_belonging * belonging
    return own + shared


def slopes_of(numbers: IndicesParameters, volunteers: float) -> Slopes:
    """Return the parameters as plain numbers; ``volunteers`` is their share at quarter 0."""
    own = {name: getattr(numbers, name) for name in Slopes._fields[:-1]}
    own["capability_volunteering"] /= volunteers
    return Slopes(**own, volunteers=volunteers)
