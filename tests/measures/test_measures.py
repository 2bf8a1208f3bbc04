"""Measures: each has a meaning, a unit and a range, and reads the model without touching it."""

import math

import numpy as np
import pytest

from sim.core.services import Service
from sim.measures import MEASURES
from sim.measures.ties import gini
from sim.model import PartnershipModel
from sim.output.recorder import Recorder, columns_of
from sim.population.columns import Index
from sim.rules.residents import ResidentParameters
from tests.build import QUIET, SHARED_OFFICE, scenario, world


@pytest.fixture(scope="module")
def model():
    letting = {"policy.agenda.proposals": True, "uncertainty.agenda.arrival": 0.4}
    return world(14, {**SHARED_OFFICE, **letting, "policy.review.enabled": False})


READABLE = [m for m in MEASURES.values() if m.value is not None and m.kind != "run"]
GROUPED = [m for m in MEASURES.values() if m.by_group is not None and m.kind != "run"]


@pytest.mark.parametrize("measure", READABLE, ids=lambda m: m.name)
def test_a_measure_gives_one_number_per_area(model, measure):
    areas = {"place": len(model.places), "council": len(model.councils), "region": 1}
    values = measure.value(model)
    assert len(values) == areas[measure.area]
    assert math.isfinite(measure.regional(model, values))


@pytest.mark.parametrize(
    "measure", [m for m in READABLE if m.unit in ("share", "index 0-1")], ids=lambda m: m.name
)
def test_a_share_or_an_index_lies_between_0_and_1(model, measure):
    values = np.array(measure.value(model))
    assert ((values >= 0.0) & (values <= 1.0)).all()


@pytest.mark.parametrize("measure", GROUPED, ids=lambda m: m.name)
def test_a_measure_by_group_gives_one_number_per_group(model, measure):
    assert measure.grouping is not None
    values = list(measure.by_group(model))
    assert len(values) == len(measure.grouping.names)
    assert all(math.isfinite(value) for value in values)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda m: m.name)
def test_a_measure_says_what_it_is_in_a_sentence(measure):
    assert measure.about.endswith(".")
    assert len(measure.about) > 12


def test_the_region_is_the_mean_of_its_people_or_the_sum_of_its_councils(model):
    people = [place.population for place in model.places]
    coverage = MEASURES["coverage"]
    values = coverage.value(model)
    assert coverage.regional(model, values) == pytest.approx(np.average(values, weights=people))
    money = MEASURES["reserves"]
    assert money.regional(model, money.value(model)) == pytest.approx(sum(money.value(model)))


def test_the_region_is_the_mean_of_those_areas_that_have_a_value(model):
    first, second = (council.population for council in model.councils)
    trust = MEASURES["relational_capital"]
    assert trust.regional(model, [0.2, 0.4]) == pytest.approx(
        (0.2 * first + 0.4 * second) / (first + second)
    )
    assert trust.regional(model, [math.nan, 0.4]) == pytest.approx(0.4)
    assert math.isnan(trust.regional(model, [math.nan, math.nan]))


def test_what_no_partnership_has_is_undefined_and_not_zero():
    empty = world(3, {"policy.collaboration.enabled": False})
    for name in ("effective_integration", "gloss", "talking_shop_share", "partner_trust"):
        assert math.isnan(MEASURES[name].value(empty)[0])


def test_net_savings_are_attributed_ones_less_what_they_cost(model):
    parts = {
        n: sum(MEASURES[n].value(model))
        for n in ("saving_attributed", "set_up_spending", "overhead_spending", "saving_net")
    }
    assert parts["saving_net"] == pytest.approx(
        parts["saving_attributed"] - parts["set_up_spending"] - parts["overhead_spending"]
    )


def test_relational_capital_needs_joint_work_with_civil_society():
    spec = {
        "type": "community-takeover",
        "members": ("council-1", "social-enterprise-1"),
        "target_saving": 50_000.0,
        "set_up_cost": 1_000.0,
    }
    joint = world(10, {**SHARED_OFFICE, "partnership": (spec,), "policy.review.enabled": False})
    capital = dict(
        zip(
            (c.name for c in joint.councils),
            MEASURES["relational_capital"].value(joint),
            strict=True,
        )
    )
    assert capital["council-1"] > 0.0
    assert capital["council-2"] == 0.0


def test_partnerships_are_counted_by_type_and_by_phase(model):
    signed, delivering = MEASURES["partnerships_signed"], MEASURES["partnerships_delivering"]
    by_type = dict(zip(delivering.grouping.names, delivering.by_group(model), strict=True))
    assert by_type["shared-service"] >= 1.0
    assert sum(by_type.values()) == delivering.value(model)[0]
    by_phase = MEASURES["partnerships_by_phase"]
    phases = dict(zip(by_phase.grouping.names, by_phase.by_group(model), strict=True))
    assert phases["delivering"] == delivering.value(model)[0]
    assert sum(phases.values()) == len(model.partnerships)
    assert signed.grouping is delivering.grouping


def test_a_network_with_members_counts_among_the_types_only():
    with_body = world(1, {**QUIET, "place.network_body": True})
    delivering = MEASURES["partnerships_delivering"]
    by_type = dict(zip(delivering.grouping.names, delivering.by_group(with_body), strict=True))
    assert by_type["network"] == 1.0
    assert delivering.value(with_body) == [0.0]


def test_turnout_follows_influence_and_trust(model):
    start, means = model.params[ResidentParameters], model.residents.by_place.means
    influence = means[:, Index.INFLUENCE] - start.influence
    trust = means[:, Index.TRUST] - start.trust
    expected = 0.35 + 0.3 * influence + 0.2 * trust
    assert MEASURES["turnout_proxy"].value(model) == pytest.approx(expected)


def test_what_areas_opted_out_of_is_not_seen_and_goes_on_all_the_same():
    def seen(on):
        values = {**QUIET, "policy.relational_measures.opt_out": on, "policy.pilots.areas": 2}
        recorder = Recorder()
        model = PartnershipModel(scenario(values, quarters=2), observe=recorder)
        model.run_all()
        columns = columns_of(model)
        shown = dict(zip(columns, recorder.matrix[-1], strict=True))
        return model, {place: shown["coverage_youth", place, ""] for _, place, _ in columns}

    (_, usual), (model, dropped) = seen(False), seen(True)
    piloting = {p.name for c in model.councils if c.adoption > 0.0 for p in c.places}
    assert len(piloting) == 2
    for place in model.places:
        if place.name in piloting:
            assert math.isnan(dropped[place.name])
        else:
            assert dropped[place.name] == usual[place.name]
    assert all(council.coverage[Service.YOUTH] > 0.0 for council in model.councils)


def test_joint_work_is_unequal_where_few_do_it_and_equal_where_all_do_as_much():
    assert gini([0.4, 0.4, 0.4]) == 0.0
    assert gini([0.0, 0.0, 0.6]) == pytest.approx(2 / 3)
    assert gini([0.1, 0.3]) == pytest.approx(0.25)
    assert math.isnan(gini([0.0, 0.0]))


def test_what_incidents_cost_by_hand(model):
    place = model.places[0]
    expected = 0.673 * place.asb + 8.42 * place.fires
    assert MEASURES["incident_cost"].value(model)[0] == pytest.approx(expected)
    assert expected > 0.0
