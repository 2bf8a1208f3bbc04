"""Reasons: why a lever does nothing in a world; an empty text where it acts."""

from sim.mechanisms.funding import FundingParameters
from sim.rules.opportunity import AgendaParameters
from sim.scenario import Scenario


def cuts_are_listed(scenario: Scenario) -> str:
    """Say why not where cuts are read from a table."""
    listed = scenario.params[FundingParameters].profile == "file"
    return "the cuts in this scenario are those of a real place" if listed else ""


def nothing_is_proposed(scenario: Scenario) -> str:
    """Say why not where nobody proposes."""
    closed = not scenario.params[AgendaParameters].proposals
    return "in this scenario no new partnerships are proposed" if closed else ""


def nothing_to_announce(scenario: Scenario) -> str:
    """Say why not where it is settled what partners announce."""
    settled = all(p.declared is not None for p in scenario.partnerships)
    return nothing_is_proposed(scenario) if settled else ""


def nobody_is_partner(scenario: Scenario) -> str:
    """Say why not where nobody works together."""
    alone = nothing_is_proposed(scenario) and not scenario.partnerships
    return "in this scenario there are no partnerships" if alone else ""


def nothing_to_repay(scenario: Scenario) -> str:
    """Say why not where there is no programme: only what programmes cost is repaid."""
    programme = any(p.type == "tri-sector-programme" for p in scenario.partnerships)
    return "" if programme else nothing_is_proposed(scenario)


def nobody_convenes(scenario: Scenario) -> str:
    """Say why not where no network body calls meetings."""
    named = any(o.kind == "network-body" for o in scenario.place.organisation)
    return "" if named or scenario.place.network_body else "no network body calls meetings here"
