"""Proposals: a partnership that somebody thought of and nobody has signed yet."""

from dataclasses import dataclass

from sim.agents.base import Organisation
from sim.agents.council import Council
from sim.agents.partnership import Membership, PartnershipType
from sim.services import Service


@dataclass(frozen=True)
class Proposal:
    """One opportunity on a council's agenda, with the partner that was chosen for it."""

    kind: PartnershipType
    councils: tuple[Council, ...]
    """The council that proposes, then those that it asks."""
    idea: float
    """Multiple of the usual value; ideas differ in promise."""
    quarter: int
    slot: int

    @property
    def name(self) -> str:
        """What caused it, in words; also the key of its luck (SM29)."""
        lead = self.councils[0].name
        return f"{lead} {self.kind.name} {self.quarter}.{self.slot}"


@dataclass(frozen=True)
class PlannedPartnership:
    """A partnership that the scenario names; somebody has already agreed to it. Money in k£."""

    name: str
    kind: PartnershipType
    service: Service
    members: tuple[Organisation, ...]
    start: int
    target_saving: float
    """A year, at full integration."""
    set_up_cost: float
    term_quarters: int
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
