"""Assets: disused public buildings go to community groups for a time, with what comes with them.

Holding costs move with the building, and so does the risk of a repair bill.

Reads:  council.adoption; social enterprises at home in a place
Writes: place.vacant, .assets, .leases, .audited; the ledger (holding of assets, five ideas)
ODD:    docs/odd.md, SM25
"""

from typing import TYPE_CHECKING, ClassVar

from sim.core.events import EventKind
from sim.core.ledger import SUPPLIERS, Basis, Benefit, BenefitKind, Flow, to_pence
from sim.core.parameters import Parameters, param
from sim.core.services import Service
from sim.core.streams import decision

if TYPE_CHECKING:
    from sim.agents.base import Organisation
    from sim.agents.place import Place
    from sim.model import PartnershipModel

SCORE = decision("assets.community-benefit-score")
REPAIR = decision("assets.repair-bill")


class AssetParameters(Parameters):
    """Idea 3: what happens to public buildings that nobody uses."""

    group = "assets"
    read_if: ClassVar = {
        "known": ("audit", (False,)),
        "known_audited": ("audit", (True,)),
        "audit_cost": ("audit", (True,)),
    }
    neutral: ClassVar = {
        "release_rate": 0.0,
        "right_to_reclaim": False,
        "duty": False,
        "audit": False,
    }

    release_rate: float = param(
        0.0,
        unit="share of known/quarter",
        low=0.0,
        high=0.3,
        source="seed-row-174",
        role="policy",
        why="Known vacant buildings that are offered each quarter.",
    )
    audit: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-201",
        role="policy",
        why="Whether the council has mapped what stands empty.",
    )
    broker: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-204",
        role="policy",
        why="Whether an asset broker finds groups for buildings.",
    )
    right_to_reclaim: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-200",
        role="policy",
        why="Whether communities may ask for a building that is not offered.",
    )
    benefit_test: float = param(
        0.5,
        unit="score",
        low=0.0,
        high=1.0,
        source="seed-row-202",
        role="policy",
        why="Score of community benefit that a use must reach.",
    )
    duty: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-202",
        role="policy",
        why="Whether the law makes councils offer every vacant building that they know of.",
    )
    narrative: float = param(
        0.0,
        unit="share",
        low=0.0,
        high=1.0,
        source="seed-row-199",
        role="policy",
        why="How far government speaks up for community use of public buildings.",
    )
    narrative_effect: float = param(
        0.5,
        unit="share",
        low=0.0,
        high=1.0,
        source="assumption-305",
        role="uncertainty",
        why="How many more buildings are offered when it does so with full voice.",
    )
    vacant: float = param(
        0.05,
        unit="buildings per 1,000 people",
        low=0.0,
        high=0.3,
        source="assumption-231",
        role="uncertainty",
        why="Vacant buildings at quarter 0.",
    )
    known: float = param(
        0.3,
        unit="share",
        low=0.0,
        high=1.0,
        source="assumption-232",
        role="uncertainty",
        why="Vacant buildings that the council knows of without an audit.",
    )
    known_audited: float = param(
        0.9,
        unit="share",
        low=0.5,
        high=1.0,
        source="assumption-233",
        role="uncertainty",
        why="With an audit.",
    )
    audit_cost: float = param(
        20.0,
        unit="k£",
        low=0.0,
        high=100.0,
        source="assumption-234",
        role="uncertainty",
        why="What an audit costs, once.",
    )
    holding_cost: float = param(
        8.0,
        unit="k£ per building and year",
        low=0.0,
        high=30.0,
        source="assumption-235",
        role="uncertainty",
        why="What holding a building costs whoever holds it.",
    )
    rent_saved: float = param(
        10.0,
        unit="k£ per building and year",
        low=0.0,
        high=40.0,
        source="assumption-236",
        role="uncertainty",
        why="What a group saves by having it.",
    )
    lease: int = param(
        12,
        unit="quarters",
        low=4,
        high=40,
        source="seed-row-175",
        role="policy",
        why="How long a meanwhile lease runs.",
    )
    repair_chance: float = param(
        0.05,
        unit="chance/year",
        low=0.0,
        high=0.2,
        source="assumption-237",
        role="uncertainty",
        why="Chance of a large repair.",
    )
    repair_cost: float = param(
        30.0,
        unit="k£",
        low=0.0,
        high=150.0,
        source="assumption-238",
        role="uncertainty",
        why="What such a repair costs the group.",
    )


