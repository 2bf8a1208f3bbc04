"""The economic case: what society as a whole has more, whoever holds it.

Money that passes from one account to another is no gain; work bought from suppliers and what
community groups spend is used up. Interest is a cost to councils and none to society.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.bands import BandedValue, banded, banded_difference
from sim.appraisal.adjustments import equity_weights, less_optimism
from sim.appraisal.discounting import by_financial_year, present_value
from sim.appraisal.flow_roles import OUTSIDE_SOCIETY
from sim.appraisal.paired_books import Books
from sim.appraisal.settings import Settings
from sim.appraisal.vintages import deflator

type Values = NDArray[np.float64]


@dataclass(frozen=True)
class EconomicCase:
    """Society's case, in £ at prices of the start year."""

    net_present: BandedValue
    """Net present public value."""
    cash_present: BandedValue
    """The part of it that is money."""
    worth_present: BandedValue
    """The part of it that is no cash, after the adjustment for optimism."""
    cost_present: BandedValue
    benefit_cost_ratio: BandedValue
    """The mean of the ratios of single runs. Not defined where partnership working costs
    nothing, or less than in the other world."""
    wrong_pocket: BandedValue
    """0: whoever pays gains; 1: one pays and another gains. Not defined without either."""
    forgone: BandedValue
    """Social value that awards passed up, undiscounted."""

    @property
    def ratio_of_means(self) -> float | None:
        """Mean benefit over mean cost, both present values; None where the mean cost is none."""
        cost, net = self.cost_present.value, self.net_present.value
        return (net + cost) / cost if cost and cost > 0.0 and net is not None else None


@dataclass(frozen=True)
class FifthCase:
    """What one deprivation fifth has more: a social value, never added to cash."""

    fifth: int
    """1 is the most deprived."""
    wellbys: BandedValue
    """Points of life satisfaction times years of people, undiscounted."""
    low: BandedValue
    central: BandedValue
    high: BandedValue
    """Their present value in £ at prices of the start year."""
    weight: float
    """What a pound counts for there, 1 in the middle fifth."""
    weighted: BandedValue
    """The central value times the weight."""


def society(books: Books) -> list[int]:
    """Return the accounts whose gain is a gain to society."""
    return [i for i, name in enumerate(books.accounts) if name not in OUTSIDE_SOCIETY]


def society_streams(books: Books, settings: Settings) -> tuple[Values, Values, Values]:
    """Return society's net money, worth that is no cash, and costs, each (runs, quarters)."""
    cash = books.budget[:, :, society(books)].sum(axis=2) + books.interest
    worth = less_optimism(books.worth.sum(axis=2), settings.optimism, settings.grades.worth)
    return cash, worth, books.costs.sum(axis=2)


def economic_case(mine: Books, theirs: Books, settings: Settings) -> EconomicCase:
    """Return society's case in one world against another."""
    books, rates, points = mine.less(theirs), settings.rates.rates, mine.points
    of_cash, of_worth, of_costs = (
        present_value(by_financial_year(part), rates) for part in society_streams(books, settings)
    )
    net = of_cash + of_worth
    gross = net + of_costs
    ratio = np.divide(gross, of_costs, out=np.full(len(net), np.nan), where=of_costs > 0.0)
    return EconomicCase(
        banded(net, points),
        banded(of_cash, points),
        banded(of_worth, points),
        banded(of_costs, points),
        banded(ratio, points),
        banded_difference(wrong_pocket(mine), wrong_pocket(theirs), points),
        banded(books.forgone.sum(axis=1), points),
    )


def wrong_pocket(own: Books) -> Values:
    """Return half the distance between who pays and who gains, by run (SM28)."""
    paid = np.maximum(0.0, (own.costs - own.repaid).sum(axis=1))
    gained = np.maximum(0.0, (own.worth + own.attributed).sum(axis=1))
    whole = paid.sum(axis=1) * gained.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = paid / paid.sum(axis=1, keepdims=True) - gained / gained.sum(axis=1, keepdims=True)
    return np.where(whole > 0.0, 0.5 * np.abs(shares).sum(axis=1), np.nan)


def distribution(books: Books, settings: Settings) -> list[FifthCase]:
    """Return what each deprivation fifth has more, with and without equity weights."""
    wellby = settings.edition.wellby
    prices = deflator().ratio(books.start_year, wellby.price_year)
    years = present_value(by_financial_year(books.wellbys), settings.rates.rates, axis=1)

    def worth(fifth: int, each: float) -> BandedValue:
        return banded(years[:, fifth] * each * prices, books.points)

    return [
        FifthCase(
            fifth + 1,
            banded(books.wellbys[:, :, fifth].sum(axis=1), books.points),
            worth(fifth, wellby.low),
            worth(fifth, wellby.central),
            worth(fifth, wellby.high),
            float(weight),
            worth(fifth, wellby.central * weight),
        )
        for fifth, weight in enumerate(equity_weights(settings.equity))
    ]
