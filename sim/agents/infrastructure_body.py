"""Infrastructure bodies: networks that serve organisations rather than residents."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sim.agents.base import Organisation
from sim.agents.ties import Neighbours, near_each_other

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
    convenes_since = -1
    """Quarter since which it has brought its members together; -1 while it does not."""
    projects_done = 0
    convening_weeks = 0.0
    """Weeks in which it last brought its members together for a bid (SM15)."""

    def __init__(self, model: "PartnershipModel", name: str, places: "tuple[Place, ...]") -> None:
        super().__init__(model, name, places)
        self.take([])
        self.projects: list[Project] = []

    def take(self, members: list[Organisation]) -> None:
        """Have these members and no others."""
        self.members = members
        self.look_around()

    def look_around(self) -> None:
        """Look anew for who of its members is near whom: they or their areas have changed."""
        self.__dict__.pop("neighbours", None)

    @cached_property
    def neighbours(self) -> Neighbours:
        """The other members near each member, in their order."""
        return near_each_other(self.members)
