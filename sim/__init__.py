"""What-if simulation of local partnership working under funding cuts.

The public names are looked up when first used, so that ``partnersim --help`` stays quick.
"""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

try:
    __version__ = version("partnersim")
except PackageNotFoundError:
    __version__ = "0+checkout"

_PUBLIC = {
    "Scenario": "sim.scenario",
    "load_scenario": "sim.scenario",
    "PartnershipModel": "sim.model",
    "run": "sim.study",
    "compare": "sim.study",
    "load_results": "sim.output.results",
}
__all__ = ["PartnershipModel", "Scenario", "compare", "load_results", "load_scenario", "run"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562)."""
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'sim' has no attribute {name!r}")
