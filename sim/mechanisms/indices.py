"""Resident indices: how residents feel about services, council, neighbours and themselves.

Six indices move a little each quarter towards where conditions push them. Every push is a
deviation from quarter 0, so that no change in the world is no change in anybody's mind. The
rules below are of one resident; `sim/kernel.py` applies these very functions to everybody.

Reads:  coverage by place, council.contention, .under_section_114; delivering partnerships
Writes: model.residents
ODD:    docs/odd.md, SM5
"""

from typing import TYPE_CHECKING, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.parameters import Parameters, param
from sim.rules.contention import ContentionParameters
from sim.services import Service

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.agents.place import Place
    from sim.model import PartnershipModel


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
    belonging_neighbours: float
    isolation_trend: float
    capability_unmet: float
    resilience_capability: float
    resilience_belonging: float


AT_REST = Slopes(*(0.0,) * len(Slopes._fields))
"""Slopes under which nobody moves."""


class Here(NamedTuple):
    """What one place is like this quarter; deviations are from quarter 0."""

    care: float
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
    belonging: float
    """How far the place's mean belonging stood from quarter 0 last quarter."""
    quarter: float


def met_share(
    care: float, housing: float, youth: float, near: float, office: float, here: Here
) -> float:
    """Return the share of one resident's own needs that is met; arguments are its needs."""
    met = (
        care * here.care
        + housing * here.housing
        + youth * here.youth
        + near * here.neighbourhood
        + office * here.back_office
    )
    return met / (care + housing + youth + near + office)


def satisfaction_goal(met: float, influence: float, here: Here, slopes: Slopes) -> float:
    """Return where satisfaction is pushed, as a deviation from quarter 0."""
    return (
        slopes.satisfaction_coverage * (met - 1.0)
        + slopes.satisfaction_influence * influence
        - slopes.satisfaction_contention * here.contention
        - slopes.satisfaction_notice * here.notice
    )


def trust_goal(satisfaction: float, influence: float, here: Here, slopes: Slopes) -> float:
    """Return where trust in the council is pushed, as a deviation from quarter 0."""
    return (
        slopes.trust_satisfaction * satisfaction
        + slopes.trust_influence * influence
        - slopes.trust_gloss * here.gloss
        - slopes.trust_contention * here.undebated
    )


def influence_goal(here: Here, slopes: Slopes) -> float:
    """Return where influence is pushed, as a deviation from quarter 0."""
    return slopes.influence_coproduction * here.coproduction


def belonging_goal(here: Here, slopes: Slopes) -> float:
    """Return where belonging is pushed, as a deviation from quarter 0."""
    drift = 0.003 * here.quarter * slopes.isolation_trend
    return slopes.belonging_neighbours * here.belonging - drift


def capability_goal(met: float, slopes: Slopes) -> float:
    """Return where capability is pushed, as a deviation from quarter 0."""
    return -slopes.capability_unmet * (1.0 - met)


def resilience_goal(capability: float, belonging: float, slopes: Slopes) -> float:
    """Return where resilience is pushed, as a deviation from quarter 0."""
    return slopes.resilience_capability * capability + slopes.resilience_belonging * belonging


def run(model: "PartnershipModel") -> None:
    """Let every resident take in this quarter."""
    numbers = model.params[IndicesParameters]
    slopes = Slopes(**{name: getattr(numbers, name) for name in Slopes._fields})
    model.residents.advance(conditions(model, numbers), slopes)


def conditions(model: "PartnershipModel", numbers: IndicesParameters) -> NDArray[np.float64]:
    """Return what every place is like now, shape (places, fields of `Here`)."""
    belonging = model.residents.belonging_change()
    silence = 1.0 - model.params[ContentionParameters].honest_conversation
    rows = [
        here_in(place, numbers.resident_seats, silence, belonging[place.index], model.quarter)
        for place in model.places
    ]
    return np.array(rows)


def here_in(place: "Place", seats: float, silence: float, belonging: float, quarter: int) -> Here:
    """Return what one place is like now."""
    councils = dict.fromkeys(place.responsible)
    contention = sum(council.contention for council in councils) / len(councils)
    joint = dict.fromkeys(p for c in councils for p in c.live_partnerships if p.delivering)
    care, housing, youth, near, office = (
        float(c.coverage[s]) for s, c in zip(Service, place.responsible, strict=True)
    )
    return Here(
        care,
        housing,
        youth,
        near,
        office,
        contention=contention,
        undebated=contention * silence,
        notice=float(any(council.under_section_114 for council in councils)),
        gloss=mean_gloss(list(joint)),
        coproduction=seats * sum(p.effective for p in joint) / len(joint) if joint else 0.0,
        belonging=belonging,
        quarter=float(quarter),
    )


def mean_gloss(partnerships: "list[Partnership]") -> float:
    """Return the gloss of partnerships, weighted by what they aim to save; 0 if there are none."""
    aims = sum(p.target_saving for p in partnerships)
    return sum(p.gloss * p.target_saving for p in partnerships) / aims if aims > 0 else 0.0
