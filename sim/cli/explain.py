"""``partnersim explain``."""

from pathlib import Path

import click

from sim.cli.shared.terminal import say


@click.command()
@click.argument("results", type=click.Path(path_type=Path))
@click.option("--partnership", help="Why it was signed, stalled, ended; who paid and gained.")
@click.option("--agent", help="What happened to an organisation, and its money in and out.")
@click.option("--place", help="How a place fared.")
@click.option("--run", "run_id", help="Which run.  [default: the first]")
def explain(
    results: Path,
    partnership: str | None,
    agent: str | None,
    place: str | None,
    run_id: str | None,
) -> None:
    """Tell the story of a partnership, an organisation or a place; alone, list partnerships."""
    from sim.output.results import load_results
    from sim.study import explain as stories

    run = stories.tables_of(load_results(results), run_id)
    asked = [
        (partnership, stories.story_of_partnership),
        (agent, stories.story_of_agent),
        (place, stories.story_of_place),
    ]
    if not any(name for name, _ in asked):
        for line in stories.overview(run):
            say(line)
    for name, story in asked:
        if name:
            for line in story(run, name):
                say(line)
