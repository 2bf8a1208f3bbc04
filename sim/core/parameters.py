"""Parameters: numbers that carry their unit, range, source and role.

A submodel declares its numbers once, as fields of a `Parameters` class. Scenario validation,
`partnersim params`, the tables of docs/odd.md, sweeps and sensitivity ranges all read that
declaration; there is no second list.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, cast

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

type Role = Literal["policy", "uncertainty"]


@dataclass(frozen=True)
class Evidence:
    """Where a number comes from and how far it may be moved."""

    unit: str
    low: float | None
    high: float | None
    source: str
    """A key of sim/evidence (published row, ``seed-row-N`` or ``assumption-NN``)."""
    role: Role


def param(  # noqa: PLR0913  (evidence that could be left out would be left out)
    default: Any,
    *,
    unit: str,
    low: float | None,
    high: float | None,
    source: str,
    role: Role,
    why: str = "",
) -> Any:
    """Declare one parameter: a pydantic field that cannot be written without its evidence.

    ``low`` and ``high`` are inclusive limits in ``unit``; both are None for switches and
    choices, which have no range. ``why`` is one line for people.
    """
    evidence = Evidence(unit, low, high, source, role)
    return Field(
        default=default,
        ge=low,
        le=high,
        description=why,
        json_schema_extra=cast(Any, {"evidence": evidence.__dict__}),
    )


@dataclass(frozen=True)
class Declared:
    """One parameter as tables and sweeps see it."""

    key: str
    default: Any
    evidence: Evidence
    kind: Any
    why: str


class Parameters(BaseModel):
    """Base of each submodel's parameter group: strict, frozen, finite, no unknown names.

    A subclass names its group (the middle word of the key), for its switch the values at which
    the submodel does nothing, and the levers that only act when a world begins.
    """

    model_config = ConfigDict(
        strict=True, frozen=True, extra="forbid", allow_inf_nan=False, validate_default=True
    )

    group: ClassVar[str]
    neutral: ClassVar[Mapping[str, Any]] = {}
    from_start: ClassVar[frozenset[str]] = frozenset()
    read_if: ClassVar[Mapping[str, tuple[str, tuple[Any, ...]]]] = {}
    """Names that are read only at some values of another name: that one, and these values."""

    enabled: bool = param(
        True,
        unit="switch",
        low=None,
        high=None,
        source="design",
        role="policy",
        why="Off gives every number of the group its neutral value.",
    )

    def effective(self) -> Self:
        """Return the group as the model uses it: neutral values where it is switched off."""
        return self if self.enabled else self.model_copy(update=dict(self.neutral))

    @classmethod
    def declared(cls) -> Iterator[Declared]:
        """Yield every parameter of the group, the switch first, in the order of the code."""
        for name, info in cls.model_fields.items():
            evidence = evidence_of(info)
            yield Declared(
                f"{evidence.role}.{cls.group}.{name}",
                info.default,
                evidence,
                info.annotation,
                info.description or "",
            )


def evidence_of(info: FieldInfo) -> Evidence:
    """Return the evidence that `param` stored in a field."""
    extra = cast(dict[str, Any], info.json_schema_extra)
    return Evidence(**extra["evidence"])


class ParameterSet(dict[type[Parameters], Parameters]):
    """All groups of one world, looked up by their class: ``params[TrustParameters].gain``."""

    def __init__(self, groups: Mapping[type[Parameters], Parameters]) -> None:
        super().__init__({kind: group.effective() for kind, group in groups.items()})
        self.given = dict(groups)

    def replaced(self, group: Parameters) -> "ParameterSet":
        """Return the same numbers with one group in place of that of its class."""
        return ParameterSet({**self.given, type(group): group})

    if TYPE_CHECKING:

        def __getitem__[P: Parameters](self, kind: type[P]) -> P: ...
