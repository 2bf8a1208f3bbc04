"""Laboratory command: what every command that uses a laboratory asks for, and how it answers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from sim.checks.laboratory import FOLDER

type Command = Callable[..., Any]


def asked(pairs: int) -> Callable[[Command], Command]:
    """Return what adds the options to a command that looks at so many pairs if not told."""
    options = (
        click.option("--pairs", default=pairs, show_default=True, type=click.IntRange(2, 10_000)),
        click.option(
            "--processes", type=click.IntRange(1, 1000), help="As many as processors if left out."
        ),
        click.option(
            "--folder",
            default=FOLDER,
            show_default=True,
            type=click.Path(path_type=Path, file_okay=False),
            help="Where what was seen is kept; a killed run goes on from there.",
        ),
        click.option(
            "--out", type=click.Path(path_type=Path, dir_okay=False), help="Markdown to write."
        ),
    )

    def added(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return added


def answer(text: str, out: Path | None) -> None:
    """Print a page, and write it where it is wanted."""
    click.echo(text)
    if out is not None:
        out.write_text(text, "utf-8")
