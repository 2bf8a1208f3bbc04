"""Extras: optional parts of the program, and what to install when one is missing."""

from importlib import import_module
from types import ModuleType

from sim.core.errors import MissingExtraError

EXTRAS = {"page": "nicegui", "analysis": "SALib", "cluster": "distributed"}
"""Extra: the library that it brings."""


def need(extra: str) -> ModuleType:
    """Return the library of an extra; raises MissingExtraError that says how to install it."""
    try:
        return import_module(EXTRAS[extra])
    except ImportError:
        raise MissingExtraError(
            f"this needs {EXTRAS[extra]}, which is not installed: pip install 'partnersim[{extra}]'"
        ) from None
