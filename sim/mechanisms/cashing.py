"""Cashing: when avoided cost becomes cash, in whose account, and what the community gets of it.

Fewer fires save nobody a pound until a crew is stood down, and a mentor's hour saves a school
nothing until a post is gone. Cash comes in lumps, a year late, in the account of whoever had
the cost, and the closing is contentious. A community dividend is a share of such cash.

Reads:  place.fire_avoided, .posts_spared, council.contention, .before_election
Writes: place.cashed, .promised, .dividend_known, .invested, council.contention,
        .cashing_blocked_until; the ledger (saving cashed, community dividend, verification)
ODD:    docs/odd.md, SM28
"""

import math
from typing import TYPE_CHECKING, ClassVar

from sim.core.amounts import pounds
from sim.core.events import EventKind
from sim.core.ledger import (
    COMMUNITY,
    FIRE,
    PENCE_PER_K,
    SCHOOLS,
    SUPPLIERS,
    Account,
    Flow,
    to_pence,
)
from sim.core.parameters import Parameters, param
from sim.core.periods import is_april
from sim.core.services import Service
from sim.core.streams import decision
from sim.rules.aggregation import logistic
from sim.rules.contention import ContentionParameters, closing_contention
from sim.rules.sharing import SharingParameters

if TYPE_CHECKING:
    from sim.agents.council import Council
    from sim.agents.place import Place
    from sim.model import PartnershipModel

VETO = decision("cashing.leader-vetoes")

BLOCKED_QUARTERS = 4
POST_COST = 10.0
"""k£ a quarter that a classroom assistant costs a school."""


class DividendParameters(Parameters):
    """Idea 2: part of a verified saving goes back to the community that made it."""

    group = "dividend"
    neutral: ClassVar = {"share": 0.0}

    share: float = param(
        0.0,
        unit="share",
        low=0.0,
        high=1.0,
        source="seed-row-172",
        role="policy",
        why="d: part of the cash that goes to the community.",
    )
    fire_joins: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-220",
        role="policy",
        why="Whether the fire service is in the agreement; its saving is its own otherwise.",
    )
    schools_join: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-222",
        role="policy",
        why="Whether schools are in the agreement.",
    )
    verification: float = param(
        3.0,
        unit="k£ a quarter",
        low=0.0,
        high=10.0,
        source="assumption-230",
        role="uncertainty",
        why="What it costs the council to verify savings.",
    )


def lumps_of(avoided: list[float], lag: int, lump: float) -> int:
    """Return whole lumps that have been avoided in each of the last ``lag`` quarters.

    ``avoided`` is k£ a quarter, the latest last.
    """
    if lump <= 0.0 or len(avoided) <= lag:
        return 0
    return max(0, math.floor(min(avoided[-(lag + 1) :]) / lump))


def veto_chance(contention: float, before_election: bool) -> float:
    """Return the chance that a leader blocks the closing of posts (SM11)."""
    return logistic(-1.0 + 3.0 * contention + 1.0 * before_election)


def run(model: "PartnershipModel") -> None:
    """Cash what can be cashed, and pay dividends on last year's cash in April."""
    sharing, dividend = model.params[SharingParameters], model.params[DividendParameters]
    for place in model.places:
        place.dividend_known = dividend.share * place.responsible[Service.NEIGHBOURHOOD].adoption
        place.school_avoided.append(POST_COST * place.posts_spared)
        cash(
            model, place, FIRE, lumps_of(place.fire_avoided, sharing.cashing_lag, sharing.crew_lump)
        )
        posts = lumps_of(place.school_avoided, sharing.cashing_lag, sharing.post_lump)
        cash(model, place, SCHOOLS, posts)
    verify(model, dividend)
    if is_april(model.quarter):
        pay_dividends(model)


def cash(model: "PartnershipModel", place: "Place", account: Account, lumps: int) -> None:
    """Book this quarter's cash of one account; closing more posts than before can be vetoed."""
    sharing, dividend = model.params[SharingParameters], model.params[DividendParameters]
    lump = sharing.crew_lump if account == FIRE else sharing.post_lump
    council = place.responsible[Service.NEIGHBOURHOOD]
    held = place.cashed.get(account, 0)
    if lumps > held and not may_close(model, council, place, (lumps - held) * lump):
        lumps = held
    place.cashed[account] = lumps
    pence = to_pence(lumps * lump)
    model.ledger.transfer(SUPPLIERS, account, pence, Flow.CASHED)
    joined = dividend.fire_joins if account == FIRE else dividend.schools_join
    promised = pence * dividend.share * joined
    place.promised[account] = place.promised.get(account, 0.0) + promised


def may_close(model: "PartnershipModel", council: "Council", place: "Place", closed: float) -> bool:
    """Tell whether posts worth ``closed`` k£ a quarter may go; if so, it is felt."""
    if model.quarter < council.cashing_blocked_until:
        return False
    luck = model.streams.uniform(VETO, model.quarter, council.code, place.code)
    if luck < veto_chance(council.contention, council.before_election):
        council.cashing_blocked_until = model.quarter + BLOCKED_QUARTERS
        model.events.record(EventKind.CLOSING_VETOED, council.name, place.name)
        return False
    numbers = model.params[ContentionParameters]
    council.contention += closing_contention(4.0 * closed, council.base_budget, numbers)
    model.events.record(
        EventKind.POSTS_CLOSED,
        council.name,
        place.name,
        f"{pounds(1000.0 * closed)} a quarter",
    )
    return True


def verify(model: "PartnershipModel", numbers: DividendParameters) -> None:
    """Let councils pay for verifying savings, as long as a share of them is promised."""
    if numbers.share > 0.0:
        for council in model.councils:
            cost = to_pence(numbers.verification * council.adoption)
            council.pay(SUPPLIERS, cost, Flow.IDEAS)


def pay_dividends(model: "PartnershipModel") -> None:
    """Pay the community what it was promised of the year's cash, quarter by quarter of it."""
    for place in model.places:
        council = place.responsible[Service.NEIGHBOURHOOD]
        for account, promised in place.promised.items():
            due = round(promised * council.adoption)
            model.ledger.transfer(account, COMMUNITY, due, Flow.DIVIDEND)
            place.invested += due / PENCE_PER_K
        place.promised.clear()
