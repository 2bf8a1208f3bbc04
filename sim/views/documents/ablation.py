"""Ablation on paper: docs/ablation.md, what every mechanism is for.

``python -m sim.views.documents.ablation`` runs what has not been run yet and writes the page.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from sim.checks.ablation import EXCUSED, SURE, Ablated, Bench, Change, mechanisms
from sim.checks.laboratory import Laboratory
from sim.checks.laboratory_command import answer, asked
from sim.checks.patterns.looks.measures import regional_columns
from sim.core.errors import nearest
from sim.mechanisms import parameter_groups
from sim.output.provenance import code_hash
from sim.views.documents.odd import rows
from sim.views.words import plain

SHOWN = 4
"""Measures that a line names of those that change."""


HEAD = """# What each mechanism is for

Made by `make ablate` on {day}, with {pairs} pairs of worlds with the same random numbers.
Each mechanism is switched off, which gives it its neutral values, in the worlds of the
[patterns](patterns.md) that {which} and in two worlds in which all {measures} regional
measures are looked at: the usual one (six councils, defaults) and a busy one, in which
everything happens that a scenario can turn on. "Clear" is a paired difference that chance
would give once in {odds:,.0f} times, since there are hundreds of figures for each
mechanism; the clearest are named, with the sign that they have *without* the mechanism.
Patterns are named if what they judge moves clearly, with the verdict that results on these
{pairs} pairs, if it changes. A mechanism that does not touch a world has no role there: no
scenario calls a crisis, for example. (Code {code}.)

"""
NOTHING = "–"


def page(bench: Bench, found: Sequence[Ablated]) -> str:
    """Return the page."""
    day = datetime.now(UTC).date().isoformat()
    which = "there are" if bench.every_pattern else "name it as what they are about"
    head = HEAD.format(
        day=day,
        pairs=bench.pairs,
        measures=len(regional_columns()),
        odds=1.0 / (1.0 - SURE),
        which=which,
        code=code_hash()[:16],
    )
    header = (
        "without",
        "what it is",
        "clear in the usual world",
        "clear in the busy world",
        "patterns that move",
        "patterns that it was held against",
    )
    return head + rows(header, [line(bench, one) for one in found]) + "\n" + rest(found)


def line(bench: Bench, one: Ablated) -> tuple[str, ...]:
    """Return a mechanism's line of the table."""
    verdicts = [
        f"{name} ({verdict})" if verdict else name for name, verdict in one.verdicts.items()
    ]
    against = list(bench.patterns_of(one.mechanism))
    return (
        f"`{one.mechanism}`",
        about(one.mechanism),
        *(measures(one, world) for world in one.measures),
        ", ".join(verdicts) or NOTHING,
        "all" if bench.every_pattern else ", ".join(against) or NOTHING,
    )


def about(mechanism: str) -> str:
    """Return what a mechanism's parameters are, in its own words."""
    return " ".join((parameter_groups()[mechanism].__doc__ or "").split()).rstrip(".")


def measures(one: Ablated, world: str) -> str:
    """Return how many measures change in a world, and which most clearly."""
    if world not in one.touches:
        return "not touched"
    changes = one.measures[world]
    if not changes:
        return "none of them clearly"
    named = ", ".join(map(signed, changes[:SHOWN]))
    return f"{len(changes)}: {named}" + (", …" if len(changes) > SHOWN else "")


def signed(change: Change) -> str:
    """Return a measure with what it has more or less without a mechanism."""
    value = change.estimate.value or 0.0
    name, _, group = change.what.partition(" ")
    return f"`{name}`{' ' + group if group else ''} {'+' if value > 0 else ''}{plain(value)}"


def rest(found: Sequence[Ablated]) -> str:
    """Return what is to be said of mechanisms without which nothing is clearly another."""
    quiet = [one for one in found if one.quiet]
    if not quiet:
        return "\nEvery mechanism clearly changes something.\n"
    lines = [
        f"- `{one.mechanism}`: {EXCUSED.get(one.mechanism, 'to be removed.')}" for one in quiet
    ]
    return "\n## What changes nothing clearly\n\n" + "\n".join(lines) + "\n"


@click.command()
@click.argument("names", nargs=-1, metavar="[MECHANISM]...")
@click.option("--every-pattern", is_flag=True, help="Also against patterns that do not name it.")
@asked(pairs=10)
def main(
    names: tuple[str, ...],
    pairs: int,
    every_pattern: bool,
    processes: int | None,
    folder: Path,
    out: Path | None,
) -> None:
    """Take every mechanism away, or those that are named, and tell what changes."""
    for name in names:
        if name not in mechanisms():
            hint = nearest(name, mechanisms())
            raise click.BadParameter(f"there is no mechanism `{name}` with a switch{hint}")
    bench = Bench(Laboratory(folder, processes), pairs, every_pattern=every_pattern)
    answer(page(bench, bench.ablate(names or mechanisms())), out)


if __name__ == "__main__":
    main()
