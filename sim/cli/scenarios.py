"""``partnersim scenarios``: what there is, what is in it, how two differ, a file to start from."""

from pathlib import Path

import click

from sim.cli.shared.options import (
    beyond_option,
    json_option,
    print_json,
    print_table,
    set_option,
    write_template,
)
from sim.cli.shared.remarks import say_remarks
from sim.cli.shared.terminal import say
from sim.core.pasting import pasted


@click.group()
def scenarios() -> None:
    """List, show, check and compare scenarios; start a new one."""


@scenarios.command("list")
@json_option
def list_scenarios(as_json: bool) -> None:
    """List the scenarios that come with the program."""
    from sim.scenario import library_names, load_scenario

    rows = [(name, load_scenario(name).title) for name in library_names()]
    if as_json:
        print_json({"scenarios": [{"name": name, "title": title} for name, title in rows]})
    else:
        print_table(("scenario", "title"), rows)


@scenarios.command()
@click.argument("scenario")
@set_option
@json_option
def show(scenario: str, sets: tuple[str, ...], as_json: bool) -> None:
    """Show a scenario's story and everything it sets."""
    from sim.scenario import load_scenario
    from sim.scenario.keys import dotted

    world = load_scenario(scenario, sets)
    if as_json:
        print_json({"name": world.name, "fingerprint": world.fingerprint, **world.resolved()})
        return
    say(world.title)
    say(world.story.strip())
    say(f"Source: {world.source}\n")
    written = {k: v for k, v in world.written.items() if k[0] not in ("title", "story", "source")}
    rows = [(dotted(path), str(item.value), item.where(path)) for path, item in written.items()]
    print_table(("key", "value", "written in"), rows or [("nothing", "all defaults", "")])
    say(f"\nFingerprint {world.fingerprint[:16]}")


@scenarios.command()
@click.argument("files", nargs=-1, required=True, metavar="SCENARIO...")
@set_option
@beyond_option
def check(files: tuple[str, ...], sets: tuple[str, ...], beyond: tuple[str, ...]) -> None:
    """Check scenarios, say in words what they mean, and report every mistake in them.

    Exit 2 if there is a mistake; a warning is none.
    """
    from sim.core.errors import Mistake, ScenarioError
    from sim.scenario import load_scenario
    from sim.scenario.in_words import in_words
    from sim.scenario.remarks import remarks

    mistakes: list[Mistake] = []
    for name in files:
        try:
            world = load_scenario(name, sets, beyond)
        except ScenarioError as error:
            mistakes.extend(error.mistakes)
            continue
        say(f"{name}: valid, {world.fingerprint[:16]}")
        for line in in_words(world):
            say(f"  {line}")
        say_remarks(remarks(world))
    if mistakes:
        raise ScenarioError(mistakes)


@scenarios.command()
@click.argument("base")
@click.argument("other")
@json_option
def diff(base: str, other: str, as_json: bool) -> None:
    """Show every value, defaults included, in which two scenarios differ."""
    from sim.scenario import load_scenario
    from sim.scenario.difference import differences

    found = differences(load_scenario(base), load_scenario(other))
    if as_json:
        rows = [{"key": key, "base": one, "other": two} for key, (one, two) in found.items()]
        print_json({"differences": rows})
    elif found:
        rows_of_text = [(key, str(one), str(two)) for key, (one, two) in found.items()]
        print_table(("key", base, other), rows_of_text)
    else:
        say("no difference")


@scenarios.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--extends", "base", default="region", show_default=True, help="What it starts from.")
def new(file: Path, base: str) -> None:
    """Write a commented scenario FILE to start from; nothing is overwritten."""
    from sim.scenario import load_scenario
    from sim.scenario.template import scenario_template

    load_scenario(base)
    write_template(file, scenario_template(file.stem, base))
    say(f"{file}: change what differs, then {pasted('run', file)}")
