"""Importing: a table of real councils, as published, becomes a scenario that runs."""

import csv
import math
from collections.abc import Sequence
from pathlib import Path

from sim.core.errors import Mistake, ScenarioError, nearest
from sim.scenario import CouncilSpec
from sim.scenario.reading import read_text
from sim.scenario.specs import MOST_COUNCILS

CLASSES = {"MD": "metropolitan", "L": "london", "UA": "unitary", "SC": "shire-county"}
DISTRICT = "SD"
"""Districts are not imported by themselves: a county brings districts of its class with it."""

NUMBERS = {
    "population": ("pop_2010", 1.0, 1_000.0, 5_000_000.0),
    "deprivation": ("imd2010_score", 1.0, 0.0, 100.0),
    "grant_share": ("grant_share_2013_14", 1.0, 0.0, 1.0),
    "budget": ("core_service_2010_11_k", 1000.0, 1e6, 1e10),
    "reserves": ("reserves_2010_11_k", 1000.0, 0.0, 1e10),
}
"""Field of a council: column of the table, what makes it pounds or people, lowest, highest."""

OPTIONAL = {"care": ("social_care_2010_11_k", 1000.0, 0.0, 1e10)}
"""The same for columns that a table may lack."""

IN_FORCE = "in_2010"
"""Column that says whether a council existed in the year of the figures; without it, all did."""


def import_councils(table: Path, names: Sequence[str] = ()) -> list[CouncilSpec]:
    """Return the councils of a table; raises ScenarioError with every mistake in it."""
    rows = list(csv.DictReader(read_text(table).splitlines()))
    columns = {"name", "class", *(column for column, *_ in NUMBERS.values())}
    missing = sorted(columns - set(rows[0] if rows else ()))
    if missing:
        raise ScenarioError([Mistake(table.name, f"has no column {', '.join(missing)}")])
    known = [row["name"] for row in rows]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ScenarioError(
            [Mistake(table.name, f"has no council `{n}`{nearest(n, known)}") for n in unknown]
        )
    mistakes: list[Mistake] = []
    councils = [
        council
        for line, row in enumerate(rows, start=2)
        if taken(row, names)
        if (council := read_council(row, f"{table.name}:{line}", mistakes)) is not None
    ]
    if len(councils) > MOST_COUNCILS:
        mistakes.append(
            Mistake(table.name, f"has {len(councils)} councils; {MOST_COUNCILS} at most")
        )
    if mistakes:
        raise ScenarioError(mistakes)
    return councils


def taken(row: dict[str, str], names: Sequence[str]) -> bool:
    """Tell whether a row is a council to import: it is no district, existed, and was asked for."""
    existed = row.get(IN_FORCE, "True") == "True"
    return existed and row["class"] != DISTRICT and (not names or row["name"] in names)


def read_council(row: dict[str, str], where: str, mistakes: list[Mistake]) -> CouncilSpec | None:
    """Return the council of one row, or note what is wrong with it; empty cells are unknown."""
    before = len(mistakes)
    if row["class"] not in CLASSES:
        accepted = ", ".join([*CLASSES, DISTRICT])
        mistakes.append(Mistake(where, f"class is {row['class']!r}; it takes one of {accepted}"))
    values = {
        field: read_number(row[column], scale, (low, high), f"{where}: {column}", mistakes)
        for field, (column, scale, low, high) in {**NUMBERS, **OPTIONAL}.items()
        if column in row
    }
    if len(mistakes) > before:
        return None
    population = values.pop("population")
    return CouncilSpec.model_validate(
        {
            "name": row["name"],
            "class": CLASSES[row["class"]],
            "population": None if population is None else round(population),
            **values,
        }
    )


def read_number(
    text: str, scale: float, limits: tuple[float, float], where: str, mistakes: list[Mistake]
) -> float | None:
    """Return a number of a table in our unit, or note what is wrong with it."""
    if not text.strip():
        return None
    low, high = limits
    try:
        value = float(text) * scale
    except ValueError:
        mistakes.append(Mistake(where, f"is {text[:40]!r}; it takes a number"))
        return None
    if not math.isfinite(value) or not low <= value <= high:
        mistakes.append(
            Mistake(where, f"is {text[:40]}; it takes {low / scale:g} to {high / scale:g}")
        )
        return None
    return value


def write_scenario(councils: Sequence[CouncilSpec], source: str, out: Path) -> None:
    """Write the councils as a scenario; raises ScenarioError where nothing may be written."""
    if out.exists():
        raise ScenarioError([Mistake(str(out), "is there already and is not overwritten")])
    lines = [
        f'title = "{len(councils)} councils of {source}"',
        f'source = "{source}"',
        "",
        "[place]",
        f"councils = {len(councils)}",
    ]
    for council in councils:
        lines += ["", "[[place.council]]", f'name = "{council.name}"']
        lines.append(f'class = "{council.class_name}"')
        for field in (*NUMBERS, *OPTIONAL):
            value = getattr(council, field)
            if value is not None:
                lines.append(f"{field} = {value:.10g}")
    try:
        out.write_text("\n".join(lines) + "\n", "utf-8")
    except OSError as error:
        raise ScenarioError([Mistake(str(out), f"cannot be written ({error.strerror})")]) from None
