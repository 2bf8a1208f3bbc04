"""Changes: what differs between two worlds, and what a world sets itself, in plain words."""

from collections.abc import Mapping
from typing import Any

from sim.core.parameters import Declared
from sim.evidence import evidence_range, explain
from sim.mechanisms import parameter_groups
from sim.scenario.difference import leaves
from sim.views.report.table import Table
from sim.views.words import capital

MOST_ROWS = 25
NOT_A_CHOICE = ("run.record", "run.replicates", "run.seed")
"""Keys that say how often and how fully a world is run, not what it is."""


def declared_values() -> dict[str, Declared]:
    """Return every parameter by the path under which results keep it."""
    return {
        f"parameters.{name}.{d.key.rpartition('.')[2]}": d
        for name, group in parameter_groups().items()
        for d in group.declared()
    }


def values_of(world: Mapping[str, Any]) -> dict[str, Any]:
    """Return every plain value of a world by its path."""
    return {
        path: value
        for table, content in world["resolved"].items()
        for path, value in leaves(table, content)
        if path not in NOT_A_CHOICE
    }


def differences_table(base: Mapping[str, Any], other: Mapping[str, Any]) -> Table:
    """Return what differs between two worlds, with what it means."""
    one, two, known = values_of(base), values_of(other), declared_values()
    paths = [p for p in dict.fromkeys([*one, *two]) if one.get(p) != two.get(p)]
    rows = [
        (name_of(path, known), shown(one.get(path)), shown(two.get(path)), meaning(path, known))
        for path in paths[:MOST_ROWS]
    ]
    more = len(paths) - len(rows)
    note = f"{more} more are in the manifest of the results." if more > 0 else ""
    return Table(
        f"What differs in {other['label']}",
        ("what", str(base["label"]), str(other["label"]), "meaning"),
        rows,
        note,
        words=True,
    )


def own_values_table(world: Mapping[str, Any]) -> Table:
    """Return the assumptions that a world sets away from the default, with their source."""
    values, known = values_of(world), declared_values()
    changed = [
        (path, d)
        for path, d in known.items()
        if path in values and shown(values[path]) != shown(plainly(d.default))
    ]
    rows = [
        (
            name_of(path, known),
            shown(values[path]),
            shown(plainly(d.default)),
            range_of(d),
            capital(explain(d.evidence.source) or d.evidence.source),
        )
        for path, d in changed[:MOST_ROWS]
    ]
    return Table(
        f"What {world['label']} sets differently from the default",
        ("what", "here", "default", "range", "where the default comes from"),
        rows,
        beyond_range(values, known),
        words=True,
    )


def beyond_range(values: Mapping[str, Any], known: Mapping[str, Declared]) -> str:
    """Return which parameters lie beyond the range that they may have without being forced."""
    beyond = [
        f"{name_of(path, known)} is {shown(values[path])}, beyond {d.evidence.low:g} to "
        f"{d.evidence.high:g}"
        for path, d in known.items()
        if isinstance(values.get(path), int | float)
        and d.evidence.low is not None
        and d.evidence.high is not None
        and not d.evidence.low <= values[path] <= d.evidence.high
    ]
    return f"Set beyond the range of the evidence on request: {'; '.join(beyond)}." * bool(beyond)


def plainly(value: Any) -> Any:
    """Return a default as results keep it."""
    return list(value) if isinstance(value, tuple) else value


def name_of(path: str, known: Mapping[str, Declared]) -> str:
    """Return what a value is called: its group and name as words."""
    text = path.removeprefix("parameters.").replace("_", " ").replace(".", ": ", 1)
    unit = known[path].evidence.unit if path in known else ""
    return f"{capital(text)} ({unit})" if unit else capital(text)


def meaning(path: str, known: Mapping[str, Declared]) -> str:
    """Return what a value means, if it is a parameter."""
    return known[path].why if path in known else ""


def range_of(declared: Declared) -> str:
    """Return the range within which evidence or the design lets a value lie."""
    limits = evidence_range(declared.evidence.source)
    low, high = limits or (declared.evidence.low, declared.evidence.high)
    return "–" if low is None or high is None else f"{shown(low)} to {shown(high)}"


def shown(value: Any) -> str:
    """Return a value as a table shows it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value in ("", [], ()):
        return "–"
    if isinstance(value, float | int):
        return f"{value:,g}" if abs(value) < 1e6 else f"{value:,.0f}"
    if isinstance(value, list | tuple):
        return ", ".join(shown(item) for item in value)
    return str(value)
