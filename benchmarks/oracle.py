"""The oracle: residents in plain Mesa, one Python object each, by the same pure rules.

Nothing is shared with the kernel but the rules of one resident (sim/rules, sim/mechanisms) and what
places tell their residents. Luck is Mesa's own, numbers are doubles, the logistic curve is exact.
So it tells whether the kernel applies the rules as they stand (tests/model/test_plain_mesa.py), and
what plain objects cost (`make bench`).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import mesa
import numpy as np

from sim.kernel import CHANCE_STEPS, Now
from sim.mechanisms.housing import (
    Market,
    Rates,
    becomes_homeless,
    is_homeless_next,
    is_insecure_next,
    is_rehoused,
    leaves_security,
    works_next,
)
from sim.mechanisms.volunteering import Odds, log_odds
from sim.population.columns import STEPS, Columns, Index
from sim.population.first_residents import CARE_BY_AGE, OVER_64, UNDER_25, YOUTH_BY_AGE
from sim.population.flags import HOMELESS, INSECURE, VOLUNTEERS, WORKS
from sim.rules import indices as goals
from sim.rules.indices import Here, Slopes
from sim.rules.residents import FIFTHS, HARDSHIP, STIGMA, ResidentParameters

INDICES = tuple(index.name.lower() for index in Index)


@dataclass
class Surroundings:
    """One place, as its residents meet it this quarter."""

    here: Here
    market: Market
    push: float
    residents: list["Resident"] = field(default_factory=list)


@dataclass(frozen=True)
class Numbers:
    """What all residents have in common."""

    slopes: Slopes
    odds: Odds
    rates: Rates


class Resident(mesa.Agent):
    """One resident."""

    def __init__(
        self, model: mesa.Model, place: Surroundings, fifth: int, usual: dict[str, float], sd: float
    ) -> None:
        super().__init__(model)
        luck = model.random
        self.place, self.stigma = place, STIGMA[fifth]
        self.start = {k: min(1.0, max(0.0, luck.gauss(v, sd))) for k, v in usual.items()}
        self.satisfaction, self.trust = self.start["satisfaction"], self.start["trust"]
        self.influence, self.belonging = self.start["influence"], self.start["belonging"]
        self.capability, self.resilience = self.start["capability"], self.start["resilience"]
        self.hardship = HARDSHIP[fifth] + 0.2 * (luck.random() - 0.5)
        self.needs: tuple[float, ...] = ()
        self.volunteers = self.insecure = self.homeless = self.works = False
        self.chance = 0.0
        """Of volunteering this quarter."""

    def settle(self, shares: Sequence[float], resting: Sequence[float]) -> None:
        """Take up needs, a home and work, as the shares of services and of lives say."""
        luck, age = self.model.random.random, self.model.random.random()
        old, young = age > 1.0 - OVER_64, age < UNDER_25
        times = (
            CARE_BY_AGE[2 if old else 1],
            0.5 + self.hardship,
            YOUTH_BY_AGE[0 if young else 1],
            1.0,
            1.0,
        )
        self.needs = tuple(s * n * (0.5 + luck()) for s, n in zip(shares, times, strict=True))
        home, (insecure, homeless, works) = luck(), resting
        self.insecure, self.homeless = home < insecure, insecure <= home < insecure + homeless
        self.works = luck() < works

    def step(self) -> None:
        """Live one quarter."""
        place, numbers, start = self.place, self.model.numbers, self.start
        here, slopes = place.here, numbers.slopes
        unmet = goals.unmet_share(*self.needs, here)
        satisfied = self.satisfaction - start["satisfaction"]
        trusting = self.trust - start["trust"]
        influential = self.influence - start["influence"]
        belongs = self.belonging - start["belonging"]
        capable = self.capability - start["capability"]
        resilient = self.resilience - start["resilience"]
        gives = 1.0 / (1.0 + math.exp(-log_odds(belongs, influential, place.push, numbers.odds)))
        self.move(
            "satisfaction", satisfied, goals.satisfaction_goal(unmet, influential, here, slopes)
        )
        self.move("trust", trusting, goals.trust_goal(satisfied, influential, here, slopes))
        self.move("influence", influential, goals.influence_goal(here, slopes))
        self.move("belonging", belongs, goals.belonging_goal(here, self.stigma, slopes))
        self.move("capability", capable, goals.capability_goal(unmet, gives, slopes))
        self.move("resilience", resilient, goals.resilience_goal(capable, belongs, here, slopes))
        self.chance, self.volunteers = gives, self.model.random.random() < gives
        self.live(place.market, numbers.rates)

    def move(self, name: str, deviation: float, goal: float) -> None:
        """Move an index a quarter towards its goal."""
        moved = getattr(self, name) + (goal - deviation) * self.model.numbers.slopes.speed
        setattr(self, name, min(1.0, max(0.0, moved)))

    def live(self, market: Market, rates: Rates) -> None:
        """Lose a home or work, or find one."""
        luck, insecure, homeless = self.model.random.random(), self.insecure, self.homeless
        falls, housed = becomes_homeless(market, rates), is_rehoused(market, rates)
        leaves = leaves_security(self.hardship, market, rates)
        goes = falls + rates.regaining_security
        self.insecure = is_insecure_next(insecure, homeless, luck, leaves, goes)
        self.homeless = is_homeless_next(insecure, homeless, luck, falls, housed)
        loses, finds = rates.losing_work * market.work_lost, rates.finding_work * market.work_found
        self.works = works_next(self.works, self.model.random.random(), loses, finds)


class PlainWorld(mesa.Model):
    """Residents of some places and nobody else, under conditions that are given."""

    def __init__(
        self,
        residents: Sequence[Sequence[int]],
        starting: ResidentParameters,
        shares: Sequence[float],
        resting: Any,
        seed: int,
    ) -> None:
        """``residents`` are by place and fifth; ``resting`` as `settle` in columns has it."""
        super().__init__(rng=seed)
        self.numbers: Numbers
        usual = {name: getattr(starting, name) for name in INDICES}
        self.places = [Surroundings(Here(*[0.0] * 17), Market(*[1.0] * 5), 0.0) for _ in residents]
        for place, counts in zip(self.places, residents, strict=True):
            for fifth in range(FIFTHS):
                for _ in range(counts[fifth]):
                    resident = Resident(self, place, fifth, usual, starting.spread)
                    resident.settle(shares, resting[int(255.0 * resident.hardship)])
                    place.residents.append(resident)

    def hear(self, now: Now) -> None:
        """Take over what places are like now."""
        self.numbers = Numbers(
            *(type(r)(*map(float, r)) for r in (now.slopes, now.odds, now.rates))
        )
        for i, place in enumerate(self.places):
            place.here = Here(*now.here[i].tolist())
            place.market = Market(*now.markets[i].tolist())
            place.push = float(now.pushes[i])

    def step(self) -> None:
        """Let everybody live one quarter."""
        self.agents.do("step")

    def willing(self) -> list[int]:
        """Return the sum of chances to volunteer by place, as the kernel has it."""
        steps = [[round(r.chance * CHANCE_STEPS) for r in place.residents] for place in self.places]
        return [sum(place) for place in steps]

    def copy_to(self, columns: Columns) -> None:
        """Write into columns what residents are like, so that what is counted is counted alike."""
        people = [resident for place in self.places for resident in place.residents]
        for row, name in enumerate(INDICES):
            columns.level[row] = np.rint([getattr(r, name) * STEPS for r in people])
        flags = [
            r.volunteers * VOLUNTEERS
            + r.insecure * INSECURE
            + r.homeless * HOMELESS
            + r.works * WORKS
            for r in people
        ]
        columns.flags[:] = flags
