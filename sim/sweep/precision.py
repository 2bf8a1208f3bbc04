"""Precision: how closely a study is to know a measure before it stops adding replicates."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Precision:
    """What is to be known, and how closely: the half-width of its 95 % interval."""

    measure: str
    half_width: float
    relative: bool
    """Whether the half-width is a share of the mean, not an amount."""
    place: str = ""
    group: str = ""
    difference: tuple[str, str] | None = None
    """Two worlds whose paired difference is to be known; None for every world by itself."""
    ceiling: int = 100
    """Most replicates of a point."""

    def numbered(self, replicates: Sequence[int]) -> tuple[int, ...]:
        """Return the numbers of all replicates that there may be: those given, then the next."""
        first, more = max(replicates) + 1, self.ceiling - len(replicates)
        return (*replicates, *range(first, first + more))[: self.ceiling]

    @property
    def wanted(self) -> str:
        """What was asked for, in words."""
        about = " ".join(part for part in (self.measure, self.place, self.group) if part)
        if self.difference:
            about += f" ({self.difference[1]} less {self.difference[0]})"
        width = f"{self.half_width:.3g}" if not self.relative else f"{self.half_width * 100:.3g}%"
        return f"{about} to within {width}"


def read_half_width(given: object) -> tuple[float, bool]:
    """Return (half-width, relative) of ``"5%"`` or ``0.01``; raises ValueError for the rest."""
    text = str(given).strip()
    relative = text.endswith("%")
    try:
        value = float(text.removesuffix("%"))
    except ValueError:
        value = 0.0
    if isinstance(given, bool) or not 0.0 < value < float("inf"):
        raise ValueError(f'takes a share such as "5%" or an amount above 0, not {text[:40]}')
    return (value / 100.0 if relative else value), relative
