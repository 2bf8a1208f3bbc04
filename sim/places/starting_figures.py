"""Starting figures: what one council has at the start: from the scenario, facts or its class."""

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sim.core.errors import PlaceError
from sim.core.services import Service
from sim.core.streams import Decision, Streams, decision, entity_key
from sim.places.facts import ClassFacts, council_classes, facts_of
from sim.rules.aggregation import clip
from sim.rules.reference_council import StartingParameters, service_shares

if TYPE_CHECKING:
    from sim.scenario import CouncilSpec, PlaceSpec

POPULATION = decision("places.population")
GRANT_SHARE = decision("places.grant-share")
RESERVES = decision("places.reserves")
DEPRIVATION = decision("places.deprivation")


@dataclass(frozen=True)
class StartingFigures:
    """People in thousands, money in k£ (a year, where it is spending)."""

    class_name: str
    population: float
    deprivation: float
    grant_share: float
    budget: float
    care_share: float
    reserves: float


def class_of(name: str, numbers: StartingParameters) -> ClassFacts:
    """Return a class of councils; ``reference`` is the model's own."""
    if name != "reference":
        return council_classes()[name]
    return ClassFacts(
        population=numbers.population * 1000.0,
        population_log_sd=numbers.population_spread,
        spend_per_head=numbers.spend_per_head,
        care_share=float(service_shares(numbers)[Service.CARE]),
        grant_share=numbers.grant_share,
        grant_share_sd=numbers.grant_share_spread,
        reserves_share=numbers.reserves,
        reserves_log_sd=numbers.reserves_spread,
        deprivation=numbers.deprivation,
        deprivation_sd=numbers.deprivation_spread,
        councils_counted=0,
    )


def all_starting_figures(
    place: "PlaceSpec", numbers: StartingParameters, streams: Streams
) -> "list[tuple[CouncilSpec, StartingFigures]]":
    """Return every council with its figures, scaled to the people of the region if it says so.

    Raises PlaceError where councils whose number is known have more people than that.
    """
    specs, usual = place.council_list(), place.council_class
    found = [(spec, starting_figures_of(spec, usual, numbers, streams)) for spec in specs]
    if place.people is None:
        return found
    drawn = [f.population for spec, f in found if known(spec, "population") is None]
    left = place.people / 1000.0 - math.fsum(f.population for _, f in found) + math.fsum(drawn)
    if left <= 0.0 or not drawn:
        raise PlaceError(
            f"place.people is {place.people:,}, but the population of every council is already set"
        )
    scale = left / math.fsum(drawn)
    return [(spec, starting_figures_of(spec, usual, numbers, streams, scale)) for spec in specs]


def known(spec: "CouncilSpec", field: str) -> float | None:
    """Return a figure that the scenario gives or that was published; None if there is neither."""
    given: float | None = getattr(spec, field)
    return given if given is not None else getattr(facts_of(spec.name), field, None)


def starting_figures_of(
    spec: "CouncilSpec",
    usual_class: str,
    numbers: StartingParameters,
    streams: Streams,
    scale: float = 1.0,
) -> StartingFigures:
    """Return a council's figures: the scenario's, else published ones, else its class's.

    ``scale`` is how large it is drawn, as a multiple of what is usual in its class.
    """
    facts = facts_of(spec.name)
    class_name = spec.class_name or (facts.class_name if facts else usual_class)
    kind = class_of(class_name, numbers)
    usual = drawn(spec.name, class_name, kind, streams)
    people, pounds = known(spec, "population"), known(spec, "budget")
    held, care = known(spec, "reserves"), known(spec, "care")
    population = usual.population * scale if people is None else people / 1000.0
    budget = usual.budget / usual.population * population if pounds is None else pounds / 1000.0
    reserves = usual.reserves / usual.budget * budget if held is None else held / 1000.0
    score, grant = known(spec, "deprivation"), known(spec, "grant_share")
    return StartingFigures(
        class_name,
        population,
        usual.deprivation if score is None else score,
        usual.grant_share if grant is None else grant,
        budget,
        kind.care_share if care is None else min(1.0, care / 1000.0 / budget),
        reserves,
    )


def drawn(name: str, class_name: str, kind: ClassFacts, streams: Streams) -> StartingFigures:
    """Return a council as its class has them; its own name keys what is special about it."""
    code = entity_key(name)

    def z(what: Decision) -> float:
        return streams.normal(what, 0, code)

    population = kind.population / 1000.0 * math.exp(kind.population_log_sd * z(POPULATION))
    budget = kind.spend_per_head * population
    return StartingFigures(
        class_name,
        population,
        max(1.0, kind.deprivation + kind.deprivation_sd * z(DEPRIVATION)),
        clip(kind.grant_share + kind.grant_share_sd * z(GRANT_SHARE), 0.2, 0.8),
        budget,
        kind.care_share,
        kind.reserves_share * budget * math.exp(kind.reserves_log_sd * z(RESERVES)),
    )


def district_starting_figures(
    spec: "CouncilSpec", county: StartingFigures, numbers: StartingParameters, streams: Streams
) -> list[tuple[str, StartingFigures]]:
    """Return the name and figures of each district; together they have the county's people."""
    kind = class_of("shire-district", numbers)
    names = spec.district_names(is_county=True)
    districts = [drawn(name, "shire-district", kind, streams) for name in names]
    scale = county.population / sum(district.population for district in districts)
    return [
        (
            name,
            replace(
                district,
                population=district.population * scale,
                budget=district.budget * scale,
                reserves=district.reserves * scale,
            ),
        )
        for name, district in zip(names, districts, strict=True)
    ]
