"""Answer: what was found, how sure it is, for whom, and what would change it, in four sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.appraisal import Appraisal, BandedValue
from sim.appraisal.switching import Switch
from sim.core.periods import QUARTERS_PER_YEAR
from sim.study.cohorts import cohort_lines
from sim.views.accounts import account_table, accounts_title
from sim.views.cohorts import cohorts_title
from sim.views.drawing import twin
from sim.views.report.cases import Material
from sim.views.words import better_or_worse, capital, plain, pounds, several, share, span, times


@dataclass(frozen=True)
class Answer:
    """One case in words."""

    question: str
    answer: str
    sure: list[str]
    for_whom: list[str]
    change: list[str]


def answer_of(material: Material, case: Appraisal) -> Answer:
    """Return one case in words that its intervals allow."""
    return Answer(
        question_of(case, material.names),
        found(case, material.names, material.named[case.label]),
        how_sure(material, case),
        for_whom(material, case),
        what_would_change(case),
    )


def question_of(case: Appraisal, names: dict[str, str]) -> str:
    """Return the question that a case answers."""
    title = names.get(case.label, case.label)
    if case.against == twin(case.label):
        return f"What does partnership working bring in “{title}”?"
    other = names.get(case.against, case.against)
    return f"What changes with “{title}” instead of “{other}”?"


def than(case: Appraisal, names: dict[str, str]) -> str:
    """Return what a case is set against, in a sentence."""
    if case.against == twin(case.label):
        return "without partnerships"
    return f"with “{names.get(case.against, case.against)}”"


def found(case: Appraisal, names: dict[str, str], named: Sequence[str]) -> str:
    """Return the answer itself, and for councils that the title names what it is to each."""
    if case.nothing:
        return (
            f"No difference: {case.label} and {case.against} are the same in every payment, every"
            " benefit and every outcome that is counted here."
        )
    years = case.books.quarters / QUARTERS_PER_YEAR
    councils = better_or_worse(case.savings.counterfactual, than(case, names))
    society = case.economic.net_present
    worth = "is not clearly higher or lower"
    if society.clear and society.value is not None:
        side = "higher" if society.value > 0.0 else "lower"
        worth = f"is {pounds(abs(society.value))} {side} in present value"
    return (
        f"{scope(case)} over {years:g} years {whose(case, named)} end {councils}, undiscounted"
        f" and costs included.{itself(case, names, named)} Net public value, whoever holds it,"
        f" {worth}."
    )


def whose(case: Appraisal, named: Sequence[str]) -> str:
    """Return whose totals are told; how many they are where a title names some of them only."""
    return f"all {len(case.books.councils)} councils together" if named else "councils"


def itself(case: Appraisal, names: dict[str, str], named: Sequence[str]) -> str:
    """Return how each council that a title names ends by itself, in sentences."""
    accounts = {account.account: account.undiscounted for account in case.accounts}
    return "".join(
        f" {name} itself ends {better_or_worse(accounts[name], than(case, names))}."
        for name in named
    )


def scope(case: Appraisal) -> str:
    """Return which uncertainty an answer leaves out or takes in, as the beginning of it."""
    points = case.savings.counterfactual.points
    if points > 1:
        return f"On the mean of {several(points, 'point')} within the evidence,"
    return "On one set of assumptions, without parameter uncertainty:"


def how_sure(material: Material, case: Appraisal) -> list[str]:
    """Return the three lines of uncertainty, each said even where it is not known."""
    money = case.savings.counterfactual
    return [
        f"Parameter uncertainty: {unknown(money)}",
        f"Random seeds: {over_seeds(money, case.economic.net_present)}",
        f"Rules of collaboration: {rules(material)}",
    ]


def over_seeds(money: BandedValue, society: BandedValue) -> str:
    """Return what other random seeds would give, to councils and to society."""
    if money.seeds is None:
        return "too few runs for an interval: it takes two or more at every point."
    if money.nothing:
        return f"the same in all {money.runs} pairs of runs."
    return (
        f"95 % interval of the mean: councils {span(money.seeds)} undiscounted, net public value"
        f" {span(society.seeds)} in present value ({money.runs} pairs of runs)."
    )


def unknown(money: BandedValue) -> str:
    """Return what other values within the evidence would give."""
    if money.parameters is None:
        return (
            "not varied in these runs. The range over the evidence is usually wider than that over"
            " random seeds; a study (partnersim sweep) shows it."
        )
    return f"{span(money.parameters)} over {several(money.points, 'point')} within the evidence."


def rules(material: Material) -> str:
    """Return what other rules of collaboration would give."""
    limits = material.structure
    if limits is None:
        return "one set of rules only; partnersim compare with other presets shows more."
    low, high = (pounds(limit) for limit in limits)
    where = f"at {low}" if low == high else f"between {low} and {high}"
    return (
        f"councils end {where} in the {len(material.by_world)} scenarios here, each against itself"
        " without partnerships."
    )


def for_whom(material: Material, case: Appraisal) -> list[str]:
    """Return who pays, who gains, and what each end of deprivation has of it."""
    if case.nothing:
        return ["No costs or benefits fall to anyone."]
    names, table = account_table(case)
    most, least = case.fifths[0].central, case.fifths[-1].central
    lines = [f"{accounts_title(names, table)}."]
    cohorts = cohort_lines(material.results, case.label)
    if cohorts:
        lines.append(f"{cohorts_title(cohorts)}.")
    pocket = case.economic.wrong_pocket.value
    if pocket is not None and case.against == twin(case.label):
        lines.append(
            f"The wrong-pocket index is {plain(pocket)}: 0 if whoever pays gains, 1 if others do."
        )
    if most.nothing and least.nothing:
        lines.append("No social value through isolation or work falls to any deprivation quintile.")
    else:
        lines.append(
            "Social value through isolation and work, non-cash, in present value:"
            f" {with_seeds(most)} for the most deprived quintile, {with_seeds(least)} for the"
            " least; never added to money or net public value."
        )
    return lines


def with_seeds(found: BandedValue) -> str:
    """Return a sum of money with its interval over random seeds, if one is known."""
    known = "" if found.seeds is None else f" ({span(found.seeds)})"
    return f"{pounds(found.value)}{known}"


def what_would_change(case: Appraisal) -> list[str]:
    """Return what would have to be different for the councils' answer to change its sign."""
    if case.nothing:
        return ["Nothing that is counted: there is no difference to change."]
    whose = "" if case.against == twin(case.label) else "the difference in "
    lines = [switched(switch, whose) for switch in case.switches]
    lines += claimed_line(case.claimed_over_realised)
    return lines if case.councils.net_present.clear else [UNSURE, *lines]


def claimed_line(ratio: BandedValue) -> list[str]:
    """Return how far claims go beyond what was realised, in a line; none if nothing was."""
    if ratio.value is None:
        return []
    known = "its interval cannot be told"
    if ratio.seeds is not None:
        known = f"95 % interval {' to '.join(times(limit) for limit in ratio.seeds)}"
    said = f"Reports claim {times(ratio.value)} times what was realised ({known})"
    return [f"{said}, both before costs."]


UNSURE = (
    "The sign of the councils’ result cannot be told from these runs; what follows is about their"
    " mean."
)


def switched(switch: Switch, whose: str = "") -> str:
    """Return one switching value in words."""
    what = whose + switch.what
    if switch.value is None:
        if switch.kind == "rate":
            return "No discount rate from 0 to 100 % changes the sign of the councils’ result."
        return f"{capital(what)}: the sign of the councils’ result never changes within reach."
    if switch.kind == "rate":
        at = share(switch.value)
        return f"The sign of the councils’ result changes at a discount rate of {at} a year."
    return (
        f"The councils’ result changes its sign if {what} is {plain(switch.value)} times as large."
    )
