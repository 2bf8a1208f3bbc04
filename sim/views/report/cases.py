"""Cases: which world a report sets against which, and everything it reads from results."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.analysis.answers import is_study
from sim.appraisal import Appraisal, BandedValue, Settings, appraise, structure
from sim.core.errors import ResultsError
from sim.output.councils import named_places
from sim.output.results import Results
from sim.views.drawing import reference, twin, world, worlds


@dataclass(frozen=True)
class Material:
    """What a report is made of."""

    results: Results
    settings: Settings
    cases: list[Appraisal]
    """One world against another; for a single world, against itself without partnerships."""
    by_world: dict[str, Appraisal]
    """Every world against itself without partnerships."""

    @property
    def study(self) -> bool:
        """Whether the results have several points."""
        return is_study(self.results)

    @property
    def texts(self) -> Mapping[str, str]:
        """What a study says of itself: title and story, if it does."""
        return (self.results.manifest.get("study") or {}).get("texts") or {}

    @property
    def worlds(self) -> list[Mapping[str, Any]]:
        """What the manifest says of every world but the twins."""
        return [world(self.results, label) for label in worlds(self.results)]

    @property
    def named(self) -> dict[str, list[str]]:
        """The councils that the title of each world names beside others."""
        return {str(w["label"]): named_places(w) for w in self.worlds}

    @property
    def names(self) -> dict[str, str]:
        """What each world is called: its title, or its label where another has the same title."""
        titles = [str(w["title"]) for w in self.worlds]
        return {
            str(w["label"]): str(w["title"] if titles.count(w["title"]) == 1 else w["label"])
            for w in self.worlds
        }

    @property
    def structure(self) -> tuple[float, float] | None:
        """Between what the councils' result lies in worlds of other rules."""
        found: dict[str, BandedValue] = {
            label: case.savings.counterfactual for label, case in self.by_world.items()
        }
        return structure(found)


def material_of(results: Results, settings: Settings) -> Material:
    """Return what a report is made of; raises ResultsError for results without completed runs."""
    if not worlds(results) or len(results.frame("runs")) == 0:
        raise ResultsError("these results hold no runs to report on")
    if len(results.tables["ledger"]) == 0:
        return Material(results, settings, [], {})
    alone = {label: appraise(results, label, twin(label), settings) for label in worlds(results)}
    cases = [
        alone[label]
        if reference(results, label) == twin(label)
        else appraise(results, label, reference(results, label), settings)
        for label in alone
    ]
    return Material(results, settings, cases[1:] if len(cases) > 1 else cases, alone)
