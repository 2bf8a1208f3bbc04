"""Importing: a table of real councils, as published, becomes councils of a scenario.

No row is left out, and no figure is replaced, without a remark that says which and why.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.core.errors import Mistake, ScenarioError, nearest
from sim.places.cells import NOT_KNOWN, Column, fact_in, number_in, shown
from sim.places.plausible import questions
from sim.places.tables import Row, Table, in_lines, read_table
from sim.scenario import CouncilSpec, PlaceSpec, council_names
from sim.scenario.checks import organisation_names
from sim.scenario.specs import MOST_COUNCILS

CLASSES = {"MD": "metropolitan", "L": "london", "UA": "unitary", "SC": "shire-county"}
DISTRICT = "SD"
"""Districts are not imported by themselves: a county brings districts of its class with it."""
ACCEPTED_CLASSES = (
    "a class of English councils: MD (metropolitan district), L (London borough), "
    "UA (unitary), SC (shire county) or SD (shire district, left out)"
)

FIGURES = {
    "population": Column("pop_2010", "people", 1.0, 1_000.0, 5_000_000.0),
    "deprivation": Column("imd2010_score", "as a score", 1.0, 0.0, 100.0),
    "grant_share": Column("grant_share_2013_14", "as a share", 1.0, 0.0, 1.0),
    "budget": Column("core_service_2010_11_k", "thousand pounds", 1000.0, 1_000.0, 1e7),
    "reserves": Column("reserves_2010_11_k", "thousand pounds", 1000.0, 0.0, 1e7),
    "care": Column("social_care_2010_11_k", "thousand pounds", 1000.0, 0.0, 1e7),
}
"""Field of a council: column of the table."""

IN_FORCE = "in_2010"
"""Column that says whether a council existed in the year of the figures; without it, all did."""
OPTIONAL = {FIGURES["care"].name, IN_FORCE}
COLUMNS = {"name", "class", IN_FORCE, *(column.name for column in FIGURES.values())}

LONGEST_NAME = 60
NAMES_SHOWN = 20
"""Rows that a remark names one by one; of more it gives the lines only."""


@dataclass(frozen=True)
class Imported:
    """The councils of a table, and what was assumed, left out or looks wrong, one line each."""

    councils: tuple[CouncilSpec, ...]
    remarks: tuple[str, ...]


def import_councils(path: Path, names: Sequence[str] = ()) -> Imported:
    """Return the councils of a table; raises ScenarioError with every mistake in it."""
    table = read_table(path, COLUMNS)
    raise_any(mistakes_of_header(table))
    mistakes: list[Mistake] = []
    chosen, left_out = choose(table, set(names), mistakes)
    mistakes += mistakes_of_choice(table, chosen, left_out, names)
    if not chosen and not mistakes:
        said = (f"; left out, {why}: {named(rows)}" for why, rows in left_out.items())
        mistakes.append(Mistake(table.name, f"has no council to import{''.join(said)}"))
    found = {row.line: council_of(table, row, mistakes) for row in chosen}
    councils = {line: council for line, council in found.items() if council is not None}
    mistakes += mistakes_of_names(table, councils)
    raise_any(mistakes)
    remarks = [
        *table.remarks,
        *(f"{table.name}: left out, {why}: {named(rows)}" for why, rows in left_out.items()),
        *unused_columns(table),
        *unknown_figures(table, chosen),
        *(f"{table.where(n)}: {q}" for n, council in councils.items() for q in questions(council)),
    ]
    return Imported(tuple(councils.values()), tuple(remarks))


def raise_any(mistakes: Sequence[Mistake]) -> None:
    """Raise one ScenarioError with all mistakes, if there are any."""
    if mistakes:
        raise ScenarioError(mistakes)


def mistakes_of_header(table: Table) -> list[Mistake]:
    """Return what is wrong with the names of the columns."""
    where, columns = table.where(table.header_line), table.columns
    missing = [column for column in sorted(COLUMNS - OPTIONAL) if column not in columns]
    if missing:
        have = ", ".join(columns[:8]) + (", …" if len(columns) > 8 else "")
        message = f"has no column {', '.join(missing)}; it has {have}"
        return [Mistake(where, f"{message} (`partnersim places import --help` names all columns)")]
    return [
        Mistake(where, f"has the column `{column}` {count} times; it takes one of them")
        for column, count in Counter(columns).items()
        if count > 1 and column in COLUMNS
    ]


def choose(
    table: Table, names: set[str], mistakes: list[Mistake]
) -> tuple[list[Row], dict[str, list[Row]]]:
    """Return the rows to import, and the others by why they are left out."""
    chosen: list[Row] = []
    left_out: dict[str, list[Row]] = {}
    for row in table.rows:
        try:
            why = reason_to_leave(row, names)
        except ValueError as error:
            mistakes.append(Mistake(table.where(row.line), str(error)))
            continue
        if why:
            left_out.setdefault(why, []).append(row)
        else:
            chosen.append(row)
    return chosen, left_out


def reason_to_leave(row: Row, names: set[str]) -> str:
    """Return why a row is no council to import; nothing if it is one.

    Raises ValueError where that cannot be told.
    """
    class_name = row.cells.get("class", "")
    if is_note(row):
        return "neither a class nor a figure"
    if names and row.cells["name"] not in names:
        return "not asked for"
    if row.problem:
        raise ValueError(row.problem)
    try:
        existed = IN_FORCE not in row.cells or fact_in(row.cells[IN_FORCE])
    except ValueError as error:
        raise ValueError(f"{IN_FORCE}: {error}") from None
    if not existed:
        return f"not in force ({IN_FORCE} is {row.cells[IN_FORCE]})"
    return "a county brings its own districts" if class_name.upper() == DISTRICT else ""


def is_note(row: Row) -> bool:
    """Tell whether a row is a title, a source or a footnote rather than a council."""
    figures = (row.cells.get(column.name, "") for column in FIGURES.values())
    has_figures = any(c.isdigit() for figure in figures for c in figure)
    class_name = row.cells.get("class", "").upper()
    no_class = class_name not in (*CLASSES, DISTRICT) if row.problem else not class_name
    return no_class and not has_figures


def mistakes_of_choice(
    table: Table, chosen: list[Row], left_out: dict[str, list[Row]], names: Sequence[str]
) -> list[Mistake]:
    """Return whom the table does not have, and what is wrong with how many are left."""
    mistakes = []
    known = [row.cells["name"] for row in table.rows if not is_note(row)]
    taken = {row.cells["name"] for row in chosen}
    why_not = {row.cells["name"]: why for why, rows in left_out.items() for row in rows}
    for name in names:
        if name not in known:
            mistakes.append(Mistake(table.name, f"has no council `{name}`{nearest(name, known)}"))
        elif name not in taken and name in why_not:
            mistakes.append(Mistake(table.name, f"`{name}` is left out: {why_not[name]}"))
    if len(chosen) > MOST_COUNCILS:
        mistakes.append(Mistake(table.name, f"has {len(chosen)} councils; {MOST_COUNCILS} at most"))
    return mistakes


def council_of(table: Table, row: Row, mistakes: list[Mistake]) -> CouncilSpec | None:
    """Return the council of a row, or note what is wrong with it; empty cells are unknown."""
    before, where = len(mistakes), table.where(row.line)
    name, class_name = row.cells["name"], row.cells["class"].upper()
    if message := mistake_of_name(name):
        mistakes.append(Mistake(where, message))
    if class_name not in CLASSES:
        message = f"class is {shown(row.cells['class'])}; it takes {ACCEPTED_CLASSES}"
        mistakes.append(Mistake(where, message))
    values: dict[str, float | None] = {}
    for field, column in FIGURES.items():
        try:
            values[field] = number_in(row.cells.get(column.name, ""), column, table.delimiter)
        except ValueError as error:
            mistakes.append(Mistake(f"{where}: {column.name}", str(error)))
    if len(mistakes) > before:
        return None
    people = values.pop("population")
    whole = None if people is None else round(people)
    return CouncilSpec.model_validate(
        {"name": name, "class": CLASSES[class_name], "population": whole, **values}
    )


def mistake_of_name(name: str) -> str:
    """Return what is wrong with a name; nothing if it can be used."""
    if not name:
        return "name is empty; it takes the name of a council"
    if len(name) > LONGEST_NAME:
        return f"name is {shown(name)}; it takes at most {LONGEST_NAME} characters"
    if not name.isprintable():
        return f"name is {shown(name)}; it takes characters that can be printed"
    return ""


def mistakes_of_names(table: Table, councils: dict[int, CouncilSpec]) -> list[Mistake]:
    """Return which councils have a name that another council or organisation has, too."""
    lines: dict[str, list[int]] = {}
    for line, council in councils.items():
        lines.setdefault(council.name, []).append(line)
    place = PlaceSpec(council=tuple(councils.values())[:MOST_COUNCILS])
    made = Counter([*council_names(place), *organisation_names(place)])
    made.subtract(council.name for council in place.council)
    return [
        Mistake(table.where(at[1]), f"`{name}` is named in {in_lines(at)}; keep one of them")
        for name, at in lines.items()
        if len(at) > 1
    ] + [
        Mistake(table.where(at[0]), f"`{name}` is the name of an organisation that the model adds")
        for name, at in lines.items()
        if made[name] > 0
    ]


def unused_columns(table: Table) -> list[str]:
    """Return a remark on the columns that mean nothing to us."""
    unused = [column for column in table.columns if column and column not in COLUMNS]
    return [f"{table.name}: columns that are not used: {', '.join(unused)}"] if unused else []


def unknown_figures(table: Table, rows: Iterable[Row]) -> list[str]:
    """Return a remark on every column that some of the councils have no figure in."""
    remarks = []
    for column in (c.name for c in FIGURES.values() if c.name in table.columns):
        unknown = [r for r in rows if r.cells[column].casefold() in ("", *NOT_KNOWN)]
        if unknown:
            remarks.append(
                f"{table.name}: {column} is not known (the model's own figure, or what is usual "
                f"in its class, is used): {named(unknown)}"
            )
    return remarks


def named(rows: Sequence[Row]) -> str:
    """Return which rows are meant: names and lines of a few, the lines of many."""
    if len(rows) > NAMES_SHOWN:
        return f"{len(rows)} rows, {in_lines(row.line for row in rows)}"
    return ", ".join(f"{row.cells.get('name') or row.text} (line {row.line})" for row in rows)
