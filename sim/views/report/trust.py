"""Trust: what speaks for and against believing a result, checked where it can be."""

import re
from dataclasses import dataclass
from typing import Any

from sim.analysis.statistics import PairedEstimate, estimate
from sim.core.ledger import OUTSIDE
from sim.core.library import LIBRARY
from sim.output.results import Results
from sim.output.store.reading import is_unfinished
from sim.study.tables import end_values, paired_ends, shared_ends
from sim.sweep.running.study_state import planned_runs
from sim.views.report.cases import Material
from sim.views.report.table import Table
from sim.views.words import MINUS, pounds, several, times


@dataclass(frozen=True)
class Check:
    """One thing that was checked."""

    what: str
    verdict: str
    holds: bool | None
    """None where nothing could be checked."""


def checks(material: Material) -> list[Check]:
    """Return what was checked of these results, here and now."""
    found = [completed(material.results)]
    if material.cases:
        found += [balances(material.results), books_agree(material)]
        found += [pairing(material.results, case.label, case.against) for case in material.cases]
    return found


def completed(results: Results) -> Check:
    """Tell whether every run was completed; runs of a study that are still to come count."""
    done, planned = progress(results)
    text = f"{done:,} of {several(planned, 'run')} completed"
    return Check("Every run was completed", text, done == planned)


def progress(results: Results) -> tuple[int, int]:
    """Return how many runs are completed, and how many were planned."""
    status, manifest = results.frame("runs")["status"], results.manifest
    there = len(status)
    planned = planned_runs(manifest, there) if is_unfinished(manifest) else there
    return int((status == "completed").sum()), planned


def unfinished_words(results: Results) -> str:
    """Return how far a study is that is not finished; nothing for any other results."""
    if not is_unfinished(results.manifest):
        return ""
    done, planned = progress(results)
    return (
        f"This study is not finished: {done:,} of {several(planned, 'run')} are completed, and"
        " every figure here is of those."
    )


def balances(results: Results) -> Check:
    """Tell whether, payment by payment, nobody inside ever holds less than nothing at the end."""
    ledger = results.frame("ledger")
    paid = ledger.groupby(["run_id", "payer"])["pence"].sum()
    received = ledger.groupby(["run_id", "payee"])["pence"].sum()
    held = received.rename_axis(["run_id", "account"]).sub(
        paid.rename_axis(["run_id", "account"]), fill_value=0
    )
    inside = held[~held.index.get_level_values("account").isin(OUTSIDE)]
    overdrawn = int((inside < 0).sum())
    closed = bool((held.groupby(level=0).sum() == 0).all())
    text = f"{len(ledger):,} payments in whole pence; {several(overdrawn, 'account')} overdrawn"
    return Check("The books close in every run", text, closed and overdrawn == 0)


def books_agree(material: Material) -> Check:
    """Tell whether the appraisal and the measures come to the same counterfactual saving."""
    apart = 0.0
    for label, case in material.by_world.items():
        ends = end_values(material.results, label)
        told = estimate(ends.of("saving_counterfactual"), runs=ends.runs).value or 0.0
        apart = max(apart, abs(told * 1000.0 - (case.savings.counterfactual.value or 0.0)))
    text = f"the appraisal and the measures differ by {pounds(apart) if apart > 1 else 'nothing'}"
    return Check("Two calculations of the saving agree", text, apart <= 1.0)


def pairing(results: Results, label: str, against: str) -> Check:
    """Tell what meeting the same luck is worth for the councils' result."""
    ends = shared_ends(results, against, label)
    found = paired_ends(*ends, ("room_for_services", "", ""))
    what = f"{label} and {against} use the same random numbers"
    return Check(what, pairing_words(found), found.variance_ratio is None or paid_off(found))


def paid_off(found: PairedEstimate) -> bool:
    """Tell whether shared luck made a difference easier to see."""
    return found.variance_ratio is not None and found.variance_ratio > 1.0


