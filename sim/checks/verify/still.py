"""Still worlds: where nothing acts, nothing moves."""

import math
from typing import Any

import numpy as np

from sim.checks.verify.case import FREE_MERGER, STILL, case, differences, world
from sim.core.ledger import PENCE_PER_K, Flow
from sim.mechanisms.trust import TrustParameters
from sim.mechanisms.volunteering import VolunteeringParameters
from sim.population.flags import VOLUNTEERS

QUIET: dict[str, Any] = {"place.residents_per_council": 50}
"""The default world with few residents."""

STEP = 1.0 / 65535.0
"""What a level that is kept in sixteen bits may be off by."""


@case("A1", "with nothing changing outside, coverage, reserves, indices and trust stay as they are")
def nothing_changes() -> float:
    """Return the largest move of anything that should not move."""
    model = world(STILL)
    moved = [abs(float(c.coverage.min()) - 1.0) for c in model.councils]
    # Sums of money are held to a penny per posting: grant, tax and services each quarter.
    rounding = 3 * model.quarter / PENCE_PER_K
    drift = [abs(c.reserves - c.opening_reserves) for c in model.councils]
    moved += [max(0.0, by - rounding) for by in drift]
    numbers = model.params[TrustParameters]
    moved += [
        abs(model.ties.trust(a, b) - numbers.baseline)
        for a in model.councils
        for b in model.councils
        if a is not b
    ]
    columns = model.residents.columns
    start = columns.reference[:, None] + 256 * columns.own.astype(np.int64)
    moved.append(float(np.abs(columns.level.astype(np.int64) - start).max()))
    return max(moved)


@case("A17", "pledges that do not reach their threshold are all given back, to the penny", 0.0)
def failed_pledges() -> float:
    """Return how far, in pence, any account is from where it stands without a pledge bank."""
    bank = {"policy.pledges.pledge_bank": True, "policy.pledges.threshold": 20.0}
    a, b = world(QUIET), world({**QUIET, **bank})
    refunds = [entry for entry in b.ledger.entries if entry.flow == Flow.PLEDGE_REFUND]
    if not refunds:
        return math.inf
    return float(
        max(abs(b.ledger.balances[name] - held) for name, held in a.ledger.balances.items())
    )


@case("A17-bid", "a bid that cannot be won moves the cost of bidding, and no other money", 0.0)
def hopeless_bid() -> float:
    """Return how many other entries of its own quarter a hopeless joint bid adds or changes."""
    bid = {"policy.network.bid_quarter": 7, "uncertainty.network.win_base": 0.0}
    bid |= {"policy.network.pledge": 0.0}
    body = {**QUIET, "policy.agenda.proposals": False, "place.network_body": True}
    body |= {"policy.meetings.meetings": 6.0}
    a, b = world(body, quarters=8), world({**body, **bid}, quarters=8)
    spent = [entry for entry in b.ledger.entries if entry.flow == Flow.BID]
    others = [entry for entry in b.ledger.entries if entry.flow != Flow.BID]
    return float(others != list(a.ledger.entries)) if spent else math.inf


@case("A17-share", "a dividend or a benefit share of nothing is the same as none", 0.0)
def shares_of_nothing() -> float:
    """Return in how much history differs without dividends, and without shared benefits."""
    usual = world(QUIET)
    off = ({"policy.dividend.enabled": False}, {"policy.sharing.enabled": False})
    return sum(differences(usual, world({**QUIET, **switch})) for switch in off)


@case("A18", "a crisis of intensity 0 changes nothing", 0.0)
def crisis_of_nothing() -> float:
    """Return in how much history differs with a crisis that is multiplied by nought."""
    crisis = {"name": "emergency", "kind": "crisis", "quarter": 8}
    event = {"event": (crisis,), "policy.crisis.intensity": 0.0}
    return differences(world(QUIET), world({**QUIET, **event}))


@case("A18-merger", "a merger without cost or dip changes nothing before its first day", 0.0)
def merger_of_nothing() -> float:
    """Return in how much history differs up to the first day of a free and smooth merger."""
    return differences(world(QUIET, 9, 8), world({**QUIET, **FREE_MERGER}, 9, 8))


@case("A25", "residents at reference volunteer as they did at the start, the world over", 3.0)
def usual_volunteers() -> float:
    """Return how many standard errors the volunteers of forty quarters are from their share."""
    model = world({**STILL, "place.residents_per_council": 500})
    base = model.params[VolunteeringParameters].base
    moved = max(abs(place.volunteers - base) for place in model.places)
    now = (model.residents.columns.flags & VOLUNTEERS) > 0
    error = abs(float(now.mean()) - base) / math.sqrt(base * (1.0 - base) / now.size)
    return error if moved <= STEP else math.inf


@case("A28", "a policy that affects no one changes nothing, in any account or quarter", 0.0)
def idle_policy() -> float:
    """Return how many ledger entries differ when an office is wanted and no body could host it."""
    quiet = {"place.residents_per_council": 50}
    a = world(quiet).ledger.entries
    b = world({**quiet, "policy.governance.mode": "network-administrative"}).ledger.entries
    return float(sum(x != y for x, y in zip(a, b, strict=False)) + abs(len(a) - len(b)))
