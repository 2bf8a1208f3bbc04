"""Design file: what a design file may say, as plain data; every mistake is noted with its place."""

import copy
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from sim.core.errors import nearest
from sim.scenario.keys import KeyPath, dotted
from sim.scenario.reading import Document
from sim.scenario.validation import Collector
from sim.scenario.wording import explain

MOST_REPLICATES = 100_000


class _Table(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)


class WorldEntry(_Table):
    """One ``[[world]]``: a scenario under a name, with settings of its own."""

    name: str = Field(min_length=1, max_length=60)
    scenario: str
    set: dict[str, Any] = {}


class PrecisionEntry(_Table):
    """The ``[precision]`` of a study with as many replicates as it takes."""

    measure: str
    half_width: str | float
    place: str = ""
    group: str = ""
    difference: list[str] | None = Field(None, min_length=2, max_length=2)
    ceiling: int = Field(100, ge=3, le=MOST_REPLICATES)


class DesignFile(_Table):
    """What a design file may say, before it is looked at together."""

    title: str = ""
    story: str = ""
    source: str = ""
    scenario: str | None = None
    scenarios: list[str] | None = Field(None, min_length=1)
    world: list[WorldEntry] | None = Field(None, min_length=1)
    set: dict[str, Any] = {}
    method: str = "grid"
    points: int | None = Field(None, ge=1, le=10_000_000)
    replicates: int | list[int] | None = None
    seed: int | None = Field(None, ge=0, le=2**63 - 1)
    record: Literal["summary", "series", "full"] = "summary"
    factors: dict[str, Any] = {}
    constraints: dict[str, Any] = {}
    precision: PrecisionEntry | None = None


def frame_of(document: Document, found: Collector) -> DesignFile:
    """Return what is sound of a file's keys, and note what is not."""
    values = copy.deepcopy(document.values)
    try:
        return DesignFile.model_validate(values)
    except ValidationError as error:
        for detail in error.errors():
            where = named(detail["loc"])
            found.add(document.where(where), wrong(where, detail))
            forget(values, where if detail["type"] != "missing" else where[:1])
    return DesignFile.model_validate(values)


def wrong(where: KeyPath, detail: ErrorDetails) -> str:
    """Return one mistake of the frame in words."""
    if detail["type"] == "extra_forbidden":
        tables: dict[str, type[_Table]] = {"world": WorldEntry, "precision": PrecisionEntry}
        fields = tables.get(str(where[0]), DesignFile).model_fields
        return f"unknown key `{dotted(where)}`{nearest(str(where[-1]), list(fields))}"
    info = DesignFile.model_fields.get(str(where[0])) if len(where) == 1 else None
    return explain(dotted(where), detail, info)


def forget(values: dict[str, Any], where: KeyPath) -> None:
    """Take what is not sound out of what is looked at further, with its table if need be."""
    inside = values.get(str(where[0]))
    if len(where) == 2 and isinstance(inside, dict) and where[1] not in ("measure", "half_width"):
        inside.pop(where[1], None)
    else:
        values.pop(str(where[0]), None)


def named(location: tuple[int | str, ...]) -> KeyPath:
    """Return a location without the types that pydantic names for the parts of a union."""
    return tuple(part for part in location if part not in ("int", "str", "float", "list[int]"))
