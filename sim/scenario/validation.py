"""Validation: every mistake of a scenario at once, each in words, with what would be accepted."""

from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from sim.core.errors import Mistake, ScenarioError, nearest
from sim.core.parameters import Parameters, ParameterSet
from sim.mechanisms import parameter_groups
from sim.scenario.beyond_range import checked
from sim.scenario.calendar import Calendar
from sim.scenario.chain import BY_YEAR, TEXTS, Written, WrittenValues
from sim.scenario.keys import KeyPath, dotted, key_words
from sim.scenario.presets import PRESETS
from sim.scenario.specs import RunSpec, Spec
from sim.scenario.wording import all_specs, explain, looked_up, shown, tags_of
from sim.scenario.year_table import READ, in_run

ROLES = ("policy", "uncertainty")
TOP = (*TEXTS, *ROLES, "place", "run", "event", "partnership", "extends")
BEYOND_RANGE: KeyPath = ("run", "beyond_range")
PRESET_KEY: KeyPath = ("policy", "collaboration", "preset")


class Collector:
    """Mistakes found so far, kept in the order of the files."""

    def __init__(self) -> None:
        self._found: list[tuple[tuple[str, int, int], Mistake]] = []

    def add(self, where: str, message: str) -> None:
        """Note one mistake."""
        name, _, rest = where.partition(":")
        line, _, column = rest.partition(":")
        order = (name, int(line), int(column)) if column.isdigit() else (where, 0, 0)
        self._found.append((order, Mistake(where, message)))

    def raise_if_any(self) -> None:
        """Raise one ScenarioError with everything found."""
        if self._found:
            unique = dict.fromkeys(
                mistake for _, mistake in sorted(self._found, key=lambda f: f[0])
            )
            raise ScenarioError(list(unique))


def with_preset(written: WrittenValues) -> WrittenValues:
    """Return what is written, with the preset's values where nothing is."""
    given = written.get(PRESET_KEY)
    preset = PRESETS.get(given.value, {}) if given and isinstance(given.value, str) else {}
    defaults: WrittenValues = {key_words(key): Written(value) for key, value in preset.items()}
    return {**defaults, **written}


def with_years(written: WrittenValues, run: RunSpec | None, found: Collector) -> WrittenValues:
    """Return what is written with a table by financial year matched with the years of the run."""
    item = written.get(BY_YEAR)
    if item is None or not (isinstance(item.value, dict) and set(item.value) == READ):
        return written
    cuts: tuple[float, ...] = ()
    try:
        if run is not None:  # a run that is wrong is reported, and its years mean nothing
            cuts = in_run(item.value["years"], run.start_year, run.start_year + run.years - 1)
    except ValueError as error:
        found.add(item.where(BY_YEAR), f"{dotted(BY_YEAR)}: {error}")
    return {**written, BY_YEAR: replace(item, value=cuts)}


def parameters(written: WrittenValues, found: Collector) -> ParameterSet | None:
    """Return all groups of parameters, or note every mistake in them."""
    groups = parameter_groups()
    values: dict[str, dict[str, Any]] = {name: {} for name in groups}
    paths: dict[tuple[str, str], tuple[KeyPath, Written]] = {}
    for path, item in written.items():
        empty_table = item.value == {} and len(path) == 2 and path[1] in groups
        if path[0] not in ROLES or empty_table:
            continue
        if check_key(path, item, found):
            values[str(path[1])][str(path[2])] = item.value
            paths[str(path[1]), str(path[2])] = (path, item)
    forced = forced_keys(written, found)
    built = {}
    for name, group in groups.items():
        try:
            built[group] = checked(group, values[name], forced)
        except ValidationError as error:
            for detail in error.errors():
                note_of_parameter(group, detail, forced, paths, found)
    return ParameterSet(built) if len(built) == len(groups) else None


def forced_keys(written: WrittenValues, found: Collector) -> tuple[str, ...]:
    """Return the keys that may lie beyond their range, and note each that is no parameter."""
    item = written.get(BEYOND_RANGE, Written(()))
    keys = item.value if isinstance(item.value, tuple) else ()
    for key in keys:
        if key not in known_keys():
            hint = nearest(str(key), list(known_keys()))
            found.add(item.where(BEYOND_RANGE), f"unknown key `{key}`{hint}")
    return keys


