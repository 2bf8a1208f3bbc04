"""Terminal: the one way in which commands print, so that no name can redraw a screen."""

import click


def say(text: object = "", err: bool = False) -> None:
    """Print a line, on stderr if ``err``; control characters show as question marks."""
    click.echo(printable(str(text)), err=err)


def printable(text: str) -> str:
    """Return text without control characters, which could redraw a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "?" for c in text)
