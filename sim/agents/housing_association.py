"""Housing associations: landlords that own homes in one or more council areas."""

from sim.agents.base import Organisation
from sim.core.periods import QUARTERS_PER_YEAR
from sim.rules.friction import FrictionParameters, market_share_after


class HousingAssociation(Organisation):
    """A social landlord; its board must see good value in whatever it signs."""

    kind = "housing-association"
    competition = 0.25
    new_homes = 0.0
    """Homes completed with a council's land since quarter 0 (SM23)."""

    @property
    def market_share(self) -> float:
        """m_h: share of its homes built for market sale by now (SM12)."""
        now = self.model.quarter
        rules = self.model.plan.held(lambda params: params[FrictionParameters], now, now)
        pressed = sum(quarters for rule, quarters in rules if rule.commercial_pressure)
        return market_share_after(pressed / QUARTERS_PER_YEAR, rules[-1][0])

    @property
    def attention(self) -> float:
        """What is left for one area when it serves several (2.10, 28)."""
        return float(len(self.places) ** -0.5)
