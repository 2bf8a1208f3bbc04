"""Cohorts: what became of young people, cohort by cohort, with intervals that fit small numbers."""

from dataclasses import dataclass

import pandas as pd

from sim.analysis.statistics import CONFIDENCE
from sim.core.ledger import PENCE_PER_K
from sim.output.results import Results


@dataclass(frozen=True)
class Share:
    """How many of a cohort, as a share, and between what a new cohort of its size may lie."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.0%} ({self.low:.0%} to {self.high:.0%})"


@dataclass(frozen=True)
class CohortLine:
    """One cohort, over all runs in which there was one."""

    number: int
    runs: int
    people: float
    """Per run."""
    destinations: Share
    destinations_without: Share
    additional: float
    """People per run who would not be there without the programme."""
    offence_free: Share
    offence_free_without: Share


def cohort_lines(results: Results, label: str) -> list[CohortLine]:
    """Return a line for every cohort of one world, the first one first."""
    own = own_cohorts(results, label)
    if own.empty:
        return []
    own["number"] = own.groupby("run_id")["begun"].rank(method="first").astype(int)
    return [line_of(int(str(number)), group) for number, group in own.groupby("number")]


def own_cohorts(results: Results, label: str) -> pd.DataFrame:
    """Return the cohorts of one world's runs."""
    runs = results.frame("runs")
    own = runs.loc[runs["scenario"] == label, ["run_id"]]
    return results.frame("cohorts").merge(own, on="run_id")


def line_of(number: int, group: pd.DataFrame) -> CohortLine:
    """Return one cohort's line from its rows, one of each run."""
    total = float(group["people"].sum())
    people = total / len(group)

    def share(column: str) -> Share:
        return spread(float(group[column].sum()), total, round(people))

    more = group["good_destinations"].sum() - group["good_destinations_without"].sum()
    return CohortLine(
        number,
        len(group),
        people,
        share("good_destinations"),
        share("good_destinations_without"),
        float(more) / len(group),
        share("offence_free"),
        share("offence_free_without"),
    )


def spread(good: float, total: float, people: int) -> Share:
    """Return a rate with the shares between which 95 % of new cohorts of this size lie.

    The rate is not known but seen in ``total`` people: the beta-binomial of Jeffreys' prior takes
    that into account, so that none in a few does not become never.
    """
    from scipy.stats import betabinom  # heavy, and most worlds have no cohorts

    tail = (1.0 - CONFIDENCE) / 2.0
    seen = betabinom(people, good + 0.5, total - good + 0.5)
    low, high = (float(seen.ppf(at)) / people for at in (tail, 1.0 - tail))
    return Share(good / total, low, high)


def cost_per_additional(results: Results, label: str) -> float | None:
    """Return what councils paid for one additional destination, k£; None if there was none."""
    runs = results.frame("runs")
    own = runs.loc[runs["scenario"] == label, ["run_id"]]
    ledger = results.frame("ledger").merge(own, on="run_id")
    paid = ledger.loc[ledger["flow"] == "programme", "pence"].sum() / PENCE_PER_K
    cohorts = own_cohorts(results, label)
    more = cohorts["good_destinations"].sum() - cohorts["good_destinations_without"].sum()
    return float(paid / more) if more > 0 else None
