"""Tables: a CSV file, as whatever program saved it, becomes rows that know their line.

What can mean one thing only is read, and a remark says what was assumed; all else is refused.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from sim.places.decoding import WINDOWS, read_text, refusal

if TYPE_CHECKING:
    import _csv

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
HIGHEST_TITLE = 30
"""Rows that are searched for the header; published tables put titles and notes above it."""
SHOWN = 60
"""Characters of a row that a message shows."""


@dataclass(frozen=True)
class Row:
    """One row: its cells by column, without blanks around them, and the line it begins on."""

    line: int
    cells: dict[str, str]
    problem: str = ""
    """What is wrong with how many cells it has."""

    @property
    def text(self) -> str:
        """The cells that hold something, as a message shows them."""
        text = ", ".join(cell for cell in self.cells.values() if cell)
        return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


@dataclass(frozen=True)
class Table:
    """A table as it was read."""

    name: str
    header_line: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str
    remarks: tuple[str, ...]
    """What was assumed and what was left out, one line each."""

    def where(self, line: int) -> str:
        """Return file and line."""
        return f"{self.name}:{line}"


def read_table(path: Path, wanted: Set[str]) -> Table:
    """Return the rows of a CSV file; its header is the row that names most wanted columns.

    Raises ScenarioError for what is no table.
    """
    text, encoding = read_text(path)
    try:
        delimiter, above = layout(text, wanted)
        lines = list(numbered(text, delimiter))
    except csv.Error as error:
        raise refusal(path.name, f"cannot be read as a table ({error})") from None
    (header_line, header), below = lines[above], lines[above + 1 :]
    columns = tuple(cell.casefold() for cell in without_blank_end(header))
    rows = tuple(row_of(line, cells, columns) for line, cells in below if any(cells))
    blank = [line for line, cells in below if not any(cells)]
    remarks = [encoding_remark(encoding, text)] if encoding else []
    if delimiter != ",":
        remarks.append(f"its columns are separated by {DELIMITERS[delimiter]}")
    if above:
        remarks.append(f"left out, above the header: {in_lines(n for n, _ in lines[:above])}")
    if blank:
        remarks.append(f"left out, blank: {in_lines(blank)}")
    said = tuple(f"{path.name}: {remark}" for remark in remarks)
    return Table(path.name, header_line, columns, rows, delimiter, said)


def layout(text: str, wanted: Set[str]) -> tuple[str, int]:
    """Return what separates the columns, and how many rows stand above the header."""
    found = [
        (-len({clean(cell).casefold() for cell in cells} & wanted), above, -len(cells), delimiter)
        for delimiter in DELIMITERS
        for above, cells in enumerate(islice(reader(text, delimiter), HIGHEST_TITLE))
        if any(map(clean, cells))
    ]
    if not found:
        raise csv.Error("it has no cells")
    _, above, _, delimiter = min(found)
    return delimiter, above


def reader(text: str, delimiter: str, strict: bool = False) -> "_csv.Reader":
    """Return the rows of a text; ``strict`` refuses quotes that are not closed."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def numbered(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it begins on: a quoted cell may hold line breaks.

    Raises csv.Error with the line of a row that cannot be read.
    """
    rows, line = reader(text, delimiter, strict=True), 1
    try:
        for cells in rows:
            yield line, [clean(cell) for cell in cells]
            line = rows.line_num + 1
    except csv.Error as error:
        raise csv.Error(f"the row that begins on line {line}: {error}") from None


def clean(text: str) -> str:
    """Return a cell with single blanks for line breaks and runs of blanks, none at its ends."""
    return " ".join(text.split())


def row_of(line: int, cells: list[str], columns: tuple[str, ...]) -> Row:
    """Return a row by column; of columns of one name the first holds."""
    by_column: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        by_column.setdefault(column, cell)
    filled = len(without_blank_end(cells))
    if filled <= len(columns) <= len(cells):
        return Row(line, by_column)
    problem = f"has {len(cells)} cells where the header has {len(columns)}"
    if filled > len(columns):
        problem += "; a comma inside a cell takes double quotes round the cell"
    else:
        problem += "; a figure that is not known is an empty cell"
    return Row(line, by_column, problem)


def without_blank_end(cells: list[str]) -> list[str]:
    """Return the cells up to the last that holds something."""
    return cells[: max((i for i, cell in enumerate(cells, start=1) if cell), default=0)]


def encoding_remark(encoding: str, text: str) -> str:
    """Return which encoding was assumed, with words to judge it by."""
    if encoding != WINDOWS:
        return f"was read as {encoding}"
    words = dict.fromkeys(word for word in text.replace(",", " ").split() if not word.isascii())
    return f"is not UTF-8 and was read as {encoding}; check {', '.join(list(words)[:5])}"


def in_lines(lines: Iterable[int]) -> str:
    """Return line numbers as people write them: `lines 2, 5 to 9`."""
    runs = [
        [line for _, line in run]
        for _, run in groupby(enumerate(lines), key=lambda pair: pair[1] - pair[0])
    ]
    said = [f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return f"line{'' if said[0].isdigit() and len(said) == 1 else 's'} {', '.join(said)}"
