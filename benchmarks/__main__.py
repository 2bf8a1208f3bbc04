"""``python -m benchmarks``: how fast it is here, as one table."""

import platform
import subprocess
import sys
import time
from datetime import UTC, datetime

from benchmarks.residents import per_resident
from benchmarks.sweeps import machinery
from sim.model import PartnershipModel
from sim.recorder import Recorder
from sim.scenario import load_scenario


def best_of(times: int, work: object) -> float:
    """Return the least seconds that a piece of work took."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()  # type: ignore[operator]
        found.append(time.perf_counter() - start)
    return min(found)


def region_run() -> None:
    """Run the default study world once, everything recorded."""
    model = PartnershipModel(load_scenario("region"), observe=Recorder())
    model.run_all()


def help_text() -> None:
    """Ask for help in a new process."""
    subprocess.run([sys.executable, "-m", "sim", "--help"], check=True, capture_output=True)


def main() -> None:
    """Print the table."""
    region_run()
    print(f"{platform.machine()}, Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}")
    print("| what | here |")
    print("|---|---|")
    seconds = best_of(10, region_run)
    print(f"| `region`, 40 quarters, 6 x 1,000 residents, recorded | {seconds:.3f} s |")
    print(f"| `partnersim --help` | {best_of(10, help_text):.3f} s |")
    for part, milliseconds in machinery().items():
        print(f"| a run of a sweep of `region`: {part} | {milliseconds:.2f} ms |")
    for residents, places in ((6_000, 6), (1_000_000, 20)):
        for threads in (1, 2):
            nanoseconds, size = per_resident(residents, places, threads)
            label = f"{residents:,} residents, {threads} thread{'s' * (threads > 1)}"
            print(f"| {label} | {nanoseconds:.1f} ns per resident-quarter, {size:.0f} bytes each |")


if __name__ == "__main__":
    main()
