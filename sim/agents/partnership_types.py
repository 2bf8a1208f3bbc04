"""Partnership types: what is the same for every partnership of one type."""

from dataclasses import dataclass

from sim.core.services import Service


@dataclass(frozen=True)
class PartnershipType:
    """What is the same for every partnership of one type (ODD, table of types)."""

    name: str
    label: str
    services: tuple[Service, ...]
    scope: float
    """Share of the service's spending that it covers."""
    set_up_ratio: float
    """kappa: set-up cost as a multiple of the annual target saving."""
    term_quarters: int
    saves_cash: bool = True
    """Whether it makes a service cheaper; programmes and homes pay off in other ways."""
    one_at_a_time: bool = False

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Let every copy of a model have these types and no others: rules tell them by identity."""
        return type_named, (self.name,)


COMMUNITY_TAKEOVER = PartnershipType(
    "community-takeover", "M1", (Service.NEIGHBOURHOOD,), 0.15, 0.5, 20
)
CONTRACTING_OUT = PartnershipType(
    "contracting-out", "M2", (Service.NEIGHBOURHOOD, Service.HOUSING), 0.25, 0.3, 16
)
SHARED_SERVICE = PartnershipType("shared-service", "M3", (Service.BACK_OFFICE,), 0.60, 1.0, 28)
MANAGEMENT_CONSOLIDATION = PartnershipType(
    "management-consolidation", "M4", (Service.BACK_OFFICE,), 1.0, 1.5, 32
)
TRI_SECTOR_PROGRAMME = PartnershipType(
    "tri-sector-programme", "M5", (Service.YOUTH,), 0.0, 0.0, 20, False, True
)
LAND_AND_FUNDING = PartnershipType(
    "land-and-funding", "M6", (Service.HOUSING,), 0.0, 0.5, 20, False, True
)

TYPES = {
    kind.name: kind
    for kind in (
        COMMUNITY_TAKEOVER,
        CONTRACTING_OUT,
        SHARED_SERVICE,
        MANAGEMENT_CONSOLIDATION,
        TRI_SECTOR_PROGRAMME,
        LAND_AND_FUNDING,
    )
}


def type_named(name: str) -> PartnershipType:
    """Return the partnership type of a name."""
    return TYPES[name]
