"""Annex: the numbers behind a report as tables for a spreadsheet."""

from pathlib import Path
from typing import Any, Literal

import pandas as pd

from sim.analysis.bands import BandedValue
from sim.appraisal import Appraisal, Settings
from sim.core.errors import ResultsError
from sim.measures import MEASURES
from sim.measures.measure import MONEY
from sim.output.results import Results
from sim.output.spreadsheets import write_csv, write_xlsx
from sim.views.drawing import worlds
from sim.views.report.cases import material_of
from sim.views.report.study import HEADLINES, headline

POUNDS, PRESENT = "£, undiscounted", "£, present value"
UNITS = {
    **dict.fromkeys(("net_present", "cash_present", "worth_present", "cost_present"), PRESENT),
    **dict.fromkeys(("low", "central", "high"), PRESENT),
    "weighted": "£, present value, equity weights",
    "wellbys": "WELLBYs, undiscounted",
    "benefit_cost_ratio": "ratio, mean of the ratios of runs",
    "wrong_pocket": "index 0-1",
}
"""Units of the lines of an appraisal; every other line is money, undiscounted."""
SWITCHES = {"rate": "discount rate a year", "times": "times as large"}

type Ending = Literal["csv", "xlsx"]


def annex_frames(results: Results, settings: Settings) -> dict[str, pd.DataFrame]:
    """Return every number of a report, in £ and unrounded, by table."""
    material = material_of(results, settings)
    alone = list(material.by_world.values())
    cases = alone + [case for case in material.cases if not any(case is a for a in alone)]
    frames: dict[str, list[Any]] = {
        "savings": [row for case in cases for row in banded_rows(case, vars(case.savings))],
        "economic": [row for case in cases for row in banded_rows(case, vars(case.economic))],
        "accounts": [row for case in cases for row in account_rows(case)],
        "years": [row for case in cases for row in year_rows(case)],
        "fifths": [row for case in cases for row in fifth_rows(case)],
        "switching": [
            {**pair(case), "what": s.what, "unit": SWITCHES[s.kind], "value": s.value}
            for case in cases
            for s in (*case.switches, *case.society_switches)
        ],
        "measures": [
            {"world": label, "measure": name, **measure_bands(headline(results, label, name), name)}
            for label in worlds(results)
            for name in HEADLINES
        ],
    }
    return {name: pd.DataFrame(rows) for name, rows in frames.items() if rows}


def write_annex(results: Results, settings: Settings, folder: Path, ending: Ending) -> list[Path]:
    """Write the annex as one workbook or a folder of CSV files; return what was written.

    Raises ResultsError where it cannot be written.
    """
    frames = annex_frames(results, settings)
    if ending == "xlsx":
        path = folder / "annex.xlsx"
        write_xlsx(frames, path)
        return [path]
    inside = folder / "annex"
    try:
        inside.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ResultsError(f"{inside} cannot be written ({error.strerror})") from None
    paths = []
    for name, frame in frames.items():
        paths.append(inside / f"{name}.csv")
        write_csv(frame, paths[-1])
    return paths


def pair(case: Appraisal) -> dict[str, str]:
    """Return which world is set against which."""
    return {"world": case.label, "against": case.against}


def bands(found: BandedValue) -> dict[str, float | int | None]:
    """Return a figure with both its bands as columns."""
    seeds, parameters = found.seeds or (None, None), found.parameters or (None, None)
    return {
        "value": found.value,
        "seeds_low": seeds[0],
        "seeds_high": seeds[1],
        "parameters_low": parameters[0],
        "parameters_high": parameters[1],
        "runs": found.runs,
        "points": found.points,
    }


def banded_rows(case: Appraisal, values: dict[str, object]) -> list[dict[str, object]]:
    """Return every banded value among some values as a row."""
    return [
        {**pair(case), "line": name, "unit": UNITS.get(name, POUNDS), **bands(found)}
        for name, found in values.items()
        if isinstance(found, BandedValue)
    ]


def measure_bands(found: BandedValue, measure: str) -> dict[str, Any]:
    """Return a measure with both its bands and its unit as columns; money in £."""
    columns, unit = bands(found), MEASURES[measure].unit
    if unit != MONEY:
        return {"unit": unit, **columns}
    amounts = {name: None if v is None else 1000.0 * v for name, v in columns.items()}
    return {"unit": POUNDS, **amounts, **{name: columns[name] for name in ("runs", "points")}}


def account_rows(case: Appraisal) -> list[dict[str, object]]:
    """Return the financial case of every account, figure by figure."""
    return [
        {**row, "account": account.account, "payback": account.payback}
        for account in case.accounts
        for row in banded_rows(case, vars(account))
    ]


def year_rows(case: Appraisal) -> list[dict[str, object]]:
    """Return the councils' case by financial year."""
    years = case.years
    columns = ("costs", "net", "cumulative", "discounted", "in_cash_terms")
    return [
        {
            **pair(case),
            "year": year,
            "unit": "£",
            **{name: float(getattr(years, name)[i]) for name in columns},
        }
        for i, year in enumerate(years.years)
    ]


def fifth_rows(case: Appraisal) -> list[dict[str, object]]:
    """Return social value by deprivation fifth, figure by figure."""
    return [
        {**row, "fifth": fifth.fifth, "weight": fifth.weight}
        for fifth in case.fifths
        for row in banded_rows(case, vars(fifth))
    ]
