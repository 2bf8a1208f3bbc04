"""``partnersim sweep``: a study, from its design to its tables."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.shared.options import json_option, print_json
from sim.cli.shared.remarks import say_remarks
from sim.cli.shared.sessions import Workers, say_outcome, worked_on, workers_options
from sim.cli.shared.terminal import say

if TYPE_CHECKING:
    from sim.sweep.design import Design
    from sim.sweep.running.folder import StudyFolder

SHOWN = 3
"""Scenarios that a dry run shows."""


@click.command()
@click.argument("design", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=None,
    help="Folder of the study.  [default: results/NAME]",
)
@click.option("--resume", is_flag=True, help="Continue a study that was paused or killed.")
@click.option(
    "--extend",
    type=click.IntRange(1, 100_000),
    help="Add this many replicates of every point.",
)
@click.option("--points", is_flag=True, help="With --extend: more points of the sample instead.")
@click.option(
    "--precision",
    metavar="WIDTH",
    help='Half-width of the 95% interval, as in "5%", of the measure in [precision].',
)
@workers_options
@click.option("--dry-run", is_flag=True, help="Show what would be run, and write nothing.")
@json_option
@click.pass_context
def sweep(
    ctx: click.Context,
    design: Path,
    out: Path | None,
    resume: bool,
    extend: int | None,
    points: bool,
    precision: str | None,
    workers: Workers,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Run every scenario of DESIGN at every point and replicate.

    DESIGN is a TOML file; docs/studies.md says what it may hold. A study that was paused, killed
    or interrupted by a power cut continues with --resume and gives the same tables.
    """
    from sim.sweep.design_loading import load_design, with_precision
    from sim.sweep.design_remarks import design_remarks

    plan = load_design(design)
    say_remarks(design_remarks(plan))
    if precision is not None:
        plan = with_precision(plan, precision)
    if dry_run:
        show_plan(plan, workers, as_json)
        return
    workers.check()
    larger = extension(extend, points)
    folder = out or Path("results") / plan.name
    study = study_in(folder, plan, design, resume, larger is not None)
    ctx.exit(say_outcome(worked_on(study, workers, extend=larger), as_json))


def extension(more: int | None, points: bool) -> "Callable[[Design], Design] | None":
    """Return what makes a study larger; None if it is to stay as large as it is."""
    from sim.sweep.running.extension import more_points, more_replicates

    if more is None:
        if points:
            raise click.UsageError("--points goes with --extend N")
        return None
    return partial(more_points if points else more_replicates, more=more)


def study_in(
    folder: Path, plan: "Design", design: Path, resume: bool, extends: bool
) -> "StudyFolder":
    """Return the study to work on, new or begun before."""
    from sim.cli.run_and_compare import command_line
    from sim.sweep.running.folder import MANIFEST, created, opened, refuse_changes

    if not extends and not (resume and (folder / MANIFEST).exists()):
        created(folder, plan, design, command_line(), resume)
    study = opened(folder)
    refuse_changes(study, plan)
    return study


def show_plan(plan: "Design", workers: Workers, as_json: bool) -> None:
    """Print what a study would run and what that would take, with the first scenarios in full."""
    from sim.sweep.running.forecast import forecast

    counts = {
        "worlds": len(plan.worlds),
        "points": plan.count,
        "replicates": len(plan.replicates),
        "runs": plan.runs,
    }
    takes = forecast(plan, workers.jobs)
    first = plan.first_scenarios(SHOWN)
    if as_json:
        scenarios = [
            {"world": label, "point": number, "values": point, "resolved": scenario.resolved()}
            for label, number, point, scenario in first
        ]
        about = {"title": plan.title, "method": plan.method, **counts, "at_most": plan.counts_all}
        print_json({**about, "seconds": takes.seconds, "bytes": takes.bytes, "first": scenarios})
        return
    say(plan.title)
    most = "up to " if plan.precision else ""
    fewer = "at most " if plan.counts_all else ""
    say(
        "{fewer}{runs:,} runs: {worlds} scenarios x {points:,} points x {most}{replicates} "
        "replicates, each paired with the same scenario without partnerships".format(
            fewer=fewer, most=most, **counts
        )
    )
    say(
        f"about {duration(takes.seconds)} with {workers.jobs} workers and "
        f"{takes.bytes / 1e6:,.1f} MB on disk, estimated from {SHOWN} runs"
    )
    for error in takes.failed:
        say(f"one of these runs failed: {error}")
    for label, number, point, scenario in first:
        say(f"\n{label}, point {number}, {scenario.fingerprint[:16]}")
        for key, value in point.items():
            say(f"  {key} = {value}")


def duration(seconds: float) -> str:
    """Return a length of time as people say it."""
    for size, name in ((86_400.0, "days"), (3_600.0, "hours"), (60.0, "minutes")):
        if seconds >= 1.5 * size:
            return f"{seconds / size:.1f} {name}"
    return f"{seconds:.1f} seconds"
