"""Case tables: the numbers of an appraisal as a finance director reads them."""

from collections.abc import Mapping, Sequence

from sim.analysis.bands import BandedValue
from sim.appraisal import Appraisal, deflator
from sim.appraisal.switching import Switch
from sim.views.drawing import twin
from sim.views.report.table import Table
from sim.views.words import (
    account_name,
    capital,
    listed,
    plain,
    pounds,
    share,
    span,
    times,
)

BANDS = ("95 % interval over seeds", "over parameters")
MOST_ACCOUNTS = 20
"""With more accounts than this the single councils go to the annex only."""


def savings_table(cases: dict[str, Appraisal], named: Mapping[str, Sequence[str]]) -> Table:
    """Return the savings that are never added up, side by side, for every world.

    ``named`` are the councils that the title of a world names beside others.
    """
    rows = []
    for label, case in cases.items():
        for words, found in (
            ("claimed in reports, for everyone", case.savings.claimed),
            ("claimed, adjusted as guidance requires", case.savings.claimed_adjusted),
            ("the same, less costs: the stated case", case.savings.on_paper),
            ("attributed to joint work, for everyone, before costs", case.savings.attributed),
            ("counterfactual, for councils, after costs", case.savings.counterfactual),
            *own_savings(case, named.get(label, ())),
        ):
            rows.append((f"{label}: {words}", *cells(found)))
        rows.append(
            (
                f"{label}: mean claimed over mean realised, times",
                *numbers(case.claimed_over_realised),
            )
        )
    return Table(
        "Three measures of saving, against the same scenario without partnerships, undiscounted",
        ("saving", "£, undiscounted", *BANDS),
        rows,
        "They answer different questions and must not be added up. Claimed: what reports say."
        " Attributed: what joint work actually produced. Counterfactual: how much better off"
        " councils are than without partnerships, after set-up, overhead, early losses and"
        " interest. The figures show only what reports claim for councils, and councils' money;"
        " the first four lines include amounts for others, and non-cash benefits.",
    )


def own_savings(case: Appraisal, named: Sequence[str]) -> list[tuple[str, BandedValue]]:
    """Return what each named council has more by itself, costs included."""
    accounts = {account.account: account.undiscounted for account in case.accounts}
    return [(f"counterfactual, for {name} itself, after costs", accounts[name]) for name in named]


def cells(found: BandedValue) -> tuple[str, str, str]:
    """Return a sum of money with its two bands."""
    return pounds(found.value), span(found.seeds), span(found.parameters)


def financial_table(case: Appraisal) -> Table:
    """Return the financial case of every account."""
    shown = [a for a in case.accounts if a.account not in case.books.councils]
    if len(case.accounts) <= MOST_ACCOUNTS:
        shown = case.accounts
    rows = [
        (
            heading_of(account.account, case),
            pounds(account.net_present.value),
            span(account.net_present.seeds),
            pounds(account.cost_present.value),
            pounds(account.peak_need.value),
            account.payback,
            paid_back(account.paid_back, len(case.books.runs)) if account.ever_put_in else "–",
        )
        for account in shown
    ]
    return Table(
        "Financial case by account: net present budget impact",
        (
            "account",
            "net present",
            BANDS[0],
            "pays, present value",
            "peak need, undiscounted",
            "pays back",
            "in runs",
        ),
        rows,
        f"Present values at {case.settings.rates.title}, prices of {case.books.start_year}. Pays:"
        " its spending on partnership working. Peak need: the most it has spent and not recovered,"
        " mean over runs. Pays back: from the mean of all runs; in runs: how many runs do."
        f" {cashable_words(case)}",
    )


def paid_back(part: float, runs: int) -> str:
    """Return in how many runs money came back; a share would say more than so few runs tell."""
    return f"{round(part * runs):,} of {runs:,}"


def cashable_words(case: Appraisal) -> str:
    """Return how much of all benefit became cash; between two worlds, how much more."""
    value = case.cashable.value
    if value is None:
        return "There was no benefit that could become cash."
    if case.against == twin(case.label):
        return f"A share of {share(value)} of all benefit became cash."
    more = f"{plain(100.0 * abs(value))} points {'higher' if value > 0.0 else 'lower'}"
    return f"The share of benefit that became cash is {more if value else 'the same'}."


def heading_of(account: str, case: Appraisal) -> str:
    """Return an account as a heading; a council's name stays as it is."""
    return account if account in case.books.councils else capital(account_name(account))


