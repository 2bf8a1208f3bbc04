"""Table: rows of text for a page, and the same as numbers for a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass

SHORT = 16
"""Rows that a table may have and still be kept on one page."""


@dataclass(frozen=True)
class Table:
    """A table of a report."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    """The first cell of a row is its heading."""
    note: str = ""
    words: bool = False
    """Whether the cells are text rather than numbers."""

    @property
    def short(self) -> bool:
        """Whether it fits on a page with other things."""
        return len(self.rows) <= SHORT
