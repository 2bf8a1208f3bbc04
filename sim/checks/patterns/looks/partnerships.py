"""What partnerships are like."""

from typing import TYPE_CHECKING

from sim.agents.partnership_types import TRI_SECTOR_PROGRAMME
from sim.checks.patterns.looks import grown_ones, mean

if TYPE_CHECKING:
    from sim.model import PartnershipModel


def talking_shops(model: "PartnershipModel") -> float:
    """Return the share of grown partnerships with little behind what they declared."""
    return mean([float(p.is_talking_shop) for p in grown_ones(model)])


def effective(model: "PartnershipModel") -> float:
    """Return the mean effective integration of grown partnerships."""
    return mean([p.effective for p in grown_ones(model)])


def effective_now(model: "PartnershipModel") -> float:
    """Return the mean effective integration of partnerships in delivery."""
    return mean([p.effective for p in model.live_partnerships if p.delivering])


def signed(model: "PartnershipModel") -> float:
    """Return partnerships signed per council."""
    return len(model.partnerships) / len(model.founding_councils)


def programmes_signed(model: "PartnershipModel") -> float:
    """Return youth programmes signed per council."""
    kinds = [p.kind is TRI_SECTOR_PROGRAMME for p in model.partnerships]
    return sum(kinds) / len(model.founding_councils)


def dyads_in_trust(model: "PartnershipModel") -> float:
    """Return the share of partnerships between two whose trust in each other is above .55."""
    return mean([float(p.mean_trust > 0.55) for p in model.partnerships])


def effective_by_sector(model: "PartnershipModel") -> list[float]:
    """Return effective integration of grown ones: public, with non-profits, with firms, all."""
    found: dict[int, list[float]] = {key: [] for key in range(4)}
    for partnership in grown_ones(model):
        kinds = {member.kind for member in partnership.members} - {"council"}
        firm, other = "contractor" in kinds, bool(kinds - {"contractor"})
        found[2 * firm + other].append(partnership.effective)
    return [mean(found[key]) for key in range(4)]
