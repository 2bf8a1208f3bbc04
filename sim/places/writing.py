"""Writing: councils become a scenario file, which is there whole and loads, or not at all."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tomlkit

from sim.core.errors import Mistake, ScenarioError
from sim.scenario import CouncilSpec, load_scenario


def write_scenario(councils: Sequence[CouncilSpec], source: str, out: Path) -> None:
    """Write the councils as a scenario that loads; raises ScenarioError, and leaves no file."""
    if out.suffix != ".toml":
        raise ScenarioError([Mistake(str(out), "does not end in .toml, as a scenario must")])
    if out.exists():
        raise ScenarioError([Mistake(str(out), "is there already and is not overwritten")])
    text = tomlkit.dumps(document(councils, source))
    try:
        with tempfile.TemporaryDirectory(prefix=".partnersim-", dir=out.parent) as folder:
            draft = Path(folder) / out.name
            draft.write_text(text, "utf-8")
            load_scenario(str(draft))
            draft.rename(out)
    except OSError as error:
        raise ScenarioError([Mistake(str(out), f"cannot be written ({error.strerror})")]) from None


def document(councils: Sequence[CouncilSpec], source: str) -> dict[str, Any]:
    """Return the tables of the scenario; figures that are not known are left to the model."""
    source = source.encode("utf-8", "replace").decode()
    return {
        "title": f"{len(councils)} council{'s' * (len(councils) != 1)} of {source}",
        "source": source,
        "place": {
            "councils": len(councils),
            "council": [
                council.model_dump(by_alias=True, exclude_unset=True, exclude_none=True)
                for council in councils
            ],
        },
    }
