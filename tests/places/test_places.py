"""Places: what a region is built from, and that published figures arrive unchanged."""

import pytest

from sim.core.services import COUNTY_SERVICES, Service
from sim.mechanisms.agenda import TAKEOVER_NEEDS
from sim.places.facts import council_classes, facts_of, known_councils
from tests.build import QUIET, world


def region(*councils, **place):
    values = {f"place.{key}": value for key, value in place.items()}
    return world(0, {**QUIET, "place.council": councils, **values})


@pytest.mark.parametrize("name", known_councils())
def test_a_council_that_we_know_starts_with_its_published_figures(name):
    facts = known_councils()[name]
    council = next(c for c in region({"name": facts.name}).councils if c.name == facts.name)
    assert council.population == pytest.approx(facts.population / 1000.0)
    assert council.base_budget == pytest.approx(facts.budget / 1000.0)
    assert council.opening_reserves == pytest.approx(facts.reserves / 1000.0)
    assert council.base_grant / council.base_budget == pytest.approx(facts.grant_share)
    assert council.base_spend[Service.CARE] == pytest.approx(facts.care / 1000.0)


def test_what_a_scenario_says_wins_over_what_we_know():
    council = region({"name": "Walsall", "population": 100_000, "reserves": 1e6}).councils[0]
    assert council.population == 100.0
    assert council.opening_reserves == pytest.approx(1000.0)


def test_names_are_found_however_they_are_written():
    assert facts_of(" South Tyneside ") == facts_of("south-tyneside")
    assert facts_of("Atlantis") is None


@pytest.mark.parametrize("name", ["metropolitan", "london", "unitary"])
def test_generated_councils_look_like_their_class(name):
    model = region(councils=80, council_class=name, residents_per_council=1)
    kind = council_classes()[name]
    heads = sorted(c.population for c in model.councils)
    assert heads[40] == pytest.approx(kind.population / 1000.0, rel=0.25)
    spend = [c.base_budget / c.population for c in model.councils]
    assert spend == pytest.approx([kind.spend_per_head] * 80)


def test_a_county_and_its_districts_divide_people_and_duties():
    model = region({"name": "Shire", "class": "shire-county", "districts": 3})
    county = next(c for c in model.councils if c.name == "Shire")
    districts = [c for c in model.councils if c is not county]
    assert len(districts) == len(model.places) == 3
    assert sum(c.population for c in districts) == pytest.approx(county.population)
    own = {s for s in Service if s not in COUNTY_SERVICES}
    assert all({s for s in Service if c.base_spend[s] > 0} == own for c in districts)
    for place in model.places:
        assert place.responsible[Service.CARE] is county
        assert place.responsible[Service.HOUSING].name == place.name


def test_every_council_has_a_back_office_and_a_budget_that_adds_up():
    model = region({"name": "Shire", "class": "shire-county"}, {"name": "City"}, councils=2)
    for council in model.councils:
        assert council.base_spend[Service.BACK_OFFICE] > 0
        assert council.base_spend.sum() == pytest.approx(council.base_budget)


def test_councils_stand_in_a_ring_unless_neighbours_are_named():
    ring = region(councils=5)
    assert all(len(place.neighbours) == 2 for place in ring.places)
    named = region({"name": "A", "neighbours": ("B",)}, {"name": "B"}, {"name": "C"})
    assert sorted(len(place.neighbours) for place in named.places) == [0, 1, 1]


def test_one_council_alone_has_no_neighbours():
    (place,) = region(councils=1).places
    assert place.neighbours == set()


def test_the_region_has_the_organisations_it_was_given():
    model = world(0, QUIET)
    kinds = [o.kind for o in model.organisations]
    counted = {kind: kinds.count(kind) for kind in set(kinds)}
    assert counted == {
        "council": 6,
        "housing-association": 4,
        "social-enterprise": 10,
        "contractor": 4,
    }
    assert [o.name for o in model.organisations] == sorted(o.name for o in model.organisations)


def test_associations_serve_one_to_four_places_in_a_row():
    model = region(councils=30, housing_associations=60, residents_per_council=1)
    sizes = [len(o.places) for o in model.organisations if o.kind == "housing-association"]
    assert set(sizes) == {1, 2, 3, 4}


def test_mesa_counts_organisations_from_one():
    model = world(0, QUIET)
    assert sorted(o.unique_id for o in model.organisations) == list(range(1, 25))


def test_about_five_councils_in_six_think_their_communities_cannot_cope():
    model = world(0, {"place.councils": 400, "place.residents_per_council": 1})
    sceptical = [c for c in model.councils if c.perceived_capacity <= TAKEOVER_NEEDS]
    assert len(sceptical) / 400 == pytest.approx(0.83, abs=0.05)