def pairing_words(found: PairedEstimate) -> str:
    """Return what pairing saved, and how many pairs it takes to see the difference."""
    if found.difference.n < 2:
        return "one pair only"
    if found.same:
        return f"no difference in any of {found.difference.n} pairs"
    if found.variance_ratio is None:
        return f"{several(found.difference.n, 'pair')}; the difference does not vary between them"
    needed = found.replicates_needed
    helped = "" if paid_off(found) else ", so that shared random numbers bring no gain in precision"
    enough = "" if needed is None else f"; {needed:,} pairs show a difference of this size"
    return (
        f"{several(found.difference.n, 'pair')}; independent random numbers would vary"
        f" {times(found.variance_ratio)} times as much{helped}{enough}"
    )


def patterns_table() -> tuple[Table | None, str]:
    """Return what does not hold of the stylised facts, and how many do, from docs/patterns.md."""
    path = LIBRARY / "docs" / "patterns.md"
    if not path.exists():
        return None, "This copy lacks the table of patterns; make patterns writes it."
    rows = pattern_rows(path.read_text("utf-8"))
    verdicts = pattern_verdicts(rows)
    held = sum(verdicts.values())
    table = Table(
        "Patterns used to test the model that do not hold",
        ("pattern", "what was looked at", "came out"),
        [
            (row["pattern"], row["metric"], row["estimate"].replace("-", MINUS))
            for row in rows
            if row["holds"] == "no"
        ],
        "A pattern that does not hold is a finding and is reported; docs/patterns.md explains why.",
        words=True,
    )
    said = f"{held} of {len(verdicts)} stylised facts and anchors hold"
    return table, f"{said}, {len(verdicts) - held} do not."


def pattern_verdicts(rows: list[dict[str, str]]) -> dict[str, bool]:
    """Return whether each pattern holds, that is, every line of it that is judged."""
    verdicts: dict[str, bool] = {}
    for row in rows:
        if row["holds"] in ("yes", "no"):
            before = verdicts.get(row["pattern"], True)
            verdicts[row["pattern"]] = before and row["holds"] == "yes"
    return verdicts


def pattern_rows(text: str) -> list[dict[str, str]]:
    """Return the lines of the table of patterns; a line without a name belongs to the last one."""
    lines = [re.split(r"\s*\|\s*", line.strip().strip("|")) for line in table_lines(text)]
    header = [cell.strip() for cell in lines[0]] if lines else []
    rows: list[dict[str, str]] = []
    for cells in lines[2:]:
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        if not row.get("pattern") and rows:
            row["pattern"] = rows[-1]["pattern"]
        if {"pattern", "metric", "estimate", "holds"} <= set(row):
            rows.append(row)
    return rows


def table_lines(text: str) -> list[str]:
    """Return the lines of the first table of a page."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return lines if len(lines) > 2 else []


def reproduction(material: Material) -> list[tuple[str, str]]:
    """Return what it takes to make these results again."""
    manifest: Any = material.results.manifest
    seeds = sorted({str(world["seed"]) for world in material.worlds})
    libraries = ", ".join(f"{name} {v}" for name, v in manifest["libraries"].items())
    worlds = "; ".join(f"{w['label']} {w['fingerprint'][:16]}" for w in material.worlds)
    return [
        ("Command", str(manifest["command"])),
        ("Scenarios and their hashes", worlds),
        ("Seeds", ", ".join(seeds)),
        ("Runs of each scenario", str(manifest["replicates"])),
        ("Program", f"{manifest['program']} {manifest['version']}, code {manifest['code'][:16]}"),
        ("Commit", str(manifest["commit"] or "not a checkout")),
        ("Python and libraries", f"{manifest['python']}; {libraries}"),
        ("Machine", str(manifest["machine"])),
        ("Made", f"{manifest['started']} to {manifest['finished']}"),
        ("Hash of all tables", material.results.content_hash),
    ]
