"""Scenarios: TOML files that name a world, each listing only what differs from its base."""

from sim.scenario.chain import find, library_names
from sim.scenario.checks import council_names, is_county
from sim.scenario.scenario import Scenario, default_scenario, load_scenario
from sim.scenario.specs import (
    CouncilSpec,
    EventSpec,
    OrganisationSpec,
    PartnershipSpec,
    PlaceSpec,
    RunSpec,
)

__all__ = [
    "CouncilSpec",
    "EventSpec",
    "OrganisationSpec",
    "PartnershipSpec",
    "PlaceSpec",
    "RunSpec",
    "Scenario",
    "council_names",
    "default_scenario",
    "find",
    "is_county",
    "library_names",
    "load_scenario",
]
