"""Recipe: worlds and points as plain data that a manifest keeps, and back again.

A world is kept as what was written of it, not as what that resolves to: a preset at a point of a
study must still give way to what somebody wrote, and to nothing else.
"""

from typing import Any

from sim.scenario.chain import Written, as_tuples
from sim.scenario.scenario import build
from sim.study.simulate import World


def plain_world(world: World) -> dict[str, Any]:
    """Return a world as plain data."""
    return {
        "label": world.label,
        "role": world.role,
        "tag": world.tag,
        "name": world.scenario.name,
        "written": [[list(path), item.value] for path, item in world.scenario.written.items()],
    }


def world_from(entry: dict[str, Any]) -> World:
    """Return the world of an entry of a manifest; raises ScenarioError if it is none any more."""
    written = {tuple(path): Written(as_tuples(value)) for path, value in entry["written"]}
    scenario = build(entry["name"], written)
    return World(entry["label"], scenario, entry["role"], entry["tag"])
