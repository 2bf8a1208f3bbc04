"""``partnersim sweep``: a study, from its design to its tables."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.options import json_option, print_json
from sim.cli.sessions import (
    jobs_option,
    memory_option,
    say_outcome,
    timeout_option,
    worked_on,
)

if TYPE_CHECKING:
    from sim.study.design import Design
    from sim.study.sweep.folder import StudyFolder

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
@click.option("--resume", is_flag=True, help="Go on with a study that was paused or killed.")
@jobs_option
@timeout_option
@memory_option
@click.option("--dry-run", is_flag=True, help="Say what would be run, and run nothing.")
@json_option
@click.pass_context
def sweep(
    ctx: click.Context,
    design: Path,
    out: Path | None,
    resume: bool,
    jobs: int,
    run_timeout: float | None,
    max_memory: int | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Run every world of DESIGN at every point and replicate.

    DESIGN is a TOML file; docs/studies.md says what it may hold. A study that was paused, killed
    or cut off from power goes on with --resume and comes to the same tables.
    """
    from sim.study.design import load_design

    plan = load_design(design)
    if dry_run:
        show_plan(plan, as_json)
        return
    folder = out or Path("results") / plan.name
    study = study_in(folder, plan, design, resume)
    ctx.exit(say_outcome(worked_on(study, jobs, run_timeout, max_memory), as_json))


def study_in(folder: Path, plan: "Design", design: Path, resume: bool) -> "StudyFolder":
    """Return the study to work on, new or begun before."""
    from sim.cli.worlds import command_line
    from sim.study.sweep.folder import MANIFEST, created, opened, refuse_changes

    if not resume or not (folder / MANIFEST).exists():
        created(folder, plan, design, command_line(), resume)
    study = opened(folder)
    refuse_changes(study, plan)
    return study


def show_plan(plan: "Design", as_json: bool) -> None:
    """Print what a study would run, with the first scenarios in full."""
    from sim.cli import printable

    counts = {
        "worlds": len(plan.worlds),
        "points": plan.count,
        "replicates": len(plan.replicates),
        "runs": plan.runs,
    }
    first = plan.first_scenarios(SHOWN)
    if as_json:
        scenarios = [
            {"world": label, "point": number, "values": point, "resolved": scenario.resolved()}
            for label, number, point, scenario in first
        ]
        print_json({"title": plan.title, "method": plan.method, **counts, "first": scenarios})
        return
    click.echo(printable(plan.title))
    click.echo(
        "{runs:,} runs: {worlds} worlds x {points:,} points x {replicates} replicates, "
        "each with its twin without partnerships".format(**counts)
    )
    for label, number, point, scenario in first:
        click.echo(printable(f"\n{label}, point {number}, {scenario.fingerprint[:16]}"))
        for key, value in point.items():
            click.echo(printable(f"  {key} = {value}"))
