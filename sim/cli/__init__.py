"""The command line: it parses, calls and prints; nothing heavy is imported until it is needed."""

import os
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

import click

from sim.cli.shared.terminal import printable, say
from sim.core.errors import OldNameWarning, ScenarioError, SimError

COMMANDS = {
    "run": ("sim.cli.run_and_compare", "run", "Run one scenario and print the results."),
    "compare": (
        "sim.cli.run_and_compare",
        "compare",
        "Run scenarios and compare them run by run.",
    ),
    "sweep": ("sim.cli.sweep", "sweep", "Run a study: every scenario at every point of a design."),
    "study": ("sim.cli.study", "study", "Start, monitor, repair and export studies."),
    "replay": ("sim.cli.replay", "replay", "Repeat one run of a results folder and compare."),
    "explain": ("sim.cli.explain", "explain", "Tell the story of a partnership, agent or place."),
    "plot": ("sim.cli.plot", "plot", "Draw figures from a results folder."),
    "report": ("sim.cli.report", "report", "Write results as one page for a board."),
    "page": ("sim.cli.page", "page", "Open the trainers' page: two scenarios side by side."),
    "scenarios": (
        "sim.cli.scenarios",
        "scenarios",
        "List, show, check, compare and create scenarios.",
    ),
    "params": ("sim.cli.params", "params", "List every parameter with unit, range and source."),
    "measures": ("sim.cli.params", "measures", "List every measure with unit and meaning."),
    "evidence": ("sim.cli.params", "evidence", "List published figures and assumptions."),
    "places": ("sim.cli.places", "places", "Show councils with published figures; import a table."),
    "verify": ("sim.cli.verify", "verify", "Check the model against closed forms on this machine."),
}
"""Name: module, attribute, short help; so that ``--help`` imports no command."""

BUG, CLOSED_PIPE, INTERRUPTED, WRONG = 70, 0, 130, 2


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, importing its module."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table above."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, _, short) in COMMANDS.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find a command, or say which one was probably meant."""
        if args and args[0] not in COMMANDS:
            from sim.core.errors import nearest

            hint = nearest(args[0], list(COMMANDS)) or f"; there are {', '.join(COMMANDS)}"
            ctx.fail(f"there is no command {args[0]!r}{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="partnersim", prog_name="partnersim")
@click.option("--debug", is_flag=True, help="Show the traceback of a bug.")
def program(debug: bool) -> None:
    """What-if simulation of local partnership working under funding cuts."""


def main(arguments: list[str] | None = None) -> None:
    """Run the program and exit with the code that says what happened."""
    for stream in (sys.stdout, sys.stderr):
        show_what_can_be_shown(stream)
    warnings.formatwarning = in_one_line(warnings.formatwarning)
    sys.exit(call(sys.argv[1:] if arguments is None else arguments))


def call(arguments: list[str]) -> int:
    """Run the program and return its exit code; nothing a user can cause ends in a traceback."""
    try:
        code = program.main(arguments, prog_name="partnersim", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return WRONG
    except SimError as error:
        return refuse(error)
    except (BrokenPipeError, SystemExit):
        # The reader has seen enough (Click turns that into an exit of its own); what is still
        # buffered must not raise again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    except (KeyboardInterrupt, click.Abort):
        say("interrupted; nothing was written", err=True)
        return INTERRUPTED
    except Exception:  # noqa: BLE001  (the last door: a bug becomes two lines and a file)
        return report_bug("--debug" in arguments)


def show_what_can_be_shown(stream: TextIO) -> None:
    """Let a terminal that lacks a letter show a question mark; its alphabet is no mistake."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")


def in_one_line(usual: Callable[..., str]) -> Callable[..., str]:
    """Return a way to show warnings in which our own are one line without a place in the code."""

    def shown(message: Warning | str, category: type[Warning], *place: Any, **more: Any) -> str:
        if issubclass(category, OldNameWarning):
            return f"warning: {printable(str(message))}\n"
        return usual(message, category, *place, **more)

    return shown


def refuse(error: SimError) -> int:
    """Print every mistake on a line of its own and return the error's exit code."""
    lines = error.mistakes if isinstance(error, ScenarioError) else [str(error)]
    for line in lines:
        say(f"error: {line}", err=True)
    return error.exit_code


def report_bug(show: bool) -> int:
    """Write the traceback to a file (or show it) and say where it is."""
    if show:
        traceback.print_exc()
        return BUG
    handle, name = tempfile.mkstemp(prefix="partnersim-crash-", suffix=".txt")
    os.close(handle)
    Path(name).write_text(traceback.format_exc(), "utf-8")
    say("Internal error: please report it.", err=True)
    say(f"The details are in {name}; --debug shows them here.", err=True)
    return BUG
