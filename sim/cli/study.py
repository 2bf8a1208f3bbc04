"""``partnersim study``: what there is to do with a study beside running it."""

from pathlib import Path

import click

from sim.cli.shared.options import json_option, number, print_json, print_table, write_template
from sim.cli.shared.sessions import Workers, say_outcome, worked_on, workers_options
from sim.cli.shared.terminal import say
from sim.core.pasting import pasted

FAILURES_SHOWN = 10

folder_argument = click.argument("folder", type=click.Path(path_type=Path))


@click.group()
def study() -> None:
    """Start, monitor, repair and export studies."""


@study.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--scenario", default="region", show_default=True, help="The scenario to vary.")
def new(file: Path, scenario: str) -> None:
    """Write a commented design FILE to start from; nothing is overwritten."""
    from sim.scenario import load_scenario
    from sim.sweep.design_template import design_template

    load_scenario(scenario)
    write_template(file, design_template(file.stem, scenario))
    say(f"{file}: change what differs, then {pasted('sweep', file, '--dry-run')}")


@study.command()
@folder_argument
@json_option
def status(folder: Path, as_json: bool) -> None:
    """Show the progress of a study, which may be running."""
    from sim.sweep.running.folder import opened
    from sim.sweep.running.study_state import state_of

    found = state_of(opened(folder))
    if as_json:
        print_json(found.told)
        return
    say(f"{found.title}: {found.status}")
    rows = [(name, number(value)) for name, value in found.counts.items()]
    print_table(("runs", "number"), rows)
    for run_id, error in found.failures[:FAILURES_SHOWN]:
        say(f"failed: {error}; {pasted('replay', folder, run_id)}")


@study.command("retry-failed")
@folder_argument
@workers_options
@json_option
@click.pass_context
def retry_failed(ctx: click.Context, folder: Path, workers: Workers, as_json: bool) -> None:
    """Repeat the failed runs of a study, then run what is missing."""
    from sim.sweep.running.folder import opened, refuse_changes

    workers.check()
    found = opened(folder)
    refuse_changes(found, None)
    ctx.exit(say_outcome(worked_on(found, workers, retry=True), as_json))


@study.command()
@folder_argument
def compact(folder: Path) -> None:
    """Rewrite the tables of everything run so far from what the workers delivered."""
    from sim.output.store.lock import alone
    from sim.sweep.running.folder import opened
    from sim.sweep.running.session import is_whole

    found = opened(folder)
    with alone(folder):
        index = found.repaired()
        found.finish(index, "completed" if is_whole(found, index) else "paused")
    say(f"{folder}: tables of {len(index.rows):,} runs")


@study.command()
@folder_argument
@click.option("--csv", "as_csv", is_flag=True, help="One CSV file per table.")
@click.option("--xlsx", "as_xlsx", is_flag=True, help="One workbook with a sheet per table.")
@click.option("--out", type=click.Path(path_type=Path), help="Where to.  [default: FOLDER/export]")
def export(folder: Path, as_csv: bool, as_xlsx: bool, out: Path | None) -> None:
    """Export every table of a study, or of any results, for a spreadsheet."""
    from sim.output.results import load_results
    from sim.output.spreadsheets import check_sheets, write_csv, write_xlsx
    from sim.output.store.durable import explained

    if as_csv == as_xlsx:
        raise click.UsageError("takes one of --csv and --xlsx")
    results = load_results(folder)
    if as_xlsx:
        check_sheets({name: len(table) for name, table in results.tables.items()})
    frames = {name: results.frame(name) for name, table in results.tables.items() if len(table)}
    target = out or folder / "export"
    with explained(target):
        target.mkdir(parents=True, exist_ok=True)
    if as_xlsx:
        write_xlsx(frames, target / "tables.xlsx")
        say(target / "tables.xlsx")
        return
    for name, frame in frames.items():
        write_csv(frame, target / f"{name}.csv")
        say(target / f"{name}.csv")
