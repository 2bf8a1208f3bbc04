"""Trust: kept and broken promises, forgetting, and the trap of mistrust."""

import math

from sim.checks.verify.case import STILL, case, world
from sim.mechanisms.negotiation import NegotiationParameters, hazard
from sim.mechanisms.trust import TrustParameters, promise_kept, updated
from sim.rules.commitment import ContributionParameters, honest_contribution


@case("A4", "after t kept promises trust is 1-(1-T)(1-a)^t; after t broken ones T(1-la)^t")
def trust_grows_and_falls() -> float:
    """Return the largest error over twenty quarters."""
    numbers = TrustParameters(confirmation_bias=0.0)
    up = down = 0.5
    errors = []
    for t in range(1, 21):
        up, down = updated(up, 1.0, 0.08, numbers), updated(down, -1.0, 0.08, numbers)
        errors += [abs(up - (1.0 - 0.5 * 0.92**t)), abs(down - 0.5 * 0.84**t)]
    return max(errors)


@case("A5", "without contact trust is b + (T-b)(1-d)^t: half is gone after 22.8 quarters")
def trust_fades() -> float:
    """Return the error over 23 quarters of a tie that starts at .9."""
    model = world(STILL, quarters=1)
    a, b = model.councils[:2]
    model.ties.set_trust(a, b, 0.9)
    errors = []
    for t in range(1, 24):
        model.ties.rounds += 1
        errors.append(abs(model.ties.trust(a, b) - (0.3 + 0.6 * 0.97**t)))
    return max(errors)


@case("A6", "a new tie is trapped in mistrust exactly when friction is above .12", 1e-6)
def trap_of_mistrust() -> float:
    """Return the distance between the friction at which a dyad tips over and .12."""
    low, high = 0.0, 0.5
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if climbs(0.30, middle) else (low, middle)
    return abs(low - (0.20 + 0.80 * 0.30 - 0.40 * 0.80))


def climbs(trust: float, friction: float) -> bool:
    """Tell whether a symmetric dyad without noise moves up from a level of trust."""
    given = honest_contribution(trust, 0.5, friction, 0.0, ContributionParameters())
    judged = promise_kept(min(1.0, given / 0.8), TrustParameters().kept_threshold)
    return updated(trust, judged, 0.08, TrustParameters(confirmation_bias=0.0)) > trust


@case("A12", "without friction and with full trust everybody puts in everything, and soon agrees")
def frictionless_limit() -> float:
    """Return how far contribution is from 1; infinite if negotiating is slow."""
    given = honest_contribution(1.0, 0.5, 0.0, 0.0, ContributionParameters())
    quick = hazard(1.0, 2, 0.0, False, 0.0, NegotiationParameters()) >= 0.7
    return abs(given - 1.0) if quick else math.inf
