"""What every organisation in the model has: a name that keys its luck, an account, a leader."""

import math
from typing import TYPE_CHECKING

import mesa

from sim.core.ledger import PENCE_PER_K, Account, Flow, Pence, to_pence
from sim.core.streams import entity_key
from sim.rules.friction import FrictionParameters

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.agents.place import Place
    from sim.model import PartnershipModel


FARTHEST = math.sqrt(3.0)
"""How far apart ways of working can be."""


class Organisation(mesa.Agent):
    """An organisation that can hold money, trust others and join a partnership.

    It decides things about itself and never writes to another agent; it draws no random
    numbers (mechanisms do, keyed by ``code``).
    """

    model: "PartnershipModel"
    kind: str
    competition = 0.1
    """How much it competes with those it works with, 0 to 1 (SM12)."""
    stress = 0.0
    """Fiscal pressure, 0 to 1.5; only councils have any (SM3)."""
    turnover = 0.0
    """k£ a year, contracts with councils left out; 0 for councils."""
    alive = True
    """Whether it still trades."""
    burden = 0.0
    """Officers' time that proposals and open debates take up this quarter, as a share (SM13)."""
    win_chance = 0.2
    """What it takes its chance of winning a tender to be (SM21)."""
    practice = 0.5
    """Q: quality of its practice, 0 to 1 (SM24)."""
    practice_at_start = 0.5
    quality = 0.62
    """Quality of what it delivers, 0 to 1 (SM21)."""

    def __init__(self, model: "PartnershipModel", name: str, places: "tuple[Place, ...]") -> None:
        super().__init__(model)
        self.name = name
        self.code = entity_key(name)
        self.account: Account = model.ledger.open(name)
        self.serve(places)
        self.places_at_start = places
        self.partnerships: list[Partnership] = []
        """Every partnership it ever joined, ended ones included."""
        self.lots_bid_for: set[str] = set()
        """Names of the lots that it ever bid for."""
        self.leader_support = 0.5
        self.ways = (0.5, 0.5, 0.5)
        self.leader_changed = -1
        """Quarter of the last change of leader; -1 for none yet."""
        self.trust_lost_outgoing = 0
        """How often its own trust in others was cut back because a person left (SM11)."""
        self.trust_lost_incoming = 0
        """How often others' trust in it was cut back because its control changed (SM11)."""

    def serve(self, places: "tuple[Place, ...]") -> None:
        """Work in these places and no others."""
        self.places = places
        self.area = frozenset(places)

    @property
    def under_section_114(self) -> bool:
        """Whether it has declared that it cannot balance its budget; only councils can."""
        return False

    @property
    def live_partnerships(self) -> "list[Partnership]":
        """Its partnerships that have not ended."""
        return [p for p in self.partnerships if p.live and self in p.members]

    @property
    def cash(self) -> float:
        """Money in the bank, in thousands of pounds."""
        return self.balance / PENCE_PER_K

    @property
    def market_share(self) -> float:
        """m_h: share of its homes built for market sale; only associations build (SM12)."""
        return 0.0

    @property
    def encouragement(self) -> float:
        """What training and measures add to what it puts in (SM25); only councils have them."""
        return 0.0

    @property
    def dearness(self) -> float:
        """Cost of what it does, for comparison with others of its kind."""
        return 1.0

    @property
    def attention(self) -> float:
        """What is left for one area of an organisation that serves several (SM12)."""
        return 1.0

    @property
    def balance(self) -> Pence:
        """Money in the bank, in pence."""
        return self.model.ledger.balance(self.account)

    def pay(self, payee: Account, pence: Pence, flow: Flow, partnership: str = "") -> None:
        """Pay from its own account; the ledger refuses what it does not hold."""
        self.model.ledger.transfer(self.account, payee, pence, flow, partnership)

    def pay_up_to(
        self, payee: Account, k_pounds: float, flow: Flow, partnership: str = ""
    ) -> float:
        """Pay an amount in k£, or what is there if it is less; return what was paid, in k£."""
        pence = min(to_pence(k_pounds), max(0, self.balance))
        self.pay(payee, pence, flow, partnership)
        return pence / PENCE_PER_K

    def competes_with(self, other: "Organisation") -> float:
        """Return the share of the lots it bid for that the other bid for too (SM12)."""
        if not self.lots_bid_for:
            return 0.0
        return len(self.lots_bid_for & other.lots_bid_for) / len(self.lots_bid_for)

    def distance(self, other: "Organisation") -> float:
        """How differently the two work, from 0 (alike) to 1 (SM12)."""
        alike = self.model.params[FrictionParameters].ways_alignment
        return self.apart(other) * (1.0 - alike)

    def apart(self, other: "Organisation") -> float:
        """Return the same for ways that nobody has aligned."""
        return math.dist(self.ways, other.ways) / FARTHEST

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"
