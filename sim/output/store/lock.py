"""Lock: one process at a time writes into a study; a killed one leaves nothing to clear away."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from sim.core.errors import ResultsError
from sim.output.store.durable import explained

LOCK = ".lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a study for oneself; raises ResultsError if another process works on it."""
    lock = FileLock(folder / LOCK)
    with explained(folder / LOCK):
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise ResultsError(
                f"{folder} is in use by another process: wait for it, or stop it; "
                "`partnersim study status` shows its progress"
            ) from None
    try:
        yield
    finally:
        lock.release()


def busy(folder: Path) -> bool:
    """Tell whether a process works on a study now."""
    if not (folder / LOCK).exists():
        return False
    try:
        with FileLock(folder / LOCK, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return False
