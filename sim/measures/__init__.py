"""Measures: one pure function per outcome, with its unit and the direction that is better."""

from sim.measures import (
    accounts,
    community,
    homes,
    market,
    money,
    partnerships,
    pilots,
    programme,
    residents,
    services,
    ties,
)
from sim.measures.measure import ENTERED, Better, Measure
from sim.measures.money import COUNTERFACTUAL, ROOM
from sim.measures.whole_run import Course

MODULES = (
    services,
    money,
    accounts,
    partnerships,
    pilots,
    ties,
    market,
    programme,
    residents,
    homes,
    community,
)
TOPICS = [m.__name__.rpartition(".")[2] for m in MODULES]
"""What measures are about, in the order in which tables show them."""

MEASURES = {
    name: found
    for name, found in sorted(ENTERED.items(), key=lambda item: TOPICS.index(item[1].topic))
}

__all__ = [
    "COUNTERFACTUAL",
    "MEASURES",
    "ROOM",
    "Better",
    "Course",
    "Measure",
]
