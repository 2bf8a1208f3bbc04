"""Study: what many points come to, how sure it is, and which assumptions move it most."""

from collections.abc import Mapping

import numpy as np

from sim.analysis.answers import ANSWER, Answers, answers, value_by_run
from sim.analysis.bands import BandedValue, banded
from sim.analysis.effects import Effect, effects
from sim.core.parameters import Declared
from sim.evidence import evidence_range, explain
from sim.measures import MEASURES
from sim.measures.measure import MONEY
from sim.mechanisms import parameter_groups
from sim.output.results import Results
from sim.views.drawing import runs_of, twin
from sim.views.report.answer import Answer
from sim.views.report.cases import Material
from sim.views.report.table import Table
from sim.views.sensitivity import (
    amount,
    effect_words,
    ends_in_words,
    interval,
    said_of,
    short,
)
from sim.views.words import capital, chance_words, listed, pounds, several, share, signed, steps

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
NEARLY = 0.9
"""The share of points above which it is nearly every one."""
EFFECTS_NOTE = (
    "All factors fitted together, along straight lines or between the means of choices: a factor"
    " that acts one way and then the other, or only along with another, may matter and not show."
    " No shares of the variance are given; they would need indices that are not computed yet."
)
RULES = "policy.collaboration."
"""Keys that are rules of collaboration."""
SIGNS = {
    "stays": "the sign stays the same",
    "changes": "the sign changes",
    "open": "whether the sign changes cannot be told",
}
RESIDENTS = ("outcome", "outcome_of_worst_tenth")


def study_answer(material: Material, label: str) -> Answer:
    """Return what a world of a study comes to, in words that its points allow."""
    results = material.results
    found, money = answers(results, label), headline(results, label, ANSWER)
    largest = effects(found)[:3]
    points = several(len(found.values), "point")
    return Answer(
        f"What does partnership working bring in “{material.names[label]}”, over {points} of"
        " uncertain parameters?",
        study_found(found, money),
        study_sure(found, money, material),
        study_for_whom(material, label),
        [crossing(found, effect) for effect in largest],
    )


def study_found(found: Answers, money: BandedValue) -> str:
    """Return how often councils gain, lose and are as they were, and how much."""
    above, below = (float((side * found.values > 0.0).mean()) for side in (1.0, -1.0))
    if above == below == 0.0:
        return "No difference: councils are exactly as well off as without partnerships throughout."
    sides = {"better off": above, "worse off": below, "exactly as well off": 1.0 - above - below}
    shares = listed([f"{said} at {share(part)}" for said, part in sides.items() if part > 1e-9])
    verb = "gain" if above > below else "lose"
    return (
        f"Councils {verb} {how_often(max(above, below))}: against the same scenario without"
        f" partnerships they are {shares} of points. Half of all points come to"
        f" {pounds(float(np.median(found.values)) * 1000.0)} or more; the mean is"
        f" {amount(money.value or 0.0, ANSWER)}, both undiscounted."
    )


def how_often(part: float) -> str:
    """Return in words at how many points something is so."""
    if part == 1.0:
        return "at every point"
    if part > NEARLY:
        return "at nearly every point"
    return "at most points" if part > 0.5 else "at more points than not"


def study_sure(found: Answers, money: BandedValue, material: Material) -> list[str]:
    """Return the three lines of uncertainty of a study, the widest first."""
    points = several(len(found.values), "point")
    seeds = "not known; it takes two runs or more at every point."
    if money.seeds is not None:
        seeds = f"the mean of these points has the 95 % interval {limits(money.seeds)}."
    return [
        f"Parameter uncertainty: 95 % of the {points} lie within {limits(money.parameters)}.",
        f"Random seeds: {seeds}",
        f"Rules of collaboration: {study_rules(found, material)}",
    ]


def study_rules(found: Answers, material: Material) -> str:
    """Return what other rules of collaboration would give, from worlds or from varied rules."""
    worlds = len(material.worlds)
    if worlds > 1:
        means = [headline(material.results, str(w["label"]), ANSWER) for w in material.worlds]
        values = [m.value for m in means if m.value is not None]
        return f"means of {worlds} scenarios lie within {limits((min(values), max(values)))}."
    varied = [e for e in effects(found) if e.factor.startswith(RULES)]
    if not varied:
        return "one set of rules only."
    return f"{effect_words(varied[0], found.measure)}."


def study_for_whom(material: Material, label: str) -> list[str]:
    """Return what it does to residents, and that who pays is not known from totals."""
    lines = [resident_line(material.results, label, name) for name in RESIDENTS]
    if not material.cases:
        lines.append(
            "Who pays and who gains is not in this study, which kept totals only; a run of one of"
            " its points shows it."
        )
    return lines


