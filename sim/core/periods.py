"""Periods: the one place that converts between quarters and years.

Quarter 0 is April to June of the start year; year ``y`` is the financial year that holds
quarters ``4y`` to ``4y + 3``.
"""

QUARTERS_PER_YEAR = 4


def year_of(quarter: int) -> int:
    """Return the financial year, counted from 0, that a quarter belongs to."""
    return quarter // QUARTERS_PER_YEAR


def is_april(quarter: int) -> bool:
    """Tell whether a budget is set in this quarter."""
    return quarter % QUARTERS_PER_YEAR == 0


def financial_year(year: int) -> str:
    """Return the financial year that begins in a calendar year: ``2010-11``."""
    return f"{year}-{(year + 1) % 100:02d}"


def label(quarter: int, start_year: int) -> str:
    """Return the quarter as people write it: ``2010-11 Q1``."""
    year = financial_year(start_year + year_of(quarter))
    return f"{year} Q{quarter % QUARTERS_PER_YEAR + 1}"
