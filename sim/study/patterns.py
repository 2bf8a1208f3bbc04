"""Patterns: stylised facts that the model is held against; one that fails is a finding.

Each pattern is a contrast between worlds that meet the same luck, a metric, and a rule that
says when it holds. ``python -m sim.study.patterns`` runs them all and writes a table.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from sim.agents.partnership import Partnership
from sim.ledger import PENCE_PER_K, Basis, Flow
from sim.mechanisms.review import TALKING_SHOP_RATIO
from sim.model import PartnershipModel
from sim.scenario import Scenario, default_scenario
from sim.study.statistics import Estimate, estimate

PAIRS = 40
HEAD = """# Patterns

Written by `make patterns`. A pattern that does not hold is a finding, and is left standing.

What to bear in mind: with every mechanism on, pressure on budgets is itself a friction, so what
members put in lies well below what the design's prototype had; most partnerships declare far more
than stands behind them, and most of those signed in the first year never pay for themselves.

"""
SIGN = {Flow.PARTNERSHIP_SAVING: 1, Flow.PARTNERSHIP_LOSS: -1, Flow.SET_UP: -1, Flow.OVERHEAD: -1}
"""What a partnership gains and costs; a contract's price buys a service and is neither."""
SMALL = {"place.residents_per_council": 50}
type Values = Mapping[str, Any]
type Metric = Callable[[PartnershipModel], float]


@dataclass(frozen=True)
class Finding:
    """One line of the table: what was compared, what came out, whether it holds."""

    metric: str
    estimate: Estimate
    holds: bool


@dataclass(frozen=True)
class Pattern:
    """One stylised fact: its number, what it says, the contrast, and how to look."""

    name: str
    says: str
    contrast: str
    find: Callable[[int], list[Finding]]


PATTERNS: dict[str, Pattern] = {}


def pattern(
    name: str, says: str, contrast: str
) -> Callable[[Callable[[int], list[Finding]]], Callable[[int], list[Finding]]]:
    """Enter a function as a pattern; it takes the number of pairs."""

    def enter(find: Callable[[int], list[Finding]]) -> Callable[[int], list[Finding]]:
        PATTERNS[name] = Pattern(name, says, contrast, find)
        return find

    return enter


def values_of(worlds: list[Values], metrics: Mapping[str, Metric], pairs: int) -> dict[str, Any]:
    """Return every metric of every world and replicate, shape (worlds, pairs), on shared luck."""
    scenarios: list[Scenario] = [default_scenario().with_values({**SMALL, **w}) for w in worlds]
    found = {name: np.full((len(worlds), pairs), math.nan) for name in metrics}
    for replicate in range(pairs):
        for i, scenario in enumerate(scenarios):
            model = PartnershipModel(scenario, replicate=replicate)
            model.run_all()
            for name, metric in metrics.items():
                found[name][i, replicate] = metric(model)
    return found


def rises(metric: str, values: NDArray[np.float64], sign: int = 1) -> Finding:
    """Return whether the difference between the last and the first world is clearly positive."""
    change = estimate(values[-1] - values[0])
    clear = change.low is not None and change.high is not None
    holds = clear and (change.low if sign > 0 else -(change.high or 0.0)) > 0.0  # type: ignore[operator]
    return Finding(metric, change, bool(holds))


# Metrics of one finished run


def delivered(model: PartnershipModel) -> list[Partnership]:
    """Return every partnership that ever delivered, ended ones included."""
    return [p for p in model.partnerships if p.delivered_quarters > 0]


def talking_shops(model: PartnershipModel) -> float:
    """Return the share of grown partnerships, over all quarters' ends, with little behind them."""
    grown = [p for p in delivered(model) if p.delivered_quarters >= 4]
    return mean([float(p.ratio < TALKING_SHOP_RATIO) for p in grown])


def effective(model: PartnershipModel) -> float:
    """Return the mean effective integration of grown partnerships."""
    return mean([p.effective for p in delivered(model) if p.delivered_quarters >= 4])


def signed(model: PartnershipModel) -> float:
    """Return partnerships signed per council."""
    return len(model.partnerships) / len(model.councils)


def claimed_over_realised(model: PartnershipModel) -> float:
    """Return all that was claimed over all that was realised; undefined if that is nothing."""
    booked = {basis: 0 for basis in Basis}
    for benefit in model.benefits:
        booked[benefit.basis] += benefit.pence
    real = booked[Basis.ATTRIBUTED]
    return booked[Basis.CLAIMED] / real if real > 0 else math.nan


def net_by_partnership(model: PartnershipModel) -> dict[str, float]:
    """Return each partnership's saving less all its costs, k£ per year of delivery."""
    net = dict.fromkeys((p.name for p in delivered(model)), 0)
    for entry in model.ledger.entries:
        if entry.partnership in net:
            net[entry.partnership] += SIGN.get(entry.flow, 0) * entry.pence
    years = {p.name: p.delivered_quarters / 4.0 for p in delivered(model)}
    return {name: pence / PENCE_PER_K / years[name] for name, pence in net.items()}


