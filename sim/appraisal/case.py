"""Case: the whole appraisal of one world against another on the same luck."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.bands import BandedValue, banded, banded_difference, banded_ratio
from sim.appraisal.adjustments import additional, less_optimism, with_optimism
from sim.appraisal.discounting import (
    by_financial_year,
    cash_terms,
    discount_factors,
    financial_years,
)
from sim.appraisal.economic import (
    EconomicCase,
    FifthCase,
    distribution,
    economic_case,
    society_streams,
)
from sim.appraisal.financial import AccountCase, cashable_share, financial_case
from sim.appraisal.paired_books import Books, books_of, paired
from sim.appraisal.settings import Settings
from sim.appraisal.switching import Switch, switching_values
from sim.appraisal.vintages import deflator
from sim.output.results import Results

type Values = NDArray[np.float64]


@dataclass(frozen=True)
class Savings:
    """Figures of a saving that are never added up, in £ at prices of the start year."""

    claimed: BandedValue
    """What annual reports say, for everybody."""
    claimed_adjusted: BandedValue
    """The same as guidance would let it pass: additional, fading, less optimism."""
    on_paper: BandedValue
    """That, less what councils paid with optimism put on: the case as an officer would write it."""
    attributed: BandedValue
    """What joint work really made, before what it cost: savings, and worth that is no cash."""
    counterfactual: BandedValue
    """What councils have more than in the other world, costs included."""


@dataclass(frozen=True)
class YearTable:
    """The councils' case by financial year: means over runs, £, real unless said."""

    years: list[int]
    """Calendar years in which the financial years begin."""
    costs: Values
    net: Values
    """What councils have more, costs included."""
    cumulative: Values
    discounted: Values
    in_cash_terms: Values


@dataclass(frozen=True)
class Appraisal:
    """What one world has more than another."""

    label: str
    against: str
    settings: Settings
    books: Books
    """One world's books less the other's."""
    savings: Savings
    claimed_over_realised: BandedValue
    """In the world itself, both before costs; no value where nothing was realised."""
    accounts: list[AccountCase]
    cashable: BandedValue
    economic: EconomicCase
    fifths: list[FifthCase]
    switches: list[Switch]
    """For the councils' sign."""
    society_switches: list[Switch]
    """For society's."""
    years: YearTable

    @property
    def councils(self) -> AccountCase:
        """The case of all councils together."""
        return self.accounts[0]

    @property
    def nothing(self) -> bool:
        """Whether the two worlds are the same in every line."""
        changed = (self.books.budget, self.books.costs, self.books.worth, self.books.wellbys)
        return not any(np.any(part) for part in changed)


def appraise(results: Results, label: str, against: str, settings: Settings) -> Appraisal:
    """Return the appraisal of one world against another; raises ResultsError without payments."""
    mine, theirs = paired(*(books_of(results, w, settings.wellbeing) for w in (label, against)))
    books, rates = mine.less(theirs), settings.rates.rates
    return Appraisal(
        label,
        against,
        settings,
        books,
        savings_of(books, settings),
        over_realised(mine),
        financial_case(books, rates),
        banded_difference(cashable_share(mine), cashable_share(theirs), books.runs),
        economic_case(mine, theirs, settings),
        distribution(books, settings),
        switching_values(parts_by_year(books), rates),
        switching_values(society_by_year(books, settings), rates),
        year_table(books, settings),
    )


def savings_of(books: Books, settings: Settings) -> Savings:
    """Return the savings side by side, as far as one world has more of them than the other."""
    claimed, grade = books.claimed.sum(axis=2), settings.grades.claims
    let_pass = less_optimism(
        additional(claimed, settings.additionality), settings.optimism, grade
    ).sum(axis=1)
    councils = slice(0, len(books.councils))
    costs = books.costs[:, :, councils].sum(axis=(1, 2))
    return Savings(
        banded(claimed.sum(axis=1), books.runs),
        banded(let_pass, books.runs),
        banded(let_pass - with_optimism(costs, settings.optimism, grade), books.runs),
        banded((books.attributed + books.worth).sum(axis=(1, 2)), books.runs),
        banded(books.budget[:, :, councils].sum(axis=(1, 2)), books.runs),
    )


def over_realised(own: Books) -> BandedValue:
    """Return what a world's reports claim over what was realised, both before costs."""
    realised = (own.attributed + own.worth).sum(axis=(1, 2))
    return banded_ratio(own.claimed.sum(axis=(1, 2)), realised, own.runs)


def parts_by_year(books: Books) -> dict[str, Values]:
    """Return what the councils' case is made of, by year: what they gain and what they pay."""
    councils = slice(0, len(books.councils))
    net = by_financial_year(books.budget[:, :, councils].sum(axis=2)).mean(axis=0)
    costs = by_financial_year(books.costs[:, :, councils].sum(axis=2)).mean(axis=0)
    return {"what councils gain": net + costs, "what councils pay": -costs}


def society_by_year(books: Books, settings: Settings) -> dict[str, Values]:
    """Return what society's case is made of, by year: money, worth that is no cash, and costs."""
    cash, worth, costs = (
        by_financial_year(part).mean(axis=0) for part in society_streams(books, settings)
    )
    return {
        "what society gains in money": cash + costs,
        "non-cash benefits to society": worth,
        "what society pays": -costs,
    }


def year_table(books: Books, settings: Settings) -> YearTable:
    """Return the councils' case by financial year."""
    years = financial_years(books.quarters, books.start_year)
    parts = parts_by_year(books)
    net = parts["what councils gain"] + parts["what councils pay"]
    return YearTable(
        years,
        -parts["what councils pay"],
        net,
        np.cumsum(net),
        net * discount_factors(len(years), settings.rates.rates),
        cash_terms(net, years, books.start_year, deflator()),
    )
