"""What every organisation in the model has: a name that keys its luck, an account, a leader."""

from typing import TYPE_CHECKING

import mesa
import numpy as np
from numpy.typing import NDArray

from sim.ledger import Account, Flow, Pence
from sim.streams import entity_key

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.agents.place import Place
    from sim.model import PartnershipModel


class Organisation(mesa.Agent):
    """An organisation that can hold money, trust others and join a partnership.

    It decides things about itself and never writes to another agent; it draws no random
    numbers (mechanisms do, keyed by ``code``).
    """

    model: "PartnershipModel"
    kind: str

    def __init__(self, model: "PartnershipModel", name: str, places: "tuple[Place, ...]") -> None:
        super().__init__(model)
        self.name = name
        self.code = entity_key(name)
        self.account: Account = name
        self.places = places
        self.partnerships: list[Partnership] = []
        """Every partnership it ever joined, ended ones included."""
        self.leader_support = 0.5
        self.ways: NDArray[np.float64] = np.full(3, 0.5)
        self.leader_changed = -1
        """Quarter of the last change of leader; -1 for none yet."""
        self.trust_lost_outgoing = 0
        """How often its own trust in others was cut back because a person left (SM11)."""
        self.trust_lost_incoming = 0
        """How often others' trust in it was cut back because its control changed (SM11)."""

    @property
    def under_section_114(self) -> bool:
        """Whether it has declared that it cannot balance its budget; only councils can."""
        return False

    @property
    def live_partnerships(self) -> "list[Partnership]":
        """Its partnerships that have not ended."""
        return [p for p in self.partnerships if p.live and self in p.members]

    @property
    def balance(self) -> Pence:
        """Money in the bank, in pence."""
        return self.model.ledger.balance(self.account)

    def pay(self, payee: Account, pence: Pence, flow: Flow, partnership: str = "") -> None:
        """Pay from its own account; the ledger refuses what it does not hold."""
        self.model.ledger.transfer(self.account, payee, pence, flow, partnership)

    def distance(self, other: "Organisation") -> float:
        """How differently the two work, from 0 (alike) to 1 (SM12)."""
        gap = self.ways - other.ways
        return float(np.sqrt(np.dot(gap, gap) / 3.0))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"
