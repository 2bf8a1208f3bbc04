"""Small worlds for tests, built in one line."""

from typing import Any

from sim.measures import Course
from sim.model import PartnershipModel
from sim.output.recorder import Recorder, columns_of
from sim.scenario import Scenario, default_scenario

QUIET = {"policy.agenda.proposals": False}
"""Nobody proposes anything."""

SMALL = {"place.residents_per_council": 20}

TEN_YEARS = 40
"""Quarters that a small world can be taken through, whatever it has behind it."""

SHARED_OFFICE = {
    "policy.agenda.proposals": False,
    "place.councils": 2,
    "partnership": (
        {
            "type": "shared-service",
            "members": ("council-1", "council-2"),
            "target_saving": 400_000.0,
            "set_up_cost": 400_000.0,
        },
    ),
}
"""Two councils that share a back office from quarter 0 on, and nothing else."""


def scenario(values: dict[str, Any] | None = None, **run: Any) -> Scenario:
    """Return the default world, small, with some keys set."""
    keys = {f"run.{name}": value for name, value in run.items()}
    return default_scenario().with_values({**SMALL, **keys, **(values or {})})


def world(
    quarters: int, values: dict[str, Any] | None = None, *, seed: int = 1, replicate: int = 0
) -> PartnershipModel:
    """Return a small world after some quarters."""
    horizon = max(quarters, TEN_YEARS)
    model = PartnershipModel(scenario(values, quarters=horizon, seed=seed), replicate=replicate)
    for _ in range(quarters):
        model.step()
    return model


def course(quarters: int, values: dict[str, Any] | None = None, *, place: str = "") -> Course:
    """Return a whole run of a small world, seen from one place or from the region."""
    recorder = Recorder()
    model = PartnershipModel(scenario(values, quarters=quarters), observe=recorder)
    model.run_all()
    recorded = dict(zip(columns_of(model), recorder.matrix.T, strict=True))
    return Course(model, recorded, place)
