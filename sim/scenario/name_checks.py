"""Name checks: names that the books need for themselves, and a second network body."""

from sim.agents.infrastructure_body import InfrastructureBody
from sim.core.ledger import RESERVED, is_reserved
from sim.scenario.chain import WrittenValues, where_written
from sim.scenario.checks import council_names
from sim.scenario.keys import KeyPath
from sim.scenario.specs import PlaceSpec
from sim.scenario.validation import Collector


def check_names(place: PlaceSpec, written: WrittenValues, found: Collector) -> None:
    """Note an organisation whose money could not be told from somebody else's."""
    companies = {f"{name} housing company".casefold(): name for name in council_names(place)}
    for path, name in given_names(place):
        where = where_written(path, written)
        if is_reserved(name):
            taken = ", ".join(sorted(RESERVED))
            found.add(where, f"`{name}` is an account of the books; take any name but {taken}")
        if owner := companies.get(name.strip().casefold()):
            message = f"`{name}` is what a housing company of {owner} would be called"
            found.add(where, f"{message}; take another name")


def given_names(place: PlaceSpec) -> list[tuple[KeyPath, str]]:
    """Return the names that a scenario gives to councils and organisations, with their keys."""
    councils: list[tuple[KeyPath, str]] = [
        (("place", "council", i, "name"), council.name) for i, council in enumerate(place.council)
    ]
    return councils + [
        (("place", "organisation", i, "name"), o.name) for i, o in enumerate(place.organisation)
    ]


def check_network_bodies(place: PlaceSpec, written: WrittenValues, found: Collector) -> None:
    """Note a second network body: members, discounts and vouchers are those of one."""
    named = [i for i, one in enumerate(place.organisation) if one.kind == InfrastructureBody.kind]
    for i in named[0 if place.network_body else 1 :]:
        first = (
            ("place", "network_body") if place.network_body else ("place", "organisation", named[0])
        )
        there = where_written(first, written)
        found.add(
            where_written(("place", "organisation", i, "kind"), written),
            f"a region has one network body at most, and it has one already ({there})",
        )
