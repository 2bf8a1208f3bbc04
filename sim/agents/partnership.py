"""Partnerships: what was declared, what is really put in, and how far along it is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import mesa

from sim.agents.base import Organisation
from sim.agents.council import Council
from sim.agents.phases import LIVE, SPENDING, Phase
from sim.rules.observation import ObservationParameters, observation_error
from sim.rules.overhead import GovernanceMode, GovernanceParameters, mode_in_force, overhead
from sim.rules.saving import BenefitParameters, claimed, realised
from sim.services import Service
from sim.streams import decision, entity_key

if TYPE_CHECKING:
    from sim.model import PartnershipModel


SEES = decision("partnership.sees-contribution")


@dataclass(frozen=True)
class PartnershipType:
    """What is the same for every partnership of one type (ODD, table of types)."""

    name: str
    label: str
    services: tuple[Service, ...]
    scope: float
    """Share of the service's spending that it covers."""
    set_up_ratio: float
    """kappa: set-up cost as a multiple of the annual target saving."""
    term_quarters: int


COMMUNITY_TAKEOVER = PartnershipType(
    "community-takeover", "M1", (Service.NEIGHBOURHOOD,), 0.15, 0.5, 20
)
CONTRACTING_OUT = PartnershipType(
    "contracting-out", "M2", (Service.NEIGHBOURHOOD, Service.HOUSING), 0.25, 0.3, 16
)
SHARED_SERVICE = PartnershipType("shared-service", "M3", (Service.BACK_OFFICE,), 0.60, 1.0, 28)
MANAGEMENT_CONSOLIDATION = PartnershipType(
    "management-consolidation", "M4", (Service.BACK_OFFICE,), 1.0, 1.5, 32
)
LAND_AND_FUNDING = PartnershipType("land-and-funding", "M6", (Service.HOUSING,), 0.0, 0.5, 20)

TYPES = {
    kind.name: kind
    for kind in (
        COMMUNITY_TAKEOVER,
        CONTRACTING_OUT,
        SHARED_SERVICE,
        MANAGEMENT_CONSOLIDATION,
        LAND_AND_FUNDING,
    )
}


MOBILISING_QUARTERS = 2
"""Set-up takes half a year and is paid in two halves."""


@dataclass
class Membership:
    """One organisation's part in one partnership."""

    organisation: Organisation
    target_saving: float
    """S_i: its part of the annual target saving, in k£; zero where it has no budget at stake."""
    contribution: float = 0.0
    """c: what it really puts in, 0 to 1."""


def lead_of(memberships: list[Membership]) -> Council:
    """Return the council with the most to save, ties by name (2.10, 23)."""
    councils = [m for m in memberships if isinstance(m.organisation, Council)]
    first = min(councils, key=lambda m: (-m.target_saving, m.organisation.name))
    return cast(Council, first.organisation)


