"""Remarks: what is valid and may still not be what somebody meant, one line each.

A remark stops nothing. It says where the value was written, and what is usual or what would act.
"""

from collections.abc import Iterator
from typing import Any

from sim.core.errors import Mistake
from sim.core.parameters import Parameters, ParameterSet
from sim.core.periods import financial_year
from sim.mechanisms import parameter_groups
from sim.mechanisms.funding import FundingParameters
from sim.scenario.chain import BY_YEAR, Written
from sim.scenario.keys import KeyPath, dotted, key_words
from sim.scenario.plausibility import unusual_figures
from sim.scenario.scenario import Scenario
from sim.scenario.validation import BEYOND_RANGE, ROLES
from sim.scenario.year_table import READ, begins


def remarks(scenario: Scenario) -> list[Mistake]:
    """Return what somebody should look at again before running a scenario."""
    found = [*without_effect(scenario), *beyond_range(scenario), *unused_years(scenario)]
    found += no_cuts(scenario)
    found += [Mistake(where(scenario, path), said) for path, said in unusual_figures(scenario)]
    return list(dict.fromkeys(found))


def where(scenario: Scenario, path: KeyPath) -> str:
    """Return where a value was written; empty for one that comes from nowhere in particular."""
    for length in range(len(path), 0, -1):
        if path[:length] in scenario.written:
            return scenario.written[path[:length]].where(path)
    return ""


def no_cuts(scenario: Scenario) -> Iterator[Mistake]:
    """Yield the profile that takes cuts from a table or a list where there is neither."""
    funding = scenario.params[FundingParameters]
    if funding.profile == "file" and not funding.cuts:
        path = ("policy", "funding", "profile")
        message = 'the profile is "file" and policy.funding.cuts lists none: grant is never cut'
        yield Mistake(where(scenario, path), message)


def without_effect(scenario: Scenario) -> Iterator[Mistake]:
    """Yield every parameter that was set and that nothing reads, with the reason."""
    everything = [scenario.params, *(stage.params for stage in scenario.stages)]
    for path, item in scenario.written.items():
        if path[0] in ROLES and len(path) == 3:
            reasons = [unread(params, path) for params in everything]
            if all(reasons):
                yield Mistake(
                    item.where(path), f"{dotted(path)} has no effect because {reasons[0]}"
                )
    yield from new_rules_without_effect(scenario)


def new_rules_without_effect(scenario: Scenario) -> Iterator[Mistake]:
    """Yield every lever that an event sets and that nothing reads from then on."""
    for i, event in enumerate(scenario.events):
        for key in getattr(event, "values", {}):
            later = [s.params for s in scenario.stages if s.quarter >= getattr(event, "quarter", 0)]
            path = key_words(key)
            reasons = [unread(params, path) for params in later]
            if reasons and all(reasons):
                message = f"{key} has no effect because {reasons[0]}"
                yield Mistake(where(scenario, ("event", i, "set", key)), message)


def unread(params: ParameterSet, path: KeyPath) -> str:
    """Return why nothing reads a parameter; empty if something does."""
    kind = parameter_groups()[str(path[1])]
    group, name = params.given[kind], str(path[2])
    if not group.enabled and name in group.neutral:
        return f"{key_of(kind, 'enabled')} is false"
    if name not in kind.read_if:
        return ""
    other, values = kind.read_if[name]
    value = getattr(group, other)
    return "" if value in values else f"{key_of(kind, other)} is {plainly(value)}"


def beyond_range(scenario: Scenario) -> Iterator[Mistake]:
    """Yield every parameter that may lie beyond its range, and whether it does."""
    place = where(scenario, BEYOND_RANGE)
    groups = {kind.group: (kind, values) for kind, values in scenario.params.given.items()}
    for key in scenario.run.beyond_range:
        kind, values = groups[key.split(".")[1]]
        declared = next(d for d in kind.declared() if d.key == key)
        low, high, unit = declared.evidence.low, declared.evidence.high, declared.evidence.unit
        value = getattr(values, key.rpartition(".")[2])
        if low is None or high is None or value is None:
            yield Mistake(place, f"{key} has no value that could lie beyond a range")
        elif low <= value <= high:
            yield Mistake(place, f"{key} is {value:g}, which is within its range")
        else:
            said = f"beyond the {low:g} to {high:g} of its evidence, as was asked for"
            yield Mistake(place, f"{key} is {value:g} {unit}, {said}")


def key_of(kind: type[Parameters], name: str) -> str:
    """Return the key of a parameter of a group."""
    return next(d.key for d in kind.declared() if d.key.endswith(f".{name}"))


def plainly(value: Any) -> str:
    """Return a value as a file writes it, without quotes."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def unused_years(scenario: Scenario) -> Iterator[Mistake]:
    """Yield in which years of the run a table of cuts has none, before its rows and after them."""
    item = scenario.written.get(BY_YEAR, Written(None))
    if not (isinstance(item.value, dict) and set(item.value) == READ):
        return
    run, name = scenario.run, item.value["file"]
    known = [begins(year, run.start_year) for year in item.value["years"]]
    first_cut, last_cut = run.start_year + 1, run.start_year + run.years - 1
    if min(known) > first_cut:
        said = f"no cut before {financial_year(min(known))}, where the table begins"
        yield Mistake(item.where(BY_YEAR), f"{name}: {said}")
    if max(known) < last_cut:
        said = f"no cut after {financial_year(max(known))}, where the table ends"
        yield Mistake(item.where(BY_YEAR), f"{name}: {said}")
