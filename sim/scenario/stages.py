"""Stages: rules that change on the way, each set of them whole and checked before anything runs."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from sim.core.parameters import ParameterSet
from sim.mechanisms import parameter_groups
from sim.scenario.chain import Written, WrittenValues, as_tuples
from sim.scenario.keys import KeyPath, dotted, key_words
from sim.scenario.specs import EventSpec, NewRulesEvent
from sim.scenario.validation import Collector, parameters, with_preset

SWITCH = "enabled"


class Stage(NamedTuple):
    """The numbers that hold from a quarter on."""

    quarter: int
    params: ParameterSet


def stages_of(
    events: Sequence[EventSpec], written: WrittenValues, found: Collector
) -> tuple[Stage, ...]:
    """Return the stages that events of new rules make, or note every mistake in them.

    Each is what was written before with the event's levers on top, so a new preset gives way to
    any rule that was ever written by itself.
    """
    changes = [(i, event) for i, event in enumerate(events) if isinstance(event, NewRulesEvent)]
    stages, so_far = [], written
    for i, event in sorted(changes, key=lambda change: change[1].quarter):
        new = new_values(i, event, written)
        for path, item in new.items():
            check_live(path, item, found)
        so_far = {**so_far, **new}
        params = parameters(with_preset(so_far), found)
        if params is not None:
            stages.append(Stage(event.quarter, params))
    return tuple(stages)


def new_values(i: int, event: NewRulesEvent, written: WrittenValues) -> WrittenValues:
    """Return what an event sets, each with the place in the file where the event stands."""
    document = written["event",].document
    new: WrittenValues = {}
    for key, value in event.values.items():
        path: KeyPath = key_words(key)
        at = document and document.positions.get(("event", i, "set"))
        here = replace(document, positions={path: at}) if document and at else document
        new[path] = Written(as_tuples(value), here)
    return new


def check_live(path: KeyPath, item: Written, found: Collector) -> None:
    """Note a key that nobody can change once a world has begun."""
    group = parameter_groups().get(str(path[1])) if len(path) == 3 else None
    key = dotted(path)
    if path[0] != "policy":
        found.add(item.where(path), f"new rules set levers (policy.…), not `{key}`")
    elif path[-1] == SWITCH:
        found.add(
            item.where(path), f"{key} is a switch of the whole run; new rules cannot change it"
        )
    elif group is not None and path[-1] in group.from_start:
        found.add(
            item.where(path), f"{key} takes effect only at the start; set it outside the event"
        )
