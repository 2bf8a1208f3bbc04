"""Sessions: what commands have in common that run what a study misses."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli.shared.options import Decorator, print_json
from sim.cli.shared.terminal import say
from sim.core.errors import DiskFullError
from sim.core.pasting import pasted

if TYPE_CHECKING:
    from sim.sweep.design import Design
    from sim.sweep.running.cluster import Certificates
    from sim.sweep.running.executors import Executor
    from sim.sweep.running.folder import StudyFolder
    from sim.sweep.running.session import Outcome

MOST_JOBS = 1024
SOME_FAILED = 3
FAILURES_SHOWN = 3


class Jobs(click.ParamType[int]):
    """A number of workers, or ``auto`` for one per processor."""

    name = "auto|N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number of workers."""
        if value == "auto":
            from sim.sweep.running.pool import workers_here

            return workers_here()
        try:
            number = int(value)
        except ValueError:
            number = 0
        if not 1 <= number <= MOST_JOBS:
            self.fail(f"{value!r} is neither auto nor a number from 1 to {MOST_JOBS}", param, ctx)
        return number


FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
WORKERS_OPTIONS: tuple[Decorator, ...] = (
    click.option(
        "--jobs",
        type=Jobs(),
        default="auto",
        show_default=True,
        help="Workers; 1 runs everything in this process. Affects speed only.",
    ),
    click.option(
        "--run-timeout",
        type=click.FloatRange(0.1),
        help="Seconds after which a run, with its counterfactual, is stopped.  [default: none]",
    ),
    click.option(
        "--max-memory",
        type=click.IntRange(64),
        help="Megabytes of a worker beyond which its run is stopped.  [default: none]",
    ),
    click.option(
        "--cluster",
        metavar="ADDRESS",
        help="Dask scheduler (tcp://, tls://, or its scheduler file) instead of --jobs.",
    ),
    click.option("--tls-ca", type=FILE, help="Certificate authority of the cluster."),
    click.option("--tls-cert", type=FILE, help="Certificate to show to the cluster."),
    click.option("--tls-key", type=FILE, help="Key of that certificate."),
    click.option("--trust-network", is_flag=True, help="Use a remote cluster without TLS."),
)


@dataclass(frozen=True)
class Workers:
    """Who does the work, as the options of a command say."""

    jobs: int
    run_timeout: float | None
    max_memory: int | None
    cluster: str | None
    tls_ca: Path | None
    tls_cert: Path | None
    tls_key: Path | None
    trust_network: bool

    def check(self) -> None:
        """Refuse what makes no sense before anything is written."""
        from sim.core.extras import need
        from sim.sweep.running.cluster import checked_address

        if self.cluster is None:
            return
        if self.limited:
            raise click.UsageError(
                "--run-timeout and --max-memory are for this machine; a cluster's workers have "
                "their own limits"
            )
        checked_address(self.cluster, self.certificates, self.trust_network)
        need("cluster")

    @property
    def limited(self) -> bool:
        """Whether runs may be given up."""
        return self.run_timeout is not None or self.max_memory is not None

    @property
    def certificates(self) -> "Certificates":
        """What a cluster with TLS takes."""
        from sim.sweep.running.cluster import Certificates

        return Certificates(self.tls_ca, self.tls_cert, self.tls_key)

    def executor(self) -> "Executor":
        """Return what makes parcels."""
        from sim.sweep.running.cluster import ClusterExecutor, checked_address
        from sim.sweep.running.executors import HereExecutor
        from sim.sweep.running.pool import Limits, PoolExecutor

        if self.cluster is not None:
            address = checked_address(self.cluster, self.certificates, self.trust_network)
            return ClusterExecutor(address, self.certificates)
        if self.jobs == 1 and not self.limited:
            return HereExecutor()
        return PoolExecutor(self.jobs, Limits(self.run_timeout, self.max_memory))


def workers_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say who does the work; it gets them as ``workers``."""

    @wraps(command)
    def with_workers(**given: Any) -> Any:
        own = {field.name: given.pop(field.name) for field in fields(Workers)}
        return command(workers=Workers(**own), **given)

    given: Callable[..., Any] = with_workers
    for option in reversed(WORKERS_OPTIONS):
        given = option(given)
    return given


def worked_on(
    study: "StudyFolder",
    workers: Workers,
    *,
    retry: bool = False,
    extend: "Callable[[Design], Design] | None" = None,
) -> "Outcome":
    """Run what a study misses, and return what it has come to."""
    from sim.cli.shared.progress import Progress
    from sim.sweep.running.session import work_on

    progress = Progress(study)
    try:
        return work_on(study, workers.executor, progress, retry=retry, extend=extend)
    except DiskFullError:
        say(f"finished runs are kept; {how_to_go_on(study)}", err=True)
        raise


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
        say("{completed:,} of {runs:,} runs completed, {failed:,} failed".format(**counts))
        if counts["content_hash"]:
            say(f"content hash {counts['content_hash']}")
    say_precision(outcome)
    say_next(outcome)
    if not outcome.complete:
        return outcome.signalled or 0
    return SOME_FAILED if counts["failed"] else 0


def say_precision(outcome: "Outcome") -> None:
    """Say on stderr what a ceiling has kept a study from knowing as closely as was asked."""
    wanted, short = outcome.study.design.precision, outcome.cut_short
    if wanted is None or not short:
        return
    say(
        f"{wanted.wanted}: {len(short)} not reached within {wanted.ceiling} replicates; "
        + (
            f"about {max(short):,} would be needed"
            if max(short)
            else "how many cannot be estimated"
        ),
        err=True,
    )


def say_next(outcome: "Outcome") -> None:
    """Say on stderr where the results are, what failed, and how to go on."""
    folder, failed = outcome.study.path, outcome.index.failed
    for run_id in failed["run_id"].head(FAILURES_SHOWN):
        say(f"failed: {pasted('replay', folder, run_id)}", err=True)
    if len(failed):
        say(
            f"failures are described in {folder / 'failures'}; once they are fixed: "
            f"{pasted('study', 'retry-failed', folder)}",
            err=True,
        )
    if not outcome.complete:
        say(f"paused; {how_to_go_on(outcome.study)}", err=True)
    else:
        say(f"Results are in {folder}; report: {pasted('report', folder)}", err=True)


def how_to_go_on(study: "StudyFolder") -> str:
    """Return the command that goes on with a study."""
    design = study.manifest["study"]["design_file"]
    return f"to continue: {pasted('sweep', design, '--out', study.path, '--resume')}"
