"""Studies: worlds are run, paired on the same luck, and compared."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sim.core.garbage import held_back

with held_back():  # from here on comes all that is heavy
    from sim.output.results import Results
    from sim.scenario import Scenario, load_scenario
    from sim.study.gather import gather, run_worlds, worlds_of

__all__ = ["compare", "run"]


def run(
    scenario: Scenario | str,
    *,
    replicates: int | None = None,
    threads: int = 1,
    command: str = "sim.run",
) -> Results:
    """Run one world, and its twin without partnerships, once per replicate."""
    return compare([scenario], replicates=replicates, threads=threads, command=command)


def compare(
    scenarios: Sequence[Scenario | str],
    *,
    replicates: int | None = None,
    threads: int = 1,
    independent: bool = False,
    command: str = "sim.compare",
) -> Results:
    """Run several worlds on the same luck, so that a difference between them is policy.

    ``independent`` gives every world but the first a seed of its own instead.
    """
    started = datetime.now(UTC)
    loaded = [load_scenario(s) if isinstance(s, str) else s for s in scenarios]
    if independent:
        loaded = [s.with_run(seed=s.run.seed + i) for i, s in enumerate(loaded)]
    count = loaded[0].run.replicates if replicates is None else replicates
    worlds = worlds_of(loaded)
    runs = list(run_worlds(worlds, count, threads))
    return gather(worlds, runs, count, command, started)
