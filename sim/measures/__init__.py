"""Measures: one pure function per outcome, with its unit and the direction that is better."""

from sim.measures import money, partnerships, residents, services
from sim.measures.measure import ENTERED, Better, Measure
from sim.measures.money import COUNTERFACTUAL
from sim.measures.residents import RESIDENT_MEASURES

TOPICS = [m.__name__.rpartition(".")[2] for m in (services, money, partnerships, residents)]
"""What measures are about, in the order in which tables show them."""

MEASURES = {
    name: found
    for name, found in sorted(ENTERED.items(), key=lambda item: TOPICS.index(item[1].topic))
}

__all__ = ["COUNTERFACTUAL", "MEASURES", "RESIDENT_MEASURES", "Better", "Measure"]
