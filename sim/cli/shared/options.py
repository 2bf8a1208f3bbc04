"""Options that several commands share, and how tables are printed."""

import json
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from sim.cli.shared.terminal import say
from sim.core.amounts import MINUS, pounds

type Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


MONEY = "k£"
"""The unit in which measures of money are kept."""
NUMBER = re.compile(r"[+-]?£?[\d,]+(\.\d+)?(m|bn)?")


def available_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


set_option: Decorator = click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="KEY=VALUE",
    help="Set a key on top of the scenario, as in policy.funding.grant_cut=0.08; repeatable.",
)
beyond_option: Decorator = click.option(
    "--beyond-range",
    "beyond",
    multiple=True,
    metavar="KEY",
    help="Let a parameter lie beyond the range of its evidence; results say so. Repeatable.",
)
replicates_option: Decorator = click.option(
    "--replicates",
    type=click.IntRange(1, 100_000),
    default=None,
    help="Runs of each scenario, with independent random numbers.  [default: the scenario's]",
)
seed_option: Decorator = click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    default=None,
    help="Random seed.  [default: the scenario's]",
)
out_option: Decorator = click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=None,
    help="Folder for the results; it must not exist yet.  [default: results/NAME]",
)
overwrite_option: Decorator = click.option(
    "--overwrite",
    is_flag=True,
    help="Replace older results of run or compare in that folder, once the new ones are there.",
)
threads_option: Decorator = click.option(
    "--threads",
    type=click.IntRange(1, 64),
    default=lambda: min(64, available_cores()),
    help="Threads for large populations; they affect speed only.  [default: all cores]",
)
json_option: Decorator = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object instead of a table."
)
report_option: Decorator = click.option(
    "--report", is_flag=True, help="Also write the report into the results folder."
)
figures_option: Decorator = click.option(
    "--figures", is_flag=True, help="Also draw the figures into the results folder."
)
all_option: Decorator = click.option(
    "--all", "everything", is_flag=True, help="Print every measure, place and group."
)


def print_json(value: Any) -> None:
    """Print one JSON object; what is not defined is null, never NaN."""
    say(json.dumps(value, indent=2, allow_nan=False, default=str))


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print columns that line up: the first to the left, numbers to the right."""
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    numeric = [all(_is_number(row[i]) for row in rows) for i in range(len(header))]
    for row in [header, *rows]:
        cells = [
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(row, widths, numeric, strict=True)
        ]
        say("  ".join(cells).rstrip())


def _is_number(text: str) -> bool:
    return text in ("–", "not defined") or bool(NUMBER.fullmatch(text))


def number(value: float | None, sign: bool = False) -> str:
    """Return a number as people read it: three figures, thousands apart; a dash for none."""
    if value is None:
        return "–"
    if isinstance(value, int) or value == 0.0:
        return f"{int(value):,}"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 3 if abs(value) >= 0.01 else 5
    return f"{value:{'+' if sign else ''},.{digits}f}"


def amount(value: float | None, unit: str, sign: bool = False) -> str:
    """Return a value in its unit as people read it: money in £, anything else as a number."""
    if value is None or unit != MONEY:
        return number(value, sign)
    return pounds(1000.0 * value, sign, figures=3).replace(MINUS, "-")


def unit_shown(unit: str) -> str:
    """Return the unit in which ``amount`` shows values."""
    return "£" if unit == MONEY else unit


def write_template(file: Path, text: str) -> None:
    """Write a file to start from; raises ResultsError rather than overwrite one."""
    from sim.core.errors import ResultsError

    if file.suffix != ".toml":
        raise click.UsageError(f"{file} does not end in .toml")
    try:
        with file.open("x", encoding="utf-8") as target:
            target.write(text)
    except FileExistsError:
        raise ResultsError(f"{file} exists already; name a file that does not") from None
    except OSError as error:
        raise ResultsError(f"{file} cannot be written ({error.strerror})") from None
