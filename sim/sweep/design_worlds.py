"""Worlds of a design: which scenarios it runs, under which labels, with which settings."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.core.errors import Mistake, ScenarioError
from sim.scenario import Scenario
from sim.scenario.by_name import BY_NAME
from sim.scenario.chain import find
from sim.scenario.keys import KeyPath, dotted, key_words
from sim.scenario.reading import Document, exists
from sim.scenario.scenario import build, written_in
from sim.scenario.validation import Collector
from sim.study.gather import worlds_of
from sim.study.simulate import World
from sim.sweep.design_schema import DesignFile

NAMING = tuple((table,) for table in BY_NAME)


@dataclass(frozen=True)
class Entry:
    """One world as a design names it."""

    scenario: str
    path: KeyPath
    """Where the scenario is named in the file."""
    name: str | None = None
    settings: dict[str, Any] | None = None


def worlds_in(document: Document, asked: DesignFile, found: Collector) -> list[World]:
    """Return the worlds of a design, and note every scenario or setting that is not valid."""
    ways = [key for key in ("scenario", "scenarios", "world") if key in document.values]
    if len(ways) != 1:
        said = " and ".join(ways) or "no scenario"
        found.add(
            document.where((ways[-1],) if ways else ()),
            f"the design names {said}; it takes one of scenario, scenarios or [[world]]",
        )
        return []
    entries = list(entries_of(asked))
    scenarios = [scenario_of(entry, document, asked, found) for entry in entries]
    names = [entry.name for entry in entries if entry.name]
    for i, entry in enumerate(entries):
        if entry.name in names[:i]:
            found.add(document.where(("world", i, "name")), f"`{entry.name}` is named twice")
    sound = [scenario for scenario in scenarios if scenario]
    return worlds_of(sound) if len(sound) == len(scenarios) else []


def entries_of(asked: DesignFile) -> Iterator[Entry]:
    """Yield the worlds in the order of the file."""
    if asked.scenario is not None:
        yield Entry(asked.scenario, ("scenario",))
    for name in asked.scenarios or ():
        yield Entry(name, ("scenarios",))
    for i, world in enumerate(asked.world or ()):
        yield Entry(world.scenario, ("world", i, "scenario"), world.name, world.set)


def scenario_of(
    entry: Entry, document: Document, asked: DesignFile, found: Collector
) -> Scenario | None:
    """Return the scenario of one world with its settings, or note what is wrong with it."""
    try:
        path = file_of(entry.scenario, document.path.parent)
    except ScenarioError as error:
        found.add(document.where(entry.path), error.mistakes[0].message)
        return None
    try:
        scenario = build(entry.name or path.stem, written_in(path))
    except ScenarioError as error:
        for mistake in error.mistakes:
            found.add(mistake.where, mistake.message)
        return None
    run: dict[str, Any] = {"run.record": asked.record}
    if asked.seed is not None:
        run["run.seed"] = asked.seed
    common = {key: (("set", *where), value) for key, where, value in flat(asked.set)}
    own_path = (*entry.path[:-1], "set")
    own = {key: ((*own_path, *w), value) for key, w, value in flat(entry.settings or {})}
    return with_settings(scenario.with_values(run), {**common, **own}, document, found)


def with_settings(
    scenario: Scenario,
    settings: dict[str, tuple[KeyPath, Any]],
    document: Document,
    found: Collector,
) -> Scenario | None:
    """Return a scenario with settings on top, or note each mistake where it is written."""
    try:
        return scenario.with_values({key: value for key, (_, value) in settings.items()})
    except ScenarioError as error:
        for mistake in error.mistakes:
            key = blamed(mistake, settings)
            found.add(document.where(settings[key][0]), mistake.message)
        return None


def blamed(mistake: Mistake, keys: Iterable[str]) -> str:
    """Return which of the keys that were set a mistake is about; the first if none is named."""
    given = list(keys)
    own = next((key for key in given if mistake.where == f"--set {key}"), None)
    return own or next((key for key in given if key in mistake.message), given[0])


def flat(
    table: dict[str, Any], is_value: Callable[[Any], bool] = lambda value: False
) -> Iterator[tuple[str, KeyPath, Any]]:
    """Yield (dotted key, its words in the file, value) of a table, its keys quoted or nested.

    ``is_value`` tells of a table inside whether it is a value itself.
    """
    for path, words, value in flat_paths(table, is_value):
        yield dotted(path), words, value


def flat_paths(
    table: dict[str, Any], is_value: Callable[[Any], bool], before: KeyPath = ()
) -> Iterator[tuple[KeyPath, KeyPath, Any]]:
    """Yield (words of the key, its words in the file, value); ``before`` is the key of the table.

    A quoted key may be a whole dotted key, but what follows ``event`` is one name, dots and all.
    """
    for key, value in table.items():
        path = (*before, *((key,) if before in NAMING else key_words(key)))
        if isinstance(value, dict) and not is_value(value):
            for inner, words, item in flat_paths(value, is_value, path):
                yield inner, (key, *words), item
        else:
            yield path, (key,), value


def file_of(name: str, folder: Path) -> Path:
    """Return the file of a scenario: beside the design, a path from there, or in the library."""
    beside = folder / (name if name.endswith(".toml") else f"{name}.toml")
    return beside if exists(beside) and beside.is_file() else find(name)