def mean(values: list[float]) -> float:
    """Return the mean, undefined for nothing."""
    return math.fsum(values) / len(values) if values else math.nan


def coverage(model: PartnershipModel) -> float:
    """Return the mean share of need that is met, over councils by what they should spend."""
    need = math.fsum(float(c.need.sum()) for c in model.councils)
    return math.fsum(float((c.need * c.coverage).sum()) for c in model.councils) / need


# The patterns


@pattern("P1", "talking shops grow with the wish to be seen in partnership", "motive 0, .75, 1.2")
def talking_shops_grow(pairs: int) -> list[Finding]:
    """Compare three strengths of the legitimacy motive."""
    worlds: list[Values] = [{"policy.signing.legitimacy_motive": m} for m in (0.0, 0.75, 1.2)]
    shops = values_of(worlds, {"shops": talking_shops}, pairs)["shops"]
    levels = [estimate(row) for row in shops]
    none, many = levels[0].value or 0.0, levels[2].value or 0.0
    return [
        rises("talking-shop share, motive 1.2 less 0", shops),
        Finding("talking-shop share at motive 0 (at most .05)", levels[0], none <= 0.05),
        Finding("talking-shop share at motive 1.2 (at least .3)", levels[2], many >= 0.3),
    ]


@pattern(
    "P2",
    "where trust starts decides where it ends, but only with friction",
    "friction 0, .15; first trust .30, .60",
)
def trust_depends_on_its_path(pairs: int) -> list[Finding]:
    """Compare dyads that start as strangers and as friends, with and without friction."""
    worlds = [dyad(friction, bonus) for friction in (0.0, 0.15) for bonus in (0.0, 0.30)]
    high = values_of(worlds, {"high": lambda m: float(dyad_trust(m) > 0.55)}, pairs)["high"]
    smooth, rough = estimate(high[1] - high[0]), estimate(high[3] - high[2])
    return [
        Finding("P(trust > .55), friction 0 (under .1)", smooth, abs(smooth.value or 0.0) < 0.1),
        Finding("P(trust > .55), friction .15 (over .3)", rough, (rough.value or 0.0) > 0.3),
    ]


def dyad(friction: float, bonus: float) -> Values:
    """Return a world of two councils that share one service for forty quarters."""
    return {
        "place.councils": 2,
        "policy.agenda.proposals": False,
        "policy.review.enabled": False,
        "uncertainty.friction.fixed": friction,
        "uncertainty.trust.pre_tie_share": 1.0,
        "uncertainty.trust.pre_tie_bonus": bonus,
        "partnership": (
            {
                "type": "shared-service",
                "members": ("council-1", "council-2"),
                "target_saving": 1e6,
                "set_up_cost": 1e6,
                "declared": 0.8,
            },
        ),
    }


def dyad_trust(model: PartnershipModel) -> float:
    """Return the mean trust of the two councils in each other."""
    a, b = model.councils
    return (model.ties.trust(a, b) + model.ties.trust(b, a)) / 2.0


@pattern(
    "P3",
    "savings come late: first a trough, then break-even, for some never",
    "partnerships of the first year, 40 quarters",
)
def savings_come_late(pairs: int) -> list[Finding]:
    """Follow the cumulative net saving of partnerships that were signed in the first year."""
    scenario = default_scenario().with_values(SMALL)
    troughs, breaks, never = [], [], []
    for replicate in range(pairs):
        path = net_path(scenario, replicate)
        if path.min() < 0.0:
            troughs.append(float(path.argmin()))
            after = np.nonzero(path[int(path.argmin()) :] > 0.0)[0]
            breaks.append(float(path.argmin() + after[0]) if len(after) else math.nan)
            never.append(float(len(after) == 0))
    trough, share = estimate(troughs), estimate(never)
    median = float(np.median(np.nan_to_num(breaks, nan=99.0)))
    middle = Estimate(median, None, None, len(breaks))
    return [
        Finding("quarter of the trough (6 to 12)", trough, 6 <= (trough.value or 0) <= 12),
        Finding("median quarter of break-even (16 to 28; 99 is never)", middle, 16 <= median <= 28),
        Finding("share of regions that never break even (some)", share, (share.value or 0.0) > 0.0),
    ]


def net_path(scenario: Scenario, replicate: int) -> NDArray[np.float64]:
    """Return the cumulative net saving (k£, by quarter) of partnerships signed in year one."""
    model = PartnershipModel(scenario, replicate=replicate)
    model.run_all()
    first = {p.name for p in model.partnerships if p.signed < 4}
    net = np.zeros(scenario.run.quarters)
    for entry in model.ledger.entries:
        if entry.partnership in first:
            net[entry.quarter] += SIGN.get(entry.flow, 0) * entry.pence / PENCE_PER_K
    return np.cumsum(net)


