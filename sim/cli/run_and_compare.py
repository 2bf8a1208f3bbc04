"""``partnersim run`` and ``partnersim compare``."""

import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.shared.cohorts import show_cohorts
from sim.cli.shared.options import (
    all_option,
    amount,
    beyond_option,
    figures_option,
    json_option,
    number,
    out_option,
    overwrite_option,
    print_json,
    print_table,
    replicates_option,
    report_option,
    seed_option,
    set_option,
    threads_option,
    unit_shown,
)
from sim.cli.shared.remarks import say_remarks
from sim.cli.shared.terminal import say
from sim.core.pasting import pasted
from sim.core.periods import QUARTERS_PER_YEAR
from sim.output.councils import councils_of, named_places

if TYPE_CHECKING:
    from sim.output.results import Results
    from sim.scenario import Scenario

HEADLINES = (
    "coverage",
    "budget_gap",
    "reserves",
    "section_114",
    "saving_claimed",
    "saving_attributed",
    "saving_counterfactual",
    "set_up_spending",
    "overhead_spending",
    "partnerships_signed",
    "partnerships_delivering",
    "declared_integration",
    "effective_integration",
    "talking_shop_share",
    "partner_trust",
    "satisfaction",
    "trust_in_council",
    "outcome",
    "outcome_of_worst_tenth",
)
"""What is printed without ``--all``."""
INTERVALS = "95% intervals: random seeds only, without parameter uncertainty"
DIFFERENCE = ("difference", "low", "high")


@click.command()
@click.argument("scenario")
@set_option
@beyond_option
@replicates_option
@seed_option
@out_option
@overwrite_option
@threads_option
@figures_option
@report_option
@all_option
@json_option
def run(
    scenario: str,
    sets: tuple[str, ...],
    beyond: tuple[str, ...],
    replicates: int | None,
    seed: int | None,
    out: Path | None,
    overwrite: bool,
    threads: int,
    figures: bool,
    report: bool,
    everything: bool,
    as_json: bool,
) -> None:
    """Run one scenario, with and without partnerships, and print the results.

    SCENARIO is a name from the library or the path of a TOML file.
    """
    from sim.study import run as run_study
    from sim.study.tables import summary

    world = chosen(scenario, sets, beyond, seed)
    question_length(world)
    folder = folder_for(out, world.name, overwrite)
    results = run_study(world, replicates=replicates, threads=threads, command=command_line()).save(
        folder, overwrite
    )
    if figures:
        draw(results, folder)
    if report:
        write_report(results, folder / "report.html")
    rows = summary(results, world.name)
    if as_json:
        print_json({"results": str(folder), "rows": rows})
        return
    about = results.worlds[0]
    many = results.manifest["replicates"]
    say(f"{world.title}: {many} runs of {world.run.quarters} quarters{of_whom(about)}; {INTERVALS}")
    print_summary(shown(rows, everything))
    for place in [] if everything else named_places(about):
        say(f"\nOf these, {place} itself:")
        print_summary(shown(rows, everything, place=place))
    show_cohorts(results, world.name, rows)
    say_where(folder, figures, report)


@click.command()
@click.argument("base")
@click.argument("others", nargs=-1, required=True)
@set_option
@beyond_option
@replicates_option
@seed_option
@out_option
@overwrite_option
@threads_option
@click.option(
    "--independent", is_flag=True, help="Draw random numbers independently for each scenario."
)
@figures_option
@report_option
@all_option
@json_option
def compare(
    base: str,
    others: tuple[str, ...],
    sets: tuple[str, ...],
    beyond: tuple[str, ...],
    replicates: int | None,
    seed: int | None,
    out: Path | None,
    overwrite: bool,
    threads: int,
    independent: bool,
    figures: bool,
    report: bool,
    everything: bool,
    as_json: bool,
) -> None:
    """Run BASE and OTHERS with the same random numbers and print how they differ.

    A world may be followed by settings of its own: region,policy.collaboration.preset=genuine
    or 'region,policy.funding.profile=file,policy.funding.cuts=[0.1,0.2]' in quotes of the shell.
    """
    from sim.study import compare as compare_study
    from sim.study.tables import comparison

    worlds = [world_argument(text, sets, beyond, seed) for text in (base, *others)]
    for world in worlds:
        question_length(world)
    names = "-".join(dict.fromkeys(world.name for world in worlds))
    folder = folder_for(out, names, overwrite)
    results = compare_study(
        worlds,
        replicates=replicates,
        threads=threads,
        independent=independent,
        command=command_line(),
    ).save(folder, overwrite)
    if figures:
        draw(results, folder)
    if report:
        write_report(results, folder / "report.html")
    labels = [world["label"] for world in results.worlds if world["role"] == "world"]
    rows = comparison(results, labels[0], labels[1:])
    if as_json:
        print_json({"results": str(folder), "rows": rows})
        return
    places = [] if everything else named_places(results.worlds[0])
    for label in labels[1:]:
        alone = [row for place in places for row in shown(rows, everything, label, place)]
        print_comparison(results, labels[0], label, [*shown(rows, everything, label), *alone])
    say_where(folder, figures, report)


def print_summary(rows: list[dict[str, Any]]) -> None:
    """Print what a world comes to."""
    print_table(
        ("measure", "value", "95% low", "high", "n", "unit"),
        [
            (
                name_of(row),
                *(amount(row[name], row["unit"]) for name in ("value", "low", "high")),
                str(row["n"]),
                unit_shown(row["unit"]),
            )
            for row in rows
        ],
    )


