"""The financial case: what each account would find in its budget."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.bands import BandedValue, banded
from sim.appraisal.discounting import (
    NOT_WITHIN_HORIZON,
    by_financial_year,
    payback_period,
    peak_funding_need,
    present_value,
)
from sim.appraisal.paired_books import Books
from sim.appraisal.vintages import Rates
from sim.core.periods import QUARTERS_PER_YEAR

type Values = NDArray[np.float64]

ALL_COUNCILS = "all councils"


@dataclass(frozen=True)
class AccountCase:
    """One account's case, in £ at prices of the start year."""

    account: str
    net_present: BandedValue
    """Net present budget impact."""
    undiscounted: BandedValue
    cost_present: BandedValue
    """What it pays for partnership working, discounted."""
    peak_need: BandedValue
    payback_years: float | None
    """On the mean path; None if what was put in never comes back."""
    paid_back: float
    """Share of runs in which it comes back."""
    ever_put_in: bool

    @property
    def payback(self) -> str:
        """When what was put in has come back, in words; never a blank."""
        if not self.ever_put_in:
            return "no net outlay"
        if self.payback_years is None:
            return NOT_WITHIN_HORIZON
        return f"{self.payback_years:.1f} years"


def account_case(name: str, own: list[int], books: Books, rates: Rates) -> AccountCase:
    """Return the case of one account, or of several taken together."""
    budget, costs = (part[:, :, own].sum(axis=2) for part in (books.budget, books.costs))
    mean = budget.mean(axis=0)
    period = payback_period(mean)
    return AccountCase(
        name,
        banded(present_value(by_financial_year(budget), rates), books.runs),
        banded(budget.sum(axis=1), books.runs),
        banded(present_value(by_financial_year(costs), rates), books.runs),
        banded(np.array([peak_funding_need(row) for row in budget]), books.runs),
        None if period is None else (period + 1) / QUARTERS_PER_YEAR,
        float(np.mean([payback_period(row) is not None for row in budget])),
        peak_funding_need(mean) > 0.0,
    )


def financial_case(books: Books, rates: Rates) -> list[AccountCase]:
    """Return the case of all councils together, of each, and of every other account that moved."""
    councils = list(range(len(books.councils)))
    groups = {ALL_COUNCILS: councils} if len(councils) > 1 else {}
    groups |= {name: [i] for i, name in enumerate(books.accounts)}
    return [
        account_case(name, own, books, rates)
        for name, own in groups.items()
        if name in (ALL_COUNCILS, *books.councils) or np.any(books.budget[:, :, own])
    ]


def cashable_share(books: Books) -> Values:
    """Return the share of all benefit that became cash, by run; NaN where there was none."""
    cash = books.cashed.sum(axis=(1, 2))
    whole = cash + books.worth.sum(axis=(1, 2))
    share = np.divide(cash, whole, out=np.full(len(cash), np.nan), where=whole > 0.0)
    return np.asarray(share)
