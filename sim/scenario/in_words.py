"""In words: what a scenario was understood to say: who, what, how much, when."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sim.core.periods import QUARTERS_PER_YEAR, financial_year, label, year_of
from sim.mechanisms import parameter_groups
from sim.mechanisms.funding import FundingParameters, cut_of, yearly_cuts
from sim.scenario.calendar import APRIL, MONTHS
from sim.scenario.keys import dotted
from sim.scenario.notation import percent, pounds
from sim.scenario.scenario import Scenario
from sim.scenario.specs import CouncilSpec, EventSpec, GrantEvent, MergerEvent, PartnershipSpec
from sim.scenario.validation import ROLES

NAMES_SHOWN = 6
MONTHS_PER_QUARTER = 3


def in_words(scenario: Scenario) -> list[str]:
    """Return a scenario as sentences, one for each thing that it says."""
    return [
        duration(scenario),
        places(scenario),
        *(figures for c in scenario.place.council if (figures := council(c))),
        cuts(scenario),
        *(partnership(p, scenario.run.start_year) for p in scenario.partnerships),
        *(event(e, scenario.run.start_year) for e in scenario.events),
        *parameters(scenario),
    ]


def month_of(quarter: int, start_year: int) -> str:
    """Return the first month of a quarter: ``July 2027``."""
    month = (APRIL - 1 + MONTHS_PER_QUARTER * quarter) % 12
    later = (APRIL - 1 + MONTHS_PER_QUARTER * quarter) // 12
    return f"{MONTHS[month].capitalize()} {start_year + later}"


def at(quarter: int, start_year: int) -> str:
    """Return a quarter as its number, its name and its first month."""
    named = f"{label(quarter, start_year)}, from {month_of(quarter, start_year)}"
    return f"quarter {quarter}, counted from 0 ({named})"


def duration(scenario: Scenario) -> str:
    """Say how long a run is and how often it is made."""
    run = scenario.run
    last = financial_year(run.start_year + year_of(run.quarters - 1))
    begins = f"{run.quarters} quarters from {month_of(0, run.start_year)}, into {last}"
    many = "1 replicate" if run.replicates == 1 else f"{run.replicates} replicates"
    return f"Runs for {begins}; {many}, random seed {run.seed}."


def places(scenario: Scenario) -> str:
    """Say who there is."""
    place, councils = scenario.place, scenario.place.council_list()
    others = {
        "housing association": place.housing_associations,
        "social enterprise": place.social_enterprises,
        "contractor": place.contractors,
        "named organisation": len(place.organisation),
    }
    said = [counted(number, name) for name, number in others.items() if number]
    named = listed([c.name for c in councils])
    residents = place.residents_per_council
    sample = f"{residents:,} residents" if isinstance(residents, int) else f"{residents} residents"
    more = f"; {', '.join(said)}" if said else ""
    return f"{counted(len(councils), 'council')}: {named}{more}; {sample} simulated per council."


def counted(number: int, name: str) -> str:
    """Return a number of things in words."""
    return f"{number:,} {name}{'s' * (number != 1)}"


def listed(names: Sequence[str]) -> str:
    """Return names, the first few of many."""
    more = len(names) - NAMES_SHOWN
    return ", ".join(names[:NAMES_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def council(spec: CouncilSpec) -> str:
    """Say which figures of a council are its own; empty if none is."""
    said = [
        f"{spec.population:,} people" if spec.population is not None else "",
        f"a budget of {pounds(spec.budget)} a year" if spec.budget is not None else "",
        f"of which care {pounds(spec.care)}" if spec.care is not None else "",
        f"reserves of {pounds(spec.reserves)}" if spec.reserves is not None else "",
        f"{percent(spec.grant_share)} of its income from grant"
        if spec.grant_share is not None
        else "",
        f"a deprivation score of {spec.deprivation:g}" if spec.deprivation is not None else "",
        f"{spec.grant_cut_factor:g} times the usual cut" if spec.grant_cut_factor != 1.0 else "",
    ]
    own = [part for part in said if part]
    return f"{spec.name} has {', '.join(own)}." if own else ""


def cuts(scenario: Scenario) -> str:
    """Say by how much the grant is cut in which years of the run."""
    every = yearly_cuts(scenario.params[FundingParameters])
    start = scenario.run.start_year
    by_year = [(start + y, cut_of(y, every)) for y in range(1, scenario.run.years)]
    spans = [(cut, [y for y, _ in years]) for cut, years in groupby(by_year, lambda pair: pair[1])]
    said = [f"{percent(cut)} {span(years)}" for cut, years in spans if cut]
    if not said:
        return "The grant is not cut in the years of the run."
    return f"The grant is cut, each year against the year before, by {', '.join(said)}."


def span(years: Sequence[int]) -> str:
    """Return years in a row as people write them."""
    first, last = financial_year(years[0]), financial_year(years[-1])
    return f"in {first}" if first == last else f"a year from {first} to {last}"


def partnership(spec: PartnershipSpec, start_year: int) -> str:
    """Say who does what together, what it is to save and cost, and when."""
    name = f"`{spec.name}`" if spec.name else "A partnership without a name"
    about = f" of {spec.service}" if spec.service else ""
    saves = f"is to save {pounds(spec.target_saving)} a year" if spec.target_saving else ""
    costs = f"costs {pounds(spec.set_up_cost)} to set up" if spec.set_up_cost else ""
    term = f"runs for {spec.term_quarters} quarters" if spec.term_quarters else ""
    agreed = "is agreed" if spec.agreed else "goes into negotiation"
    said = [part for part in (saves, costs, term) if part]
    does = ", ".join([*said, f"{agreed} in {at(spec.start, start_year)}"])
    return f"{name}: {spec.type}{about} between {' and '.join(spec.members)}; {does}."


def event(spec: EventSpec, start_year: int) -> str:
    """Say what happens from outside, and when."""
    if isinstance(spec, GrantEvent | MergerEvent):
        quarter = spec.year * QUARTERS_PER_YEAR
        when = f"in {financial_year(start_year + spec.year)} (year {spec.year}, counted from 0)"
    else:
        quarter = spec.quarter
        when = f"in {at(quarter, start_year)}"
    fields = spec.model_dump(exclude={"name", "kind", "year", "quarter"}, exclude_none=True)
    said = [f"{name.replace('_', ' ')} {amount(name, value)}" for name, value in fields.items()]
    return f"`{spec.name}`: {spec.kind} {when}" + (f"; {', '.join(said)}." if said else ".")


def amount(name: str, value: Any) -> str:
    """Return a value of an event in words."""
    if name == "amount":
        return f"{pounds(value)} for each council that gets it"
    if isinstance(value, dict):
        return ", ".join(f"{key} = {item}" for key, item in value.items())
    return " and ".join(value) if isinstance(value, tuple) else f"{value}"


def parameters(scenario: Scenario) -> Iterator[str]:
    """Yield every parameter that was set, with its unit and its default."""
    known = {d.key: d for group in parameter_groups().values() for d in group.declared()}
    groups = {kind.group: values for kind, values in scenario.params.given.items()}
    for path in scenario.written:
        if path[0] in ROLES and dotted(path) in known:
            declared, value = known[dotted(path)], getattr(groups[str(path[1])], str(path[2]))
            unit, default = declared.evidence.unit, plainly(declared.default)
            yield f"{declared.key} is {plainly(value)} ({unit}; default {default})."


def plainly(value: Any) -> str:
    """Return a value as a sentence shows it."""
    if isinstance(value, tuple):
        return "[" + ", ".join(plainly(item) for item in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