def note_of_parameter(
    group: type[Parameters],
    detail: ErrorDetails,
    forced: tuple[str, ...],
    paths: dict[tuple[str, str], tuple[KeyPath, Written]],
    found: Collector,
) -> None:
    """Note one mistake in a group of parameters, at the value that makes it."""
    if not detail["loc"]:
        note_of_group(group.group, detail, paths, found)
        return
    path, item = paths[group.group, str(detail["loc"][0])]
    known = group.model_fields[str(detail["loc"][0])]
    info = None if dotted(path) in forced else known
    key = dotted((*path, *detail["loc"][1:]))
    found.add(item.where(path), explain(key, detail, info))


def note_of_group(
    group: str,
    detail: ErrorDetails,
    paths: dict[tuple[str, str], tuple[KeyPath, Written]],
    found: Collector,
) -> None:
    """Note what is wrong with the values of a group together, at the first that was written."""
    path, item = next(place for (name, _), place in paths.items() if name == group)
    found.add(item.where(path), detail["msg"].removeprefix("Value error, "))


@cache
def known_keys() -> dict[str, None]:
    """Return the keys of all parameters, in the order of the code."""
    groups = parameter_groups().values()
    return dict.fromkeys(declared.key for group in groups for declared in group.declared())


def check_key(path: KeyPath, item: Written, found: Collector) -> bool:
    """Note what is wrong with a parameter's key, if anything; True if it is valid."""
    known = known_keys()
    key = dotted(path)
    if key in known:
        return True
    twin = next((k for k in known if k.split(".")[1:] == [str(p) for p in path[1:]]), None)
    if twin:
        role = twin.split(".")[0]
        kind = "a lever: it belongs" if role == "policy" else "an uncertain value: it belongs"
        found.add(item.where(path), f"{key} is {kind} in [{role}.{path[1]}], as `{twin}`")
    else:
        beside = [name for name in known if name.split(".")[:2] == [str(p) for p in path[:2]]]
        hint = nearest(key, beside) or nearest(key, list(known))
        found.add(item.where(path), f"unknown key `{key}`{hint}")
    return False


def spec[S: Spec](
    kind: type[S], base: KeyPath, written: WrittenValues, found: Collector
) -> S | None:
    """Return a table such as [run], or note every mistake in it."""
    own = {p[len(base) :]: item for p, item in written.items() if p[: len(base)] == base}
    values: dict[str, Any] = {}
    for path, item in own.items():
        if len(path) == 1:
            values[str(path[0])] = item.value
        elif path:
            found.add(item.where((*base, *path)), f"unknown key `{dotted((*base, *path))}`")
        elif item.value != {}:
            name = dotted(base)
            found.add(item.where(base), f"{name} is {shown(item.value)}; it is a table, [{name}]")
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        for detail in error.errors():
            note(detail, base, own, kind, found)
        return None


def spec_list(
    kind: Any, key: str, written: WrittenValues, found: Collector, calendar: Calendar
) -> tuple[Any, ...]:
    """Return a list of tables such as [[event]], or note every mistake in it."""
    item = written.get((key,))
    if item is None:
        return ()
    try:
        adapter: TypeAdapter[tuple[Any, ...]] = TypeAdapter(tuple[kind, ...])
        return adapter.validate_python(item.value, strict=True, context=calendar)
    except ValidationError as error:
        for detail in error.errors():
            path = (key, *without_tag(detail["loc"]))
            known = looked_up(kind, detail["loc"])
            found.add(item.where(path), explain(item.called(path), detail, *known))
        return ()


def note(
    detail: ErrorDetails, base: KeyPath, own: WrittenValues, kind: type[Spec], found: Collector
) -> None:
    """Note one mistake of a table, with the file and line where it was written."""
    location = detail["loc"]
    item = own.get(tuple(location[:1])) or next(iter(own.values()))
    path = (*base, *location)
    found.add(item.where(path), explain(dotted(path), detail, *looked_up(kind, location)))


def without_tag(location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Return a location in a list of tables without the kind that a table was read as."""
    tagged = len(location) > 1 and any(location[1] in tags_of(model) for model in all_specs())
    return (location[0], *location[2:]) if tagged else location


def unknown_tables(written: WrittenValues, found: Collector) -> None:
    """Note every table or key at the top of a file that means nothing to us."""
    for path, item in written.items():
        if path == ("extends",):
            message = "extends belongs in a scenario file; name the scenario itself here"
            found.add(item.where(path), message)
        elif path[0] not in TOP:
            found.add(item.where(path), f"unknown key `{path[0]}`{nearest(str(path[0]), TOP)}")
        elif path[0] in TEXTS and not (len(path) == 1 and isinstance(item.value, str)):
            wanted = "it takes text in quotes" + f", as `{path[0]}` itself" * (len(path) > 1)
            found.add(item.where(path), f"{dotted(path)} is {shown(item.value)}; {wanted}")