def economic_table(case: Appraisal) -> Table:
    """Return the economic case of society."""
    found = case.economic
    ratio, pocket = found.benefit_cost_ratio, found.wrong_pocket
    alone = case.against == twin(case.label)
    rows = [
        ("Net present public value", *cells(found.net_present)),
        ("of which money", *cells(found.cash_present)),
        ("of which non-cash benefits", *cells(found.worth_present)),
        ("Cost of partnership working, to everyone", *cells(found.cost_present)),
        ("Benefit-cost ratio, mean benefit over mean cost", *numbers(ratio)),
        (
            "Wrong-pocket index, 0 to 1" if alone else "Wrong-pocket index, difference",
            *numbers(pocket),
        ),
        (
            "Social value forgone in contract awards, undiscounted (not a loss, not counted)",
            *cells(found.forgone),
        ),
    ]
    return Table(
        "Economic case: the gain to society as a whole, in present value",
        ("line", "value", *BANDS),
        rows,
        f"Present values at {case.settings.rates.title}. Non-cash benefits are reduced for optimism"
        f" at evidence grade {case.settings.grades.worth} of 6. What suppliers and community groups"
        " receive pays for work, so it is not a gain to society; social value has its own table."
        " The ratio is mean benefit over mean cost, not defined where partnership working costs"
        " nothing, or less than in the other scenario. Wrong-pocket index: 0 if whoever pays"
        " gains, 1 if others do.",
    )


def numbers(found: BandedValue) -> tuple[str, str, str]:
    """Return a plain number with its two bands."""

    def limits(band: tuple[float, float] | None) -> str:
        return "–" if band is None else f"{times(band[0])} to {times(band[1])}"

    value = "not defined" if found.value is None else times(found.value)
    return value, limits(found.seeds), limits(found.parameters)


def years_table(case: Appraisal) -> Table:
    """Return the councils' case by financial year, real and in cash terms."""
    years, prices = case.years, deflator()
    rows = [
        (
            f"{year}-{(year + 1) % 100:02d}",
            *(
                pounds(float(column[i]))
                for column in (
                    years.costs,
                    years.net,
                    years.cumulative,
                    years.discounted,
                    years.in_cash_terms,
                )
            ),
        )
        for i, year in enumerate(years.years)
    ]
    return Table(
        "All councils by financial year, undiscounted unless said",
        ("year", "pay", "net", "since the start", "net, discounted", "net, in cash terms"),
        rows,
        f"Means over runs. Real terms: prices of {case.books.start_year}. Cash terms:"
        f" {prices.title} ({prices.source}; later years: {prices.source_after}).",
    )


def fifths_table(case: Appraisal) -> Table:
    """Return social value by deprivation fifth, with and without equity weights."""
    wellby, equity = case.settings.edition.wellby, case.settings.equity
    rows = [
        (
            {1: "1, most deprived", 5: "5, least deprived"}.get(f.fifth, str(f.fifth)),
            plain(f.wellbys.value or 0.0),
            pounds(f.low.value),
            pounds(f.central.value),
            span(f.central.seeds),
            pounds(f.high.value),
            plain(f.weight),
            pounds(f.weighted.value),
        )
        for f in case.fifths
    ]
    return Table(
        "Social value by deprivation quintile: shown separately, not added to cash",
        ("quintile", "WELLBYs", "low", "central", BANDS[0], "high", "weight", "central, weighted"),
        rows,
        "A WELLBY is one point of life satisfaction, 0 to 10, of one person for one year."
        f" Isolation and work only. {wellby.source}. Weights: elasticity {equity.elasticity:g}"
        f" ({equity.elasticity_source}); {equity.incomes_source}.",
    )


def switching_table(case: Appraisal) -> Table:
    """Return what would have to be different for the sign of either answer to change."""
    sides = {"Councils": case.switches, "Society": case.society_switches}
    rows = [
        (f"{who}: {switch.what}", switching_value(switch))
        for who, switches in sides.items()
        for switch in switches
    ]
    return Table(
        "Switching values: the value at which an answer changes its sign",
        ("what", "would have to be"),
        rows,
        "Each on its own, with everything else unchanged, on the means of all runs. Within reach is"
        f" a hundredth to a hundred times as large. {unsure_sign(case)}".rstrip(),
    )


def unsure_sign(case: Appraisal) -> str:
    """Return whose result has no sign that these runs can tell, in a sentence; empty for nobody."""
    open_to = [
        who
        for who, found in (
            ("councils’", case.councils.net_present),
            ("society’s", case.economic.net_present),
        )
        if not found.clear
    ]
    if not open_to:
        return ""
    results = "result" if len(open_to) == 1 else "results"
    return f"The sign of {listed(open_to)} {results} cannot be told from these runs."


def switching_value(switch: Switch) -> str:
    """Return one switching value as a cell."""
    if switch.value is None:
        return "no discount rate does" if switch.kind == "rate" else "never within reach"
    if switch.kind == "rate":
        return share(switch.value)
    return f"{plain(switch.value)} times as large"