def print_comparison(results: "Results", base: str, other: str, rows: list[dict[str, Any]]) -> None:
    """Print how one world differs from the base."""
    from sim.analysis.statistics import judged
    from sim.views.words import MOST_TIMES, chance_words

    many = results.manifest["replicates"]
    whose = of_whom(results.worlds[0])
    say(f"{other} against {base}: {many} pairs with the same random numbers{whose}; {INTERVALS}")
    print_table(
        (
            "measure",
            base,
            other,
            "difference",
            "95% low",
            "high",
            "pairs",
            "variance ratio",
            "pairs needed",
            "verdict",
        ),
        [
            (
                name_of(row),
                *(amount(row[name], row["unit"]) for name in ("base_value", "other_value")),
                *(amount(row[name], row["unit"], sign=True) for name in DIFFERENCE),
                str(row["n"]),
                capped(row["variance_ratio"], MOST_TIMES),
                number(row["replicates_needed"]),
                row["verdict"],
            )
            for row in rows
        ],
    )
    say(f"{chance_words(judged([row['verdict'] for row in rows]))}\n")


def capped(value: float | None, most: float) -> str:
    """Return a number in a table, up to a limit above which nobody would tell it from more."""
    return f"over {most:,.0f}" if value is not None and value > most else number(value)


def of_whom(world: dict[str, Any]) -> str:
    """Return whose totals stand below a heading that names some of several councils."""
    return f", all {len(councils_of(world))} councils together" if named_places(world) else ""


def chosen(
    scenario: str, sets: tuple[str, ...], beyond: tuple[str, ...], seed: int | None
) -> "Scenario":
    """Return the scenario that a user asked for, and say what looks odd in it."""
    from sim.scenario import load_scenario
    from sim.scenario.remarks import remarks

    world = load_scenario(scenario, sets, beyond)
    say_remarks(remarks(world))
    return world if seed is None else world.with_run(seed=seed)


def world_argument(
    text: str, sets: tuple[str, ...], beyond: tuple[str, ...], seed: int | None
) -> "Scenario":
    """Return a world written as NAME or NAME,key=value,key=value; its settings name it too.

    A setting of its own wins over one that is given to all worlds.
    """
    from sim.scenario.keys import read_setting, split_settings

    name, *own = split_settings(text)
    read = [setting for part in own if (setting := read_setting(part))]
    keys = [key for key, _ in read]
    common = [one for one in sets if not (shared := read_setting(one)) or shared[0] not in keys]
    world = chosen(name, (*common, *own), beyond, seed)
    special = [f"{key[-1]}={value}" for key, value in read]
    return replace(world, name=", ".join([world.name, *special]))


def question_length(world: "Scenario") -> None:
    """Say on stderr how long a run is that ends within a year: somebody may have meant years."""
    quarters = world.run.quarters
    years = quarters / QUARTERS_PER_YEAR
    if not years.is_integer():
        say(
            f"{world.name}: {quarters} quarters are {years:g} years; for {quarters} years set "
            f"run.quarters={quarters * QUARTERS_PER_YEAR}",
            err=True,
        )


def folder_for(out: Path | None, name: str, overwrite: bool = False) -> Path:
    """Return where results go, kept for them until the command ends.

    Checked before anything is run, so that nothing is lost; raises ResultsError.
    """
    from sim.output.folders import check_free, check_replaceable, reserved

    folder = out or usual_folder(name, overwrite)
    check = check_replaceable if overwrite else check_free
    check(folder)
    click.get_current_context().with_resource(reserved(folder))
    check(folder)  # somebody else may have been about to finish
    return folder


def usual_folder(name: str, overwrite: bool) -> Path:
    """Return results/NAME, or where that is not free the next number, and say so on stderr."""
    from sim.output.folders import is_reserved

    plain = re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "run"
    first = folder = Path("results") / plain
    taken = 1
    while not overwrite and (folder.exists() or is_reserved(folder)):
        taken += 1
        folder = first.with_name(f"{plain}-{taken}")
    if folder != first:
        why = "exists and is kept" if first.exists() else "is being made by another process"
        say(f"{first} {why}; these results go to {folder}", err=True)
    return folder


def shown(
    rows: list[dict[str, Any]], everything: bool, other: str | None = None, place: str = ""
) -> list[dict[str, Any]]:
    """Return the rows to print: all, or the headlines of the region or a place in their order."""
    rows = [row for row in rows if other is None or row["other"] == other]
    if everything:
        return rows
    whole = {row["measure"]: row for row in rows if row["place"] == place and not row["group"]}
    return [whole[name] for name in HEADLINES if name in whole]


def name_of(row: dict[str, Any]) -> str:
    """Return the name of a row: its measure, and the place or group it is about."""
    return " ".join(part for part in (row["measure"], row["place"], row["group"]) if part)


def command_line() -> str:
    """Return the command as it was typed, for the manifest."""
    return pasted(*sys.argv[1:])


def draw(results: "Results", folder: Path) -> None:
    """Draw every figure into the folder of the results."""
    from sim.views.figures import draw_all

    draw_all(results, folder / "figures", ())


def write_report(results: "Results", path: Path) -> None:
    """Write the report, on the settings that come with the program."""
    from sim.appraisal import load_settings
    from sim.views.report import write_report as write

    write(results, path, load_settings())


def say_where(folder: Path, figures: bool, report: bool) -> None:
    """Say where the results are, and where figures and report are or how to get them."""
    drawn = f"in {folder / 'figures'}" if figures else pasted("plot", folder)
    page = f"in {folder / 'report.html'}" if report else pasted("report", folder)
    say(f"Results are in {folder}; figures: {drawn}; report: {page}", err=True)
