"""Difference: the values, defaults included, in which two scenarios differ."""

from collections.abc import Iterator
from typing import Any

from sim.scenario.scenario import Scenario


def differences(base: Scenario, other: Scenario) -> dict[str, tuple[Any, Any]]:
    """Return key: (value in base, value in other) where they differ; None where one has no value.

    Keys are written as in ``--set``; events and partnerships go by their names.
    """
    one, two = dict(values_of(base)), dict(values_of(other))
    keys = dict.fromkeys([*one, *two])
    found = {key: (one.get(key), two.get(key)) for key in keys}
    return {key: pair for key, pair in found.items() if pair[0] != pair[1]}


def values_of(scenario: Scenario) -> Iterator[tuple[str, Any]]:
    """Yield every value of a world with its key."""
    for kind, group in scenario.params.given.items():
        for declared in kind.declared():
            yield declared.key, getattr(group, declared.key.rpartition(".")[2])
    for name in ("seed", "replicates", "record"):
        yield f"run.{name}", getattr(scenario.run, name)
    resolved = scenario.resolved()
    tables = {
        "place": resolved["place"],
        "run": resolved["run"],
        "event": resolved["events"],
        "partnership": resolved["partnerships"],
    }
    for key, table in tables.items():
        yield from leaves(key, table)


def leaves(key: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the plain values inside a table or a list of tables; items of a list by name."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(f"{key}.{name}", item)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for i, item in enumerate(value):
            yield from leaves(f"{key}.{item.get('name') or i}", item)
    else:
        yield key, value
