"""Calendar: times as people write them become quarters and years counted from a run's start.

A run starts in April of its start year; quarter 0 is April to June of it.
"""

import re
from dataclasses import dataclass

from sim.core.periods import QUARTERS_PER_YEAR, financial_year

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
APRIL = 4
EARLIEST, LATEST = 1900, 2400
"""Whole numbers between these are calendar years; counted quarters are far fewer."""

QUARTER_FORMS = 'a quarter counted from 0, or a time such as "2027-28 Q2" or "April 2027"'
YEAR_FORMS = 'a financial year counted from 0, or one such as "2027-28"'

_YEAR = re.compile(r"(\d{4})(?:\s*[-/–]\s*(\d{4}|\d{2}))?(?:\s*,?\s*[Qq]([1-4]))?", re.ASCII)
_DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)
_MONTH = re.compile(r"(?:\d{1,2}\s+)?([A-Za-z]{3,9})\.?\s+(\d{4})", re.ASCII)


@dataclass(frozen=True)
class Calendar:
    """When a run starts."""

    start_year: int

    def quarter(self, written: int | str) -> int:
        """Return the quarter of the run that somebody wrote as a number, a date or a year.

        Raises ValueError, which says what would do, for anything else.
        """
        found = quarter_since_zero(written)
        if found is None:
            if isinstance(written, str):
                raise ValueError(QUARTER_FORMS)
            return written
        return self._counted(found)

    def year(self, written: int | str) -> int:
        """Return the financial year of the run that somebody wrote; raises ValueError for none."""
        found = quarter_since_zero(written)
        if found is None:
            if isinstance(written, str):
                raise ValueError(YEAR_FORMS)
            return written
        if found % QUARTERS_PER_YEAR:
            raise ValueError(f"{YEAR_FORMS}; what happens by the year happens in April")
        return self._counted(found) // QUARTERS_PER_YEAR

    def _counted(self, quarter: int) -> int:
        counted = quarter - QUARTERS_PER_YEAR * self.start_year
        if counted < 0:
            raise ValueError(f"a time from April {self.start_year} on, when the run starts")
        return counted


def quarter_since_zero(written: int | str) -> int | None:
    """Return four times the financial year, plus the quarter in it; None for a counted quarter.

    A text that is no time is None, too.
    """
    if not isinstance(written, str):
        return QUARTERS_PER_YEAR * written if EARLIEST <= written <= LATEST else None
    text = written.strip()
    if found := _YEAR.fullmatch(text):
        year, end, quarter = found.groups()
        if end and financial_year(int(year))[-2:] != end[-2:]:
            return None
        if quarter and not end:
            return None  # of a calendar year or of a financial one: nobody can tell
        return QUARTERS_PER_YEAR * int(year) + int(quarter or 1) - 1
    month = _MONTH.fullmatch(text)
    if month and (number := month_named(month[1])):
        return in_month(int(month[2]), number)
    day = _DAY.fullmatch(text)
    return in_month(int(day[1]), int(day[2])) if day else None


def month_named(name: str) -> int | None:
    """Return the number of a month written in full or by its first letters; None for no month."""
    return next((i for i, m in enumerate(MONTHS, start=1) if m.startswith(name.lower())), None)


def in_month(year: int, month: int) -> int:
    """Return the quarter, counted as `quarter_since_zero` counts them, that holds a month."""
    since_april = (month - APRIL) % 12
    return QUARTERS_PER_YEAR * (year - (month < APRIL)) + since_april // 3
