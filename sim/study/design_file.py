"""Design file: a TOML text becomes a design, or every mistake in it is named with its place."""

import copy
from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from sim.errors import Mistake, ScenarioError, nearest
from sim.extras import need
from sim.measures import MEASURES
from sim.scenario.chain import dotted
from sim.scenario.reading import Document, KeyPath, read_document
from sim.scenario.validation import Collector
from sim.scenario.wording import explain, shown
from sim.study.constraints import METHODS as WITH_CONSTRAINTS
from sim.study.constraints import Constraint, read_constraint
from sim.study.design import Design, world_at
from sim.study.design_worlds import flat, worlds_in
from sim.study.factors import FIELDS, Factor, read_factor
from sim.study.precision import Precision, read_half_width
from sim.study.sampling import METHODS, SAMPLING, Point, listed
from sim.study.simulate import World

MOST_REPLICATES = 100_000
TEXTS = ("title", "story", "source")
COUNTED = ("run.replicates", "run.record")
"""Keys of a scenario that a design says at its top."""


class _Table(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)


class WorldEntry(_Table):
    """One ``[[world]]``: a scenario under a name, with settings of its own."""

    name: str = Field(min_length=1, max_length=60)
    scenario: str
    set: dict[str, Any] = {}


class PrecisionEntry(_Table):
    """The ``[precision]`` of a study with as many replicates as it takes."""

    measure: str
    half_width: str | float
    place: str = ""
    group: str = ""
    difference: list[str] | None = Field(None, min_length=2, max_length=2)
    ceiling: int = Field(100, ge=3, le=MOST_REPLICATES)


class DesignFile(_Table):
    """What a design file may say, before it is looked at together."""

    title: str = ""
    story: str = ""
    source: str = ""
    scenario: str | None = None
    scenarios: list[str] | None = Field(None, min_length=1)
    world: list[WorldEntry] | None = Field(None, min_length=1)
    set: dict[str, Any] = {}
    method: str = "grid"
    points: int | None = Field(None, ge=1, le=10_000_000)
    replicates: int | list[int] | None = None
    seed: int | None = Field(None, ge=0, le=2**63 - 1)
    record: Literal["summary", "series", "full"] = "summary"
    factors: dict[str, Any] = {}
    constraints: dict[str, Any] = {}
    precision: PrecisionEntry | None = None


def read_design(path: Path) -> Design:
    """Return the design in a file; raises ScenarioError with every mistake in it."""
    document, found = read_document(path), Collector()
    asked = frame_of(document, found)
    if asked.method not in METHODS:
        message = f"method is {shown(asked.method)}; it takes one of {', '.join(METHODS)}"
        found.add(document.where(("method",)), message + nearest(asked.method, METHODS))
    worlds = worlds_in(document, asked, found)
    factors = factors_in(document, asked, worlds, found) if worlds else ()
    constraints = constraints_in(document, asked, factors, found)
    check_size(document, asked, found)
    replicates = replicates_in(document, asked, worlds, found)
    precision = precision_in(document, asked, worlds, found)
    found.raise_if_any()
    if asked.method in ("sobol", "morris"):
        need("analysis")
    design = Design(
        name=path.resolve().parent.name if path.stem == "design" else path.stem,
        worlds=tuple(worlds),
        method=asked.method,
        factors=factors,
        constraints=constraints,
        replicates=precision.numbered(replicates) if precision else replicates,
        blocks=(asked.points,) if asked.points else (),
        seed=worlds[0].scenario.run.seed,
        texts={key: getattr(asked, key) for key in TEXTS if getattr(asked, key)},
        precision=precision,
    )
    if next(design.points(), None) is None:
        where = document.where(("constraints",))
        raise ScenarioError([Mistake(where, "the constraints leave no point to run")])
    return design


def frame_of(document: Document, found: Collector) -> DesignFile:
    """Return what is sound of a file's keys, and note what is not."""
    values = copy.deepcopy(document.values)
    try:
        return DesignFile.model_validate(values)
    except ValidationError as error:
        for detail in error.errors():
            where = named(detail["loc"])
            found.add(document.where(where), wrong(where, detail))
            forget(values, where if detail["type"] != "missing" else where[:1])
    return DesignFile.model_validate(values)


def wrong(where: KeyPath, detail: ErrorDetails) -> str:
    """Return one mistake of the frame in words."""
    if detail["type"] == "extra_forbidden":
        tables: dict[str, type[_Table]] = {"world": WorldEntry, "precision": PrecisionEntry}
        fields = tables.get(str(where[0]), DesignFile).model_fields
        return f"unknown key `{dotted(where)}`{nearest(str(where[-1]), list(fields))}"
    info = DesignFile.model_fields.get(str(where[0])) if len(where) == 1 else None
    return explain(dotted(where), detail, info)


def forget(values: dict[str, Any], where: KeyPath) -> None:
    """Take what is not sound out of what is looked at further, with its table if need be."""
    inside = values.get(str(where[0]))
    if len(where) == 2 and isinstance(inside, dict) and where[1] not in ("measure", "half_width"):
        inside.pop(where[1], None)
    else:
        values.pop(str(where[0]), None)


def named(location: tuple[int | str, ...]) -> KeyPath:
    """Return a location without the types that pydantic names for the parts of a union."""
    return tuple(part for part in location if part not in ("int", "str", "float", "list[int]"))


def is_factor(value: dict[str, Any]) -> bool:
    """Tell whether a table is a factor itself, not a part of factors' keys."""
    return bool(set(value) & set(FIELDS))


