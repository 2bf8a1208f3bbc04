"""Scenario: one world as somebody described it, complete, checked and hashed."""

import hashlib
import json
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sim.core.errors import OldNameWarning
from sim.core.parameters import Parameters, ParameterSet
from sim.scenario.by_name import BY_NAME, by_name
from sim.scenario.calendar import Calendar
from sim.scenario.chain import (
    Written,
    WrittenValues,
    as_tuples,
    find,
    flatten,
    parse_sets,
    read_chain,
)
from sim.scenario.checks import check_pilots, cross_checks
from sim.scenario.keys import KeyPath, key_words
from sim.scenario.merger_checks import check_mergers, check_pilots_stay
from sim.scenario.name_checks import check_names, check_network_bodies
from sim.scenario.specs import (
    OLD_KINDS,
    AbsenceEvent,
    ClosureEvent,
    CrisisEvent,
    ElectionEvent,
    EventSpec,
    GrantEvent,
    MergerEvent,
    NewRulesEvent,
    OfficerLeavesEvent,
    PartnershipSpec,
    PlaceSpec,
    PolicyEvent,
    RunSpec,
    Spec,
    WithdrawalEvent,
)
from sim.scenario.stages import Stage, stages_of
from sim.scenario.validation import (
    BEYOND_RANGE,
    Collector,
    parameters,
    spec,
    spec_list,
    unknown_tables,
    with_preset,
    with_years,
)

NOT_THE_WORLD = ("seed", "replicates", "record", "beyond_range")
"""Keys of [run] that say how often and how closely to look or what may be set, not what happens."""


@dataclass(frozen=True)
class Scenario:
    """A world to run: its rules and uncertainties, its place, what happens in it, how long."""

    name: str
    params: ParameterSet
    place: PlaceSpec
    run: RunSpec
    events: tuple[EventSpec, ...]
    partnerships: tuple[PartnershipSpec, ...]
    texts: Mapping[str, str]
    written: WrittenValues = field(repr=False)
    stages: tuple[Stage, ...] = ()
    """What rules change on the way, in order."""

    @property
    def title(self) -> str:
        """What it is, in a line; its name if nobody said."""
        return self.texts.get("title", self.name)

    @property
    def story(self) -> str:
        """What happens in it and why one would look."""
        return self.texts.get("story", "")

    @property
    def source(self) -> str:
        """Where it comes from."""
        return self.texts.get("source", "")

    @property
    def grants(self) -> list[GrantEvent]:
        """Extra grants of single years."""
        return [event for event in self.events if isinstance(event, GrantEvent)]

    @property
    def crises(self) -> list[CrisisEvent]:
        """Emergencies."""
        return [event for event in self.events if isinstance(event, CrisisEvent)]

    @property
    def mergers(self) -> list[MergerEvent]:
        """Reorganisations."""
        return [event for event in self.events if isinstance(event, MergerEvent)]

    @property
    def policy_events(self) -> list[PolicyEvent]:
        """What policy from above does to leaders."""
        return [event for event in self.events if isinstance(event, PolicyEvent)]

    @property
    def elections(self) -> list[ElectionEvent]:
        """Polls out of turn."""
        return [event for event in self.events if isinstance(event, ElectionEvent)]

    @property
    def officers_leaving(self) -> list[OfficerLeavesEvent]:
        """Whose link officer leaves for certain."""
        return [event for event in self.events if isinstance(event, OfficerLeavesEvent)]

    @property
    def withdrawals(self) -> list[WithdrawalEvent]:
        """Members that give notice."""
        return [event for event in self.events if isinstance(event, WithdrawalEvent)]

    @property
    def absences(self) -> list[AbsenceEvent]:
        """Partners that stop turning up."""
        return [event for event in self.events if isinstance(event, AbsenceEvent)]

    @property
    def closures(self) -> list[ClosureEvent]:
        """Partnerships that are closed down."""
        return [event for event in self.events if isinstance(event, ClosureEvent)]

    @property
    def new_rules(self) -> list[NewRulesEvent]:
        """Levers that stand otherwise from some quarter on."""
        return [event for event in self.events if isinstance(event, NewRulesEvent)]

    def member(self, words: KeyPath) -> Spec | None:
        """Return the event or partnership that a key such as ``event.NAME.FIELD`` is about."""
        lists: dict[str, tuple[EventSpec | PartnershipSpec, ...]]
        lists = {"event": self.events, "partnership": self.partnerships}
        if len(words) != 3:
            return None
        members = enumerate(lists.get(str(words[0]), ()))
        return next((one for i, one in members if (one.name or str(i)) == words[1]), None)

    def rules_in(self, quarter: int) -> ParameterSet:
        """Return the numbers that hold in a quarter."""
        held = [stage.params for stage in self.stages if stage.quarter <= quarter]
        return held[-1] if held else self.params

    def held[T](
        self, rule: Callable[[ParameterSet], T], known: int, until: int
    ) -> list[tuple[T, int]]:
        """Return what a rule was from quarter 0 to ``until``, each with the quarters it held.

        What is known in a quarter says nothing of rules that change later: those of then go on.
        """
        changes = [(0, self.params), *((s.quarter, s.params) for s in self.stages)]
        changes = [change for change in changes if change[0] <= known]
        ends = [*(quarter for quarter, _ in changes[1:]), until]
        found: list[tuple[T, int]] = []
        for (begun, params), end in zip(changes, ends, strict=True):
            value, quarters = rule(params), max(0, end - begun)
            if found and (found[-1][1] == 0 or found[-1][0] == value):
                quarters += found.pop()[1]
            found.append((value, quarters))
        return found

    def with_group(self, group: Parameters) -> "Scenario":
        """Return the same world with one group of numbers as given, from the start to the end."""
        stages = tuple(Stage(s.quarter, s.params.replaced(group)) for s in self.stages)
        return replace(self, params=self.params.replaced(group), stages=stages)

    def resolved(self) -> dict[str, Any]:
        """Return every value of the world, defaults included, as plain nested tables."""
        groups = {group.group: values for group, values in self.params.given.items()}
        run = self.run.model_dump(mode="json")
        return {
            "parameters": {name: groups[name].model_dump(mode="json") for name in sorted(groups)},
            "place": self.place.model_dump(mode="json", by_alias=True, exclude_none=True),
            "run": {key: run[key] for key in run if key not in NOT_THE_WORLD},
            "events": [event.model_dump(mode="json", by_alias=True) for event in self.events],
            "partnerships": [p.model_dump(mode="json") for p in self.partnerships],
        }

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the resolved world: neither names, order, comments nor seeds change it."""
        text = json.dumps(plain(self.resolved()), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def with_values(self, values: Mapping[str, Any]) -> "Scenario":
        """Return the same world with some keys set, checked like any other scenario.

        Keys are written as in ``--set``: ``policy.funding.grant_cut``, ``run.quarters``. Raises
        ScenarioError with every mistake in them.
        """
        new: WrittenValues = {
            key_words(key): Written(as_tuples(value)) for key, value in values.items()
        }
        return build(self.name, {**self.written, **new})

    def with_run(self, **values: Any) -> "Scenario":
        """Return the same world with other values of [run]; raises ScenarioError for wrong ones."""
        return self.with_values({f"run.{key}": value for key, value in values.items()})


def plain(value: Any) -> Any:
    """Return a value with minus zero as zero, which is the same number to everybody but JSON."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value + 0.0 if isinstance(value, float) else value


