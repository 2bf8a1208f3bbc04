"""The toy rule in plain Mesa: one Python object a resident, as its tutorials have it."""

import time

import mesa
import numpy as np

from benchmarks.peers import Outcome
from benchmarks.peers.rule import Residents, make_areas, make_residents, outcome

DRIFT = 13 / 255


class Area:
    """A neighbourhood."""

    def __init__(self, service: float, places: int, size: int) -> None:
        self.service, self.places, self.size = service, places, size
        self.capacity, self.left, self.volunteers = 0.3, places, 0
        self.relief = round(10 + 20 * service) / 255


class Resident(mesa.Agent):
    """One resident."""

    def __init__(self, model: mesa.Model, area: Area, need: list[float], state: list[bool]) -> None:
        super().__init__(model)
        self.area, self.need, self.helped = area, need, False
        self.employed, self.offence_free, self.volunteering, self.isolated, self.satisfied = state

    def step(self) -> None:
        """Live one step."""
        luck, area, need = self.model.random.random, self.area, self.need
        mean = sum(need) / 4
        self.helped = luck() < 0.10 + 0.60 * mean and area.left > 0
        area.left -= self.helped
        second, fourth = need[1], need[3]
        self.drift(luck())
        employed, isolated, volunteers = self.employed, self.isolated, self.volunteering
        work = luck()
        finds = work < 0.04 + 0.10 * area.service + 0.10 * self.helped - 0.03 * mean
        self.employed = work >= 0.02 + 0.04 * mean if employed else finds
        law = luck()
        offends = law < 0.005 + 0.03 * second + 0.01 * (not employed)
        desists = law < 0.08 + 0.10 * area.capacity + 0.08 * self.helped
        self.offence_free = not offends if self.offence_free else desists
        gives = luck()
        starts = gives < (0.01 + 0.08 * area.capacity) * (0.5 if isolated else 1.0)
        self.volunteering = gives >= 0.10 if volunteers else starts
        company = luck()
        meets = company < 0.05 + 0.10 * area.capacity + 0.10 * volunteers
        self.isolated = not meets if isolated else company < 0.01 + 0.04 * fourth
        self.satisfied = self.helped or mean < area.service + 0.1
        area.volunteers += self.volunteering

    def drift(self, luck: float) -> None:
        """Let one need drift, and all fall after help."""
        which, part = divmod(luck * 4, 1)
        drift = DRIFT if part < 0.30 else -DRIFT if part >= 0.75 else 0.0
        relief = self.area.relief if self.helped else 0.0
        for k in range(4):
            moved = self.need[k] + (drift if k == which else 0.0) - relief
            self.need[k] = min(1.0, max(0.0, moved))


class Toy(mesa.Model):
    """The toy world."""

    def __init__(self, residents: int, seed: int) -> None:
        super().__init__(rng=seed)
        areas, people = make_areas(residents), make_residents(residents, seed)
        self.areas = [
            Area(float(s), int(p), int(n))
            for s, p, n in zip(areas.service, areas.places, areas.sizes, strict=True)
        ]
        home = np.repeat(np.arange(len(self.areas)), areas.sizes).tolist()
        for where, need, state in zip(
            home,
            np.transpose(people.need).tolist(),
            np.transpose(people.state).tolist(),
            strict=True,
        ):
            Resident(self, self.areas[where], need, state)

    def step(self) -> None:
        """Take everybody through one step."""
        for area in self.areas:
            area.left, area.volunteers = area.places, 0
        self.agents.do("step")
        for area in self.areas:
            area.capacity += 0.1 * (area.volunteers / area.size - area.capacity)


def run(residents: int, steps: int, seed: int) -> Outcome:
    """Run the toy world on objects."""
    model = Toy(residents, seed)
    began = time.perf_counter()
    for _ in range(steps):
        model.step()
    seconds = time.perf_counter() - began
    need = list(np.array(model.agents.get("need"), np.float32).T)
    names = ["employed", "offence_free", "volunteering", "isolated", "satisfied"]
    state = list(np.array(model.agents.get(names), bool).T)
    return outcome(Residents(need, state, np.array(model.agents.get("helped"))), seconds)
