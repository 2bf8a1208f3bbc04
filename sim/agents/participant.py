"""Participants: young people in a programme, each an agent of its own, standing for nobody else."""

from typing import TYPE_CHECKING

import mesa

from sim.core.streams import entity_key
from sim.rules.programme import RISK_WEIGHTS

if TYPE_CHECKING:
    from sim.agents.partnership import Partnership
    from sim.model import PartnershipModel


class Cohort:
    """The trainees who began together."""

    def __init__(self, partnership: "Partnership", begun: int) -> None:
        self.partnership = partnership
        self.begun = begun
        """Quarter in which it began."""
        self.people: list[Participant] = []
        self.help: list[float] = []
        """Joint help of every quarter of training, 0 to 1."""
        self.finished = False

    @property
    def good_destinations(self) -> int:
        """How many found work, training or study."""
        return sum(person.good_destination for person in self.people)

    @property
    def good_destinations_without(self) -> int:
        """How many of the same people would have without the programme."""
        return sum(person.good_destination_without for person in self.people)

    @property
    def additional(self) -> int:
        """How many found it because of the programme."""
        return self.good_destinations - self.good_destinations_without

    @property
    def offence_free(self) -> int:
        """How many committed no offence in the year after."""
        return sum(person.offence_free for person in self.people)

    @property
    def offence_free_without(self) -> int:
        """How many of the same people would have committed none without the programme."""
        return sum(person.offence_free_without for person in self.people)

    @property
    def offences_prevented(self) -> int:
        """How many stayed free of offences because of the programme."""
        return self.offence_free - self.offence_free_without


class Participant(mesa.Agent):
    """A young person with a history, in a programme for a year."""

    model: "PartnershipModel"

    def __init__(
        self, model: "PartnershipModel", name: str, cohort: Cohort, traits: dict[str, bool]
    ) -> None:
        super().__init__(model)
        self.name = name
        self.code = entity_key(name)
        self.cohort = cohort
        self.care = traits["care"]
        self.homeless = traits["homeless"]
        self.learning_needs = traits["learning_needs"]
        self.low_attainment = traits["low_attainment"]
        self.record = traits["record"]
        self.risk = sum(weight for trait, weight in RISK_WEIGHTS.items() if traits[trait])
        """From 0 to 1."""
        self.capability = self.capability_at_start = 0.5 - 0.3 * self.risk
        """What it believes it can do, 0 to 1; low after bad experience (seeds rows 27, 41)."""
        self.in_crisis = False
        self.dropped_out = False
        self.good_destination = False
        self.good_destination_without = False
        self.offence_free = False
        self.offence_free_without = False

    def gain_capability(self, given: float) -> None:
        """Grow by a quarter of what a year of help gives (SM5: .20 for a full year)."""
        self.capability = min(1.0, self.capability + 0.05 * given)
