"""Loading: a design file becomes a design, or every mistake in it is named with its place."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

from sim.core.errors import Mistake, ScenarioError, nearest
from sim.core.extras import need
from sim.measures import MEASURES
from sim.scenario.reading import Document, read_document
from sim.scenario.validation import Collector
from sim.scenario.wording import shown
from sim.study.simulate import World
from sim.sweep.constraints import METHODS as WITH_CONSTRAINTS
from sim.sweep.constraints import Constraint, read_constraint
from sim.sweep.design import Design, world_at
from sim.sweep.design_schema import MOST_REPLICATES, DesignFile, frame_of
from sim.sweep.design_worlds import blamed, flat, worlds_in
from sim.sweep.factors import FIELDS, Factor, read_factor
from sim.sweep.precision import Precision, read_half_width
from sim.sweep.sampling import METHODS, SAMPLING, SIZES, Point, listed

TEXTS = ("title", "story", "source")
MOST_DRAWN = 100_000_000
"""Values of factors that a sample may have, for it is drawn as a whole: 0.8 GB."""
COUNTED = ("run.replicates", "run.record")
"""Keys of a scenario that a design says at its top."""


def load_design(path: str | Path) -> Design:
    """Return the design in a file; raises ScenarioError with every mistake in it."""
    path = Path(path)
    document, found = read_document(path), Collector()
    asked = frame_of(document, found)
    if asked.method not in METHODS:
        message = f"method is {shown(asked.method)}; it takes one of {', '.join(METHODS)}"
        found.add(document.where(("method",)), message + nearest(asked.method, METHODS))
    worlds = worlds_in(document, asked, found)
    factors = factors_in(document, asked, worlds, found) if worlds else ()
    constraints = constraints_in(document, asked, factors, found) if worlds else ()
    check_size(document, asked, factors, found)
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
    if not design.counts_all and not design.count:
        where = document.where(("constraints",))
        raise ScenarioError([Mistake(where, "the constraints exclude every point")])
    return design


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
                raise ValueError(
                    f"{key} is not a factor; write {key.rpartition('.')[2]} at the top"
                )
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
                found.add(places[blamed(mistake, point)], mistake.message)


def constraints_in(
    document: Document, asked: DesignFile, factors: tuple[Factor, ...], found: Collector
) -> tuple[Constraint, ...]:
    """Return the constraints of a design, and note those that mean nothing."""
    if asked.constraints and asked.method in METHODS and asked.method not in WITH_CONSTRAINTS:
        message = f"{asked.method} needs all of its points; constraints go with "
        found.add(document.where(("constraints",)), message + ", ".join(WITH_CONSTRAINTS))
        return ()
    constraints = []
    for _, where, rule in flat(asked.constraints):
        left = ".".join(str(word) for word in where)
        try:
            constraints.append(read_constraint(left, rule, factors))
        except ValueError as error:
            found.add(document.where(("constraints", *where)), str(error))
    return tuple(constraints)


def check_size(
    document: Document, asked: DesignFile, factors: tuple[Factor, ...], found: Collector
) -> None:
    """Note a sample without a size, a size without a sample, or a sample too large to draw."""
    where = document.where(("points",) if asked.points else ("method",))
    if asked.method in SAMPLING and asked.points is None and "points" not in document.values:
        found.add(where, f"{asked.method} needs points = how many")
    elif asked.method not in SAMPLING and asked.points is not None and asked.method in METHODS:
        found.add(where, f"{asked.method} runs every value it is given; points goes with lhs, …")
    elif asked.method == "sobol" and asked.points and asked.points & (asked.points - 1):
        found.add(where, f"points is {asked.points}; sobol takes a power of 2")
    elif asked.method in SAMPLING and asked.points:
        drawn = SIZES[asked.method](factors, asked.points) * len(factors)
        if drawn > MOST_DRAWN:
            message = f"points is {asked.points:,}; that takes {drawn:,} values of factors, and "
            found.add(where, message + f"{asked.method} can draw up to {MOST_DRAWN:,}")


def replicates_in(
    document: Document, asked: DesignFile, worlds: list[World], found: Collector
) -> tuple[int, ...]:
    """Return the numbers of the replicates; a list names them, a number counts them from 0."""
    given = asked.replicates
    if given is None:
        given = worlds[0].scenario.run.replicates if worlds else 1
    if isinstance(given, int):
        numbers = list(range(min(max(given, 0), MOST_REPLICATES + 1)))
    else:
        numbers = given
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
    """Return a design that is to know its measure as closely as somebody says at the command.

    Raises ScenarioError for a precision that is not one.
    """
    if design.precision is None:
        message = 'needs [precision] with a measure in the design, as in measure = "coverage"'
        raise ScenarioError([Mistake("--precision", message)])
    try:
        value, relative = read_half_width(half_width)
    except ValueError as error:
        raise ScenarioError([Mistake("--precision", str(error))]) from None
    wanted = replace(design.precision, half_width=value, relative=relative)
    return replace(design, precision=wanted)
