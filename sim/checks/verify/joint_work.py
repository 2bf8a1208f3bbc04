"""Joint work: integration, what inputs make together, savings and the cost of governing."""

import math

from sim.checks.verify.case import case
from sim.mechanisms.contribution import adjusted
from sim.rules.aggregation import constant_elasticity
from sim.rules.commitment import ContributionParameters
from sim.rules.overhead import GovernanceParameters, links_cost
from sim.rules.saving import BenefitParameters, realised


@case("A7", "with constant contributions integration is i(1-(1-s)^t)")
def integration_follows() -> float:
    """Return the largest error over twenty quarters."""
    numbers = ContributionParameters(reciprocity=0.0, adjustment=0.3)
    reached = 0.0
    errors: list[float] = []
    for t in range(1, 21):
        reached = adjusted(reached, 0.6, 0.0, numbers)
        errors.append(abs(reached - 0.6 * (1.0 - 0.7**t)))
    return max(errors)


@case("A8", "CES: equal inputs give that input, 1 is the mean, -inf the least, a zero kills all")
def aggregation_limits() -> float:
    """Return the largest error of the limits."""
    inputs = (0.2, 0.5, 0.8)
    off = (
        abs(constant_elasticity((0.4, 0.4), -4.0) - 0.4),
        abs(constant_elasticity(inputs, 1.0) - 0.5),
        abs(constant_elasticity(inputs, -math.inf) - 0.2),
        abs(constant_elasticity(inputs, 0.0) - (0.2 * 0.5 * 0.8) ** (1 / 3)),
        abs(constant_elasticity((0.8, 0.2, 0.5), -4.0) - constant_elasticity(inputs, -4.0)),
        constant_elasticity((0.0, 0.9), -4.0),
    )
    return float(max(off))


@case("A9", "n quarters at constant integration save (S/4)i[n - e^(-1/r)(1-e^(-n/r))/(1-e^(-1/r))]")
def savings_add_up() -> float:
    """Return the error of forty quarters, relative to the sum."""
    numbers, n, r = BenefitParameters(dip=0.0), 40, 6.0
    total = math.fsum(realised(400.0, 0.5, age, numbers) for age in range(n))
    fading = math.exp(-1 / r) * (1 - math.exp(-n / r)) / (1 - math.exp(-1 / r))
    return abs(total - 100.0 * 0.5 * (n - fading)) / total


@case("A10", "an office is cheaper than everybody with everybody above 1 + sqrt(13.5) members")
def office_pays() -> float:
    """Return the difference in cost at the number of members where the two are equal."""
    numbers, n = GovernanceParameters(), 1.0 + math.sqrt(13.5)
    shared = numbers.link_cost * n * (n - 1) / 2
    office = numbers.link_cost * n / 2 + numbers.office_cost
    ordered = links_cost(4, "shared", numbers) < links_cost(4, "network-administrative", numbers)
    ordered &= links_cost(5, "shared", numbers) > links_cost(5, "network-administrative", numbers)
    return abs(shared - office) if ordered else math.inf