def run(model: "PartnershipModel") -> None:
    """Offer vacant buildings, let leases end, and post what holding them costs."""
    numbers = model.params[AssetParameters]
    released = numbers.release_rate > 0.0 or numbers.right_to_reclaim or numbers.duty
    for place in model.places:
        if model.quarter == 0:
            place.vacant = round(numbers.vacant * place.population)
        if not (released or place.leases):
            place.assets = 0.0
            continue
        ended = [lease for lease in place.leases if lease <= model.quarter]
        place.leases = [lease for lease in place.leases if lease > model.quarter]
        place.vacant += len(ended)
        if released:
            release(model, place, numbers)
        place.assets = float(len(place.leases))
        pay_for_holding(model, place, numbers)


def pay_for_audit(model: "PartnershipModel", place: "Place", numbers: AssetParameters) -> None:
    """Pay for finding out what stands empty, once, when it is first looked for."""
    if numbers.audit and not place.audited:
        council = place.responsible[Service.NEIGHBOURHOOD]
        council.pay(SUPPLIERS, to_pence(numbers.audit_cost), Flow.IDEAS)
        place.audited = True


def chance_of_release(adoption: float, numbers: AssetParameters) -> float:
    """Return the chance that one vacant building is offered this quarter."""
    known = numbers.known_audited if numbers.audit else numbers.known
    willing = numbers.release_rate * (1.0 + numbers.narrative_effect * numbers.narrative)
    willing *= 1.5 if numbers.broker else 1.0
    offered = known * (1.0 if numbers.duty else willing)
    asked_for = numbers.release_rate * 0.5 + 0.025 if numbers.right_to_reclaim else 0.0
    return min(1.0, adoption * (offered + asked_for))


def release(model: "PartnershipModel", place: "Place", numbers: AssetParameters) -> None:
    """Lease out the buildings that are offered and whose use passes the test."""
    pay_for_audit(model, place, numbers)
    council = place.responsible[Service.NEIGHBOURHOOD]
    chance = chance_of_release(council.adoption, numbers)
    before = len(place.leases)
    for building in range(place.vacant):
        offered = model.streams.uniform(SCORE, model.quarter, place.code, 1, building) < chance
        score = model.streams.uniform(SCORE, model.quarter, place.code, 2, building)
        if offered and score >= numbers.benefit_test and local_groups(model, place):
            place.leases.append(model.quarter + numbers.lease)
            model.events.record(EventKind.BUILDING_LEASED, place.name, why=f"score {score:.2f}")
    place.vacant -= len(place.leases) - before


def local_groups(model: "PartnershipModel", place: "Place") -> "list[Organisation]":
    """Return the social enterprises at home in a place that could take a building."""
    council = place.responsible[Service.NEIGHBOURHOOD]
    groups = model.local_organisations(council, "social-enterprise")
    return [o for o in groups if o.alive and place in o.places]


def pay_for_holding(model: "PartnershipModel", place: "Place", numbers: AssetParameters) -> None:
    """Let groups hold what they lease, repairs included; the council's budget is spared that."""
    council = place.responsible[Service.NEIGHBOURHOOD]
    holding = numbers.holding_cost / 4.0
    spared = to_pence(holding * len(place.leases))
    model.ledger.transfer(SUPPLIERS, council.account, spared, Flow.ASSETS)
    groups = local_groups(model, place)
    for i, _ in enumerate(place.leases):
        if not groups:
            return
        group = groups[i % len(groups)]
        group.pay_up_to(SUPPLIERS, holding, Flow.ASSETS)
        saved = to_pence(numbers.rent_saved / 4.0)
        line = (model.quarter, "", group.account, BenefitKind.CAPACITY, Basis.ATTRIBUTED, saved)
        model.benefits.append(Benefit(*line))
        luck = model.streams.uniform(REPAIR, model.quarter, place.code, group.code, i)
        if luck < numbers.repair_chance / 4.0:
            group.pay_up_to(SUPPLIERS, numbers.repair_cost, Flow.ASSETS)
            model.events.record(EventKind.REPAIR_BILL, group.name, place.name)
