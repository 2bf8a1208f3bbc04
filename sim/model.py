"""The model: one world, built from a scenario and taken through its quarters."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from sim import kernel
from sim.agents.base import Organisation
from sim.agents.clock import QuarterlyModel, seed_from
from sim.agents.council import Council
from sim.agents.infrastructure_body import InfrastructureBody
from sim.agents.participant import Cohort
from sim.agents.partnership import Partnership
from sim.agents.place import Place
from sim.agents.proposal import Proposal
from sim.agents.resident_set import attach_residents
from sim.agents.ties import Ties
from sim.core.errors import ModelError
from sim.core.events import EventKind, EventLog
from sim.core.ledger import Benefit, Ledger
from sim.core.parameters import ParameterSet
from sim.core.services import ByService
from sim.core.streams import Streams
from sim.mechanisms import (
    agenda,
    assets,
    benefit_book,
    benefits,
    budget,
    capacity,
    cashing,
    consortium,
    contribution,
    coverage,
    crisis,
    demand,
    frontline,
    funding,
    housing,
    ideas,
    incidents,
    installed_mechanisms,
    land,
    leadership,
    negotiation,
    network,
    pilots,
    pledges,
    practice,
    procurement,
    programme,
    reorganisation,
    repayment,
    review_and_exit,
    signing,
    trading,
    trust,
)
from sim.mechanisms.housing import HousingParameters, resting_shares
from sim.mechanisms.trust import TrustParameters
from sim.places.region import build_region, planned_partnerships
from sim.population.columns import Index, settle
from sim.population.population import Population
from sim.rules.collaboration import CollaborationParameters
from sim.rules.network import NetworkParameters
from sim.rules.residents import ResidentParameters
from sim.rules.saving import BenefitParameters
from sim.scenario import Scenario

type Step = Callable[["PartnershipModel"], None]

SCHEDULE: tuple[Step, ...] = (
    reorganisation.run,
    crisis.run,
    funding.run,
    demand.run,
    leadership.run,
    pilots.run,
    signing.begin_planned,
    capacity.announce,
    programme.announce,
    ideas.announce,
    budget.run,
    funding.collect,
    trading.run,
    budget.service_debt,
    capacity.invest,
    ideas.run,
    benefits.run,
    contribution.begin,
    programme.run,
    land.run,
    benefit_book.run,
    procurement.deliver,
    capacity.deliver,
    crisis.delay,
    reorganisation.disturb,
    coverage.run,
    demand.spill_over,
    incidents.run,
    frontline.run,
    cashing.run,
    pledges.run,
    assets.run,
    capacity.run,
    agenda.run,
    procurement.run,
    signing.run,
    negotiation.run,
    contribution.run,
    trust.run,
    review_and_exit.run,
    network.run,
    consortium.run,
    practice.run,
    repayment.run,
    kernel.run,
    housing.run,
    benefit_book.close,
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


class PartnershipModel(QuarterlyModel):
    """A region of councils, other organisations and residents over some quarters.

    ``rng`` is Mesa's name for ``seed``; ``replicate`` picks the random numbers within a seed;
    ``threads`` is how many share the residents and changes nothing but speed; ``observe`` is
    called at the end of every quarter; ``like`` is a world at quarter 0 in which the very same
    people live, so that they need not be drawn again.
    """

    _duties: NDArray[np.int64] | None = None
    policy_clarity = 1.0
    """How clear government's policy on partnership is by now, 0 to 1 (SM11)."""
    gate: "pilots.Gate | None" = None
    """What was decided about pilots, once it was (SM25)."""

    def __init__(  # noqa: PLR0913  (Mesa knows the seed by two names)
        self,
        scenario: Scenario,
        *,
        seed: int | None = None,
        rng: Any = None,
        replicate: int = 0,
        threads: int = 1,
        observe: Step | None = None,
        like: "PartnershipModel | None" = None,
    ) -> None:
        seed = seed_from(seed, rng, scenario.run.seed)
        super().__init__(rng=seed)
        self.plan, self._params = scenario, scenario.params
        self.seed_used = seed
        self.streams = Streams(seed, replicate)
        self.ledger = Ledger()
        self.benefits: list[Benefit] = []
        self.events = EventLog()
        self.ties = Ties(self.streams, self.params[TrustParameters])
        self.places: list[Place] = []
        self.councils: list[Council] = []
        self.organisations: list[Organisation] = []
        self.partnerships: list[Partnership] = []
        self.proposals: list[Proposal] = []
        self.cohorts: list[Cohort] = []
        self._steps, self._observe = schedule(), observe
        self._local: dict[Council, dict[str, list[Organisation]]] = {}
        self._taken_over: dict[str, tuple[int, str]] = {}
        """By council that another took in: the quarter, and the name of the other."""
        build_region(self)
        self.bodies = [o for o in self.organisations if isinstance(o, InfrastructureBody)]
        self.founding_councils = list(self.councils)
        """Every council there was at quarter 0, in the order in which measures are recorded."""
        self.planned_partnerships = planned_partnerships(self)
        self.residents: Population = like.residents.again() if like else self._settle(threads)
        attach_residents(self)
        kernel.settle_places(self)
        housing.settle_homes(self)
        self.untouched = self._without_pilots(replicate, threads)
        """The same world with nobody piloting anything; itself where there are no pilots."""

    @cached_property
    def kind_of_account(self) -> dict[str, str]:
        """Kind of every organisation there ever was, by account."""
        return {o.account: o.kind for o in [*self.organisations, *self.founding_councils]}

    @property
    def params(self) -> ParameterSet:
        """The parameters in force this quarter, by their class."""
        return self._params

    @params.setter
    def params(self, _given: ParameterSet) -> NoReturn:
        """Refuse, for it would change nothing; raises ModelError."""
        raise ModelError("parameters come from the scenario; use scenario.with_values(...)")

    @property
    def horizon(self) -> int:
        """How many quarters the scenario has."""
        return self.plan.run.quarters

    def _settle(self, threads: int) -> Population:
        """Return the residents of all places."""
        numbers = self.plan.place.residents_per_council
        resting = resting_shares(self.params[HousingParameters])
        columns = settle(self.places, numbers, self.params, self.streams, resting, threads)
        lonely = self.params[ResidentParameters].lonely_share
        return Population(columns, kernel.advance, lonely, threads)

    def _without_pilots(self, replicate: int, threads: int) -> "PartnershipModel":
        """Return the twin world that pilots are measured against; this world if there are none."""
        if self.params[pilots.PilotParameters].areas == 0:
            return self
        numbers = self.params[pilots.PilotParameters]
        held_back = numbers.model_copy(update={"areas": 0, "held_back": True})
        twin = self.plan.with_group(held_back)
        return PartnershipModel(
            twin, seed=self.seed_used, replicate=replicate, threads=threads, like=self
        )

    @property
    def has_network_body(self) -> bool:
        """Whether a body exists that could host an office."""
        return bool(self.bodies)

    @property
    def optimism(self) -> float:
        """How far cases and reports run ahead of what comes of them (SM14).

        Only a network body evaluates projects, so without one nobody learns from evaluations.
        """
        evaluated = self.params[NetworkParameters].evaluation_share if self.bodies else 0.0
        return self.params[BenefitParameters].optimism(evaluated)

    def who_is(self, name: str, quarter: int | None = None) -> str:
        """Return what an organisation goes by now, or in a quarter: mergers change names."""
        by = self.quarter if quarter is None else quarter
        while name in self._taken_over and self._taken_over[name][0] <= by:
            name = self._taken_over[name][1]
        return name

    def forget_council(self, council: Council, survivor: Council) -> None:
        """Take a council that another took in off the list of those that act."""
        self._taken_over[council.name] = (self.quarter, survivor.name)
        self.councils.remove(council)
        self.organisations.remove(council)
        council.remove()
        self._local.clear()
        self._duties = None
        for other in self.councils:
            other.forget_reach()
        for body in self.bodies:
            body.take([member for member in body.members if member is not council])

    @property
    def collaboration_possible(self) -> bool:
        """Whether partnerships may be formed in this world."""
        return self.params[CollaborationParameters].enabled

    @property
    def live_partnerships(self) -> list[Partnership]:
        """Partnerships that have not ended, in the order in which they were founded."""
        return [partnership for partnership in self.partnerships if partnership.live]

    def local_organisations(self, council: Council, kind: str) -> list[Organisation]:
        """Return the organisations of a kind that work in a council's area, in order of name."""
        if not self._local:
            self._local = self._by_council()
        return self._local[council].get(kind, [])

    def _by_council(self) -> dict[Council, dict[str, list[Organisation]]]:
        """Return the organisations at work in each council's area by kind, in order of name."""
        found: dict[Council, dict[str, list[Organisation]]] = {c: {} for c in self.councils}
        for organisation in self.organisations:
            here = {council for place in organisation.places for council in place.responsible}
            for council in here:
                found[council].setdefault(organisation.kind, []).append(organisation)
        return found

    def by_responsible(self, value: Callable[[Council], ByService]) -> ByService:
        """Return, by place and service, a figure of the council that answers for it there.

        ``value`` gives a council's figures by service; shape (places, 5).
        """
        if self._duties is None:
            position = {council: number for number, council in enumerate(self.councils)}
            self._duties = np.array([[position[c] for c in p.responsible] for p in self.places])
        return np.array([value(council) for council in self.councils])[self._duties, range(5)]

    def satisfaction_of(self, council: Council) -> float:
        """Return the mean satisfaction of a council's residents at the end of last quarter."""
        means = self.residents.by_place.means[:, Index.SATISFACTION]
        people = [place.population for place in council.places]
        here = [means[place.index] for place in council.places]
        return float(np.dot(here, people) / sum(people))

    def take_up_rules(self) -> None:
        """Live by the rules that the plan has for this quarter (its events of new rules)."""
        self._params = self.plan.rules_in(self.quarter)
        for event in self.plan.new_rules:
            if event.quarter == self.quarter:
                self.events.record(EventKind.NEW_RULES, "everywhere", why=event.told)

    def step(self) -> None:
        """Take the world through one quarter."""
        if self.untouched is not self:
            self.untouched.step()
        self.ledger.begin(self.quarter)
        self.events.quarter = self.quarter
        self.take_up_rules()
        for act in self._steps:
            act(self)
        if self._observe is not None:
            self._observe(self)
        self.quarter += 1

    def run_all(self) -> None:
        """Take the world through all the quarters that are left."""
        while not self.finished:
            self.step()
