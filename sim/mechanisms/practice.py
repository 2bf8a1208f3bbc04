"""Practice: good ways of doing things spread along trusted ties, and fade with time.

Reads:  model.ties, body.neighbours, .reach; partnership.effective
Writes: organisation.practice, council.practice_cost
ODD:    docs/odd.md, SM24
"""

from typing import TYPE_CHECKING

from sim.agents.base import Organisation
from sim.rules.network import NetworkParameters

if TYPE_CHECKING:
    from sim.model import PartnershipModel


def run(model: "PartnershipModel") -> None:
    """Let practice spread within networks and within partnerships, and fade."""
    numbers = model.params[NetworkParameters]
    moves = {o.name: learnt(model, o, numbers) for o in model.organisations}
    for organisation in model.organisations:
        moved = organisation.practice + moves[organisation.name]
        organisation.practice = min(1.0, max(0.0, moved))
    for council in model.councils:
        better = council.practice - council.practice_at_start
        council.practice_cost = 1.0 - numbers.practice_saving * better


def learnt(
    model: "PartnershipModel", organisation: Organisation, numbers: NetworkParameters
) -> float:
    """Return how an organisation's practice moves: it learns from the better, and forgets again.

    Only what was learnt is forgotten, so that who learns nothing stays what it was
    (docs/decisions/014).
    """
    fading = numbers.forgetting * (organisation.practice - organisation.practice_at_start)
    teachers = teachers_of(model, organisation, numbers)
    if not teachers:
        return -fading
    gains = [
        speed * (other.practice - organisation.practice) * model.ties.trust(organisation, other)
        for other, speed in teachers
        if other.practice > organisation.practice
    ]
    return sum(gains) / len(teachers) - fading


def teachers_of(
    model: "PartnershipModel", organisation: Organisation, numbers: NetworkParameters
) -> list[tuple[Organisation, float]]:
    """Return whom an organisation can learn from, and how fast."""
    if numbers.diffusion <= 0.0:
        return []
    found = [
        (other, numbers.diffusion * p.effective)
        for p in organisation.live_partnerships
        if p.delivering
        for other in p.partners_of(organisation)
    ]
    for body in model.bodies:
        found += [(other, body.reach) for other in body.neighbours.get(organisation, ())]
    return found
