"""Tiny worlds in which everything happens, of every class of council, and levers to move."""

from typing import get_args

from sim.checks.ablation import BUSY
from sim.mechanisms import parameter_groups
from sim.scenario.specs import CouncilClass

LEVERS = [
    lever
    for group in parameter_groups().values()
    for lever in group.declared()
    if lever.evidence.role == "policy"
    and lever.key.rpartition(".")[2] not in {"enabled", *group.from_start}
]
"""Every lever that can be moved on the way."""

CLASSES = get_args(CouncilClass.__value__)
COUNTY = ("Kent", "Kent-district-1")
WEIGHTS = {"policy.procurement.price_weight": 0.65, "policy.procurement.quality_weight": 0.3}
"""Two levers that can only be moved together."""


def tiny(class_name="reference", **values):
    """Return a world of three councils in which everything happens but events and pilots."""
    busy = {
        key: value for key, value in BUSY.items() if key not in ("event", "policy.pilots.areas")
    }
    place = {"place.councils": 3, "place.council_class": class_name}
    if class_name == "shire-county":
        place = {"place.council": ({"name": "Kent", "class": class_name, "districts": 2},)}
    few = {"place.social_enterprises": 3, "place.housing_associations": 2, "place.contractors": 2}
    return {**busy, **few, **place, **values}


def pair_in(class_name):
    """Return two councils of such a world that can merge: a county and a district of its own."""
    return COUNTY if class_name == "shire-county" else ("council-1", "council-2")


def value_now(lever, plan):
    """Return what a lever is set to in a scenario."""
    group = parameter_groups()[lever.key.split(".")[1]]
    return getattr(plan.params.given[group], lever.key.rpartition(".")[2])


def other_value(lever, now):
    """Return a value that a lever may have and does not have now."""
    low, high = lever.evidence.low, lever.evidence.high
    if isinstance(now, bool):
        return not now
    if low is not None:
        wanted = high if now != high else low
        return int(wanted) if isinstance(now, int) else wanted
    if isinstance(now, tuple):
        return now[:1] if now else (0.1, 0.1)
    choices = get_args(getattr(lever.kind, "__value__", lever.kind))
    return next(choice for choice in choices if choice != now)


def moved(lever, plan):
    """Return what has to be set so that a lever stands otherwise than in a scenario."""
    if lever.key in WEIGHTS:
        return WEIGHTS
    return {lever.key: other_value(lever, value_now(lever, plan))}
