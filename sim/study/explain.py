"""Explain: the story of one partnership, organisation or place, in order, from a run's tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pandas as pd

from sim.core.amounts import pounds
from sim.core.errors import ResultsError, nearest
from sim.core.events import EventKind
from sim.core.periods import QUARTERS_PER_YEAR, label
from sim.output.results import Results
from sim.rules.talking_shop import falls_short


@dataclass(frozen=True)
class RunTables:
    """The tables of one run."""

    events: pd.DataFrame
    members: pd.DataFrame
    partnerships: pd.DataFrame
    ledger: pd.DataFrame
    benefits: pd.DataFrame
    series: pd.DataFrame
    start_year: int
    organisations: list[dict[str, str]]

    def when(self, quarter: int) -> str:
        """Return a quarter as people write it."""
        return label(quarter, self.start_year)


def tables_of(results: Results, run_id: str | None) -> RunTables:
    """Return the tables of one run; the first of the first world if none is named.

    Raises ResultsError without events, or without that run.
    """
    runs = results.frame("runs")
    known = [str(name) for name in runs["run_id"]]
    chosen = known[0] if run_id is None else run_id
    if chosen not in known:
        raise ResultsError(f"there is no run {chosen!r}{nearest(chosen, known)}")
    world = str(runs.loc[runs["run_id"] == chosen, "scenario"].iloc[0])
    of_world = next(w for w in results.worlds if w["label"] == world)

    def own(table: str) -> pd.DataFrame:
        frame = results.frame(table)
        return frame[frame["run_id"] == chosen]

    if own("events").empty:
        raise ResultsError(
            "only the measures of this run were recorded; events need run.record = full"
        )
    return RunTables(
        own("events"),
        own("members"),
        own("partnerships"),
        own("ledger"),
        own("benefits"),
        own("series"),
        of_world["start_year"],
        of_world["organisations"],
    )


def named(name: str, known: Sequence[str], what: str) -> str:
    """Return a name that is known, or raise ResultsError with the nearest one."""
    if name in known:
        return name
    hint = nearest(name, list(known)) or f"; there are {', '.join(known[:6])}"
    raise ResultsError(f"there is no {what} {name!r} in this run{hint}")


def story_of_partnership(run: RunTables, name: str) -> Iterator[str]:
    """Yield how a partnership came about, what members put in, why it ended, and its money."""
    proposed = [str(s) for s in run.events.loc[run.events["kind"] == EventKind.PROPOSED, "subject"]]
    signed = [str(s) for s in run.partnerships["id"]]
    named(name, [*signed, *proposed], "partnership")
    yield name
    happened = run.events[run.events["subject"].isin({name, base_of(name)})]
    lines = [(int(event.quarter), told(event)) for event in records(happened)]
    lines += contributions(run, name)
    for quarter, line in sorted(lines, key=lambda item: item[0]):
        yield f"  {run.when(quarter)}  {line}"
    yield from money_of(run, run.ledger["partnership"] == name, "Paid in its name")
    yield from benefits_of(run, name)


def base_of(name: str) -> str:
    """Return the proposal that a lot belongs to."""
    return name.partition(" lot ")[0]


def records(frame: pd.DataFrame) -> list[Any]:
    """Return the rows of a frame, each with its columns as attributes."""
    return [
        SimpleNamespace(**{str(column): value for column, value in row.items()})
        for row in frame.to_dict("records")
    ]


def told(event: Any) -> str:
    """Return one event in words."""
    other = f": {event.other}" if event.other else ""
    reason = f" ({event.reason})" if event.reason else ""
    return f"{event.kind}{other}{reason}"


def contributions(run: RunTables, name: str) -> list[tuple[int, str]]:
    """Return what members put in, once a year, and every promise that was broken, by quarter."""
    own = run.members[run.members["partnership"] == name]
    first = int(own["quarter"].min()) if len(own) else 0
    lines, broken = [], set[str]()
    for start, group in own.groupby("quarter"):
        quarter, members = int(str(start)), records(group)
        if (quarter - first) % QUARTERS_PER_YEAR == 0:
            each = ", ".join(
                f"{row.member} {row.contribution:.2f} (trusts {row.trust:.2f})" for row in members
            )
            lines.append((quarter, f"effective integration {members[0].effective:.2f}: {each}"))
        short = [r for r in members if falls_short(r.contribution, r.declared)]
        lines += [
            (
                quarter,
                f"{row.member} puts in {row.contribution:.2f} of {row.declared:.2f} declared:"
                " less than was agreed",
            )
            for row in short
            if row.member not in broken
        ]
        broken = {row.member for row in short}
    return lines


def money_of(run: RunTables, rows: "pd.Series[bool]", what: str) -> Iterator[str]:
    """Yield the sums of ledger entries by flow."""
    flows = run.ledger[rows].groupby("flow")["pence"].sum() / 100.0
    if len(flows):
        yield f"  {what}: " + ", ".join(
            f"{flow} {pounds(each, figures=3)}" for flow, each in flows.items()
        )


def benefits_of(run: RunTables, name: str) -> Iterator[str]:
    """Yield what a partnership is said to have been worth, and was, to whom."""
    own = run.benefits[run.benefits["partnership"] == name]
    for basis in ("claimed", "attributed"):
        gained = own[own["basis"] == basis].groupby("beneficiary")["pence"].sum() / 100.0
        if len(gained):
            each = ", ".join(f"{who} {pounds(amount, figures=3)}" for who, amount in gained.items())
            yield f"  {basis.capitalize()} (non-cash): {each}"


def story_of_agent(run: RunTables, name: str) -> Iterator[str]:
    """Yield what happened to an organisation, in order, and its money in and out."""
    known = [organisation["name"] for organisation in run.organisations]
    account = named(name, known, "organisation")
    yield name
    for event in records(run.events):
        if concerns(event, name):
            subject = "" if event.subject == name else f"{event.subject}: "
            yield f"  {run.when(event.quarter)}  {subject}{told(event)}"
    yield from money_of(run, run.ledger["payee"] == account, "Money in")
    yield from money_of(run, run.ledger["payer"] == account, "Money out")


def concerns(event: Any, name: str) -> bool:
    """Tell whether an event is about an organisation, or one that it took part in."""
    own = event.subject == name or event.subject.startswith(f"{name} ")
    return own or name in event.other.split(", ")


PLACE_MEASURES = (
    "coverage",
    "satisfaction",
    "trust_in_council",
    "outcome_of_worst_tenth",
    "community_capacity",
    "homeless_households",
    "antisocial_behaviour",
)


def story_of_place(run: RunTables, name: str) -> Iterator[str]:
    """Yield what became of a place: its measures year by year, and what happened there."""
    places = sorted({str(place) for place in run.series["place"]} - {""})
    named(name, places, "place")
    yield name
    here = run.series[(run.series["place"] == name) & (run.series["group"] == "")]
    wide = here.pivot_table(index="quarter", columns="measure", values="value")
    shown = [measure for measure in PLACE_MEASURES if measure in wide]
    for quarter in [int(q) for q in wide.index[:: QUARTERS_PER_YEAR * 2]]:
        each = ", ".join(f"{m} {float(str(wide.at[quarter, m])):.3g}" for m in shown)
        yield f"  {run.when(quarter)}  {each}"
    local = [o["name"] for o in run.organisations if name in o["places"].split(", ")]
    names = {name, *(n for n in local if n != name and not n.startswith("contractor"))}
    told_of = run.events[run.events["subject"].isin(names) | run.events["other"].isin(names)]
    for event in records(told_of):
        yield f"  {run.when(event.quarter)}  {event.subject}: {told(event)}"


def overview(run: RunTables) -> Iterator[str]:
    """Yield one line for every partnership that was signed."""
    for row in records(run.partnerships):
        end = f"until {run.when(row.ended)} ({row.why})" if row.ended >= 0 else "to the end"
        yield (
            f"{row.id}: {row.members}; declared {row.declared:.2f}, effective"
            f" {row.effective:.2f}; {run.when(row.signed)} {end}"
        )
