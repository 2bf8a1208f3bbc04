"""Answers: what the worlds of a question come to, how they differ, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.analysis.statistics import paired
from sim.core.periods import label
from sim.measures import MEASURES
from sim.output.results import Results
from sim.study import compare
from sim.study.questions import Comparison, Question, cell_of
from sim.study.tables import comparison as differences


@dataclass(frozen=True)
class Answer:
    """What one comparison of a question came to."""

    comparison: str
    """Which case it is; empty if there is only one."""
    command: str
    rows: tuple[Mapping[str, Any], ...]
    """One per measure and world but the base: as in ``compare --json``, with the numbers of pairs
    in which the other world ended ``higher`` or ``lower``, and ``since``, the quarter (2013-14
    Q1) from which the difference stays clear of luck; None if it does not."""


def answer(question: Question) -> list[Answer]:
    """Return the answers to a question, one for each of its comparisons."""
    return [
        answered(comparison, question.entry.measures, question.entry.replicates)
        for comparison in question.comparisons()
    ]


def answered(comparison: Comparison, measures: tuple[str, ...], replicates: int) -> Answer:
    """Run one comparison and return the rows that were asked for, measure by measure."""
    results = compare(comparison.worlds, replicates=replicates, command=comparison.command)
    labels = [world["label"] for world in results.worlds if world["role"] == "world"]
    found = {
        (row["measure"], row["group"], row["other"]): row
        for row in differences(results, labels[0], labels[1:])
        if not row["place"]
    }
    start = comparison.worlds[0].run.start_year
    rows = []
    for cell in map(cell_of, measures):
        base = course_of(results, labels[0], cell)
        for other in labels[1:]:
            course = course_of(results, other, cell)
            rows.append({**found[*cell, other], **apart(base, course, cell[0], start)})
    return Answer(comparison.name, comparison.command, tuple(rows))


def apart(
    base: NDArray[np.float64], other: NDArray[np.float64], measure: str, start_year: int
) -> dict[str, Any]:
    """Return in how many pairs the other world ended higher or lower, and since when it is clear.

    Both courses have the shape (quarters, replicates).
    """
    quarter = None if MEASURES[measure].kind == "run" else clear_since(base, other)
    change = other[-1] - base[-1]
    return {
        "higher": int((change > 0.0).sum()),
        "lower": int((change < 0.0).sum()),
        "since": None if quarter is None else label(quarter, start_year),
    }


def clear_since(base: NDArray[np.float64], other: NDArray[np.float64]) -> int | None:
    """Return the quarter from which the difference stays clear of luck to the end, if it does.

    Both have the shape (quarters, replicates).
    """
    since = None
    for quarter, (a, b) in enumerate(zip(base, other, strict=True)):
        found = paired(a, b).difference
        if found.low is None or found.high is None or found.low <= 0.0 <= found.high:
            since = None
        elif since is None:
            since = quarter
    return since


def course_of(results: Results, world: str, cell: tuple[str, str]) -> NDArray[np.float64]:
    """Return a measure of the whole region by quarter and replicate, totals added up."""
    runs = results.frame("runs")
    own = runs.loc[runs["scenario"] == world, ["run_id", "replicate"]]
    series = results.frame("series")
    wanted = (series["measure"] == cell[0]) & (series["group"] == cell[1]) & (series["place"] == "")
    table = series[wanted].merge(own, on="run_id")
    wide = table.pivot(index="quarter", columns="replicate", values="value")
    values = wide.sort_index(axis=1).to_numpy(float)
    return MEASURES[cell[0]].so_far(values)