def factors_in(
    document: Document, asked: DesignFile, worlds: list[World], found: Collector
) -> tuple[Factor, ...]:
    """Return the factors of a design, and note every one that no world takes."""
    factors, places = [], {}
    for key, where, given in flat(asked.factors, is_factor):
        places[key] = document.where(("factors", *where))
        try:
            if key in COUNTED:
                raise ValueError(f"{key} is no factor; write {key.rpartition('.')[2]} at the top")
            factors.append(read_factor(key, given, asked.method, worlds[0].scenario))
        except ValueError as error:
            found.add(places[key], str(error))
    if not asked.factors and asked.method not in ("grid", "oat"):
        found.add(document.where(("method",)), f"{asked.method} needs [factors]")
    if asked.method == "list":
        check_list(document, factors, worlds, places, found)
    else:
        alone = [{factor.key: value} for factor in factors for value in factor.limits]
        check_points(alone, worlds, places, found)
    return tuple(factors)


def check_list(
    document: Document,
    factors: list[Factor],
    worlds: list[World],
    places: dict[str, str],
    found: Collector,
) -> None:
    """Note lists of different lengths, and every point of a list that makes no sense."""
    ranges = [factor.key for factor in factors if not factor.levels]
    for key in ranges:
        found.add(places[key], f"{key} is a range; list takes values, point by point")
    lengths = {factor.key: len(factor.levels) for factor in factors}
    if len(set(lengths.values())) > 1:
        said = ", ".join(f"{key} has {length}" for key, length in lengths.items())
        found.add(document.where(("factors",)), f"list takes lists of one length; {said}")
    elif factors and not ranges:
        check_points(listed(factors), worlds, places, found)


def check_points(
    points: Iterable[Point], worlds: list[World], places: dict[str, str], found: Collector
) -> None:
    """Note what is wrong with any world at any point, at the factor that is to blame."""
    for point, world in product(points, worlds):
        try:
            world_at(world, point)
        except ScenarioError as error:
            for mistake in error.mistakes:
                key = next((key for key in point if key in mistake.message), next(iter(point)))
                found.add(places[key], mistake.message)


def constraints_in(
    document: Document, asked: DesignFile, factors: tuple[Factor, ...], found: Collector
) -> tuple[Constraint, ...]:
    """Return the constraints of a design, and note those that mean nothing."""
    if asked.constraints and asked.method in METHODS and asked.method not in WITH_CONSTRAINTS:
        message = f"{asked.method} needs all of its points; constraints go with "
        found.add(document.where(("constraints",)), message + ", ".join(WITH_CONSTRAINTS))
        return ()
    constraints = []
    for left, where, rule in flat(asked.constraints):
        try:
            constraints.append(read_constraint(left, rule, factors))
        except ValueError as error:
            found.add(document.where(("constraints", *where)), str(error))
    return tuple(constraints)


def check_size(document: Document, asked: DesignFile, found: Collector) -> None:
    """Note a sample without a size, or a size without a sample."""
    where = document.where(("points",) if asked.points else ("method",))
    if asked.method in SAMPLING and asked.points is None and "points" not in document.values:
        found.add(where, f"{asked.method} needs points = how many")
    elif asked.method not in SAMPLING and asked.points is not None and asked.method in METHODS:
        found.add(where, f"{asked.method} runs every value it is given; points goes with lhs, …")
    elif asked.method == "sobol" and asked.points and asked.points & (asked.points - 1):
        found.add(where, f"points is {asked.points}; sobol takes a power of 2")


def replicates_in(
    document: Document, asked: DesignFile, worlds: list[World], found: Collector
) -> tuple[int, ...]:
    """Return the numbers of the replicates; a list names them, a number counts them from 0."""
    given = asked.replicates
    if given is None:
        given = worlds[0].scenario.run.replicates if worlds else 1
    numbers = list(range(max(given, 0))) if isinstance(given, int) else given
    wrong = not numbers or min(numbers) < 0 or len(numbers) > MOST_REPLICATES
    if wrong or len(set(numbers)) < len(numbers):
        message = f"replicates is {shown(given)}; it takes a number from 1 to {MOST_REPLICATES}"
        found.add(document.where(("replicates",)), message + " or a list of different numbers")
    return tuple(numbers)


def precision_in(
    document: Document, asked: DesignFile, worlds: list[World], found: Collector
) -> Precision | None:
    """Return how closely a study is to know what, and note what it cannot know."""
    given = asked.precision
    if given is None:
        return None
    labels = [world.label for world in worlds]
    if given.measure not in MEASURES:
        where = document.where(("precision", "measure"))
        hint = nearest(given.measure, list(MEASURES))
        found.add(where, f"there is no measure `{given.measure}`{hint}")
    for label in given.difference or []:
        if worlds and label not in labels:
            where = document.where(("precision", "difference"))
            have = nearest(label, labels) or f"; there are {', '.join(labels)}"
            found.add(where, f"there is no world `{label}`{have}")
    try:
        half_width, relative = read_half_width(given.half_width)
    except ValueError as error:
        found.add(document.where(("precision", "half_width")), f"half_width {error}")
        return None
    pair = (given.difference[0], given.difference[1]) if given.difference else None
    return Precision(
        given.measure, half_width, relative, given.place, given.group, pair, given.ceiling
    )


def with_precision(design: Design, half_width: str) -> Design:
    """Return a design that is to know its measure as closely as somebody says at the command."""
    if design.precision is None:
        message = 'needs [precision] with a measure in the design, as in measure = "coverage"'
        raise ScenarioError([Mistake("--precision", message)])
    try:
        value, relative = read_half_width(half_width)
    except ValueError as error:
        raise ScenarioError([Mistake("--precision", str(error))]) from None
    wanted = replace(design.precision, half_width=value, relative=relative)
    return replace(design, precision=wanted)
