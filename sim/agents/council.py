"""Councils: where public money enters, what it must cover, and what is left to cut."""

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from sim.agents.base import Organisation
from sim.agents.phases import Phase
from sim.ledger import LENDERS, PENCE_PER_K, Account, Flow, Pence
from sim.rules.borrowing import Loan
from sim.services import ByService

if TYPE_CHECKING:
    from sim.agents.partnership import PartnershipType
    from sim.agents.place import Place
    from sim.model import PartnershipModel


class Council(Organisation):
    """A local authority with services to cover and a balanced-budget duty.

    Money is in thousands of pounds a year unless said otherwise; cash is in the ledger.
    """

    kind = "council"

    class_name = "reference"
    fees = 0.0
    allowed_tax_rise = 0.0
    """The rise in tax, as a share, that it is ready to set this April."""
    party = 0
    next_election = -1
    """Quarter of its next poll; -1 for none."""
    cut_share = 0.0
    """f: the share of everything that may be cut that is cut this year (SM3)."""
    unmet_early_help = 0.0
    """X: the stock of unmet early help, 0 to 1 (SM2)."""
    stress = 0.0
    """What is left of the gap after reserves, in tenths of revenue, 0 to 1.5 (SM3)."""
    gap = 0.0
    """This April's cost less revenue, before reserves and cuts; negative is a surplus."""
    section_114_left = 0
    """Quarters that a section 114 notice still runs; 0 for none."""
    advance: Pence = 0
    """What lenders advanced within the year and the next April must find."""
    advance_instalment: Pence = 0
    """What of it is paid back over this year."""
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
        self.need: ByService = base_spend / 4.0
        """What full coverage would cost this quarter, by service."""
        self.year_need: ByService = base_spend.copy()
        """What full coverage is expected to cost this financial year, by service."""
        self.funded_share: ByService = np.ones_like(base_spend)
        """What this year's budget funds of each service's need."""
        self.spend: ByService = self.need.copy()
        self.coverage: ByService = np.ones_like(base_spend)
        self.loans: list[Loan] = []

    @property
    def population(self) -> float:
        """Thousands of people it serves."""
        return sum(place.population for place in self.places)

    @property
    def revenue(self) -> float:
        """Grant, tax and fees of this year."""
        return self.grant + self.tax + self.fees

    @property
    def reserves(self) -> float:
        """Its cash, in thousands of pounds."""
        return self.balance / PENCE_PER_K

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

    def completed_schemes(self, kind: "PartnershipType") -> int:
        """Return how many schemes of a type it has led to the end of their term."""
        return sum(
            p.kind is kind and p.lead is self and p.phase is Phase.COMPLETED
            for p in self.partnerships
        )

    def has_room_for(self, kind: "PartnershipType") -> bool:
        """Tell whether enough of a service is left that no live partnership covers."""
        service = kind.services[0]
        taken = sum(p.kind.scope for p in self.live_partnerships if p.service is service)
        return taken + kind.scope <= 1.0

    @property
    def before_election(self) -> bool:
        """Whether a poll comes in one of the next two quarters."""
        return 0 < self.next_election - self.model.quarter <= 2

    @property
    def under_section_114(self) -> bool:
        """Whether a notice is in force: no new partnerships, discretionary spend at its floor."""
        return self.section_114_left > 0

    def pay(self, payee: Account, pence: Pence, flow: Flow, partnership: str = "") -> None:
        """Pay; what it does not hold, lenders advance until next April (2.10, 7)."""
        missing = pence - self.balance
        if missing > 0:
            self.model.ledger.transfer(LENDERS, self.account, missing, Flow.ADVANCE)
            self.advance += missing
        super().pay(payee, pence, flow, partnership)