class Partnership(mesa.Agent):
    """Two or more organisations that agreed to deliver something together.

    It is known by two numbers: declared integration (what was signed and announced; costs
    follow it) and effective integration (what members really put in; savings follow it).
    """

    model: "PartnershipModel"

    def __init__(
        self,
        model: "PartnershipModel",
        name: str,
        kind: PartnershipType,
        service: Service,
        memberships: list[Membership],
    ) -> None:
        super().__init__(model)
        self.name = name
        """What caused it: lead, type, quarter and agenda slot; the key of its luck (SM29)."""
        self.code = entity_key(name)
        self.kind = kind
        self.service = service
        self.memberships = memberships
        self.lead = lead_of(memberships)
        self.phase = Phase.NEGOTIATING
        self.phase_since = model.quarter
        self.signed = model.quarter
        self.ended = -1
        self.why_ended = ""
        self.negotiated_quarters = 0
        self.declared = 0.0
        self.effective = 0.0
        self.term_quarters = kind.term_quarters
        self.set_up_cost = 0.0
        """What setting it up costs in all, k£."""
        self.set_up_paid = 0.0
        self.in_plan = False
        """Whether April's budget already found the set-up money (2.10, 11)."""
        self.delivered_quarters = 0
        """a: quarters of delivery so far, counted on over a renewal."""
        self.term_started = 0
        """Value of ``delivered_quarters`` when the present term began."""
        self.last_net = 0.0
        """Net benefit at its last review, from -1 to 1 (SM18)."""
        self.last_review = -1

    @property
    def members(self) -> list[Organisation]:
        """Who is in it now, the lead included."""
        return [membership.organisation for membership in self.memberships]

    @property
    def councils(self) -> list[Council]:
        """Its member councils."""
        return [member for member in self.members if isinstance(member, Council)]

    @property
    def target_saving(self) -> float:
        """S: the annual saving that was aimed at, k£."""
        return sum(membership.target_saving for membership in self.memberships)

    @property
    def live(self) -> bool:
        """Whether it has not ended in any way."""
        return self.phase in LIVE

    @property
    def delivering(self) -> bool:
        """Whether it is in delivery."""
        return self.phase is Phase.DELIVERING

    @property
    def gloss(self) -> float:
        """How much of what was declared is not really there, 0 to 1 (SM16)."""
        return max(0.0, 1.0 - self.effective / self.declared) if self.declared > 0 else 0.0

    @property
    def distance(self) -> float:
        """Mean difference in ways of working over all pairs of members."""
        members = self.members
        pairs = [(a, b) for i, a in enumerate(members) for b in members[:i]]
        return sum(a.distance(b) for a, b in pairs) / len(pairs)

    @property
    def ratio(self) -> float:
        """Effective integration as a share of what was declared."""
        return self.effective / self.declared if self.declared > 0 else 0.0

    @property
    def governance_mode(self) -> GovernanceMode:
        """Who coordinates it."""
        return mode_in_force(self.model.params[GovernanceParameters], self.model.has_network_body)

    @property
    def overhead(self) -> float:
        """What keeping it together costs this quarter, k£ (SM19)."""
        numbers = self.model.params[GovernanceParameters]
        mode = self.governance_mode
        return overhead(len(self.memberships), self.declared, self.distance, mode, numbers)

    @property
    def saving(self) -> float:
        """What it really saves this quarter of delivery, k£; negative in the dip (SM17)."""
        return self.saving_at(self.delivered_quarters)

    @property
    def claim(self) -> float:
        """What its annual report says this quarter saved, k£ (SM17)."""
        numbers = self.model.params[BenefitParameters]
        return claimed(self.target_saving, self.declared, self.delivered_quarters, numbers)

    def saving_at(self, age: int) -> float:
        """Return the saving (k£) of the quarter of delivery ``age`` at today's integration."""
        numbers = self.model.params[BenefitParameters]
        return realised(self.target_saving, self.effective, age, numbers)

    def expected_net_cost(self, quarters: int) -> float:
        """Return what a budget expects it to cost over the coming quarters, k£.

        Savings are expected at the integration there is now, never as claimed (2.10, 6).
        """
        cost = self.set_up_cost - self.set_up_paid
        if self.phase in SPENDING:
            cost += self.overhead * quarters
        if self.delivering:
            cost -= sum(self.saving_at(self.delivered_quarters + i) for i in range(quarters))
        return cost

    def share_of(self, organisation: Organisation) -> float:
        """Return a member's part of its savings and costs; 0 for everybody else."""
        total = self.target_saving
        parts = [m.target_saving for m in self.memberships if m.organisation is organisation]
        return sum(parts) / total if total > 0 else 0.0

    def error_of(self, observer: Organisation, observed: Organisation) -> float:
        """Return the error with which one member sees another's contribution this quarter."""
        numbers = self.model.params[ObservationParameters]
        spread = observation_error(len(self.memberships), self.governance_mode, numbers)
        if spread == 0.0:
            return 0.0
        # Two organisations may share several partnerships, which each give their own view.
        slot = self.code & 0xFFFF
        return spread * self.model.streams.normal(
            SEES, self.model.quarter, observer.code, observed.code, slot
        )

    @property
    def mean_trust(self) -> float:
        """Mean trust of its members in each other."""
        ties = self.model.ties
        trust = [ties.mean_trust(member, self.partners_of(member)) for member in self.members]
        return sum(trust) / len(trust)

    def partners_of(self, organisation: Organisation) -> list[Organisation]:
        """Return every member but one."""
        return [member for member in self.members if member is not organisation]

    def move_to(self, phase: Phase, why: str = "") -> None:
        """Enter a phase this quarter; an ending is kept with its reason."""
        self.phase = phase
        self.phase_since = self.model.quarter
        if phase not in LIVE:
            self.ended = self.model.quarter
            self.why_ended = why
        self.model.events.record(str(phase), self.name, why=why)

    def quarters_in_phase(self) -> int:
        """Return full quarters since the present phase began."""
        return self.model.quarter - self.phase_since

    def __repr__(self) -> str:
        return f"Partnership({self.name!r}, {self.phase})"
