"""Note: what is said of one finished run without opening its shard."""

from dataclasses import dataclass

from sim.sweep.running.plan import Address


@dataclass(frozen=True)
class Note:
    """What is said of one run without opening its shard."""

    address: Address
    run_id: str
    status: str
    error: str | None
    traceback: str | None
    seconds: float
    attempt: int
    value: float | None
    """What the run came to in the cell that is watched."""
