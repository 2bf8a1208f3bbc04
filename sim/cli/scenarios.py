"""``partnersim scenarios``: what there is, what is in it, how two differ, a file to start from."""

from pathlib import Path

import click

from sim.cli.shared.options import json_option, print_json, print_table, set_option, write_template


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
    from sim.cli import printable
    from sim.scenario import load_scenario
    from sim.scenario.chain import dotted

    world = load_scenario(scenario, sets)
    if as_json:
        print_json({"name": world.name, "fingerprint": world.fingerprint, **world.resolved()})
        return
    click.echo(printable(world.title))
    click.echo(printable(world.story.strip()))
    click.echo(f"Source: {printable(world.source)}\n")
    written = {k: v for k, v in world.written.items() if k[0] not in ("title", "story", "source")}
    rows = [
        (dotted(path), printable(str(item.value)), item.where(path))
        for path, item in written.items()
    ]
    print_table(("key", "value", "written in"), rows or [("nothing", "all defaults", "")])
    click.echo(f"\nFingerprint {world.fingerprint[:16]}")


@scenarios.command()
@click.argument("files", nargs=-1, required=True, metavar="SCENARIO...")
def check(files: tuple[str, ...]) -> None:
    """Check scenarios and report every mistake in them; exit 2 if there is any."""
    from sim.core.errors import Mistake, ScenarioError
    from sim.scenario import load_scenario

    mistakes: list[Mistake] = []
    for name in files:
        try:
            world = load_scenario(name)
            click.echo(f"{name}: valid, {world.fingerprint[:16]}")
        except ScenarioError as error:
            mistakes.extend(error.mistakes)
    if mistakes:
        raise ScenarioError(mistakes)


@scenarios.command()
@click.argument("base")
@click.argument("other")
@json_option
def diff(base: str, other: str, as_json: bool) -> None:
    """Show every value, defaults included, in which two scenarios differ."""
    from sim.cli import printable
    from sim.scenario import load_scenario
    from sim.scenario.difference import differences

    found = differences(load_scenario(base), load_scenario(other))
    if as_json:
        rows = [{"key": key, "base": one, "other": two} for key, (one, two) in found.items()]
        print_json({"differences": rows})
    elif found:
        rows_of_text = [
            (key, printable(str(one)), printable(str(two))) for key, (one, two) in found.items()
        ]
        print_table(("key", base, other), rows_of_text)
    else:
        click.echo("no difference")


@scenarios.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--extends", "base", default="region", show_default=True, help="What it starts from.")
def new(file: Path, base: str) -> None:
    """Write a commented scenario FILE to start from; nothing is overwritten."""
    from sim.scenario import load_scenario
    from sim.scenario.template import scenario_template

    load_scenario(base)
    write_template(file, scenario_template(file.stem, base))
    click.echo(f"{file}: change what differs, then partnersim run {file}")
