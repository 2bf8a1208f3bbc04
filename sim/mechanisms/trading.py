"""Trading: what associations earn, what several areas cost them, and enterprises that run dry.

Reads:  organisation.turnover, .places
Writes: organisation.alive; the ledger (trading surplus, running costs)
ODD:    docs/odd.md, SM12 and initialisation
"""

from typing import TYPE_CHECKING

from sim.agents.partnership_types import COMMUNITY_TAKEOVER, CONTRACTING_OUT, TRI_SECTOR_PROGRAMME
from sim.core.events import EventKind
from sim.core.ledger import HOUSEHOLDS, SUPPLIERS, Flow, to_pence
from sim.rules.friction import FrictionParameters
from sim.rules.partners import PartnerParameters

if TYPE_CHECKING:
    from sim.agents.base import Organisation
    from sim.model import PartnershipModel

PUBLIC_WORK = (COMMUNITY_TAKEOVER, CONTRACTING_OUT, TRI_SECTOR_PROGRAMME)
"""Types of partnership that give an enterprise something to live on."""


def run(model: "PartnershipModel") -> None:
    """Let associations earn and enterprises live off what they have."""
    partners = model.params[PartnerParameters]
    for organisation in model.organisations:
        if organisation.kind == "housing-association":
            earned = partners.association_surplus / 4.0 * organisation.turnover
            model.ledger.transfer(HOUSEHOLDS, organisation.account, to_pence(earned), Flow.TRADING)
            cost = area_cost(organisation, model.params[FrictionParameters])
            organisation.pay_up_to(SUPPLIERS, cost, Flow.RUNNING)
        elif organisation.kind == "social-enterprise" and organisation.alive:
            live_on(organisation, partners)


def area_cost(association: "Organisation", numbers: FrictionParameters) -> float:
    """Return what serving several councils costs an association this quarter, k£."""
    councils = {council for place in association.places for council in place.responsible}
    if len(councils) < 2:
        return 0.0
    ordered = sorted(councils, key=lambda council: council.name)
    return numbers.area_cost * sum(association.distance(council) for council in ordered)


def live_on(enterprise: "Organisation", numbers: PartnerParameters) -> None:
    """Let an enterprise without public work use up its reserves, and close when they are gone."""
    if any(p.delivering and p.kind in PUBLIC_WORK for p in enterprise.live_partnerships):
        return
    needed = numbers.drain * enterprise.turnover
    enterprise.pay_up_to(SUPPLIERS, needed, Flow.RUNNING)
    if enterprise.cash < needed:
        enterprise.alive = False
        enterprise.model.events.record(
            EventKind.ENTERPRISE_CLOSES, enterprise.name, why="reserves gone"
        )
