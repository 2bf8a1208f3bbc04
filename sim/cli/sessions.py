"""Sessions: what commands have in common that run what a study misses."""

from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import Decorator, print_json

if TYPE_CHECKING:
    from sim.study.sweep.executors import Executor
    from sim.study.sweep.folder import StudyFolder
    from sim.study.sweep.session import Outcome

MOST_JOBS = 1024
SOME_FAILED = 3
FAILURES_SHOWN = 3


class Jobs(click.ParamType[int]):
    """A number of workers, or ``auto`` for one per processor."""

    name = "auto|N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number of workers."""
        if value == "auto":
            from sim.study.sweep.pool import workers_here

            return workers_here()
        try:
            number = int(value)
        except ValueError:
            number = 0
        if not 1 <= number <= MOST_JOBS:
            self.fail(f"{value!r} is neither auto nor a number from 1 to {MOST_JOBS}", param, ctx)
        return number


jobs_option: Decorator = click.option(
    "--jobs",
    type=Jobs(),
    default="auto",
    show_default=True,
    help="Workers; 1 runs everything in this process. It changes nothing but speed.",
)
timeout_option: Decorator = click.option(
    "--run-timeout",
    type=click.FloatRange(0.1),
    help="Seconds after which a run, twin included, is given up as failed.  [default: none]",
)
memory_option: Decorator = click.option(
    "--max-memory",
    type=click.IntRange(64),
    help="Megabytes of a worker beyond which its run is given up as failed.  [default: none]",
)


def worked_on(
    study: "StudyFolder",
    jobs: int,
    run_timeout: float | None,
    max_memory: int | None,
    retry: bool = False,
) -> "Outcome":
    """Run what a study misses, and return what it has come to."""
    from sim.cli.progress import Progress
    from sim.study.sweep.session import work_on

    def executor() -> "Executor":
        from sim.study.sweep.executors import HereExecutor
        from sim.study.sweep.pool import Limits, PoolExecutor

        limited = run_timeout is not None or max_memory is not None
        if jobs == 1 and not limited:
            return HereExecutor()
        return PoolExecutor(jobs, Limits(run_timeout, max_memory))

    return work_on(study, executor, Progress(study.path), retry)


def say_outcome(outcome: "Outcome", as_json: bool) -> int:
    """Print what a study has come to, and return the exit code that says how."""
    index = outcome.index
    counts = {
        "runs": outcome.runs,
        "completed": index.completed,
        "failed": len(index.failed),
        "content_hash": outcome.study.manifest.get("content_hash"),
    }
    if as_json:
        print_json({"results": str(outcome.study.path), **counts})
    else:
        click.echo("{completed:,} of {runs:,} runs completed, {failed:,} failed".format(**counts))
        if counts["content_hash"]:
            click.echo(f"content hash {counts['content_hash']}")
    say_next(outcome)
    if outcome.missing:
        return outcome.signalled or 0
    return SOME_FAILED if counts["failed"] else 0


def say_next(outcome: "Outcome") -> None:
    """Say on stderr where the results are, what failed, and how to go on."""
    from sim.cli import printable

    folder, failed = outcome.study.path, outcome.index.failed
    for run_id in failed["run_id"].head(FAILURES_SHOWN):
        click.echo(f"failed: partnersim replay {folder} {run_id}", err=True)
    if len(failed):
        click.echo(
            f"what failed is in {folder / 'failures'}; once it is mended: "
            f"partnersim study retry-failed {folder}",
            err=True,
        )
    if outcome.missing:
        design = outcome.study.manifest["study"]["design_file"]
        again = f"paused; go on with: partnersim sweep {design} --out {folder} --resume"
        click.echo(printable(again), err=True)
    else:
        click.echo(f"Results are in {folder}; report: partnersim report {folder}", err=True)
