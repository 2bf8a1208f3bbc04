"""What councils and their residents are like."""

import math
from typing import TYPE_CHECKING

import numpy as np

from sim.checks.patterns.looks import mean
from sim.core.services import Service
from sim.mechanisms.agenda import TAKEOVER_NEEDS
from sim.mechanisms.signing import prioritises
from sim.population.columns import Index

if TYPE_CHECKING:
    from sim.model import PartnershipModel


def gap_share(model: "PartnershipModel") -> float:
    """Return councils' gap as a share of what full services cost this year."""
    need = math.fsum(float(c.year_need.sum()) for c in model.councils)
    return math.fsum(c.gap for c in model.councils) / need


def spending(model: "PartnershipModel") -> list[float]:
    """Return this quarter's spending on care and on everything else, k£."""
    care = math.fsum(float(c.spend[Service.CARE]) for c in model.councils)
    return [care, math.fsum(float(c.spend.sum()) for c in model.councils) - care]


def satisfaction(model: "PartnershipModel") -> float:
    """Return residents' satisfaction with their council less that at the start."""
    people = [place.population for place in model.places]
    now, then = model.residents.by_place, model.residents.start
    change = now.means[:, Index.SATISFACTION] - then.means[:, Index.SATISFACTION]
    return float(np.dot(change, people) / sum(people))


def prioritising(model: "PartnershipModel") -> float:
    """Return the share of councils for which partnership is a priority."""
    return mean([float(prioritises(model, c)) for c in model.councils])


def seeing_a_barrier(model: "PartnershipModel") -> float:
    """Return the share of councils that think too little of their communities for a takeover."""
    return mean([float(c.perceived_capacity <= TAKEOVER_NEEDS) for c in model.councils])
