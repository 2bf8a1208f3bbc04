"""Proposals: a partnership that somebody thought of and nobody has signed yet."""

from dataclasses import dataclass
from typing import cast

from sim.agents.base import Organisation
from sim.agents.council import Council
from sim.agents.membership import Membership
from sim.agents.partnership_types import PartnershipType
from sim.core.services import Service


@dataclass(frozen=True)
class Contract:
    """A lot that somebody has won."""

    lot: int
    value: float
    """What the work costs the council itself, k£ a year."""
    price: float
    """What the winner asks for it, as a multiple of that."""


@dataclass(frozen=True)
class Proposal:
    """One opportunity on a council's agenda, with the partners that were chosen for it."""

    kind: PartnershipType
    service: Service
    members: tuple[Organisation, ...]
    """The council that proposes, then those that it asks; nobody else yet before a tender."""
    idea: float
    """Multiple of the usual value; ideas differ in promise."""
    quarter: int
    slot: int
    scope: float
    """Share of the service's spending that it is about."""
    contract: Contract | None = None

    @property
    def proposer(self) -> Council:
        """The council on whose agenda it stood."""
        return cast(Council, self.members[0])

    @property
    def councils(self) -> list[Council]:
        """The councils among its members."""
        return [member for member in self.members if isinstance(member, Council)]

    @property
    def name(self) -> str:
        """What caused it, in words; also the key of its luck (SM29)."""
        event = f"{self.proposer.name} {self.kind.name} {self.quarter}.{self.slot}"
        return f"{event} lot {self.contract.lot}" if self.contract else event


@dataclass(frozen=True)
class Appraisal:
    """What a proposal that came to a decision was worth."""

    proposal: str
    """Its name; a partnership that came of it has the same."""
    worth: float
    """Mean value to its members, in years of its target saving, motives left out (SM14)."""


@dataclass(frozen=True)
class PlannedPartnership:
    """A partnership that the scenario names; somebody has already signed it. Money in k£."""

    name: str
    kind: PartnershipType
    service: Service
    members: tuple[Organisation, ...]
    start: int
    target_saving: float
    """A year, at full integration."""
    set_up_cost: float
    term_quarters: int
    agreed: bool
    """Whether there is nothing left to negotiate."""
    declared: float | None
    """What the scenario says is announced; None for what the members would say."""

    def memberships(self) -> list[Membership]:
        """Return the members' parts: councils share the saving by what the service costs them."""
        cost = [
            float(member.base_spend[self.service]) if isinstance(member, Council) else 0.0
            for member in self.members
        ]
        return [
            Membership(member, self.target_saving * part / sum(cost))
            for member, part in zip(self.members, cost, strict=True)
        ]
