"""``partnersim report``."""

from pathlib import Path
from typing import Literal

import click

from sim.cli.shared.terminal import say


@click.command()
@click.argument("results", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write.  [default: RESULTS/report.html, or RESULTS/brief.html]",
)
@click.option("--brief", is_flag=True, help="Two pages for a board instead of everything.")
@click.option(
    "--annex",
    type=click.Choice(["csv", "xlsx"]),
    help="Also write every number to a spreadsheet file.",
)
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path),
    help="Assumptions of the appraisal.  [default: the shipped settings]",
)
def report(
    results: Path,
    out: Path | None,
    brief: bool,
    annex: Literal["csv", "xlsx"] | None,
    settings_file: Path | None,
) -> None:
    """Write a results folder as one HTML page that opens anywhere and prints to PDF."""
    from sim.appraisal import DEFAULTS, load_settings
    from sim.output.results import load_results
    from sim.views.report import write_annex, write_report
    from sim.views.report.trust import unfinished_words

    settings = load_settings(settings_file or DEFAULTS)
    found = load_results(results)
    path = out or results / ("brief.html" if brief else "report.html")
    write_report(found, path, settings, brief)
    written = [path]
    if annex is not None:
        written += write_annex(found, settings, path.parent, annex)
    for file in written:
        say(file)
    if said := unfinished_words(found):
        say(said, err=True)
