"""Library: where the scenarios and experiments that come with the program are."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
LIBRARY = _PACKAGE / "_library" if (_PACKAGE / "_library").exists() else _PACKAGE.parent
"""Inside the package for an installed wheel, else the checkout."""

SCENARIOS = LIBRARY / "scenarios"
EXPERIMENTS = LIBRARY / "experiments"
