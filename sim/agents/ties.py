"""Ties: who trusts whom, since when; a tie that nobody touched is worked out when looked at.

Trust is directed, between 0 and 1. What is stored is how far it stands from the level that
strangers have; time without contact and the loss of the people who carried it shrink that
distance, and both are applied in closed form when somebody looks (2.10, 52). So no table of
all pairs exists, whatever the number of organisations.
"""

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol

from sim.agents.base import Organisation
from sim.core.streams import Decision, Streams, decision

if TYPE_CHECKING:
    from sim.agents.place import Place

type Neighbours = dict[Organisation, list[Organisation]]
"""Some organisations and, for each, those of the others that are near it."""

PRE_TIE = decision("ties.pre-tie")
NOISE = decision("ties.noise")


class TrustNumbers(Protocol):
    """The parameters of SM10 that the store of ties needs."""

    @property
    def baseline(self) -> float: ...  # noqa: D102
    @property
    def pre_tie_share(self) -> float: ...  # noqa: D102
    @property
    def pre_tie_bonus(self) -> float: ...  # noqa: D102
    @property
    def noise_sd(self) -> float: ...  # noqa: D102
    @property
    def decay(self) -> float: ...  # noqa: D102
    @property
    def held_by_institution(self) -> float: ...  # noqa: D102


type Regard = tuple[float, int, int]
"""One direction of a tie as it stood when last changed: trust less the baseline of strangers, the
trust rounds completed by then, and the losses of people and control counted by then."""


class Ties:
    """All trust in one world."""

    def __init__(self, streams: Streams, numbers: TrustNumbers) -> None:
        self._streams = streams
        self._numbers = numbers
        self._baseline = numbers.baseline
        self._kept, self._held = 1.0 - numbers.decay, numbers.held_by_institution
        self._regards: dict[tuple[int, int], Regard] = {}
        self._last_joint: dict[tuple[int, int], int] = {}
        self.rounds = 0
        """Trust rounds completed (one a quarter)."""

    def trust(self, a: Organisation, b: Organisation) -> float:
        """Return a's trust in b now, from 0 to 1."""
        regard = self._regards.get((a.code, b.code)) or self._untouched(a, b)
        deviation, as_of, losses = regard
        if idle := self.rounds - as_of:
            deviation *= self._kept**idle
        if lost := a.trust_lost_outgoing + b.trust_lost_incoming - losses:
            deviation *= self._held**lost
        return self._baseline + deviation

    def mean_trust(self, a: Organisation, others: list[Organisation]) -> float:
        """Return a's mean trust in the others; strangers' trust if there are none."""
        if not others:
            return self._baseline
        return sum(self.trust(a, b) for b in others) / len(others)

    def trust_among(self, neighbours: Neighbours) -> float:
        """Return mean trust, both ways, among organisations near each other; 0 without any."""
        trust = [self.trust(a, b) for a, others in neighbours.items() for b in others]
        return sum(trust) / len(trust) if trust else 0.0

    def set_trust(self, a: Organisation, b: Organisation, value: float) -> None:
        """Store a's trust in b as it stands after the present round."""
        value = 0.0 if value < 0.0 else 1.0 if value > 1.0 else value
        losses = a.trust_lost_outgoing + b.trust_lost_incoming
        self._regards[a.code, b.code] = (value - self._baseline, self.rounds, losses)

    def add_trust(self, a: Organisation, b: Organisation, gain: float) -> None:
        """Move trust both ways by ``gain``, which may be negative."""
        for one, other in ((a, b), (b, a)):
            self.set_trust(one, other, self.trust(one, other) + gain)

    def draw_closer(self, a: Organisation, b: Organisation, step: float, quarter: int) -> None:
        """Move a's trust in b a part of the way to full trust by the next round: they met."""
        trust = self.trust(a, b)
        losses = a.trust_lost_outgoing + b.trust_lost_incoming
        trust = min(1.0, trust + step * (1.0 - trust))
        self._regards[a.code, b.code] = (trust - self._baseline, self.rounds + 1, losses)
        self._last_joint[pair(a, b)] = quarter

    def note_joint_work(self, a: Organisation, b: Organisation, quarter: int) -> None:
        """Remember that the two worked together this quarter."""
        self._last_joint[pair(a, b)] = quarter

    def worked_together(self, a: Organisation, b: Organisation, since: int) -> bool:
        """Tell whether the two delivered something together in or after a quarter."""
        return self._last_joint.get(pair(a, b), -1) >= since

    def ever_joint(self, a: Organisation, b: Organisation) -> bool:
        """Tell whether the two ever delivered something together."""
        return pair(a, b) in self._last_joint

    def has_pre_tie(self, a: Organisation, b: Organisation) -> bool:
        """Tell whether the two knew each other before quarter 0 (drawn per pair).

        Only organisations of the same or of adjacent places can (docs/decisions/004).
        """
        if not near(a, b):
            return False
        return self._draw(PRE_TIE, *pair(a, b)) < self._numbers.pre_tie_share

    def _untouched(self, a: Organisation, b: Organisation) -> Regard:
        numbers = self._numbers
        noise = self._streams.normal(NOISE, 0, a.code, b.code) * numbers.noise_sd
        bonus = numbers.pre_tie_bonus if self.has_pre_tie(a, b) else 0.0
        start = min(1.0, max(0.0, numbers.baseline + bonus + noise))
        regard = (start - numbers.baseline, 0, 0)
        self._regards[a.code, b.code] = regard
        return regard

    def _draw(self, what: Decision, first: int, second: int) -> float:
        return self._streams.uniform(what, 0, first, second)


def pair(a: Organisation, b: Organisation) -> tuple[int, int]:
    """Return the key of an unordered pair."""
    return (a.code, b.code) if a.code < b.code else (b.code, a.code)


def near(a: Organisation, b: Organisation) -> bool:
    """Tell whether two organisations share a place or serve adjacent ones."""
    few, many = (a, b) if len(a.places) <= len(b.places) else (b, a)
    area = many.area
    return any(place in area or not area.isdisjoint(place.neighbours) for place in few.places)


def near_each_other(members: list[Organisation]) -> Neighbours:
    """Return, for each member, the others that are near it, in their order.

    It looks only at who is at work in the same and adjacent places, so what it costs grows with
    the pairs it finds and not with all there are.
    """
    at_work: defaultdict[Place, list[int]] = defaultdict(list)
    for number, member in enumerate(members):
        for place in member.places:
            at_work[place].append(number)
    found: Neighbours = {}
    for number, member in enumerate(members):
        around = member.area.union(*(place.neighbours for place in member.places))
        others = {other for place in around for other in at_work.get(place, ())} - {number}
        found[member] = [members[other] for other in sorted(others)]
    return found
