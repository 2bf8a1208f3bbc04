"""What partnerships save and cost, and whom."""

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.agents.partnership import Partnership
from sim.agents.partnership_types import SHARED_SERVICE
from sim.checks.patterns.looks import grown_ones, mean
from sim.core.ledger import PENCE_PER_K, Basis, Flow
from sim.measures import MEASURES, Course
from sim.rules.saving import BenefitParameters, realised

if TYPE_CHECKING:
    from sim.model import PartnershipModel

SIGN = {
    Flow.PARTNERSHIP_SAVING: 1,
    Flow.PARTNERSHIP_LOSS: -1,
    Flow.SET_UP: -1,
    Flow.OVERHEAD: -1,
}
"""What a partnership gains and costs; a contract's price buys a service and is neither."""


def net_pence(model: "PartnershipModel") -> dict[str, int]:
    """Return each partnership's saving less all its costs."""
    net = {p.name: 0 for p in model.partnerships}
    for entry in model.ledger.entries:
        if entry.partnership in net:
            net[entry.partnership] += SIGN.get(entry.flow, 0) * entry.pence
    return net


def net_a_year(model: "PartnershipModel") -> list[float]:
    """Return k£ net per year of delivery, over grown partnerships of four groups.

    Talking shops; the others; of those, the ones meant to save cash; of these, the ones with an
    effective integration of a half at least.
    """
    grown = grown_ones(model)
    shops = [p for p in grown if p.is_talking_shop]
    rest = [p for p in grown if not p.is_talking_shop]
    savers = [p for p in rest if p.kind.saves_cash]
    close = [p for p in savers if p.effective >= 0.5]
    net = net_pence(model)
    return [per_year(group, net) for group in (shops, rest, savers, close)]


def per_year(group: list[Partnership], net: dict[str, int]) -> float:
    """Return what a group of partnerships comes to per year of delivery, k£; NaN for nobody."""
    if not group:
        return math.nan
    years = math.fsum(p.delivered_quarters / 4.0 for p in group)
    return sum(net[p.name] for p in group) / PENCE_PER_K / years


def wave(model: "PartnershipModel") -> list[float]:
    """Return how councils fare with the partnerships of the first year.

    Quarter of the trough of the region's cumulative net saving; its depth as a share of a year's
    budget; shares of councils that have broken even by the ends of quarters 15 and 28, and of
    those that never do.
    """
    first = {p.name for p in model.partnerships if p.signed < 4}
    paths = {c.account: np.zeros(model.quarter) for c in model.founding_councils}
    for entry in model.ledger.entries:
        sign = SIGN.get(entry.flow, 0) if entry.partnership in first else 0
        account = entry.payer if entry.payer in paths else entry.payee
        if sign and account in paths:
            paths[account][entry.quarter] += sign * entry.pence
    whole = np.cumsum(sum(paths.values()))
    budget = math.fsum(c.base_budget for c in model.founding_councils) * PENCE_PER_K
    back = [broken_even(np.cumsum(path)) for path in paths.values() if path.any()]
    trough = float(whole.argmin()) if whole.min() < 0 else math.nan
    shares = [mean([float(b <= by) for b in back]) for by in (15, 28)]
    return [
        trough,
        float(whole.min()) / budget,
        *shares,
        mean([float(b == math.inf) for b in back]),
    ]


def broken_even(path: NDArray[np.float64]) -> float:
    """Return the quarter in which a cumulative saving is first above zero after its trough."""
    low = int(path.argmin())
    after = np.nonzero(path[low:] > 0.0)[0]
    return float(low + after[0]) if len(after) else math.inf


def realised_share(model: "PartnershipModel") -> float:
    """Return all that was realised over all that was claimed."""
    booked = dict.fromkeys(Basis, 0)
    for benefit in model.benefits:
        booked[benefit.basis] += benefit.pence
    claimed = booked[Basis.CLAIMED]
    return booked[Basis.ATTRIBUTED] / claimed if claimed > 0 else math.nan


def wrong_pocket(model: "PartnershipModel") -> float:
    """Return how far those who pay for partnerships are not those who gain, 0 to 1."""
    find = MEASURES["wrong_pocket_index"].value
    assert find is not None
    return float(find(Course(model, {})))


def payback_when_sound(model: "PartnershipModel") -> float:
    """Return the quarters after which shared services would have paid, at integration .8."""
    numbers = model.params[BenefitParameters]
    found = []
    for p in model.partnerships:
        if p.kind is SHARED_SERVICE:
            net, quarter = -p.set_up_cost - 2 * p.overhead, 0
            while net <= 0.0 and quarter < 80:
                net += realised(p.target_saving, 0.8, quarter, numbers) - p.overhead
                quarter += 1
            found.append(2.0 + quarter)
    return mean(found)


def shared_services_save(model: "PartnershipModel") -> float:
    """Return what shared services saved a council over the run, before their costs, k£."""
    names = {p.name for p in model.partnerships if p.kind is SHARED_SERVICE}
    saved = [
        b.pence for b in model.benefits if b.basis is Basis.ATTRIBUTED and b.partnership in names
    ]
    return sum(saved) / PENCE_PER_K / len(model.founding_councils)


def coverage(model: "PartnershipModel") -> float:
    """Return the share of need that is met, by what it costs."""
    need = math.fsum(float(c.need.sum()) for c in model.councils)
    return math.fsum(float((c.need * c.coverage).sum()) for c in model.councils) / need
