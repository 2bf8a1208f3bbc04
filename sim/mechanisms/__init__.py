"""The rules of the model, one module each, run in the order of ``sim.model.SCHEDULE``.

A mechanism may also come from another distribution, through an entry point of the group
``partnersim.mechanisms`` that names a module with a ``run(model)`` and an ``AFTER``.
"""

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from types import ModuleType

from sim.core.parameters import Parameters

ENTRY_POINTS = "partnersim.mechanisms"


@cache
def installed_mechanisms() -> tuple[ModuleType, ...]:
    """Return the mechanisms that other distributions bring, in the order of their names."""
    points = sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name)
    return tuple(point.load() for point in points)


@cache
def parameter_groups() -> dict[str, type[Parameters]]:
    """Return every group of parameters there is, by name: rules first, then mechanisms."""
    modules = [
        importlib.import_module(f"{package}.{found.name}")
        for package in ("sim.rules", "sim.mechanisms")
        for found in pkgutil.iter_modules(importlib.import_module(package).__path__)
    ]
    return {
        group.group: group
        for module in (*modules, *installed_mechanisms())
        for group in vars(module).values()
        if isinstance(group, type)
        and issubclass(group, Parameters)
        and group.__module__ == module.__name__
    }
