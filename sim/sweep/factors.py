"""Factors: what a study varies, and the values that each factor may take.

A list of two numbers is a range where a method samples, and values where it takes values. A list
of texts, switches or lists is a choice under every method. ``true`` stands for the parameter's
own evidence: its range, or all its choices.
"""

from dataclasses import dataclass
from typing import Any, get_args

from pydantic.fields import FieldInfo

from sim.core.errors import nearest
from sim.core.parameters import Declared
from sim.mechanisms import parameter_groups
from sim.scenario import PlaceSpec, RunSpec, Scenario
from sim.scenario.chain import as_tuples
from sim.scenario.keys import KeyPath, key_words
from sim.scenario.specs import Spec
from sim.scenario.validation import ROLES
from sim.scenario.wording import choices, shown

SAMPLING = ("lhs", "sobol", "morris")
"""Methods that take ranges; the others take values."""

MOST_STEPS = 1_000_000
"""As many as a study has points at most."""
FIELDS = ("low", "high", "steps", "values")


@dataclass(frozen=True)
class Factor:
    """One key that a study varies: a list of levels, or a range of numbers."""

    key: str
    levels: tuple[Any, ...] = ()
    """The values of a choice; empty for a range."""
    low: float = 0.0
    high: float = 0.0
    steps: int = 2
    """Values that a range stands for where a method takes values."""
    whole: bool = False

    @property
    def values(self) -> tuple[Any, ...]:
        """Every value that a method without sampling takes."""
        if self.levels:
            return self.levels
        return tuple(dict.fromkeys(self._number(i / (self.steps - 1)) for i in range(self.steps)))

    @property
    def limits(self) -> tuple[Any, ...]:
        """Values that stand for all: the levels, or the ends of the range."""
        return self.levels or (self._number(0.0), self._number(1.0))

    def at(self, share: float) -> Any:
        """Return the value at a share in [0, 1] of the factor's range or list."""
        if self.levels:
            return self.levels[_index(share, len(self.levels))]
        if self.whole:
            return int(self.low) + _index(share, int(self.high) - int(self.low) + 1)
        return self._number(share)

    def _number(self, share: float) -> float | int:
        # Clamped: .15 + (.45 - .15) is a last bit above .45, which the parameter refuses.
        value = min(self.low + share * (self.high - self.low), self.high)
        return round(value) if self.whole else value

    def described(self) -> Any:
        """Return the factor as plain data, for a manifest and to tell two designs apart."""
        if self.levels:
            return list(self.levels)
        return {"low": self.low, "high": self.high, "steps": self.steps}


def _index(share: float, count: int) -> int:
    return min(int(share * count), count - 1)


def read_factor(key: str, given: Any, method: str, world: Scenario) -> Factor:
    """Return a factor as a design writes it; raises ValueError that says what it takes."""
    whole = is_whole(key, world)
    if given is True:
        return from_evidence(key, whole)
    if isinstance(given, dict):
        return from_table(key, given, whole)
    if not isinstance(given, list) or not given:
        raise ValueError(
            f"{key} is {shown(given)}; a factor is a list, true for its evidence range, "
            "or {low, high, steps}"
        )
    numbers = [_is_number(value) for value in given]
    if any(numbers) and not all(numbers):
        raise ValueError(f"{key} mixes numbers with other values: {shown(given)}")
    if method in SAMPLING and all(numbers):
        if len(given) != 2:
            raise ValueError(
                f"{key} is {shown(given)}; {method} takes a range of two numbers [low, high], "
                "or {values = [...]} for a choice"
            )
        return from_range(key, given[0], given[1], 2, whole)
    return Factor(key, levels=as_tuples(given))


def from_range(key: str, low: Any, high: Any, steps: int, whole: bool) -> Factor:
    """Return a factor that takes every number of a range; raises ValueError for an empty one."""
    if not (_is_number(low) and _is_number(high) and low < high):
        raise ValueError(f"{key} has no range from {shown(low)} to {shown(high)}; low < high")
    return Factor(key, low=low, high=high, steps=steps, whole=whole)


def from_table(key: str, given: dict[str, Any], whole: bool) -> Factor:
    """Return a factor written as ``{low, high, steps}`` or ``{values}``.

    Raises ValueError for any other table.
    """
    unknown = [name for name in given if name not in FIELDS]
    if unknown:
        hint = nearest(unknown[0], FIELDS)
        raise ValueError(f"{key} has an unknown key `{unknown[0]}`{hint}; it takes {FIELDS}")
    if set(given) == {"values"} and isinstance(given["values"], list) and given["values"]:
        return Factor(key, levels=as_tuples(given["values"]))
    if "values" in given or not {"low", "high"} <= set(given):
        raise ValueError(f"{key} takes {{low, high, steps}} or {{values}}, not {shown(given)}")
    steps = given.get("steps", 2)
    if not isinstance(steps, int) or isinstance(steps, bool) or not 2 <= steps <= MOST_STEPS:
        raise ValueError(
            f"{key} has {shown(steps)} steps; it takes a whole number from 2 to {MOST_STEPS}"
        )
    return from_range(key, given["low"], given["high"], steps, whole)


def from_evidence(key: str, whole: bool) -> Factor:
    """Return a factor over its parameter's own evidence range, or over all its choices.

    Raises ValueError for a key that has neither.
    """
    known = declared(key)
    if known is None and key_words(key)[0] in ROLES:
        keys = [d.key for group in parameter_groups().values() for d in group.declared()]
        raise ValueError(f"unknown key `{key}`{nearest(key, keys)}")
    if known is None:
        raise ValueError(f"{key} is not a parameter and has no evidence range; write [low, high]")
    if known.evidence.low is not None:
        return from_range(key, known.evidence.low, known.evidence.high, 2, whole)
    if known.kind is bool:
        return Factor(key, levels=(False, True))
    levels = tuple(choices(known.kind))
    if not levels:
        raise ValueError(f"{key} has no evidence range; list its values")
    return Factor(key, levels=levels)


def declared(key: str) -> Declared | None:
    """Return a parameter's declaration; None if no parameter has this key."""
    words = key_words(key)
    group = parameter_groups().get(str(words[1])) if len(words) == 3 else None
    return next((d for d in group.declared() if d.key == key), None) if group else None


def is_whole(key: str, world: Scenario) -> bool:
    """Tell whether a key takes whole numbers only; False for a key that nobody knows."""
    known = declared(key)
    annotation = known.kind if known else getattr(_field(key_words(key), world), "annotation", None)
    kinds = (annotation, *get_args(annotation))
    return int in kinds and float not in kinds


def _field(words: KeyPath, world: Scenario) -> FieldInfo | None:
    """Return the field of a table of a scenario that a key such as ``event.NAME.FIELD`` sets."""
    tables: dict[str, type[Spec]] = {"place": PlaceSpec, "run": RunSpec}
    if len(words) == 2:
        table = tables.get(str(words[0]))
        return table.model_fields.get(str(words[1])) if table else None
    named = world.member(words)
    return type(named).model_fields.get(str(words[2])) if named is not None else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
