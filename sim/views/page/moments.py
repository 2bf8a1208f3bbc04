"""Moments: who is there and who works with whom at the end of every quarter of one run."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.rules.talking_shop import falls_short

if TYPE_CHECKING:
    from sim.agents.base import Organisation
    from sim.agents.partnership import Partnership
    from sim.model import PartnershipModel


@dataclass(frozen=True, slots=True)
class Node:
    """One organisation as it stands."""

    name: str
    kind: str
    places: tuple[str, ...]
    cash: float
    """Money in the bank, k£."""
    support: float
    """Its leader's support for working together, 0 to 1."""
    alive: bool
    """Whether it still trades."""
    notice: bool
    """Whether it has declared that it cannot balance its budget."""


@dataclass(frozen=True, slots=True)
class Part:
    """One member's part in a partnership."""

    name: str
    contribution: float
    """What it really puts in, 0 to 1."""
    trust: float
    """Its mean trust in the other members, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Bond:
    """One partnership that has not ended, as it stands."""

    name: str
    kind: str
    service: str
    lead: str
    phase: str
    signed: int
    """Quarter in which it was signed."""
    declared: float
    effective: float
    parts: tuple[Part, ...]

    @property
    def trust(self) -> float:
        """Mean trust between its members, 0 to 1."""
        return sum(part.trust for part in self.parts) / len(self.parts)

    @property
    def delivering(self) -> bool:
        """Whether it does what it is for."""
        return self.phase == "delivering"

    @property
    def hollow(self) -> bool:
        """Whether little stands behind what was declared."""
        return self.delivering and falls_short(self.effective, self.declared)


@dataclass(frozen=True, slots=True)
class Moment:
    """One world at one time."""

    nodes: tuple[Node, ...]
    bonds: tuple[Bond, ...]


class Watch:
    """Called at the end of every quarter of a run; keeps its moments."""

    def __init__(self) -> None:
        self.moments: list[Moment] = []

    def __call__(self, model: "PartnershipModel") -> None:
        """Keep the present moment."""
        self.moments.append(moment_of(model))


def moment_of(model: "PartnershipModel") -> Moment:
    """Return a world as it stands."""
    return Moment(
        tuple(node_of(organisation) for organisation in model.organisations),
        tuple(bond_of(partnership) for partnership in model.live_partnerships),
    )


def node_of(organisation: "Organisation") -> Node:
    """Return an organisation as it stands."""
    return Node(
        organisation.name,
        organisation.kind,
        tuple(place.name for place in organisation.places),
        organisation.cash,
        organisation.leader_support,
        organisation.alive,
        organisation.under_section_114,
    )


def bond_of(partnership: "Partnership") -> Bond:
    """Return a partnership as it stands."""
    ties = partnership.model.ties
    parts = (
        Part(
            m.organisation.name,
            m.contribution,
            ties.mean_trust(m.organisation, partnership.partners_of(m.organisation)),
        )
        for m in partnership.memberships
    )
    return Bond(
        partnership.name,
        partnership.kind.name,
        partnership.service.label,
        partnership.lead.name,
        str(partnership.phase),
        partnership.signed,
        partnership.declared,
        partnership.effective,
        tuple(parts),
    )
