"""Partnerships: what was declared, what is really put in, and how far along it is."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import mesa

from sim.agents.base import Organisation
from sim.agents.council import Council
from sim.agents.homes import Homes
from sim.agents.membership import Membership, lead_of
from sim.agents.partnership_types import (
    COMMUNITY_TAKEOVER,
    CONTRACTING_OUT,
    LAND_AND_FUNDING,
    PartnershipType,
)
from sim.agents.phases import LIVE, SPENDING, Phase
from sim.agents.repayment import Repayment
from sim.core.events import EventKind
from sim.core.services import Service
from sim.core.streams import decision, entity_key
from sim.rules.capacity import CapacityParameters, hill
from sim.rules.commitment import ContributionParameters, honest_contribution
from sim.rules.crisis import CrisisParameters
from sim.rules.friction import FrictionParameters, friction
from sim.rules.land import LandParameters
from sim.rules.observation import ObservationParameters, observation_error
from sim.rules.overhead import GovernanceMode, GovernanceParameters, mode_in_force, overhead
from sim.rules.saving import BenefitParameters, claimed, realised
from sim.rules.talking_shop import TALKING_SHOP_RATIO
from sim.rules.ventures import VentureParameters

if TYPE_CHECKING:
    from sim.model import PartnershipModel


SEES = decision("partnership.sees-contribution")

MOBILISING_QUARTERS = 2
"""Set-up takes half a year and is paid in two halves."""


RIVALRY = 0.3
"""What bidding for all the same lots adds to competition (SM12)."""


class Partnership(mesa.Agent):
    """Two or more organisations that agreed to deliver something together.

    It is known by two numbers: declared integration (what was signed and announced; costs
    follow it) and effective integration (what members really put in; savings follow it).
    """

    model: "PartnershipModel"

    contract_value = 0.0
    """What a contract's work cost the council when it was let, k£ a year; 0 for no contract."""
    price = 1.0
    """What the contract costs, as a multiple of that."""
    benefit = 0.0
    """What a programme or homes were worth this quarter to its payers, k£ (SM8, SM23)."""
    phase = Phase.NEGOTIATING
    live = True
    """Whether it has not ended in any way."""
    delivering = False
    ended = -1
    why_ended = ""
    negotiated_quarters = 0
    declared = 0.0
    effective = 0.0
    set_up_cost = 0.0
    """What setting it up costs in all, k£."""
    set_up_paid = 0.0
    in_plan = False
    """Whether April's budget already found the set-up money (2.10, 11)."""
    delivered_quarters = 0
    """a: quarters of delivery so far, counted on over a renewal."""
    term_started = 0
    """Value of ``delivered_quarters`` when the present term began."""
    last_net = 0.0
    """Net benefit at its last review, from -1 to 1 (SM18)."""
    last_review = -1

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
        self.have(memberships)
        self.lead = lead_of(memberships)
        self.scope = kind.scope
        """Share of the service's spending that it covers; a lot covers less than its type."""
        self.term_quarters = kind.term_quarters
        self.phase_since = model.quarter
        self.signed = model.quarter
        self.homes = Homes()
        self.repayment = Repayment()

    def have(self, memberships: list[Membership]) -> None:
        """Have these members and no others."""
        self.memberships = memberships
        self.members = [membership.organisation for membership in memberships]
        """Who is in it now, the lead included."""
        self.target_saving = sum(membership.target_saving for membership in memberships)
        """S: the annual saving that is aimed at, k£."""
        self.councils = [member for member in self.members if isinstance(member, Council)]
        """Its member councils."""
        self.parts = self._parts()
        """Who bears its costs and has its savings, each with its part of them."""
        self._others = {one: [o for o in self.members if o is not one] for one in self.members}
        self._apart = {one: _mean(map(one.apart, them)) for one, them in self._others.items()}

    def _parts(self) -> dict[Organisation, float]:
        """Return what each member bears: as it aims to save; where none does, all but providers.

        A provider is whoever is paid for the work (2.10, 21).
        """
        total = self.target_saving
        if total > 0.0:
            aims = [m for m in self.memberships if m.target_saving > 0.0]
            return {m.organisation: m.target_saving / total for m in aims}
        paid = self.kind in (COMMUNITY_TAKEOVER, CONTRACTING_OUT)
        providers = ("contractor", "social-enterprise") if paid else ()
        payers = [member for member in self.members if member.kind not in providers]
        return dict.fromkeys(payers, 1.0 / max(1, len(payers)))

    @property
    def gloss(self) -> float:
        """How much of what was declared is not really there, 0 to 1 (SM16)."""
        return max(0.0, 1.0 - self.effective / self.declared) if self.declared > 0 else 0.0

    @property
    def distance(self) -> float:
        """Mean difference in ways of working over all pairs of members."""
        alike = self.model.params[FrictionParameters].ways_alignment
        return _mean(self._apart.values()) * (1.0 - alike)

    @property
    def ratio(self) -> float:
        """Effective integration as a share of what was declared."""
        return self.effective / self.declared if self.declared > 0 else 0.0

    @property
    def is_talking_shop(self) -> bool:
        """Whether it puts in far less than it announced (SM16)."""
        return self.ratio < TALKING_SHOP_RATIO

    @property
    def governance_mode(self) -> GovernanceMode:
        """Who coordinates it."""
        return mode_in_force(self.model.params[GovernanceParameters], self.model.has_network_body)

    @property
    def overhead(self) -> float:
        """What keeping it together costs this quarter, k£ (SM19)."""
        numbers = self.model.params[GovernanceParameters]
        mode = self.governance_mode
        cost = overhead(len(self.memberships), self.declared, self.distance, mode, numbers)
        both = any(member.kind == "housing-company" for member in self.members)
        return cost * (1.0 + self.model.params[VentureParameters].role_conflict * both)

    @property
    def saving(self) -> float:
        """What it really saves this quarter of delivery, k£; negative in the dip (SM17)."""
        return self.saving_at(self.delivered_quarters)

    @property
    def claim(self) -> float:
        """What its annual report says this quarter saved, k£ (SM17)."""
        if not self.kind.saves_cash:
            return 0.0
        numbers = self.model.params[BenefitParameters]
        age, optimism = self.delivered_quarters, self.model.optimism
        reported = claimed(self.target_saving, self.declared, age, optimism, numbers)
        return reported * self.delivered_share(self.lead.perceived_capacity)

    def saving_at(self, age: int) -> float:
        """Return the saving (k£) of the quarter of delivery ``age`` at today's integration."""
        if not self.kind.saves_cash:
            return 0.0
        numbers = self.model.params[BenefitParameters]
        saved = realised(self.target_saving, self.effective, age, numbers)
        return saved * self.delivered_share(self.lead.capacity)

    def delivered_share(self, capacity: float) -> float:
        """Return how much of what was taken on is delivered; only communities can fall short."""
        if self.kind is not COMMUNITY_TAKEOVER:
            return 1.0
        return hill(capacity, self.model.params[CapacityParameters].threshold)

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
        return self.parts.get(organisation, 0.0)

    def error_of(self, observer: Organisation, observed: Organisation) -> float:
        """Return the error with which one member sees another's contribution this quarter."""
        numbers = self.model.params[ObservationParameters]
        clarity, mode = self.model.policy_clarity, self.governance_mode
        spread = observation_error(len(self.memberships), mode, clarity, numbers)
        if spread == 0.0:
            return 0.0
        # Two organisations may share several partnerships, which each give their own view.
        slot = self.code & 0xFFFF
        return spread * self.model.streams.normal(
            SEES, self.model.quarter, observer.code, observed.code, slot
        )

    def intended(self, member: Organisation) -> float:
        """Return c*: what a member honestly means to put in (SM16); urgency in a crisis helps."""
        urgency = self.model.params[CrisisParameters].urgency * self.lead.crisis
        honest = honest_contribution(
            self.model.ties.mean_trust(member, self.partners_of(member)),
            member.leader_support,
            self.friction_of(member),
            member.encouragement + urgency,
            self.model.params[ContributionParameters],
        )
        return honest * member.attention

    @property
    def ceiling(self) -> float:
        """How far it can integrate at all; a token deal not far (SM23)."""
        numbers = self.model.params[LandParameters]
        token = self.kind is LAND_AND_FUNDING and numbers.token
        return numbers.token_limit if token else 1.0

    def friction_of(self, member: Organisation) -> float:
        """Return what stands between a member and what it would put in (SM12)."""
        numbers = self.model.params[FrictionParameters]
        rivalry = _mean(map(member.competes_with, self.partners_of(member)))
        return friction(
            member.competition + RIVALRY * rivalry,
            member.stress,
            member.market_share,
            self._apart[member] * (1.0 - numbers.ways_alignment),
            member.burden,
            numbers,
        )

    @property
    def mean_trust(self) -> float:
        """Mean trust of its members in each other."""
        ties = self.model.ties
        trust = [ties.mean_trust(member, self.partners_of(member)) for member in self.members]
        return sum(trust) / len(trust)

    def partners_of(self, organisation: Organisation) -> list[Organisation]:
        """Return every member but one."""
        return self._others[organisation]

    def replace(self, old: Council, new: Council) -> None:
        """Put another council in a member's place, with its part of everything (SM27)."""
        for membership in self.memberships:
            if membership.organisation is old:
                membership.organisation = new
        self.have(self.memberships)
        new.partnerships.append(self)
        if self.lead is old:
            self.lead = new

    def move_to(self, phase: Phase, why: str = "") -> None:
        """Enter a phase this quarter; an ending is kept with its reason."""
        self.phase = phase
        self.live, self.delivering = phase in LIVE, phase is Phase.DELIVERING
        self.phase_since = self.model.quarter
        if phase not in LIVE:
            self.ended = self.model.quarter
            self.why_ended = why
        self.model.events.record(EventKind(phase), self.name, why=why)

    def quarters_in_phase(self) -> int:
        """Return full quarters since the present phase began."""
        return self.model.quarter - self.phase_since

    def __repr__(self) -> str:
        return f"Partnership({self.name!r}, {self.phase})"


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return sum(known) / len(known)
