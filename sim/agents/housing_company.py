"""Housing companies: landlords that a council owns; it is owner and partner at once."""

from typing import TYPE_CHECKING

from sim.agents.housing_association import HousingAssociation

if TYPE_CHECKING:
    from sim.agents.council import Council
    from sim.model import PartnershipModel


class HousingCompany(HousingAssociation):
    """A council's own company; what it earns is the council's, and so is every risk."""

    kind = "housing-company"
    competition = 0.0

    def __init__(self, model: "PartnershipModel", council: "Council") -> None:
        super().__init__(model, f"{council.name} housing company", council.places)
        self.owner = council
