"""England: every council of 2010, drawn as its class was, and what asking for samples brings."""

import numpy as np
import pytest

from sim.core.errors import PlaceError
from sim.core.services import Service
from sim.model import PartnershipModel
from sim.places.facts import council_classes
from sim.rules.residents import residents_of
from sim.scenario import load_scenario
from tests.build import QUIET, world

COUNTED = {
    "metropolitan": 36,
    "london": 33,
    "unitary": 56,
    "shire-county": 27,
    "shire-district": 201,
}
FEW = ["place.residents_per_council=1"]


def england(seed=1, *sets):
    return PartnershipModel(load_scenario("england", [*FEW, *sets]), seed=seed)


@pytest.fixture(scope="module")
def country():
    return england()


def of_class(models, name):
    return [c for model in models for c in model.councils if c.class_name == name]


def test_it_has_the_councils_and_places_that_there_were(country):
    assert {name: len(of_class([country], name)) for name in COUNTED} == COUNTED
    assert len(country.places) == 326
    counties = [len(c.places) for c in of_class([country], "shire-county")]
    assert (sum(counties), min(counties), max(counties)) == (201, 4, 12)


def test_fifty_six_million_people_live_in_it_each_in_one_place(country):
    assert sum(place.population for place in country.places) == pytest.approx(56_000.0)
    assert load_scenario("england").place.residents_per_council == "all"


def test_its_other_organisations_are_as_many_for_each_place_as_in_the_reference_region(country):
    kinds = [o.kind for o in country.organisations]
    near = load_scenario("region").place
    for kind, usual in (
        ("housing-association", near.housing_associations),
        ("social-enterprise", near.social_enterprises),
        ("contractor", near.contractors),
    ):
        assert kinds.count(kind) / 326 == pytest.approx(usual / 6, rel=0.01)
    reach = [len(o.places) for o in country.organisations if o.kind == "contractor"]
    assert set(reach) == {6}


@pytest.mark.parametrize("name", ["metropolitan", "london", "unitary", "shire-county"])
def test_class_by_class_it_reproduces_the_published_means_and_spreads(name):
    sets = ["place.housing_associations=0", "place.social_enterprises=0", "place.contractors=0"]
    models = [england(seed, *sets) for seed in range(6)]
    councils, kind = of_class(models, name), council_classes()[name]
    n = len(councils)
    spend = [c.base_budget / c.population for c in councils]
    care = [c.base_spend[Service.CARE] / c.base_budget for c in councils]
    grant = [c.base_grant / c.base_budget for c in councils]
    reserves = np.log([c.opening_reserves / c.base_budget for c in councils])
    assert spend == pytest.approx([kind.spend_per_head] * n)
    assert care == pytest.approx([kind.care_share] * n)
    # Four standard errors: one of these goes wrong by chance in about 4,000 such tests.
    mean_error, spread_error = 4.0 / np.sqrt(n), 4.0 / np.sqrt(2.0 * n)
    for found, mean, sd in (
        (grant, kind.grant_share, kind.grant_share_sd),
        (reserves, np.log(kind.reserves_share), kind.reserves_log_sd),
    ):
        assert abs(np.mean(found) - mean) < mean_error * sd
        assert np.std(found) == pytest.approx(sd, rel=spread_error)


def test_the_tenth_of_it_has_a_tenth_of_everything_class_by_class():
    tenth = PartnershipModel(load_scenario("england-tenth", FEW))
    for name, count in COUNTED.items():
        assert len(of_class([tenth], name)) == pytest.approx(count / 10.0, abs=0.5)
    kinds = [o.kind for o in tenth.organisations]
    assert sum(place.population for place in tenth.places) == pytest.approx(5600.0)
    assert [kinds.count(k) for k in ("social-enterprise", "contractor")] == [54, 22]


@pytest.mark.parametrize(
    ("wanted", "residents"), [(500, 500), ("all", 1234), ("1 in 10", 123), ("1 in 9999", 1)]
)
def test_residents_are_a_number_all_or_one_for_every_so_many(wanted, residents):
    assert residents_of(1234, wanted) == residents


def test_of_a_sample_each_resident_stands_for_as_many_as_was_said():
    model = world(0, {**QUIET, "place.residents_per_council": "1 in 500"})
    assert model.residents.columns.weight == pytest.approx([500.0] * 6, rel=0.01)


def test_councils_whose_people_are_known_keep_them_and_the_others_make_up_the_rest():
    known = {"name": "A", "population": 100_000}
    model = world(
        0, {**QUIET, "place.councils": 6, "place.council": (known,), "place.people": 700_000}
    )
    assert {c.name: c.population for c in model.councils}["A"] == pytest.approx(100.0)
    assert sum(c.population for c in model.councils) == pytest.approx(700.0)
    assert model.councils[1].base_budget / model.councils[1].population == pytest.approx(1000.0)


def test_fewer_people_than_are_known_to_be_there_is_refused():
    known = {"name": "A", "population": 800_000}
    with pytest.raises(PlaceError, match="the population of every council is already set"):
        world(0, {**QUIET, "place.councils": 6, "place.council": (known,), "place.people": 700_000})
