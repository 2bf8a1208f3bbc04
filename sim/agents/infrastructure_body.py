"""Infrastructure bodies: networks that serve organisations rather than residents."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.agents.base import Organisation

if TYPE_CHECKING:
    from sim.agents.place import Place
    from sim.model import PartnershipModel


@dataclass
class Project:
    """Joint work on a theme that came out of the network's meetings."""

    until: int
    """Quarter in which it is over."""
    members: list[Organisation]
    theme: str


class InfrastructureBody(Organisation):
    """A membership body that convenes, spreads practice and can host an office."""

    kind = "network-body"
    activity = 1.0
    """How much of its full staff and meetings it still has, 0 to 1."""
    reach = 0.0
    """How fast practice spreads among its members this quarter."""
    gain = 0.0
    """Share of the way to full trust that a quarter of meetings brings members."""
    in_touch = False
    """Whether members meet often enough for trust not to fade."""
    projects_done = 0
    convening_weeks = 0.0
    """Weeks in which it last brought its members together for a bid (SM15)."""

    def __init__(self, model: "PartnershipModel", name: str, places: "tuple[Place, ...]") -> None:
        super().__init__(model, name, places)
        self.members: list[Organisation] = []
        self.projects: list[Project] = []
