"""``partnersim sweep``: a study, from its design to its tables."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.options import json_option, print_json

if TYPE_CHECKING:
    from sim.study.design import Design

SHOWN = 3
"""Scenarios that a dry run shows."""


@click.command()
@click.argument("design", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be run, and run nothing.")
@json_option
def sweep(design: Path, dry_run: bool, as_json: bool) -> None:
    """Run every world of DESIGN at every point and replicate.

    DESIGN is a TOML file; docs/studies.md says what it may hold.
    """
    from sim.study.design import load_design

    plan = load_design(design)
    if dry_run:
        show_plan(plan, as_json)


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
