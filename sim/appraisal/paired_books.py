"""Books: what each account of a world had, run by run and quarter by quarter, in £ of year 0.

A council's part is its room (docs/decisions/006), everybody else's the cash that came in less the
cash that went out, without borrowing and repaying. Benefits that are no cash stand apart, and
what claims say stands apart again. One world's books less another's, on the same luck, are what
the difference between the two worlds did.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.appraisal.settings import Wellbeing
from sim.core.errors import ResultsError
from sim.core.flow_roles import Role, flows_of
from sim.core.ledger import HOUSEHOLDS, LENDERS, SUPPLIERS, Basis, BenefitKind, Flow
from sim.core.periods import QUARTERS_PER_YEAR
from sim.measures import ROOM
from sim.measures.accounts import HOLDERS, KINDS
from sim.output.results import Results
from sim.rules.residents import FIFTHS

type Values = NDArray[np.float64]

COMPANIES = "companies"
"""Companies that belong to councils; a council's room is its own and leaves them out."""
PENCE, K_POUNDS = 0.01, 1000.0
"""One of each in £."""


@dataclass(frozen=True)
class Books:
    """Amounts in £ at prices of the start year; shape (runs, quarters, accounts) unless said."""

    runs: list[tuple[int, int]]
    """(point, replicate) of every row."""
    start_year: int
    councils: list[str]
    accounts: list[str]
    """Councils first, then the other holders of money."""
    budget: Values
    costs: Values
    """Paid for partnership working."""
    repaid: Values
    """Benefit shares received less paid."""
    interest: Values
    """Interest that lenders received, (runs, quarters)."""
    cashed: Values
    """Savings that became cash."""
    worth: Values
    """Benefits that are no cash; opportunities passed up are not in it."""
    attributed: Values
    """Savings that joint work really made, before what it cost, cash or not yet cash."""
    claimed: Values
    """What reports claim, cash or not, (runs, quarters, accounts)."""
    forgone: Values
    """Social value that awards passed up, (runs, quarters)."""
    wellbys: Values
    """Points of life satisfaction times years of people, (runs, quarters, fifths)."""

    @property
    def quarters(self) -> int:
        """How long the worlds run."""
        return int(self.budget.shape[1])

    def of(self, runs: Sequence[tuple[int, int]]) -> "Books":
        """Return the books of some of the runs, in that order."""
        where = {run: i for i, run in enumerate(self.runs)}
        rows = [where[run] for run in runs]
        kept = {name: part[rows] for name, part in self._parts().items()}
        return Books(list(runs), self.start_year, self.councils, self.accounts, **kept)

    def less(self, other: "Books") -> "Books":
        """Return these books less those of another world for the same runs."""
        theirs = other._parts()
        changed = {name: part - theirs[name] for name, part in self._parts().items()}
        return Books(self.runs, self.start_year, self.councils, self.accounts, **changed)

    def _parts(self) -> dict[str, Values]:
        parts = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: part for name, part in parts.items() if isinstance(part, np.ndarray)}


def paired(mine: Books, theirs: Books) -> tuple[Books, Books]:
    """Return the books of two worlds for the runs that both have.

    Raises ResultsError for worlds that cannot be set against each other.
    """
    both = [run for run in mine.runs if run in set(theirs.runs)]
    for what, differs in {
        "councils": mine.accounts != theirs.accounts,
        "lengths": mine.quarters != theirs.quarters,
        "runs": not both,
    }.items():
        if differs:
            raise ResultsError(f"these scenarios cannot be compared: they have different {what}")
    return mine.of(both), theirs.of(both)


def books_of(results: Results, label: str, wellbeing: Wellbeing) -> Books:
    """Return the books of one world; raises ResultsError if they were not written down in full."""
    world = next((w for w in results.worlds if w["label"] == label), None)
    if world is None:
        raise ResultsError(f"there is no world {label!r} in these results")
    runs = results.frame("runs")
    own = runs[(runs["scenario"] == label) & (runs["status"] == "completed")]
    index = {str(run): i for i, run in enumerate(own["run_id"])}
    rows = list(zip(own["point"].astype(int), own["replicate"].astype(int), strict=True))
    ledger, benefits, series = (
        _own(results, table, index) for table in ("ledger", "benefits", "series")
    )
    if ledger.empty:
        raise ResultsError(f"no payments of {label} were recorded: it needs run.record = full")
    room = series[(series["measure"] == ROOM.name) & (series["place"] != "")]
    councils = list(dict.fromkeys(room["place"]))
    accounts = [*councils, COMPANIES, *HOLDERS[1:]]
    grid = _Grid(index, int(world["quarters"]), accounts, _holders(world, councils))
    return Books(
        rows,
        int(world["start_year"]),
        councils,
        accounts,
        budget=_budget(grid, ledger, room),
        **_ledger_parts(grid, ledger),
        **_benefit_parts(grid, benefits),
        wellbys=_wellbys(grid, series, world, wellbeing),
    )


