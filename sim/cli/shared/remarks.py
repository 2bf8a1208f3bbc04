"""What commands say on stderr of values that are valid and may not be what was meant."""

from collections.abc import Iterable

from sim.cli.shared.terminal import say
from sim.core.errors import Mistake


def say_remarks(found: Iterable[Mistake]) -> None:
    """Print each remark once, on a line of its own."""
    for remark in dict.fromkeys(found):
        say(f"warning: {remark!s}", err=True)
