"""``partnersim page``."""

from typing import TYPE_CHECKING

import click

from sim.cli.options import set_option
from sim.errors import PageError

if TYPE_CHECKING:
    from sim.views.page.stories import Story

HERE = "127.0.0.1"


@click.command()
@click.argument("worlds", nargs=-1)
@set_option
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8350,
    show_default=True,
    help="Port of this machine to serve the page on.",
)
@click.option(
    "--no-browser",
    "--no-open",
    "quiet",
    is_flag=True,
    help="Only print the address; open no browser.",
)
def page(worlds: tuple[str, ...], sets: tuple[str, ...], port: int, quiet: bool) -> None:
    """Open the trainers' page: two worlds side by side on the same luck.

    It shows the trainers' stories, and WORLDS first if any are named, each written as for
    `compare`: NAME or NAME,key=value. Only this machine can reach it.
    """
    from sim.extras import need

    need("page")
    from sim.views.page.guard import Door
    from sim.views.page.serve import serve

    stories = stories_of(worlds, sets)
    check_port(HERE, port)
    door = Door(HERE, port)
    click.echo("Getting ready; the first time on a machine this takes half a minute.", err=True)
    serve(stories, door, not quiet, lambda: click.echo(door.address))


def stories_of(worlds: tuple[str, ...], sets: tuple[str, ...]) -> "list[Story]":
    """Return the stories to choose from, the user's own worlds first."""
    from sim.cli.worlds import world_argument
    from sim.views.page.stories import own_story, trainer_stories

    own = [own_story([world_argument(text, sets, None) for text in worlds])] if worlds else []
    return [*own, *trainer_stories()]


def check_port(host: str, port: int) -> None:
    """Raise PageError unless the port is free."""
    import socket

    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise PageError(
                f"{host}:{port} cannot be used ({error.strerror}); name another with --port"
            ) from None
