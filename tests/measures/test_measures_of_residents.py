"""Measures of residents: by place, by deprivation fifth and for the worst-off tenth."""

import numpy as np
import pytest

from sim.measures import MEASURES
from sim.population.columns import STEPS, Index
from sim.population.flags import VOLUNTEERS, WORKS
from tests.build import QUIET, world

OF_RESIDENTS = [m for m in MEASURES.values() if m.grouping and "fifth-1" in m.grouping.names]
WITHOUT_GROUPS = {"outcome_of_worst_tenth", "fragmentation", "stigma_gap"}


@pytest.fixture(scope="module")
def model():
    numbers = {"place.residents_per_council": 2000, "place.councils": 2}
    return world(8, {**QUIET, **numbers, "policy.funding.grant_cut": 0.08})


@pytest.fixture(scope="module")
def people(model):
    """Every resident: composite outcome, rows of the six levels, cell and weight."""
    columns = model.residents.columns
    rows = np.arange(len(columns.flags))
    level = columns.level / STEPS
    cell = columns.cell_of(rows)
    return level, level.mean(axis=0), cell, columns.weight[cell // 5]


def groups(model, name):
    measure = MEASURES[name]
    return dict(zip(measure.grouping.names, measure.by_group(model), strict=True))


def test_every_average_of_residents_is_given_for_fifths_and_the_worst_tenth():
    averages = {m.name for m in MEASURES.values() if m.topic == "residents"} - WITHOUT_GROUPS
    of_homes = {"homeless", "insecure_homes", "at_work"}
    assert {m.name for m in OF_RESIDENTS} == averages | of_homes
    for measure in OF_RESIDENTS:
        assert measure.grouping.names == (*(f"fifth-{i}" for i in range(1, 6)), "worst-tenth")


@pytest.mark.parametrize("fifth", range(5))
def test_a_fifth_is_the_mean_of_its_people_wherever_they_live(model, people, fifth):
    level, composite, cell, weight = people
    here = cell % 5 == fifth
    trust = np.average(level[Index.TRUST, here], weights=weight[here])
    assert groups(model, "trust_in_council")[f"fifth-{fifth + 1}"] == pytest.approx(trust)
    whole = np.average(composite[here], weights=weight[here])
    assert groups(model, "outcome")[f"fifth-{fifth + 1}"] == pytest.approx(whole)
    works = np.average((model.residents.columns.flags[here] & WORKS) > 0, weights=weight[here])
    assert groups(model, "at_work")[f"fifth-{fifth + 1}"] == pytest.approx(works)


def test_the_worst_tenth_is_the_same_people_in_every_measure(model, people):
    level, composite, cell, weight = people
    flags = model.residents.columns.flags
    worst = np.concatenate(
        [
            rows[np.argsort(composite[rows], kind="stable")[: len(rows) // 10]]
            for place in range(2)
            for rows in [np.flatnonzero(cell // 5 == place)]
        ]
    )
    expected = np.average(level[Index.CAPABILITY, worst], weights=weight[worst])
    assert groups(model, "capability")["worst-tenth"] == pytest.approx(expected, abs=0.003)
    gives = np.average((flags[worst] & VOLUNTEERS) > 0, weights=weight[worst])
    assert groups(model, "volunteers")["worst-tenth"] == pytest.approx(gives, abs=0.02)


def test_the_worst_tenth_of_the_composite_is_the_measure_of_that_name(model):
    measure = MEASURES["outcome_of_worst_tenth"]
    whole = measure.regional(model, measure.value(model))
    assert groups(model, "outcome")["worst-tenth"] == pytest.approx(whole)


def test_the_worst_tenth_is_worse_off_than_any_fifth(model):
    outcome = groups(model, "outcome")
    assert outcome.pop("worst-tenth") < min(outcome.values())


def test_the_stigma_gap_is_belonging_of_the_least_deprived_less_that_of_the_most(model, people):
    level, _, cell, _ = people
    belonging = level[Index.BELONGING]
    expected = [
        belonging[cell == 5 * place + 4].mean() - belonging[cell == 5 * place].mean()
        for place in range(2)
    ]
    assert MEASURES["stigma_gap"].value(model) == pytest.approx(expected)
