"""``partnersim replay``."""

from pathlib import Path

import click

from sim.cli.shared.options import json_option, out_option, print_json
from sim.cli.shared.terminal import say

SAME, FAILED, DIFFERENT = 0, 3, 5


@click.command()
@click.argument("results", type=click.Path(path_type=Path))
@click.argument("run_id")
@out_option
@json_option
@click.pass_context
def replay(ctx: click.Context, results: Path, run_id: str, out: Path | None, as_json: bool) -> None:
    """Repeat one run of a results folder or study, recording everything, and compare.

    RUN_ID is a value of the column run_id of the table runs.
    """
    from sim.cli.run_and_compare import command_line, folder_for
    from sim.output.results import load_results
    from sim.sweep.replay import replay as run_again

    folder = folder_for(out, f"replay-{run_id}")
    again = run_again(load_results(results), run_id, command_line())
    code = FAILED if again.found is None else DIFFERENT if again.different else SAME
    if again.found is not None:
        again.found.save(folder)
    if as_json:
        print_json(
            {
                "results": str(folder) if again.found else None,
                "same": code == SAME,
                "rows": again.compared,
                "different": list(again.different),
                "changes": list(again.changes),
            }
        )
    elif again.found is None:
        say(again.traceback)
    else:
        say(what_came_out(again.compared, again.different))
        say(f"Everything recorded is in {folder}", err=True)
    if again.changes and code != SAME:
        say("These results were made with another version of the program:", err=True)
        for change in again.changes:
            say(f"  {change}", err=True)
    ctx.exit(code)


def what_came_out(compared: int, different: tuple[str, ...]) -> str:
    """Return how a run compares with what there was of it, in words."""
    if not compared:
        return "completed now; there is nothing to compare with, because it failed before"
    if different:
        return f"different: {', '.join(different)}"
    return f"identical: {compared:,} rows"
