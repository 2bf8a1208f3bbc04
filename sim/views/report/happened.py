"""What happened: how a result came about, in events and in the lives of a few partnerships."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from sim.core.events import EventKind
from sim.output.results import Results
from sim.study.cohorts import CohortLine, cohort_lines
from sim.study.explain import story_of_partnership, tables_of
from sim.views.drawing import first_run
from sim.views.report.table import Table
from sim.views.words import plain

KINDS: dict[EventKind, str] = {
    EventKind.NEW_RULES: "Changes of rules",
    EventKind.CRISIS: "Crises",
    EventKind.SECTION_114_NOTICE: "Section 114 notices",
    EventKind.MERGER: "Councils merged into another",
    EventKind.CHANGE_OF_CONTROL: "Councils that changed control",
    EventKind.LINK_OFFICER_LEAVES: "Link officers who left",
    EventKind.ENTERPRISE_CLOSES: "Social enterprises that closed",
    EventKind.OPPORTUNITY_LAPSES: "Opportunities that lapsed",
    EventKind.PROPOSED: "Partnerships proposed",
    EventKind.LOT_WON: "Lots of a tender awarded",
    EventKind.NO_BIDDER: "Lots of a tender without a bidder",
    EventKind.REFUSED: "Refusals to sign",
    EventKind.SIGNED: "Partnerships signed",
    EventKind.NEGOTIATING: "Negotiations begun",
    EventKind.FAILED_NEGOTIATION: "Negotiations that failed",
    EventKind.UNAFFORDABLE: "Partnerships that could not be afforded",
    EventKind.MOBILISING: "Partnerships that reached set-up",
    EventKind.DELIVERING: "Partnerships that reached delivery",
    EventKind.MEMBER_LEAVES: "Members who left a partnership",
    EventKind.GIVES_NOTICE: "Notices of withdrawal given",
    EventKind.NOTHING_TO_LEAVE: "Notices of withdrawal from nothing",
    EventKind.EXIT_COST_UNPAID: "Exit costs not paid in full",
    EventKind.DISSOLVED: "Partnerships dissolved",
    EventKind.HANDED_BACK: "Services handed back by community groups",
    EventKind.COMPLETED: "Partnerships that ran their term",
    EventKind.RENEWED: "Partnerships renewed",
    EventKind.POSTS_CLOSED: "Savings cashed by closing posts",
    EventKind.CLOSING_VETOED: "Closures of posts vetoed",
    EventKind.COHORT_BEGINS: "Cohorts of young people started",
    EventKind.COHORT_ENDS: "Cohorts of young people completed",
    EventKind.PILOT_BEGINS: "Pilots begun",
    EventKind.GATE_PASSED: "Pilot gates passed",
    EventKind.GATE_CLOSED: "Pilot gates not passed",
    EventKind.BUILDING_LEASED: "Buildings leased to community groups",
    EventKind.REPAIR_BILL: "Repair bills for leased buildings",
    EventKind.JOINS_NETWORK: "Organisations that joined the network",
    EventKind.NETWORK_PROJECT: "Projects of the network",
    EventKind.BID_CONVENED: "Bids for match funding prepared",
    EventKind.BID_WON: "Bids for match funding won",
    EventKind.BID_LOST: "Bids for match funding lost",
}
"""What the report calls every kind of event: of councils first, then of partnerships and ideas."""
STORIES, LINES = 3, 9


@dataclass(frozen=True)
class Story:
    """The life of one partnership of the first run."""

    name: str
    why: str
    lines: Sequence[str]


def events_table(results: Results, labels: Sequence[str]) -> Table:
    """Return how often things happened in a run of each world, mean over runs."""
    runs, events = results.frame("runs"), results.frame("events")
    counts = {label: mean_counts(runs[runs["scenario"] == label], events) for label in labels}
    known = [kind for kind in KINDS if any(kind in found for found in counts.values())]
    rows = [
        (KINDS[kind], *(plain(counts[label].get(kind, 0.0)) for label in labels)) for kind in known
    ]
    return Table("How often it happened in a run, on average", ("event", *labels), rows)


def mean_counts(own: pd.DataFrame, events: pd.DataFrame) -> dict[str, float]:
    """Return the mean number of events of each kind in the runs of one world."""
    found = events[events["run_id"].isin(own["run_id"])]["kind"].value_counts()
    return {str(kind): float(n) / len(own) for kind, n in found.items()}


def reasons_table(results: Results, label: str) -> Table:
    """Return why partnerships of a world ended, mean over runs."""
    runs, partnerships = results.frame("runs"), results.frame("partnerships")
    own = runs[runs["scenario"] == label]
    ended = partnerships[partnerships["run_id"].isin(own["run_id"]) & (partnerships["ended"] >= 0)]
    said = ended["why"].map(reason).value_counts()
    rows = [(str(why), plain(float(n) / len(own))) for why, n in said.items()]
    return Table(f"Why partnerships ended in {label}, per run", ("reason", "number"), rows)


def reason(why: str) -> str:
    """Return why a partnership ended, whoever left it."""
    said = str(why).partition(" by ")[0]
    return {"left": "a member left", "": "not said"}.get(said, said)


def tables(results: Results, label: str) -> list[Table]:
    """Return why partnerships ended and, if there were any, what became of every cohort."""
    found = [reasons_table(results, label)]
    lines = cohort_lines(results, label)
    return [*found, cohorts_table(lines, label)] if lines else found


def cohorts_table(lines: Sequence[CohortLine], label: str) -> Table:
    """Return what became of every cohort of young people, with and without their programme."""
    rows = [
        (
            str(line.number),
            f"{line.people:.0f}",
            str(line.destinations),
            str(line.destinations_without),
            plain(line.additional),
            str(line.offence_free),
            str(line.offence_free_without),
        )
        for line in lines
    ]
    return Table(
        f"Cohorts of young people in {label}: good destinations and not reoffending",
        ("cohort", "people", "good", "without", "additional", "free", "without"),
        rows,
        "In brackets: the range that holds 95 % of new cohorts of this size.",
    )


def stories(results: Results, label: str) -> list[Story]:
    """Return what befell a few partnerships of the first run: the largest, one ended, one alive."""
    run = tables_of(results, first_run(results, label))
    own = run.partnerships.sort_values("target_saving_k", ascending=False)
    ended = own[(own["ended"] >= 0) & (own["why"] != "term ended")]
    alive = own[(own["ended"] < 0) & (own["effective"] > 0)]
    picked: dict[str, str] = {}
    for why, frame in (
        ("with the largest saving in view", own),
        ("that ended early", ended),
        ("still delivering at the end", alive),
    ):
        fresh = frame[~frame["id"].isin(list(picked))]
        if len(fresh):
            picked[str(fresh["id"].iloc[0])] = why
    return [
        Story(name, why, [line.strip() for line in story_of_partnership(run, name)][1 : LINES + 1])
        for name, why in list(picked.items())[:STORIES]
    ]