@pattern("P5", "talking shops cost and do not deliver", "by what stands behind them, default world")
def talking_shops_cost(pairs: int) -> list[Finding]:
    """Compare the yearly net saving of hollow partnerships with that of the others."""
    hollow: list[float] = []
    sound: list[float] = []
    scenario = default_scenario().with_values(SMALL)
    for replicate in range(pairs):
        model = PartnershipModel(scenario, replicate=replicate)
        model.run_all()
        net = net_by_partnership(model)
        for p in delivered(model):
            if p.delivered_quarters >= 4:
                (hollow if p.ratio < TALKING_SHOP_RATIO else sound).append(net[p.name])
    shops, rest = estimate(hollow), estimate(sound)
    return [
        Finding("k£ a year, talking shops (negative)", shops, (shops.high or 0.0) < 0.0),
        Finding("k£ a year, the others (positive)", rest, (rest.low or 0.0) > 0.0),
    ]


@pattern("P6", "openness lowers gloss and raises delivery", "transparency 0, 1")
def openness_helps(pairs: int) -> list[Finding]:
    """Compare no openness with full openness."""
    worlds: list[Values] = [{"policy.observation.transparency": t} for t in (0.0, 1.0)]
    found = values_of(worlds, {"shops": talking_shops, "effective": effective}, pairs)
    return [
        rises("talking-shop share (falls)", found["shops"], -1),
        rises("effective integration (rises)", found["effective"]),
    ]


@pattern("P12", "turnover of link officers undermines joint work", "turnover .02, .15 a quarter")
def turnover_hurts(pairs: int) -> list[Finding]:
    """Compare stable organisations with ones whose people keep leaving."""
    worlds: list[Values] = [{"uncertainty.leadership.turnover": t} for t in (0.02, 0.15)]
    found = values_of(worlds, {"effective": effective}, pairs)
    return [rises("effective integration (falls)", found["effective"], -1)]


@pattern("P16", "deeper cuts: more is signed, less is delivered", "grant cut 0, .04, .08 a year")
def cuts_sign_more(pairs: int) -> list[Finding]:
    """Compare three depths of cuts."""
    worlds: list[Values] = [{"policy.funding.grant_cut": c} for c in (0.0, 0.04, 0.08)]
    metrics = {"signed": signed, "effective": effective, "claims": claimed_over_realised}
    found = values_of(worlds, metrics, pairs)
    return [
        rises("signed per council (rises)", found["signed"]),
        rises("effective integration (falls)", found["effective"], -1),
        rises("claimed over realised (rises)", found["claims"]),
    ]


@pattern("P17", "partnership cannot replace funding", "with and without partnerships, cut .04")
def no_substitute(pairs: int) -> list[Finding]:
    """Find what share of the gap in coverage partnerships close."""
    worlds: list[Values] = [{"policy.collaboration.enabled": e} for e in (False, True)]
    found = values_of(worlds, {"coverage": coverage}, pairs)["coverage"]
    closed = estimate((found[1] - found[0]) / (1.0 - found[0]))
    return [Finding("share of the gap closed (under .25)", closed, (closed.high or 1.0) < 0.25)]


@pattern("P18", "more is claimed than is realised", "default world")
def claims_exceed(pairs: int) -> list[Finding]:
    """Find claims over realisation, over all partnerships of all runs."""
    found = values_of([{}], {"claims": claimed_over_realised}, pairs)["claims"]
    ratio = estimate(found[0])
    return [Finding("claimed over realised (over 1.5)", ratio, (ratio.low or 0.0) > 1.5)]


def table(pairs: int) -> str:
    """Return the table of all patterns in Markdown."""
    lines = [
        f"Each line: {pairs} pairs of worlds on the same luck, six councils, forty quarters.",
        "",
        "| pattern | contrast | metric | estimate | 95 % interval | holds |",
        "|---|---|---|---|---|---|",
    ]
    for one in PATTERNS.values():
        for i, finding in enumerate(one.find(pairs)):
            head = f"{one.name} {one.says} | {one.contrast}" if i == 0 else " | "
            lines.append(f"| {head} | {finding.metric} | {cells(finding)} |")
    return "\n".join(lines) + "\n"


def cells(finding: Finding) -> str:
    """Return the last three cells of a line."""
    found = finding.estimate
    value = "–" if found.value is None else f"{found.value:.3g}"
    interval = "–" if found.low is None else f"{found.low:.3g} to {found.high:.3g}"
    return f"{value} | {interval} | {'yes' if finding.holds else 'no'}"


@click.command()
@click.option("--pairs", default=PAIRS, show_default=True, type=click.IntRange(2, 10_000))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Markdown to write.")
def main(pairs: int, out: Path | None) -> None:
    """Hold the model against its patterns and print the table."""
    text = table(pairs)
    click.echo(text)
    if out is not None:
        out.write_text(HEAD + text, "utf-8")


if __name__ == "__main__":
    main()