def build(name: str, written: WrittenValues) -> Scenario:
    """Return the scenario of what was written, or raise ScenarioError with every mistake."""
    found = Collector()
    for table in BY_NAME:
        written = by_name(table, written, found)
    written = with_new_kinds(written)
    unknown_tables(written, found)
    place = spec(PlaceSpec, ("place",), written, found)
    run = spec(RunSpec, ("run",), written, found)
    taken = with_years(written, run, found)
    params = parameters(with_preset(taken), found)
    calendar = Calendar(run.start_year) if run else Calendar(RunSpec().start_year)
    events: tuple[EventSpec, ...] = spec_list(EventSpec, "event", taken, found, calendar)
    partnerships = spec_list(PartnershipSpec, "partnership", taken, found, calendar)
    if place and run:
        cross_checks(place, run, events, partnerships, taken, found)
        check_names(place, taken, found)
        check_network_bodies(place, taken, found)
        check_mergers(events, partnerships, taken, found)
    if place and params:
        check_pilots(params, place, taken, found)
    stages = stages_of(events, taken, found)
    if params:
        rules = [params, *(stage.params for stage in stages)]
        check_pilots_stay(events, rules, taken, found)
    found.raise_if_any()
    assert params is not None
    assert place is not None
    assert run is not None
    texts = {key: written[key,].value for key in ("title", "story", "source") if (key,) in written}
    return Scenario(name, params, place, run, events, partnerships, texts, written, stages)


def with_new_kinds(written: WrittenValues) -> WrittenValues:
    """Return what is written with kinds of events under their present names, warning of others."""
    item = written.get(("event",))
    if item is None or not isinstance(item.value, tuple):
        return written
    events = [dict(event) if isinstance(event, dict) else event for event in item.value]
    for event in events:
        old = event.get("kind") if isinstance(event, dict) else None
        if isinstance(old, str) and old in OLD_KINDS:
            event["kind"] = OLD_KINDS[old]
            said = f'events of kind "{old}" are now called "{OLD_KINDS[old]}" and mean the same'
            warnings.warn(said, OldNameWarning, stacklevel=2)
    return {**written, ("event",): replace(item, value=tuple(events))}


def load_scenario(
    name_or_path: str, sets: Sequence[str] = (), beyond_range: Sequence[str] = ()
) -> Scenario:
    """Return a scenario of the library or of a file, with ``--set`` values on top.

    ``beyond_range`` names parameters that may lie beyond their range, besides those that the
    scenario names. Raises ScenarioError with every mistake of every file it is made of.
    """
    path = find(name_or_path)
    written = {**written_in(path), **parse_sets(sets)}
    if beyond_range:
        before = written.get(BEYOND_RANGE, Written(())).value
        also = before if isinstance(before, tuple) else ()
        written[BEYOND_RANGE] = Written((*also, *beyond_range))
    return build(path.stem, written)


def written_in(path: Path) -> WrittenValues:
    """Return everything that a file and all it extends write.

    Raises ScenarioError for a file that cannot be read.
    """
    written: WrittenValues = {}
    for document in read_chain(path):
        written |= flatten(document)
    return written


def default_scenario() -> Scenario:
    """Return the world that is all defaults."""
    return build("default", {})
