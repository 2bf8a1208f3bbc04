"""Constraints: combinations of factors that a study leaves out.

``"a.key" = "<= other.key"`` keeps the points at which it holds. The left side is a factor or a
sum of factors (``"a + b"``), the right side a number, a factor or a text.
"""

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sim.core.errors import nearest
from sim.scenario.keys import dotted, key_words, parse_value
from sim.scenario.wording import shown
from sim.sweep.factors import Factor
from sim.sweep.sampling import Point

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
    "==": operator.eq,
    "!=": operator.ne,
}
_RULE = re.compile(r"(<=|>=|==|!=|<|>)\s*(.+)")
METHODS = ("grid", "list", "lhs")
"""Methods whose analysis does not need every point of the sample."""


@dataclass(frozen=True)
class Constraint:
    """One comparison that a point must meet to be run."""

    left: tuple[str, ...]
    """Factors that are added up."""
    comparison: str
    right: Any
    """A value, or the key of a factor."""

    def holds(self, point: Point) -> bool:
        """Tell whether a point is to be run."""
        left = point[self.left[0]]
        if len(self.left) > 1:
            left = sum(point[key] for key in self.left)
        right = point.get(self.right, self.right) if isinstance(self.right, str) else self.right
        return COMPARISONS[self.comparison](left, right)


def read_constraint(left: str, rule: Any, factors: Sequence[Factor]) -> Constraint:
    """Return a constraint as a design writes it; raises ValueError that says what it takes."""
    found = _RULE.fullmatch(rule.strip()) if isinstance(rule, str) else None
    if not found:
        raise ValueError(
            f'a constraint is a comparison such as "<= 0.08" or ">= other.factor", '
            f"not {shown(rule)}"
        )
    keys = [factor.key for factor in factors]
    parts = tuple(dotted(key_words(part.strip())) for part in left.split("+"))
    for part in parts:
        if part not in keys:
            raise ValueError(f"`{part}` is not a factor of this design{nearest(part, keys)}")
    other = dotted(key_words(found[2]))
    right = other if other in keys else parse_value(found[2])
    constraint = Constraint(parts, found[1], right)
    try:
        constraint.holds({factor.key: factor.limits[0] for factor in factors})
    except TypeError:
        raise ValueError(f"{left} cannot be compared with {shown(right)}") from None
    return constraint
