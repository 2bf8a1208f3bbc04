"""Wording: what is wrong with a value, in words, and what would be accepted instead."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from sim.core.errors import nearest
from sim.core.parameters import Evidence, evidence_of
from sim.scenario.notation import in_plain_figures
from sim.scenario.specs import Spec

LONGEST = 40
"""Characters of a value that a message shows."""


def shown(value: Any) -> str:
    """Return a value as a message shows it, cut short and free of control characters."""
    text = repr(value) if isinstance(value, str) else str(value)
    if isinstance(value, bool):
        text = text.lower()
    text = "".join(c if c.isprintable() else "?" for c in text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def tags_of(model: type[Spec]) -> tuple[str, ...]:
    """Return the kinds that tell a table of a list from the others; none if it has no kind."""
    return get_args(model.model_fields["kind"].annotation) if "kind" in model.model_fields else ()


def all_specs() -> list[type[Spec]]:
    """Return every kind of table there is."""
    direct = Spec.__subclasses__()
    return [*direct, *(deeper for model in direct for deeper in model.__subclasses__())]


def looked_up(
    kind: Any, location: tuple[int | str, ...]
) -> tuple[FieldInfo | None, tuple[str, ...]]:
    """Return the field that a location ends in, and the names of all that stand beside it.

    It looks through lists and kinds of tables.
    """
    models, beside, info = specs_in(kind), [], None
    for part in (part for part in location if isinstance(part, str)):
        tagged = [model for model in models if part in tags_of(model)]
        if tagged:
            models = tagged
            continue
        beside = [item for model in models for item in model.model_fields.items()]
        info = next((f for name, f in beside if part in (name, f.alias)), None)
        models = specs_in(info.annotation) if info else []
    return info, tuple(dict.fromkeys(field.alias or name for name, field in beside))


def specs_in(annotation: Any) -> list[type[Spec]]:
    """Return the kinds of tables that an annotation speaks of."""
    annotation = getattr(annotation, "__value__", annotation)
    if isinstance(annotation, type) and issubclass(annotation, Spec):
        return [annotation]
    return [model for part in get_args(annotation) for model in specs_in(part)]


def explain(
    key: str, detail: ErrorDetails, info: FieldInfo | None, names: Sequence[str] = ()
) -> str:
    """Return one mistake in words: the key, its value, and what would be accepted.

    ``names`` are the keys that stand beside it.
    """
    value = shown(detail.get("input"))
    context = detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            own = key.rsplit(".", 1)[-1]
            have = nearest(own, names) or f"; there are {', '.join(names)}" * bool(names)
            return f"unknown key `{key}`{have}"
        case "union_tag_invalid" | "union_tag_not_found":
            given = detail["input"].get("kind") if isinstance(detail["input"], dict) else None
            kinds = [k.strip("' ") for k in str(context.get("expected_tags", "")).split(",")]
            accepted = f"it takes one of {', '.join(kinds)}" if kinds != [""] else "it is missing"
            return f"{key}.kind is {shown(given)}; {accepted}{nearest(str(given), kinds)}"
        case "missing":
            return f"`{key}` is missing"
        case "literal_error":
            known = list(choices(info.annotation)) if info else []
            accepted = ", ".join(known) or str(context.get("expected", ""))
            hint = nearest(value.strip("'"), known)
            return f"{key} is {value}; it takes one of {accepted}{hint}"
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            limits = _range(info) or _limit(context)
            return f"{key} is {value}{_unit(info)}{limits}{_share_meant(detail, info)}"
        case "finite_number":
            return f"{key} is {value}; it takes a finite number{_range(info, _unit(info))}"
        case _:
            wanted = _WANTED.get(detail["type"], detail["msg"].removeprefix("Value error, "))
            accepted = f"it takes {wanted}{_range(info, _unit(info))}"
            return f"{key} is {value}; {accepted}{_number_meant(detail)}"


def _limit(context: Mapping[str, Any]) -> str:
    words = {"ge": "from {:g}", "gt": "above {:g}", "le": "up to {:g}", "lt": "below {:g}"}
    said = [words[name].format(limit) for name, limit in context.items() if name in words]
    return "; it may be set " + " ".join(said)


def _share_meant(detail: ErrorDetails, info: FieldInfo | None) -> str:
    """Return how a percentage is written as a share, where that is what was meant."""
    evidence, value = _evidence(info), detail["input"]
    if evidence is None or not evidence.unit.startswith("share") or evidence.high is None:
        return ""
    meant = isinstance(value, int | float) and 1.0 <= value <= 100.0 * evidence.high
    return f"; write {value / 100:.12g} for {value:g} %" if meant else ""


def _number_meant(detail: ErrorDetails) -> str:
    """Return how a number in other people's notation is written here."""
    if detail["type"] not in ("float_type", "int_type") or not isinstance(detail["input"], str):
        return ""
    meant = in_plain_figures(detail["input"])
    return f"; write {meant}" if meant else ""


_WANTED = {
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "string_type": "text in quotes",
    "tuple_type": "a list",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "too_short": "at least two of them",
    "string_too_short": "some text",
    "string_too_long": "at most 60 characters",
}


def _evidence(info: FieldInfo | None) -> Evidence | None:
    """Return what is known of a parameter; None for the keys of other tables."""
    extra = info.json_schema_extra if info is not None else None
    return evidence_of(info) if info and isinstance(extra, dict) and "evidence" in extra else None


def _unit(info: FieldInfo | None) -> str:
    evidence = _evidence(info)
    return f" {evidence.unit}" if evidence and evidence.low is not None else ""


def _range(info: FieldInfo | None, unit: str = "") -> str:
    if info is None:
        return ""
    if evidence := _evidence(info):
        if evidence.low is None:
            return ""
        limits = f"{evidence.low:g} to {evidence.high:g}{unit}"
        return f"; it may be set from {limits} ({evidence.source})"
    found = {type(m).__name__: m for m in info.metadata}
    words = {"Ge": "from {0.ge:.15g}", "Gt": "above {0.gt:.15g}", "Le": "up to {0.le:.15g}"}
    said = [words[name].format(m) for name, m in found.items() if name in words]
    return "; it may be set " + " ".join(said) if said else ""


def choices(annotation: Any) -> Iterator[str]:
    """Yield the texts that a closed set of choices is made of; none for any other type."""
    annotation = getattr(annotation, "__value__", annotation)
    if get_origin(annotation) is Literal:
        yield from (str(choice) for choice in get_args(annotation))
        return
    for part in get_args(annotation):
        yield from choices(part)
