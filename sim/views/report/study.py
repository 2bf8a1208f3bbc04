"""Study: what many points come to, how sure it is, and which assumptions move it most."""

from collections.abc import Mapping

import numpy as np

from sim.appraisal.bands import Figure, figure
from sim.evidence import evidence_range, explain
from sim.measures import MEASURES
from sim.measures.measure import MONEY
from sim.mechanisms import parameter_groups
from sim.parameters import Declared
from sim.results import Results
from sim.views.report.answer import Answer
from sim.views.report.cases import Material
from sim.views.report.table import Table
from sim.views.sensitivity import (
    ANSWER,
    Answers,
    Effect,
    amount,
    answers,
    effects,
    known,
    said_of,
    short,
    value_by_run,
)
from sim.views.words import capital, listed, pounds, several, share

HEADLINES = (
    ANSWER,
    "saving_claimed",
    "saving_attributed",
    "coverage",
    "outcome",
    "outcome_of_worst_tenth",
    "trust_in_council",
    "section_114",
    "partnerships_signed",
    "talking_shop_share",
)
MOST_FACTORS = 10


def study_answer(material: Material, label: str) -> Answer:
    """Return what a world of a study comes to, in words that its points allow."""
    results = material.results
    found, money = answers(results, label), headline(results, label, ANSWER)
    largest = effects(found)[:3]
    points = several(len(found.values), "point")
    return Answer(
        f"What does partnership working bring in “{material.names[label]}”, over {points} of what"
        " nobody knows?",
        study_found(found, money),
        study_sure(found, money, material),
        [
            "This study kept totals of the region only. A run of one of its points shows who pays"
            " and who gains."
        ]
        if not material.cases
        else [],
        [crossing(found, effect) for effect in largest],
    )


def study_found(found: Answers, money: Figure) -> str:
    """Return how often councils gain, and how much."""
    above = float((found.values > 0.0).mean())
    middle = float(np.median(found.values))
    how = "gain" if middle > 0.0 else "lose"
    most = "at most points" if 0.25 < above < 0.75 else "at nearly every point"
    sides = f"better off than without partnerships at {share(above)} of points"
    if above in (0.0, 1.0):
        most, sides = "at every point", f"{'better' if above else 'worse'} off at every point"
    return (
        f"Councils {how} {most}: {sides}. Half of all points come to"
        f" {pounds(middle * 1000.0)} or more; the mean is {amount(money.value or 0.0, ANSWER)}."
    )


def study_sure(found: Answers, money: Figure, material: Material) -> list[str]:
    """Return the three lines of uncertainty of a study."""
    luck = "one run a point, so luck and assumptions cannot be told apart."
    if money.seeds is not None:
        luck = f"the mean of all points lies within {limits(money.seeds)} (95 %)."
    worlds = len(material.worlds)
    rules = "one set of rules only."
    if worlds > 1:
        means = [headline(material.results, str(w["label"]), ANSWER) for w in material.worlds]
        values = [m.value for m in means if m.value is not None]
        rules = f"means of {worlds} worlds lie within {limits((min(values), max(values)))}."
    return [
        f"Luck: {luck}",
        f"What nobody knows: 95 of 100 points lie within {limits(money.parameters)}.",
        f"Rules of collaboration: {rules}",
    ]


def limits(band: tuple[float, float] | None, measure: str = ANSWER) -> str:
    """Return an interval of a measure in words."""
    if band is None:
        return "–"
    low, high = (amount(limit, measure) for limit in band)
    return low if low == high else f"{low} to {high}"


def crossing(found: Answers, effect: Effect) -> str:
    """Return where along one factor the answer changes its sign, on a straight line."""
    name = capital(short(effect.factor))
    column, values = known(found, effect.factor)
    if column.dtype.kind not in "if":
        return (
            f"{name}: {effect.high} is {amount(effect.change, found.measure)} above {effect.low}."
        )
    slope, start = np.polyfit(column.to_numpy(float), values, 1)
    at = -start / slope if slope else np.nan
    span = f"between {effect.low} and {effect.high}"
    moved = f"{name} moves it by {amount(effect.change, found.measure)} {span}"
    if not column.min() <= at <= column.max():
        return f"{moved}; no value there changes the sign."
    return f"{moved}; the sign changes at about {at:.2g}."


def headline(results: Results, label: str, measure: str) -> Figure:
    """Return what one measure comes to in a world, with both bands."""
    runs = results.frame("runs")
    own = runs[(runs["scenario"] == label) & (runs["status"] == "completed")]
    values = own["run_id"].map(value_by_run(results, label, measure))
    return figure(np.asarray(values, float), list(own["point"]))


def headlines_table(results: Results, label: str) -> Table:
    """Return the headline measures of a world with both bands."""
    rows = []
    for name in HEADLINES:
        found = headline(results, label, name)
        if found.value is not None:
            unit = "£" if MEASURES[name].unit == MONEY else MEASURES[name].unit
            value = amount(found.value, name)
            bands = limits(found.seeds, name), limits(found.parameters, name)
            rows.append((f"{capital(said_of(name))} ({unit})", value, *bands))
    return Table(
        f"What {label} comes to at the end",
        ("measure", "mean of points", "95 % over luck", "95 % of points"),
        rows,
        "The second range is the one that assumptions give; it is the one to plan with.",
    )


def effects_table(results: Results, label: str) -> Table:
    """Return the assumptions that matter most, with what they rest on."""
    found, known = answers(results, label), declared_by_key()
    rows = [
        (
            capital(short(effect.factor)),
            f"{effect.low} to {effect.high}",
            amount(effect.change, found.measure),
            share(effect.explained),
            source_of(effect.factor, known),
        )
        for effect in effects(found)[:MOST_FACTORS]
    ]
    return Table(
        f"What moves {said_of(found.measure)} most",
        ("assumption or choice", "varied", "effect", "of the variance", "source and range"),
        rows,
        "Each on its own, along a straight line or between the means of choices.",
        words=True,
    )


def declared_by_key() -> dict[str, Declared]:
    """Return every parameter by its key."""
    return {d.key: d for group in parameter_groups().values() for d in group.declared()}


def source_of(factor: str, known: Mapping[str, Declared]) -> str:
    """Return where a factor's default and range come from."""
    declared = known.get(factor)
    if declared is None:
        return "a choice of the design"
    said = capital(explain(declared.evidence.source) or declared.evidence.source)
    band = evidence_range(declared.evidence.source)
    return said if band is None else f"{said} Range {listed([f'{x:g}' for x in band])}."
