"""Plausibility: figures that are possible and so unusual that a slip of the pen is likelier.

What is usual comes from the evidence of the starting point and of the cuts, where there is any.
"""

from collections.abc import Iterator

from sim.agents.partnership_types import TYPES
from sim.core.parameters import Parameters, evidence_of
from sim.mechanisms.funding import FundingParameters
from sim.places.facts import ClassFacts, facts_of
from sim.places.starting_figures import class_of, known
from sim.rules.reference_council import StartingParameters, service_shares
from sim.scenario.keys import KeyPath
from sim.scenario.notation import percent, pounds
from sim.scenario.scenario import Scenario
from sim.scenario.specs import CouncilSpec, GrantEvent, PartnershipSpec

type Remark = tuple[KeyPath, str]
"""Where a figure stands in a scenario, and what is unusual about it."""

SMALLEST_SUM = 10_000.0
"""Pounds; a smaller saving or grant of a council was probably written in thousands."""
SET_UP_RATIOS = (0.01, 10.0)
"""Set-up cost as a multiple of a year's saving; every type's own lies well between them."""


def unusual_figures(scenario: Scenario) -> Iterator[Remark]:
    """Yield every figure of a scenario that is far from what is usual."""
    for i, council in enumerate(scenario.place.council):
        yield from of_council(scenario, ("place", "council", i), council)
    for i, partnership in enumerate(scenario.partnerships):
        yield from of_partnership(scenario, ("partnership", i), partnership)
    for i, event in enumerate(scenario.events):
        if isinstance(event, GrantEvent) and 0.0 < event.amount < SMALLEST_SUM:
            usual = f"a grant is usually {pounds(SMALLEST_SUM)} or more (write pounds)"
            said = f"amount of `{event.name}` is {pounds(event.amount)}; {usual}"
            yield ("event", i, "amount"), said
    yield from of_cuts(scenario)


def limits(kind: type[Parameters], name: str) -> tuple[float, float]:
    """Return the range of a parameter, which its evidence gives."""
    evidence = evidence_of(kind.model_fields[name])
    assert evidence.low is not None
    assert evidence.high is not None
    return evidence.low, evidence.high


def of_council(scenario: Scenario, base: KeyPath, council: CouncilSpec) -> Iterator[Remark]:
    """Yield what is unusual about a council's own figures."""
    low, high = (1000.0 * limit for limit in limits(StartingParameters, "population"))
    if council.population is not None and not low <= council.population <= high:
        said = f"{council.population:,} people; the usual range is {low:,.0f} to {high:,.0f}"
        yield (*base, "population"), f"population of {council.name} is {said} (write people)"
    people = people_of(scenario, council)
    least, most = (people * limit for limit in limits(StartingParameters, "spend_per_head"))
    if council.budget is not None and not least <= council.budget <= most:
        said = f"{pounds(council.budget)} a year for {people:,.0f} people; the usual range is"
        usual = f"{pounds(least)} to {pounds(most)} (write pounds)"
        yield (*base, "budget"), f"budget of {council.name} is {said} {usual}"
    budget = budget_of(scenario, council)
    for name in ("care", "reserves"):
        figure = getattr(council, name)
        if figure is not None and figure > budget:
            said = f"{pounds(figure)}, more than its budget of {pounds(budget)} a year"
            yield (*base, name), f"{name} of {council.name} is {said}"


def people_of(scenario: Scenario, council: CouncilSpec) -> float:
    """Return the people of a council as far as known, else as usual in its class."""
    people = known(council, "population")
    return float(kind_of(scenario, council).population) if people is None else people


def budget_of(scenario: Scenario, council: CouncilSpec) -> float:
    """Return the budget of a council in pounds a year, as far as known, else as usual."""
    budget = known(council, "budget")
    if budget is not None:
        return budget
    return float(kind_of(scenario, council).spend_per_head) * people_of(scenario, council)


def kind_of(scenario: Scenario, council: CouncilSpec) -> ClassFacts:
    """Return the class of a council."""
    name = council.class_name or known_class(council) or scenario.place.council_class
    return class_of(name, scenario.params[StartingParameters])


def known_class(council: CouncilSpec) -> str | None:
    """Return the class of a council whose figures are published."""
    facts = facts_of(council.name)
    return facts.class_name if facts else None


def of_partnership(
    scenario: Scenario, base: KeyPath, partnership: PartnershipSpec
) -> Iterator[Remark]:
    """Yield what is unusual about a partnership's saving and its set-up cost."""
    name = f" of `{partnership.name}`" if partnership.name else ""
    saving, cost = partnership.target_saving, partnership.set_up_cost
    spent = spending_on(scenario, partnership)
    if saving > 0.0 and not SMALLEST_SUM <= saving <= max(spent, SMALLEST_SUM):
        said = f"{pounds(saving)} a year; the usual range is {pounds(SMALLEST_SUM)} to the"
        usual = f"{pounds(spent)} that its members spend on the service (write pounds)"
        yield (*base, "target_saving"), f"target_saving{name} is {said} {usual}"
    low, high = (saving * ratio for ratio in SET_UP_RATIOS)
    if saving > 0.0 and cost > 0.0 and not low <= cost <= high:
        said = (
            f"{pounds(cost)}; for such a saving the usual range is {pounds(low)} to {pounds(high)}"
        )
        yield (*base, "set_up_cost"), f"set_up_cost{name} is {said} (write pounds)"


def spending_on(scenario: Scenario, partnership: PartnershipSpec) -> float:
    """Return what the councils of a partnership spend on its services, in pounds a year."""
    shares = service_shares(scenario.params[StartingParameters])
    services = TYPES[partnership.type].services
    own = [s for s in services if partnership.service in (None, s.label)]
    councils = {council.name: council for council in scenario.place.council_list()}
    budgets = [budget_of(scenario, councils[m]) for m in partnership.members if m in councils]
    return float(sum(budgets) * sum(shares[service] for service in own))


def of_cuts(scenario: Scenario) -> Iterator[Remark]:
    """Yield every listed cut that is far from those that there have been."""
    numbers = scenario.params[FundingParameters]
    if numbers.profile != "file":
        return
    low, high = limits(FundingParameters, "later_cut")
    odd = [cut for cut in numbers.cuts if not low <= cut <= high]
    if odd:
        said = ", ".join(percent(cut) for cut in dict.fromkeys(odd))
        usual = f"the usual range is {percent(low)} (the grant grows) to {percent(high)} a year"
        yield ("policy", "funding", "cuts"), f"cuts of {said}; {usual}"
