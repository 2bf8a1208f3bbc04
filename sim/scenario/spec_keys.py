"""Spec keys: what a scenario file takes besides parameters, key by key."""

from typing import Any

from pydantic.fields import FieldInfo

from sim.scenario.specs import (
    CouncilSpec,
    DatedSpec,
    GroupSpec,
    OrganisationSpec,
    PartnershipSpec,
    PlaceSpec,
    RunSpec,
    Spec,
)
from sim.scenario.wording import choices

TABLES: tuple[tuple[str, str, type[Spec]], ...] = (
    ("run", "[run]", RunSpec),
    ("place", "[place]", PlaceSpec),
    ("place.council", "[[place.council]]", CouncilSpec),
    ("place.group", "[[place.group]]", GroupSpec),
    ("place.organisation", "[[place.organisation]]", OrganisationSpec),
    *(("event.NAME", "[[event]]", kind) for kind in DatedSpec.__subclasses__()),
    ("partnership.NAME", "[[partnership]]", PartnershipSpec),
)
"""Key of a table as in ``--set``, how a file begins it, what it takes."""


def spec_keys() -> list[dict[str, Any]]:
    """Return every key of a scenario file that is no parameter, with what it takes and means."""
    found: dict[str, dict[str, Any]] = {}
    for table, header, kind in TABLES:
        for name, field in kind.model_fields.items():
            key = f"{table}.{field.alias or name}"
            before = found.get(key, {"takes": "", "meaning": ""})
            takes = [before["takes"], taken(field)] if name == "kind" else []
            found[key] = {
                "key": key,
                "table": header,
                "takes": ", ".join(filter(None, takes)) or before["takes"] or taken(field),
                "default": "required" if field.is_required() else field.default,
                "meaning": before["meaning"] or meaning(field),
            }
    return list(found.values())


def meaning(field: FieldInfo) -> str:
    """Return what a key means, in one line; empty if its name says it."""
    return " ".join((field.description or "").replace("``", "`").split())


def taken(field: FieldInfo) -> str:
    """Return what a key takes: its choices, or its limits; empty for a text or a list."""
    named = list(choices(field.annotation))
    if named:
        return ", ".join(named)
    found = {type(limit).__name__: limit for limit in field.metadata}
    words = {"Ge": "from {0.ge:.15g}", "Gt": "above {0.gt:.15g}", "Le": "to {0.le:.15g}"}
    return " ".join(words[name].format(limit) for name, limit in found.items() if name in words)