def resident_line(results: Results, label: str, measure: str) -> str:
    """Return what partnership working does to an index of residents, over luck and points."""
    found = change_to_twin(results, label, measure)
    said = f"{capital(said_of(measure))}: {points_of(found.value or 0.0)} of 100"
    if found.parameters is None:
        return f"{said} against the same scenario without partnerships."
    low, high = (points_of(limit) for limit in found.parameters)
    return f"{said} against the same scenario without partnerships; 95 % of points {low} to {high}."


def change_to_twin(results: Results, label: str, measure: str) -> BandedValue:
    """Return by how much a measure differs from the same world without partnerships."""
    runs = results.frame("runs")
    done = runs[runs["status"] == "completed"].set_index(["point", "replicate"])
    mine, theirs = (
        done.loc[done["scenario"] == name, "run_id"].map(value_by_run(results, name, measure))
        for name in (label, twin(label))
    )
    apart = (mine - theirs).dropna()
    return banded(np.asarray(apart, np.float64), runs_of(apart.index.to_frame()))


def points_of(change: float) -> str:
    """Return a difference of an index in points of a hundred, with its sign."""
    return f"{signed(100.0 * change)} points"


def limits(band: tuple[float, float] | None, measure: str = ANSWER) -> str:
    """Return an interval of a measure in words."""
    if band is None:
        return "–"
    low, high = (amount(limit, measure) for limit in band)
    return low if low == high else f"{low} to {high}"


def crossing(found: Answers, effect: Effect) -> str:
    """Return what one factor does to the answer, and whether it can change its sign."""
    said = effect_words(effect, found.measure)
    if not effect.change.clear:
        return f"{said}."
    if isinstance(effect.low, str):
        return f"{said}; {SIGNS[effect.sign]}."
    low, high = ends_in_words(effect)
    if effect.sign == "changes" and effect.unsettled is not None:
        places = steps([*effect.unsettled, float(effect.low), float(effect.high)])
        return f"{said}; the sign changes between {places[0]} and {places[1]}."
    return f"{said}; {SIGNS[effect.sign]} between {low} and {high}."


def headline(results: Results, label: str, measure: str) -> BandedValue:
    """Return what one measure comes to in a world, with both bands."""
    runs = results.frame("runs")
    own = runs[(runs["scenario"] == label) & (runs["status"] == "completed")]
    values = own["run_id"].map(value_by_run(results, label, measure))
    what = MEASURES[measure]
    return banded(np.asarray(values, float), runs_of(own), what.bounds, what.rate)


def headlines_table(results: Results, label: str) -> Table:
    """Return the headline measures of a world with both bands."""
    rows = []
    for name in HEADLINES:
        found = headline(results, label, name)
        if found.value is not None:
            unit = "£" if MEASURES[name].unit == MONEY else MEASURES[name].unit
            value = amount(found.value, name)
            bands = limits(found.seeds, name), limits(found.parameters, name)
            rows.append((f"{capital(said_of(name))} ({unit})", value, *bands, f"{found.runs:,}"))
    return Table(
        f"What {label} comes to at the end",
        ("measure", "mean of points", "95 % interval over seeds", "95 % of points", "runs"),
        rows,
        "Money is undiscounted. Runs: how many have the measure at their end. The second"
        " range is the one that assumptions give; it is the one to plan with.",
    )


def effects_table(results: Results, label: str) -> Table:
    """Return the assumptions that matter most, with what they rest on."""
    found, known = answers(results, label), declared_by_key()
    every = effects(found)
    rows = [
        (
            capital(short(effect.factor)),
            " to ".join(ends_in_words(effect)),
            amount(effect.change.value or 0.0, found.measure),
            interval(effect.change, found.measure),
            "yes" if effect.change.clear else "no",
            source_of(effect.factor, known),
        )
        for effect in every[:MOST_FACTORS]
    ]
    return Table(
        f"What moves {said_of(found.measure)} most",
        (
            "assumption or choice",
            "varied",
            "effect",
            "95 % interval",
            "told from noise",
            "meaning, source and range",
        ),
        rows,
        f"{EFFECTS_NOTE} {chance_words(len(every))}",
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
    said = capital(explain(declared.evidence.source) or declared.evidence.source).rstrip(".")
    band = evidence_range(declared.evidence.source)
    words = f"{declared.why} {said}."
    return words if band is None else f"{words} Range {band[0]:g} to {band[1]:g}."
