"""``partnersim page``."""

import secrets
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.shared.options import set_option
from sim.cli.shared.terminal import say
from sim.core.errors import PageError

if TYPE_CHECKING:
    from sim.views.page.access import Door
    from sim.views.page.stories import Story

HERE, USUAL_PORT = "127.0.0.1", 8350
EVERYWHERE = ("0.0.0.0", "")
"""What to bind to serve on every network; nobody can open it as an address."""
TOKEN_BYTES = 16


@click.command()
@click.argument("worlds", nargs=-1)
@set_option
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=USUAL_PORT,
    show_default=True,
    help="Port to serve the page on.",
)
@click.option(
    "--no-browser",
    "--no-open",
    "quiet",
    is_flag=True,
    help="Print the address without opening a browser.",
)
@click.option(
    "--host",
    default=HERE,
    metavar="ADDRESS",
    help="This machine's address on the local network; needs --share.",
)
@click.option(
    "--share", is_flag=True, help="Admit anyone who has the link, which holds a random token."
)
@click.option(
    "--export",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the two scenarios of a results folder as one HTML file that needs no server.",
)
def page(
    worlds: tuple[str, ...],
    sets: tuple[str, ...],
    port: int,
    quiet: bool,
    host: str,
    share: bool,
    file: Path | None,
) -> None:
    """Open the trainers' page: two scenarios side by side, with the same random numbers.

    It shows the trainers' stories, after WORLDS if any are named, each written as for
    `compare`: NAME or NAME,key=value. Only this machine can reach it, unless it is shared.
    With --export, WORLDS is the folder of the results instead.
    """
    from sim.core.extras import need

    if file is not None:
        export(file, worlds)
        return
    need("page")
    from sim.views.page.serve import serve

    stories, door = stories_of(worlds, sets), door_at(host, port, share)
    say("Starting; the first time on a machine this takes half a minute.", err=True)
    with suppress(KeyboardInterrupt):  # which is how one stops it
        serve(stories, door, not quiet, lambda: say(door.address))


def export(file: Path, folders: tuple[str, ...]) -> None:
    """Write the replay of a results folder."""
    from sim.output.results import load_results
    from sim.views.page.replay import write_replay

    if len(folders) != 1:
        raise PageError("--export takes one results folder, as in `page --export class.html DIR`")
    write_replay(load_results(folders[0]), file)
    say(file)


def stories_of(worlds: tuple[str, ...], sets: tuple[str, ...]) -> "list[Story]":
    """Return the stories to choose from, the user's own worlds first."""
    from sim.cli.run_and_compare import world_argument
    from sim.views.page.stories import own_story, trainer_stories

    own = [own_story([world_argument(text, sets, (), None) for text in worlds])] if worlds else []
    return [*own, *trainer_stories()]


def door_at(host: str, port: int, share: bool) -> "Door":
    """Return where the page is served; raises PageError where that cannot or should not be."""
    from sim.views.page.access import LOOPBACK, Door

    host = host.lower()
    if host not in LOOPBACK and not share:
        raise PageError(
            f"--host {host} would open the page to others; add --share, which asks for a token"
        )
    try:
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except OSError as error:
        raise PageError(f"{host}:{port} cannot be used ({error.strerror})") from None
    names = own_addresses() if host in EVERYWHERE else ()
    return Door(host, port, secrets.token_urlsafe(TOKEN_BYTES) if share else "", names)


def own_addresses() -> tuple[str, ...]:
    """Return this machine's addresses in its networks, the loopback last; others reach none."""
    import psutil

    found = [
        address.address
        for addresses in psutil.net_if_addrs().values()
        for address in addresses
        if address.family == socket.AF_INET
    ]
    return tuple(sorted(found, key=lambda address: address.startswith("127.")))
