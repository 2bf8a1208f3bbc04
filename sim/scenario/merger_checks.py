"""Merger checks: who is one council by when, and what can no longer be told apart then."""

from collections.abc import Sequence

from sim.core.parameters import ParameterSet
from sim.core.periods import QUARTERS_PER_YEAR
from sim.mechanisms.pilots import PilotParameters
from sim.scenario.chain import WrittenValues, where_written
from sim.scenario.specs import EventSpec, MergerEvent, PartnershipSpec
from sim.scenario.validation import Collector

type Merger = tuple[int, MergerEvent]
"""A merger with its place in the list of events."""


def check_mergers(
    events: Sequence[EventSpec],
    partnerships: Sequence[PartnershipSpec],
    written: WrittenValues,
    found: Collector,
) -> None:
    """Note mergers of what is one council already, and partnerships of one with itself."""
    mergers = in_order(events)
    for position, (i, event) in enumerate(mergers):
        first, second = event.councils
        if first != second and one_by(mergers[:position], first) == one_by(
            mergers[:position], second
        ):
            where = where_written(("event", i, "councils"), written)
            found.add(where, f"`{first}` and `{second}` are one council by year {event.year}")
    for i, partnership in enumerate(partnerships):
        before = [m for m in mergers if m[1].year * QUARTERS_PER_YEAR <= partnership.start]
        names = dict.fromkeys(partnership.members)
        if len({one_by(before, name) for name in names}) < len(names):
            where = where_written(("partnership", i, "members"), written)
            message = f"two of its members are one council by quarter {partnership.start}"
            found.add(where, f"{message}, in which it starts")


def in_order(events: Sequence[EventSpec]) -> list[Merger]:
    """Return the mergers among some events in the order in which they happen."""
    mergers = [(i, event) for i, event in enumerate(events) if isinstance(event, MergerEvent)]
    return sorted(mergers, key=lambda merger: merger[1].year)


def one_by(mergers: Sequence[Merger], name: str) -> frozenset[str]:
    """Return the councils that are one with a council after some mergers, itself included."""
    one = {name}
    # A merger joins what earlier ones made, so all are looked at as often as there are of them.
    for _ in mergers:
        for _, event in mergers:
            if one & set(event.councils):
                one |= set(event.councils)
    return frozenset(one)


def check_pilots_stay(
    events: Sequence[EventSpec],
    rules: Sequence[ParameterSet],
    written: WrittenValues,
    found: Collector,
) -> None:
    """Note a merger before a pilot has been judged: its areas must stay what they are."""
    if rules[0][PilotParameters].areas == 0:
        return
    judged = max(params[PilotParameters].quarters for params in rules)
    for i, event in in_order(events):
        if event.year * QUARTERS_PER_YEAR <= judged:
            found.add(
                where_written(("event", i, "year"), written),
                f"a merger on the first day of year {event.year} falls in a pilot, which is judged"
                f" in quarter {judged}; councils can merge after that",
            )
