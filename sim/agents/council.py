"""Councils: where public money enters, what it must cover, and what is left to cut."""

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from sim.agents.base import Organisation
from sim.agents.phases import Phase
from sim.core.ledger import LENDERS, PENCE_PER_K, Account, Flow, Pence
from sim.core.services import ByService, Service
from sim.rules.borrowing import Loan
from sim.rules.ideas import RelationalMeasureParameters, ServantParameters, encouragement

if TYPE_CHECKING:
    from sim.agents.partnership_types import PartnershipType
    from sim.agents.place import Place
    from sim.agents.proposal import Appraisal
    from sim.model import PartnershipModel


class Council(Organisation):
    """A local authority with services to cover and a balanced-budget duty.

    Money is in thousands of pounds a year unless said otherwise; cash is in the ledger.
    """

    kind = "council"

    class_name = "reference"
    grant_cut_factor = 1.0
    """Its cut in grant as a multiple of everybody's."""
    grant_left = 1.0
    """What is left of the base year's grant, as a share (SM1)."""
    fees = 0.0
    allowed_tax_rise = 0.0
    """The rise in tax, as a share, that it is ready to set this April."""
    party = 0
    merged = False
    """Whether it took in another council (SM27)."""
    shared_before_merger = False
    """Whether it shared a service or managers with the one it took in."""
    practice_cost = 1.0
    """Cost of a unit, relative to quarter 0, from better or worse practice (SM24)."""
    purchase_cost = 1.0
    """Cost of a unit, relative to quarter 0, from buying together (SM24)."""
    next_election = -1
    """Quarter of its next poll; -1 for none."""
    cut_share = 0.0
    """f: the share of everything that may be cut that is cut this year (SM3)."""
    unmet_early_help = 0.0
    """X: the stock of unmet early help, 0 to 1 (SM2)."""
    adoption = 1.0
    """How fully it has taken up the five ideas, 0 to 1 (SM25)."""
    planned_costs = 0.0
    """Known costs of this financial year beside services, debt and partnerships, k£."""
    reallocated = 0.0
    """What neighbourhood services give up this year for the five ideas, k£ (SM25)."""
    perceived_capacity = 0.0
    """K-hat: what it believes its civil society can take on, 0 to 1 (SM14)."""
    gap = 0.0
    """This April's cost less revenue, before reserves and cuts; negative is a surplus."""
    section_114_left = 0
    """Quarters that a section 114 notice still runs; 0 for none."""
    advance: Pence = 0
    """What lenders advanced within the year and the next April must find."""
    advance_instalment: Pence = 0
    """What of it is paid back over this year."""
    cashing_blocked_until = 0
    """Quarter until which its leader lets no more posts be closed."""
    response_weeks = 0.0
    """Weeks in which it and its civil society would respond to a crisis (SM26)."""
    contention = 0.0
    """How contentious the closing of posts still is, 0 to 1 (SM11)."""

    def __init__(
        self,
        model: "PartnershipModel",
        name: str,
        places: "tuple[Place, ...]",
        *,
        base_spend: ByService,
        grant_share: float,
        reserves: float,
    ) -> None:
        super().__init__(model, name, places)
        self.base_spend = base_spend
        """What its services cost a year at quarter 0, by service; zero where it has no duty."""
        self.base_budget = float(base_spend.sum())
        self.base_grant = grant_share * self.base_budget
        self.grant = self.base_grant
        self.tax = self.base_budget - self.base_grant
        self.opening_reserves = reserves
        self.one_off_grants: dict[int, float] = {}
        """Extra grant of single years, by financial year."""
        self.loans: list[Loan] = []
        self.appraisals: list[Appraisal] = []
        """What the proposals on its agenda that came to a decision were worth."""
        self._begin(base_spend)

    def _begin(self, base_spend: ByService) -> None:
        """Set what moves to what it is before the first quarter."""
        self.need: ByService = base_spend / 4.0
        """What full coverage would cost this quarter, by service."""
        self.year_need: ByService = base_spend.copy()
        """What full coverage is expected to cost this financial year, by service."""
        self.funded_share: ByService = np.ones_like(base_spend)
        """What this year's budget funds of each service's need."""
        self.spend: ByService = self.need.copy()
        self.coverage: ByService = np.ones_like(base_spend)
        self.relief: list[Pence] = []
        """By quarter: what prevention, practice and scale take off the cost of full services."""
        self.extra_need: ByService = np.zeros_like(base_spend)
        """What need has come on top of growth this quarter: homes, crisis (SM9, SM26)."""
        self.prevented: ByService = np.zeros_like(base_spend)
        """Share of need that prevention has taken away, by service (SM2)."""
        self.merger_cost: ByService = np.ones_like(base_spend)
        """Cost of a unit of each service, relative to quarter 0, from scale (SM27)."""
        self.undelivered: ByService = np.zeros_like(base_spend)
        """Share of coverage lost this quarter because somebody else did not deliver."""
        self.gaps: list[tuple[int, Service, float]] = []
        """(until quarter, service, share): what is missing since a contractor failed."""
        self.community_share = 0.0
        """V: neighbourhood need that its communities meet by themselves (SM22)."""
        self.contracted = 0.0
        """What went to contractors this quarter instead of other suppliers, k£ (SM21)."""

    def serve(self, places: "tuple[Place, ...]") -> None:
        """Answer for the people of these places and no others."""
        super().serve(places)
        self.population = sum(place.population for place in places)
        """Thousands of people it serves."""

    @cached_property
    def served(self) -> ByService:
        """Thousands of people for whom it answers, by service."""
        people = [[p.population for p in self.looks_after(service)] for service in Service]
        return np.array([sum(some) for some in people], float)

    def looks_after(self, service: Service) -> "list[Place]":
        """Return those of its places in which a service is its own and not another council's."""
        return [place for place in self.places if place.responsible[service] is self]

    @property
    def deprivation(self) -> float:
        """Mean deprivation score of its area, weighted by people."""
        weighted = sum(place.population * place.deprivation for place in self.places)
        return weighted / self.population

    @property
    def capacity(self) -> float:
        """K: what the communities of its area can take on, 0 to 1, weighted by people (SM22)."""
        weighted = sum(place.population * place.capacity for place in self.places)
        return weighted / self.population

    @property
    def crisis(self) -> float:
        """Intensity of the crisis in its area, weighted by people; 0 for none (SM26)."""
        return sum(place.population * place.crisis for place in self.places) / self.population

    @property
    def revenue(self) -> float:
        """Grant, tax and fees of this year."""
        return self.grant + self.tax + self.fees

    @property
    def reserves(self) -> float:
        """Its cash, in thousands of pounds."""
        return self.cash

    @property
    def unit_cost(self) -> ByService:
        """Cost of a unit of each service, relative to quarter 0 (SM24, SM27)."""
        return self.merger_cost * (self.practice_cost * self.purchase_cost)

    @property
    def encouragement(self) -> float:
        """What training and measures add to what it puts in (SM25)."""
        params = self.model.params
        return encouragement(
            self.adoption, params[RelationalMeasureParameters], params[ServantParameters]
        )

    @property
    def dearness(self) -> float:
        """Budget a head."""
        return self.base_budget / self.population

    @property
    def debt(self) -> Pence:
        """What it owes: loans and this year's advances, in pence."""
        return sum(loan.outstanding for loan in self.loans) + self.advance

    @property
    def debt_service(self) -> float:
        """What its loans cost a year, from the payments of the coming quarter."""
        return 4.0 * sum(sum(loan.next_payment()) for loan in self.loans) / PENCE_PER_K

    @cached_property
    def councils_in_reach(self) -> "list[Council]":
        """Other councils of the same or of adjacent places, in the order of their names."""
        areas = set(self.places).union(*(place.neighbours for place in self.places))
        others = {council for place in areas for council in place.responsible} - {self}
        return sorted(others, key=lambda council: council.name)

    def forget_reach(self) -> None:
        """Look anew for who is in reach and who is served: councils have merged."""
        self.__dict__.pop("councils_in_reach", None)
        self.__dict__.pop("served", None)

    def completed_schemes(self, kind: "PartnershipType") -> int:
        """Return how many schemes of a type it has led to the end of their term."""
        return sum(
            p.kind is kind and p.lead is self and p.phase is Phase.COMPLETED
            for p in self.partnerships
        )

    def has_room_for(self, scope: float, kind: "PartnershipType", service: Service) -> bool:
        """Tell whether enough of a service is left that no live partnership covers."""
        if kind.one_at_a_time and any(p.kind is kind for p in self.live_partnerships):
            return False
        taken = sum(p.scope for p in self.live_partnerships if p.service is service)
        return taken + scope <= 1.0 + 1e-9

    @property
    def before_election(self) -> bool:
        """Whether a poll comes in one of the next two quarters."""
        return 0 < self.next_election - self.model.quarter <= 2

    @property
    def under_section_114(self) -> bool:
        """Whether a notice is in force: no new partnerships, discretionary spend at its floor."""
        return self.section_114_left > 0

    def take_over(self, other: "Council") -> None:
        """Take over another council's duties, income, debts and plans; cash is the ledger's."""
        self._take_over_grants(other)
        people = other.population / (self.population + other.population)
        self.adoption += people * (other.adoption - self.adoption)
        for name in ("base_spend", "need", "year_need", "spend", "extra_need"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("base_budget", "grant", "tax", "fees", "planned_costs"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("advance", "advance_instalment"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.loans = [*self.loans, *other.loans]
        self.gaps = [*self.gaps, *other.gaps]
        self.section_114_left = max(self.section_114_left, other.section_114_left)
        other.loans, other.gaps, other.advance, other.advance_instalment = [], [], 0, 0
        self.merged = True

    def _take_over_grants(self, other: "Council") -> None:
        """Have both councils' grants, what was promised for single years included."""
        left, others = self.base_grant * self.grant_left, other.base_grant * other.grant_left
        if grants := self.base_grant + other.base_grant:
            self.grant_left = (left + others) / grants
        if left + others > 0.0 and self.grant_cut_factor != other.grant_cut_factor:
            cut = left * self.grant_cut_factor + others * other.grant_cut_factor
            self.grant_cut_factor = cut / (left + others)
        self.base_grant += other.base_grant
        for year, amount in other.one_off_grants.items():
            self.one_off_grants[year] = self.one_off_grants.get(year, 0.0) + amount

    def pay(self, payee: Account, pence: Pence, flow: Flow, partnership: str = "") -> None:
        """Pay; what it does not hold, lenders advance until next April (2.10, 7)."""
        missing = pence - self.balance
        if missing > 0:
            self.model.ledger.transfer(LENDERS, self.account, missing, Flow.ADVANCE)
            self.advance += missing
        super().pay(payee, pence, flow, partnership)
