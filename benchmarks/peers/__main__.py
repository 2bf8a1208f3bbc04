"""``python -m benchmarks.peers``: the toy rule in every framework that is here, in one table."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

STEPS = 40
SIZES = (10_000, 1_000_000)
REPEATS = 5
LARGEST_OF_OBJECTS = 100_000
"""Beyond this many residents plain objects would only make everybody wait."""
ENDS = ("employed", "offence_free", "volunteering", "isolated", "satisfied", "mean_need", "helped")
APART = Path(".venv-peers/bin/python")
"""Where frameworks live that no part of partnersim needs (``make peers``)."""


@dataclass(frozen=True)
class Peer:
    """One way of stepping through the toy rule."""

    module: str
    label: str
    apart: bool = False
    reference: bool = False
    """Whether it is no framework: numpy alone, and C as the measure of what is possible."""

    def python(self) -> str | None:
        """Return the interpreter that has its libraries; None if there is none here."""
        if not self.apart:
            return sys.executable
        return str(APART) if APART.exists() else None


PEERS = (
    Peer("kernel", "partnersim's way"),
    Peer("native", "C, native instructions", reference=True),
    Peer("numpy_arrays", "numpy", reference=True),
    Peer("plain_mesa", "Mesa, plain objects"),
    Peer("starsim_world", "Starsim", apart=True),
    Peer("ambr_world", "AMBER, vectorised", apart=True),
    Peer("modelly_world", "Modelly, columns", apart=True),
)


def run_one(peer: Peer, residents: int, seed: int) -> dict[str, float] | None:
    """Return one run's outcome; None if its interpreter or a library is missing."""
    python = peer.python()
    if python is None or (peer.module == "plain_mesa" and residents > LARGEST_OF_OBJECTS):
        return None
    words = [
        python,
        "-m",
        "benchmarks.peers.one",
        peer.module,
        str(residents),
        str(STEPS),
        str(seed),
    ]
    answer = subprocess.run(words, capture_output=True, text=True, check=False)
    if answer.returncode:
        reason = answer.stderr.strip().splitlines()[-1]
        print(f"{peer.label} left out: {reason}", file=sys.stderr)
        return None
    found: dict[str, float] = json.loads(answer.stdout.strip().splitlines()[-1])
    return found


def measure(residents: int) -> dict[str, list[dict[str, float]]]:
    """Return the outcomes of every peer; peers take turns, so that all meet the same machine."""
    found: dict[str, list[dict[str, float]]] = {peer.label: [] for peer in PEERS}
    for seed in range(REPEATS):
        for peer in PEERS:
            outcome = run_one(peer, residents, seed)
            if outcome is not None:
                found[peer.label].append(outcome)
    return {label: outcomes for label, outcomes in found.items() if outcomes}


def nanoseconds(outcomes: list[dict[str, float]], residents: int) -> float:
    """Return the least time of a resident's step."""
    return min(outcome["seconds"] for outcome in outcomes) / residents / STEPS * 1e9


def largest_difference(found: dict[str, list[dict[str, float]]]) -> tuple[float, str]:
    """Return by how much the ends of two peers differ at most, and in what."""
    means = {
        label: {end: np.mean([o[end] for o in runs]) for end in ENDS}
        for label, runs in found.items()
    }
    spreads = [
        (max(m[end] for m in means.values()) - min(m[end] for m in means.values()), end)
        for end in ENDS
    ]
    size, end = max(spreads)
    return float(size), end


def table(residents: int, found: dict[str, list[dict[str, float]]]) -> Iterator[str]:
    """Yield a Markdown table of one size."""
    own = nanoseconds(found[PEERS[0].label], residents)
    yield f"| {residents:,} residents | ns per resident-step | times partnersim's | satisfied |"
    yield "|---|---|---|---|"
    for label, outcomes in found.items():
        each = nanoseconds(outcomes, residents)
        satisfied = np.mean([outcome["satisfied"] for outcome in outcomes])
        yield f"| {label} | {each:,.1f} | {each / own:,.1f} | {satisfied:.3f} |"
    size, end = largest_difference(found)
    yield f"\nThe same work: means of {REPEATS} runs differ by {size:.4f} at most ({end}).\n"


def main() -> None:
    """Measure, print the tables and write everything as JSON to the file named, if any."""
    if not APART.exists():
        print(
            "Starsim, AMBER and Modelly are left out: `make peers` installs them", file=sys.stderr
        )
    everything = {}
    for residents in SIZES:
        everything[residents] = measure(residents)
        print("\n".join(table(residents, everything[residents])))
    for name in sys.argv[1:]:
        Path(name).write_text(json.dumps(everything, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
