"""Pause: the first signal to stop lets runs in progress finish, the second one does not."""

import signal
import time
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Self

PATIENCE_SECONDS = 10.0
"""How long runs in progress are waited for."""
SIGNALS = [
    number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))
]
EXIT_BASE = 128


class StopNowError(Exception):
    """Somebody asked twice, or runs in progress took too long."""


class Pause:
    """Whether somebody has asked for a pause; while it is entered, signals ask for one."""

    def __init__(self, said: Callable[[], None]) -> None:
        self._said = said
        self._since: float | None = None
        self._before: dict[int, object] = {}
        self.signal: int | None = None

    @property
    def exit_code(self) -> int | None:
        """What a program exits with that was asked to stop by a signal; None if it was not."""
        return None if self.signal is None else EXIT_BASE + self.signal

    def __enter__(self) -> Self:
        for number in SIGNALS:
            self._before[number] = signal.signal(number, self._asked)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    def __call__(self) -> bool:
        """Tell whether to pause; raises StopNowError once patience has run out."""
        if self._since is not None and time.monotonic() - self._since > PATIENCE_SECONDS:
            raise StopNowError
        return self._since is not None

    def _asked(self, number: int, frame: FrameType | None) -> None:
        if self._since is not None:
            raise StopNowError
        self.signal, self._since = number, time.monotonic()
        self._said()
