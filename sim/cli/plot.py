"""``partnersim plot``."""

from pathlib import Path

import click

from sim.cli.shared.terminal import say

KINDS = (
    "outcomes",
    "difference",
    "savings",
    "jcurve",
    "money",
    "accounts",
    "deprivation",
    "timeline",
    "network",
    "cohorts",
    "tornado",
    "heatmap",
)
"""The kinds of sim.views.figures, named here so that ``--help`` draws nothing."""
ENDINGS = (".png", ".svg", ".pdf")


@click.command()
@click.argument("results", type=click.Path(path_type=Path))
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only this kind.")
@click.option("--world", help="For one file: which scenario.  [default: the first]")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="One file (.png, .svg or .pdf) for one kind.  [default: all, in RESULTS/figures]",
)
def plot(results: Path, kinds: tuple[str, ...], world: str | None, out: Path | None) -> None:
    """Draw the figures of a results folder: all that apply, or the kinds that are named."""
    from sim.output.results import load_results
    from sim.views.figures import draw_all, draw_one

    found = load_results(results)
    if out is None:
        for path in draw_all(found, results / "figures", kinds):
            say(path)
        return
    if len(kinds) != 1:
        raise click.UsageError("--out takes one figure: add one --kind")
    if out.suffix not in ENDINGS:
        raise click.UsageError(f"--out ends in {out.suffix!r}; it takes .png, .svg or .pdf")
    draw_one(found, kinds[0], out, world)
    say(out)
