"""The model: one world, built from a scenario and taken through its quarters."""

from collections.abc import Callable

import mesa
import numpy as np

from sim.agents.base import Organisation
from sim.agents.council import Council
from sim.agents.infrastructure_body import InfrastructureBody
from sim.agents.partnership import Partnership
from sim.agents.place import Place
from sim.agents.proposal import Proposal
from sim.agents.resident_set import attach_residents
from sim.agents.ties import Ties
from sim.events import EventLog
from sim.kernel import advance
from sim.ledger import Benefit, Ledger
from sim.mechanisms import (
    agenda,
    benefits,
    books,
    budget,
    contribution,
    coverage,
    demand,
    funding,
    indices,
    installed_mechanisms,
    leadership,
    negotiation,
    review,
    signing,
    trust,
)
from sim.mechanisms.indices import AT_REST
from sim.mechanisms.trust import TrustParameters
from sim.places import build_region, planned_partnerships
from sim.population.columns import Index, settle
from sim.population.population import Population
from sim.rules.collaboration import CollaborationParameters
from sim.rules.residents import ResidentParameters
from sim.scenario import Scenario
from sim.streams import Streams

type Step = Callable[["PartnershipModel"], None]

SCHEDULE: tuple[Step, ...] = (
    funding.run,
    demand.run,
    leadership.run,
    signing.begin_planned,
    budget.run,
    funding.collect,
    budget.service_debt,
    benefits.run,
    books.run,
    coverage.run,
    demand.spill_over,
    agenda.run,
    signing.run,
    negotiation.run,
    contribution.run,
    trust.run,
    review.run,
    indices.run,
    books.close,
)
"""What happens in a quarter, in order: the process overview of the ODD."""


def schedule() -> tuple[Step, ...]:
    """Return the steps of a quarter with those of other distributions where they belong.

    A mechanism from outside says in ``AFTER`` which mechanism of ours it follows.
    """
    steps = list(SCHEDULE)
    for mechanism in installed_mechanisms():
        names = [step.__module__.rpartition(".")[2] for step in steps]
        last = len(names) - names[::-1].index(mechanism.AFTER)
        steps.insert(last, mechanism.run)
    return tuple(steps)


class PartnershipModel(mesa.Model):
    """A region of councils, other organisations and residents over some quarters.

    ``replicate`` picks the luck within a seed; ``threads`` is how many share the residents and
    changes nothing but speed; ``observe`` is called at the end of every quarter.
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        seed: int | None = None,
        replicate: int = 0,
        threads: int = 1,
        observe: Step | None = None,
    ) -> None:
        seed = scenario.run.seed if seed is None else seed
        super().__init__(rng=seed)
        self.plan = scenario
        self.params = scenario.params
        self.streams = Streams(seed, replicate)
        self.quarter = 0
        self.ledger = Ledger()
        self.benefits: list[Benefit] = []
        self.events = EventLog()
        self.ties = Ties(self.streams, self.params[TrustParameters])
        self.places: list[Place] = []
        self.councils: list[Council] = []
        self.organisations: list[Organisation] = []
        self.partnerships: list[Partnership] = []
        self.proposals: list[Proposal] = []
        self._steps = schedule()
        self._observe = observe
        build_region(self)
        self.has_network_body = any(isinstance(o, InfrastructureBody) for o in self.organisations)
        self.planned_partnerships = planned_partnerships(self)
        numbers = scenario.place.residents_per_council
        columns = settle(self.places, numbers, self.params, self.streams)
        lonely = self.params[ResidentParameters].lonely_share
        self.residents = Population(columns, advance, AT_REST, lonely, threads)
        attach_residents(self)

    @property
    def finished(self) -> bool:
        """Whether all quarters of the scenario have been run."""
        return self.quarter >= self.plan.run.quarters

    @property
    def collaboration_possible(self) -> bool:
        """Whether partnerships may be formed in this world."""
        return self.params[CollaborationParameters].enabled

    @property
    def live_partnerships(self) -> list[Partnership]:
        """Partnerships that have not ended, in the order in which they were founded."""
        return [partnership for partnership in self.partnerships if partnership.live]

    def satisfaction_of(self, council: Council) -> float:
        """Return the mean satisfaction of a council's residents at the end of last quarter."""
        means = self.residents.means_by_place()[:, Index.SATISFACTION]
        people = [place.population for place in council.places]
        here = [means[place.index] for place in council.places]
        return float(np.dot(here, people) / sum(people))

    def step(self) -> None:
        """Take the world through one quarter."""
        self.ledger.begin(self.quarter)
        self.events.quarter = self.quarter
        for act in self._steps:
            act(self)
        if self._observe is not None:
            self._observe(self)
        self.quarter += 1

    def run_all(self) -> None:
        """Take the world through all the quarters that are left."""
        while not self.finished:
            self.step()
