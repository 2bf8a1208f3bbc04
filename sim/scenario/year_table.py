"""Year table: a column of a CSV file beside a scenario, one row per financial year.

Rows are matched with the years of the run by their year, never by their order. The first cut of a
run falls in the financial year after the one in which it starts.
"""

import csv
import io
import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.core.errors import Mistake, ScenarioError
from sim.core.periods import financial_year
from sim.mechanisms.funding import DEEPEST_CUT, LARGEST_GROWTH
from sim.scenario.notation import in_plain_figures
from sim.scenario.reading import exists, read_text, refusal
from sim.scenario.wording import shown

ASKED = {"file", "column"}
"""Keys of a table in a scenario that stands for a column of a file."""
READ = {*ASKED, "years"}
"""Its keys once the file has been read."""

YEAR_HEADINGS = ("financial_year", "year")
COUNCIL_HEADINGS = ("name", "council", "ons_name", "ons_code", "authority", "local_authority")
EXAMPLE = "as in `financial_year,cut` and `2011-12,0.12`"
LAST_RUN_YEAR = 60
"""A smaller number in the column of years counts the years of a run."""

_FINANCIAL = re.compile(r"(\d{4})\s*[-/–]\s*(\d{2}|\d{4})", re.ASCII)
_PLAIN_YEAR = re.compile(r"[1-9]\d?|\d{4}", re.ASCII)
_PLAIN_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


def read_year_table(folder: Path, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a scenario asked for and its ``years``: each year's cut, by financial year.

    Raises ScenarioError with every row that is not a year and a share, ValueError for a table
    that cannot be used at all.
    """
    name, column = str(asked["file"]), str(asked["column"])
    header, *rows = csv_rows(folder, name)
    at = columns_of(name, header[1], column)
    years: dict[int, float] = {}
    mistakes: list[Mistake] = []
    for line, row in rows:
        try:
            year, cut = read_row(row, header[1], at)
            if year in years:
                raise ValueError(f"{label(year)} has two rows; cuts take one for each year")
            years[year] = cut
        except ValueError as error:
            mistakes.append(Mistake(f"{name}:{line}", str(error)))
    if mistakes:
        raise ScenarioError(mistakes)
    check_whole(name, years)
    return {"file": name, "column": column, "years": {label(y): years[y] for y in sorted(years)}}


def csv_rows(folder: Path, name: str) -> list[tuple[int, list[str]]]:
    """Return (line, cells) of every row that is not blank, the headings first."""
    path = folder / name
    if Path(name).name != name:
        raise ValueError(f"`{name}` is not a file name; the table must lie beside the scenario")
    if not exists(path):
        raise ValueError(f"there is no file `{name}` beside the scenario")
    reader = csv.reader(io.StringIO(read_text(path)))
    try:
        return [(reader.line_num, [cell.strip() for cell in row]) for row in reader if row]
    except csv.Error as error:
        raise refusal(name, f"is not a CSV table ({error})") from None


def columns_of(name: str, header: Sequence[str], column: str) -> tuple[int, int]:
    """Return where the year and the cut stand; raises ValueError unless each stands once."""
    if header.count(column) != 1:
        if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
            raise ValueError(
                f"`{name}` has no commas between its columns; save it as CSV with them"
            )
        found = "two columns" if column in header else "no column"
        raise ValueError(f"`{name}` has {found} `{column}`; it has {', '.join(header)}")
    plain = [heading.lower().replace(" ", "_") for heading in header]
    at = [i for i, heading in enumerate(plain) if heading in YEAR_HEADINGS]
    if len(at) == 1:
        return at[0], header.index(column)
    if set(plain) & set(COUNCIL_HEADINGS):
        raise ValueError(
            f"`{name}` has one row per council; cuts of single councils are not possible yet, "
            f"only one row per financial year, {EXAMPLE}"
        )
    raise ValueError(f"`{name}` needs one column financial_year, {EXAMPLE}")


def read_row(row: Sequence[str], header: Sequence[str], at: tuple[int, int]) -> tuple[int, float]:
    """Return the year and the cut of a row; raises ValueError for any other row."""
    if not any(row):
        raise ValueError("the row is empty; delete it")
    if len(row) > len(header):
        raise ValueError("has more cells than headings; write 0.12, with a point, not 0,12")
    year, cut = ((row[i] if i < len(row) else "") for i in at)
    if not year:
        raise ValueError(f"has no {header[at[0]]}; write one, as in 2011-12, or delete the row")
    return read_year(year), read_cut(cut, header[at[1]], year)


def read_year(text: str) -> int:
    """Return the calendar year in which a financial year begins, or the number of a run's year."""
    if found := _FINANCIAL.fullmatch(text):
        first, last = int(found[1]), found[2]
        if int(last[-2:]) == (first + 1) % 100:
            return first
    elif _PLAIN_YEAR.fullmatch(text) and (len(text) == 4 or int(text) <= LAST_RUN_YEAR):
        return int(text)
    raise ValueError(
        f"{shown(text)} is not a financial year such as 2011-12; "
        "notes and totals do not belong in the table"
    )


def read_cut(text: str, heading: str, year: str) -> float:
    """Return a cut as a share; raises ValueError for what is none."""
    limits = f"a share of the grant from {LARGEST_GROWTH:g} (it grows) to {DEEPEST_CUT:g}"
    if not text:
        raise ValueError(f"{year} has no {heading}; write 0 if there was no cut")
    if not _PLAIN_NUMBER.fullmatch(text):
        meant = in_plain_figures(text) or "0.12 for 12 %"
        raise ValueError(f"{heading} is {shown(text)}; it takes {limits}: write {meant}")
    cut = float(text)
    if not math.isfinite(cut) or not LARGEST_GROWTH <= cut <= DEEPEST_CUT:
        raise ValueError(f"{heading} is {text}; it takes {limits}: write 0.12 for 12 %")
    return cut


def check_whole(name: str, years: Mapping[int, float]) -> None:
    """Raise ValueError for a table without rows or with a year left out."""
    if not years:
        raise ValueError(f"`{name}` has headings and no rows; it needs one per year, {EXAMPLE}")
    gap = next((y for y in sorted(years)[:-1] if y + 1 not in years), None)
    if gap is not None:
        raise ValueError(f"`{name}` has no row for {label(gap + 1)}; write 0 if there was no cut")


def label(year: int) -> str:
    """Return a year as the table and a manifest write it."""
    return str(year) if year <= LAST_RUN_YEAR else financial_year(year)


def begins(year: str, start_year: int) -> int:
    """Return the calendar year in which a year of a table begins."""
    return start_year + int(year) if len(year) <= 2 else int(year[:4])


def in_run(years: Mapping[str, float], start_year: int, last_year: int) -> tuple[float, ...]:
    """Return the cuts of a run from its year 1 on; a year before the table's first has none.

    Raises ValueError if the table is about other years than those from the second to the last.
    """
    known = {begins(year, start_year): cut for year, cut in years.items()}
    first, last = min(known), max(known)
    if last <= start_year or first > max(last_year, start_year + 1):
        raise ValueError(
            f"the table is about {financial_year(first)} to {financial_year(last)}, the run's cuts "
            f"about {financial_year(start_year + 1)} on; run.start_year is {start_year}"
        )
    return tuple(known.get(year, 0.0) for year in range(start_year + 1, last + 1))
