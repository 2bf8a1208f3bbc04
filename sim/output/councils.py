"""Councils of a world: who they are, and which of them its title names."""

from collections.abc import Mapping
from typing import Any


def councils_of(world: Mapping[str, Any]) -> list[str]:
    """Return the councils of a world of a manifest."""
    return [o["name"] for o in world["organisations"] if o["kind"] == "council"]


def named_places(world: Mapping[str, Any]) -> list[str]:
    """Return the councils that a world's title names, where it has others as well.

    A reader would take the totals of all councils for those of the ones that are named.
    """
    councils = councils_of(world)
    named = [name for name in councils if name in world["title"]]
    return named if len(named) < len(councils) else []
