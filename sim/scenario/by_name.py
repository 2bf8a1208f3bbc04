"""By name: keys such as ``event.NAME.FIELD`` change one table of a list of tables."""

from typing import Any

from sim.scenario.chain import Written, WrittenValues
from sim.scenario.keys import KeyPath, dotted
from sim.scenario.validation import Collector

BY_NAME = ("event", "partnership")
"""Lists of tables whose members a key may name."""


def by_name(table: str, written: WrittenValues, found: Collector) -> WrittenValues:
    """Return what is written with the keys that name a member of a list put in their place."""
    changes = {path: item for path, item in written.items() if path[0] == table and len(path) > 1}
    if not changes:
        return written
    rest = {path: item for path, item in written.items() if path not in changes}
    whole = rest.get((table,), Written(()))
    if not is_list_of_tables(whole.value):
        return rest  # what is wrong with the list itself is said where it is read
    items = [dict(one) for one in whole.value]
    names = [str(one.get("name", i)) for i, one in enumerate(items)]
    changed = dict(whole.changed)
    for path, item in changes.items():
        if wrong := mistake_in(path, names):
            found.add(item.where(path), wrong)
            continue
        number = names.index(str(path[1]))
        items[number][str(path[2])] = item.value
        changed[table, number, path[2]] = (path, item)
    if items:
        rest[table,] = Written(tuple(items), whole.document, changed)
    return rest


def is_list_of_tables(value: Any) -> bool:
    """Tell whether a value is what ``[[event]]`` makes."""
    return isinstance(value, tuple) and all(isinstance(one, dict) for one in value)


def mistake_in(path: KeyPath, names: list[str]) -> str | None:
    """Return what is wrong with a key that is to name a table of a list; None if nothing is."""
    table, name = str(path[0]), str(path[1])
    have = f"there is {', '.join(names)}" if names else "there is none"
    if len(path) == 2 and name not in names:
        return f"`{dotted(path)}` names no {table}: write {table}.NAME.{name} ({have})"
    if len(path) != 3:
        return (
            f"`{dotted(path)}` is not {table}.NAME.FIELD; a name that holds a dot needs quotes, "
            f'as in {table}."No. 1".FIELD'
        )
    return None if name in names else f"there is no {table} `{name}`; {have}"
