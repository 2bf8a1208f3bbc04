"""Checks: what is wrong only in combination, with both places shown."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sim.agents.partnership_types import TYPES
from sim.core.errors import nearest
from sim.core.parameters import ParameterSet
from sim.core.periods import QUARTERS_PER_YEAR
from sim.mechanisms.pilots import PilotParameters
from sim.places.facts import facts_of
from sim.scenario.chain import WrittenValues, where_written
from sim.scenario.specs import (
    AbsenceEvent,
    ClosureEvent,
    CouncilSpec,
    ElectionEvent,
    EventSpec,
    GrantEvent,
    MergerEvent,
    OfficerLeavesEvent,
    PartnershipSpec,
    PlaceSpec,
    RunSpec,
    WithdrawalEvent,
)
from sim.scenario.validation import Collector


def cross_checks(
    place: PlaceSpec,
    run: RunSpec,
    events: tuple[EventSpec, ...],
    partnerships: tuple[PartnershipSpec, ...],
    written: WrittenValues,
    found: Collector,
) -> None:
    """Note names that nobody has, names that two have, and dates after the end."""
    _councils(place, written, found)
    councils = council_names(place)
    names = [*councils, *organisation_names(place)]
    for i, organisation in enumerate(place.organisation):
        for home in organisation.all_homes:
            _known(home, councils, "council", ("place", "organisation", i, "home"), written, found)
    _repeated(_named(place, names), written, found)
    _repeated([(e.name, ("event", i, "name")) for i, e in enumerate(events)], written, found)
    agreed = [(p.name, ("partnership", i, "name")) for i, p in enumerate(partnerships) if p.name]
    _repeated(agreed, written, found)
    known = {
        "council": councils,
        "council or organisation": names,
        "partnership": [name for name, _ in agreed],
    }
    for i, event in enumerate(events):
        _event(i, event, known, run, written, found)
    for i, partnership in enumerate(partnerships):
        _partnership(i, partnership, (councils, names), run, written, found)


def _event(
    i: int,
    event: EventSpec,
    known: dict[str, list[str]],
    run: RunSpec,
    written: WrittenValues,
    found: Collector,
) -> None:
    for what, field, name in _names_in(event):
        _known(name, known[what], what, ("event", i, field), written, found)
    if isinstance(event, MergerEvent):
        _repeated([(c, ("event", i, "councils")) for c in event.councils], written, found)
    if isinstance(event, GrantEvent | MergerEvent):
        if event.year * QUARTERS_PER_YEAR >= run.quarters:
            _too_late(("event", i, "year"), f"year {event.year}", run, written, found)
    elif event.quarter >= run.quarters:
        _too_late(("event", i, "quarter"), f"quarter {event.quarter}", run, written, found)
    elif isinstance(event, WithdrawalEvent) and event.leaves >= run.quarters:
        when = f"the end of the notice, quarter {event.leaves},"
        _too_late(("event", i, "notice"), when, run, written, found)


def _names_in(event: EventSpec) -> list[tuple[str, str, str]]:
    """Return what an event names: what that should be, the field it stands in, the name."""
    match event:
        case GrantEvent(council=str(name)) | ElectionEvent(council=str(name)):
            return [("council", "council", name)]
        case MergerEvent(councils=names):
            return [("council", "councils", name) for name in names]
        case OfficerLeavesEvent(organisation=name) | AbsenceEvent(organisation=name):
            return [("council or organisation", "organisation", name)]
        case WithdrawalEvent(organisation=name, partnership=None):
            return [("council or organisation", "organisation", name)]
        case WithdrawalEvent(organisation=name, partnership=str(left)):
            return [
                ("council or organisation", "organisation", name),
                ("partnership", "partnership", left),
            ]
        case ClosureEvent(partnership=name):
            return [("partnership", "partnership", name)]
        case _:
            return []


def check_pilots(
    params: ParameterSet, place: PlaceSpec, written: WrittenValues, found: Collector
) -> None:
    """Note a pilot in more areas than there are."""
    areas, councils = params[PilotParameters].areas, len(council_names(place))
    if areas > councils:
        path = ("policy", "pilots", "areas")
        message = f"policy.pilots.areas is {areas}, but there are {councils} councils"
        found.add(where_written(path, written), message)


def is_county(council: CouncilSpec, place: PlaceSpec) -> bool:
    """Tell whether a council will be a shire county with districts."""
    facts = facts_of(council.name)
    class_name = council.class_name or (facts.class_name if facts else place.council_class)
    return class_name == "shire-county"


def council_names(place: PlaceSpec) -> list[str]:
    """Return the names of all councils of a region, districts included."""
    names = []
    for council in place.council_list():
        names += [council.name, *council.district_names(is_county(council, place))]
    return names


def organisation_names(place: PlaceSpec) -> list[str]:
    """Return the names of all organisations that are not councils."""
    counted = {
        "housing-association": place.housing_associations,
        "social-enterprise": place.social_enterprises,
        "contractor": place.contractors,
    }
    names = [organisation.name for organisation in place.organisation]
    names += [f"{kind}-{i + 1}" for kind, count in counted.items() for i in range(count)]
    return [*names, "network-body"] if place.network_body else names


def _councils(place: PlaceSpec, written: WrittenValues, found: Collector) -> None:
    listed_names = [council.name for council in place.council_list()]
    if place.councils is not None and place.councils < len(listed_names):
        where = where_written(("place", "councils"), written)
        listed = where_written(("place", "council" if place.council else "group", 0), written)
        found.add(
            where,
            f"place.councils is {place.councils}, but {len(listed_names)} are named ({listed})",
        )
    for i, group in enumerate(place.group):
        if group.districts and group.class_name != "shire-county":
            path = ("place", "group", i, "districts")
            message = f"only a shire-county has districts, not a council of {group.class_name}"
            found.add(where_written(path, written), message)
    for i, council in enumerate(place.council):
        if council.districts is not None and not is_county(council, place):
            path = ("place", "council", i, "districts")
            found.add(
                where_written(path, written),
                f"only a shire-county has districts, not {council.name}",
            )
        for name in council.neighbours:
            path = ("place", "council", i, "neighbours")
            _known(name, listed_names, "council", path, written, found)


def _partnership(
    i: int,
    partnership: PartnershipSpec,
    known: tuple[list[str], list[str]],
    run: RunSpec,
    written: WrittenValues,
    found: Collector,
) -> None:
    councils, names = known
    base = ("partnership", i)
    for member in partnership.members:
        _known(member, names, "council or organisation", (*base, "members"), written, found)
    if not set(partnership.members) & set(councils):
        where = where_written((*base, "members"), written)
        found.add(where, "a partnership needs at least one council, which leads and pays for it")
    _repeated([(m, (*base, "members")) for m in partnership.members], written, found)
    labels = [service.label for service in TYPES[partnership.type].services]
    if partnership.service is not None and partnership.service not in labels:
        where = where_written((*base, "service"), written)
        accepted = " or ".join(labels)
        found.add(where, f"a {partnership.type} partnership is about {accepted}")
    if TYPES[partnership.type].saves_cash and partnership.target_saving <= 0.0:
        where = where_written((*base, "target_saving"), written)
        found.add(where, f"a {partnership.type} partnership needs a target_saving above 0")
    if partnership.start >= run.quarters:
        _too_late((*base, "start"), f"quarter {partnership.start}", run, written, found)


def _known(
    name: str, names: list[str], what: str, path: Any, written: WrittenValues, found: Collector
) -> None:
    if name not in names:
        have = f"; there are {', '.join(names[:6])}{', …' if len(names) > 6 else ''}"
        hint = nearest(name, names) or have
        found.add(where_written(path, written), f"there is no {what} `{name}`{hint}")


def _named(place: PlaceSpec, names: list[str]) -> list[tuple[str, Any]]:
    """Return every name in a region with where it was written; generated names come first."""
    given = [(c.name, ("place", "council", i, "name")) for i, c in enumerate(place.council)]
    given += [
        (o.name, ("place", "organisation", i, "name")) for i, o in enumerate(place.organisation)
    ]
    generated = Counter(names) - Counter(name for name, _ in given)
    return [*((name, ("place",)) for name in generated.elements()), *given]


def _repeated(names: Iterable[tuple[str, Any]], written: WrittenValues, found: Collector) -> None:
    seen: set[str] = set()
    for name, path in names:
        if name in seen:
            found.add(where_written(path, written), f"`{name}` is named twice")
        seen.add(name)


def _too_late(path: Any, when: str, run: RunSpec, written: WrittenValues, found: Collector) -> None:
    end = where_written(("run", "quarters"), written)
    found.add(
        where_written(path, written),
        f"{when} is after the end: run.quarters is {run.quarters} ({end})",
    )
