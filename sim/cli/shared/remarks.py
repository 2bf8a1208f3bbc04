"""What commands say on stderr of values that are valid and may not be what was meant."""

from collections.abc import Iterable

import click

from sim.core.errors import Mistake


def say_remarks(found: Iterable[Mistake]) -> None:
    """Print each remark once, on a line of its own."""
    from sim.cli import printable

    for remark in dict.fromkeys(found):
        click.echo(f"warning: {printable(str(remark))}", err=True)