@dataclass(frozen=True)
class _Grid:
    """Where a row of a table goes in an array of runs, quarters and accounts."""

    runs: Mapping[str, int]
    quarters: int
    accounts: Sequence[str]
    holders: Mapping[str, str]

    def add_up(self, frame: pd.DataFrame, who: str, value: str = "pence") -> Values:
        """Add amounts up by run, quarter and account."""
        column = {account: i for i, account in enumerate(self.accounts)}
        total = np.zeros((len(self.runs), self.quarters, len(self.accounts)))
        rows = frame["run_id"].map(self.runs).to_numpy(int)
        columns = frame[who].map(lambda name: column[self.holders.get(name, name)]).to_numpy(int)
        places = (rows, frame["quarter"].to_numpy(int), columns)
        np.add.at(total, places, frame[value].to_numpy(float))
        return total


def _own(results: Results, table: str, index: Mapping[str, int]) -> pd.DataFrame:
    frame = results.frame(table)
    return frame[frame["run_id"].isin(list(index))]


def _holders(world: Mapping[str, Any], councils: Sequence[str]) -> dict[str, str]:
    kinds = {o["name"]: KINDS[o["kind"]] for o in world["organisations"]}
    own = {name: COMPANIES if kind == HOLDERS[0] else kind for name, kind in kinds.items()}
    return {**own, **{council: council for council in councils}}


def _budget(grid: _Grid, ledger: pd.DataFrame, room: pd.DataFrame) -> Values:
    """Return councils' room and everybody else's net cash."""
    counted = ledger[~ledger["flow"].isin(flows_of(Role.FINANCE))]
    tax = counted["flow"].isin(flows_of(Role.TAX))
    counted = counted[~(tax & (counted["payer"] == HOUSEHOLDS))]
    net = (grid.add_up(counted, "payee") - grid.add_up(counted, "payer")) * PENCE
    rooms = grid.add_up(room, "place", "value") * K_POUNDS
    councils = slice(0, room["place"].nunique())
    net[:, :, councils] = np.round(rooms[:, :, councils], 2)
    return net


def _ledger_parts(grid: _Grid, ledger: pd.DataFrame) -> dict[str, Values]:
    """Return costs, benefit shares, interest and cashed savings."""
    bodies = {name for name, holder in grid.holders.items() if holder == "network-bodies"}
    cost = ledger["flow"].isin(flows_of(Role.COST)) & ~ledger["payee"].isin(bodies)
    saved = ledger["flow"].isin(flows_of(Role.SAVING))
    shared = ledger[ledger["flow"] == str(Flow.BENEFIT_SHARE)]
    interest = ledger[(ledger["payee"] == LENDERS) & ledger["flow"].isin(flows_of(Role.INTEREST))]
    cashed = grid.add_up(ledger[saved], "payee") - grid.add_up(ledger[saved], "payer")
    cashed[:, :, grid.accounts.index(SUPPLIERS)] = 0.0
    return {
        "costs": grid.add_up(ledger[cost], "payer") * PENCE,
        "repaid": (grid.add_up(shared, "payee") - grid.add_up(shared, "payer")) * PENCE,
        "interest": grid.add_up(interest, "payee").sum(axis=2) * PENCE,
        "cashed": cashed * PENCE,
    }


def _benefit_parts(grid: _Grid, benefits: pd.DataFrame) -> dict[str, Values]:
    """Return worth, attributed savings, claims, and what was passed up."""
    attributed = benefits[benefits["basis"] == str(Basis.ATTRIBUTED)]
    passed_up = (attributed["kind"] == str(BenefitKind.SOCIAL)) & (attributed["pence"] < 0)
    kept = attributed[~passed_up]
    cashable = kept["kind"] == str(BenefitKind.CASHABLE)
    claimed = benefits[benefits["basis"] == str(Basis.CLAIMED)]
    return {
        "worth": grid.add_up(kept[~cashable], "beneficiary") * PENCE,
        "attributed": grid.add_up(kept[cashable], "beneficiary") * PENCE,
        "claimed": grid.add_up(claimed, "beneficiary") * PENCE,
        "forgone": -grid.add_up(attributed[passed_up], "beneficiary").sum(axis=2) * PENCE,
    }


def _wellbys(
    grid: _Grid, series: pd.DataFrame, world: Mapping[str, Any], wellbeing: Wellbeing
) -> Values:
    """Return person-years of life satisfaction points by deprivation fifth."""
    total = np.zeros((len(grid.runs), grid.quarters, FIFTHS))
    people = np.array(world["people_by_fifth"])
    for measure, points in wellbeing.points.items():
        shares = series[(series["measure"] == measure) & series["group"].str.startswith("fifth-")]
        rows = shares["run_id"].map(grid.runs).to_numpy(int)
        fifths = shares["group"].str.removeprefix("fifth-").to_numpy(int) - 1
        where = (rows, shares["quarter"].to_numpy(int), fifths)
        value = np.nan_to_num(shares["value"].to_numpy(float))
        np.add.at(total, where, value * points * people[fifths] / QUARTERS_PER_YEAR)
    return total
