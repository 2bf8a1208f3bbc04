"""Ideas: what brokers, measures and training add, and what training costs."""

import itertools

import pytest

from sim.rules.ideas import (
    BrokerParameters,
    RelationalMeasureParameters,
    ServantParameters,
    ease_of_agreement,
    effective_brokers,
    encouragement,
    training_cost,
)

BROKERS, PLAIN = BrokerParameters(), RelationalMeasureParameters()
IDLE = ServantParameters()


def test_brokers_get_in_each_others_way():
    worth = [effective_brokers(n, BROKERS) for n in (0.0, 1.0, 2.0, 4.0)]
    assert worth == pytest.approx([0.0, 1.0, 1.6, 4.0 / 1.75])
    steps = [b - a for a, b in itertools.pairwise(worth)]
    assert steps[0] > steps[1]


def test_the_first_day_of_training_counts_most():
    one, four = (ServantParameters(training_days=days) for days in (1.0, 4.0))
    assert encouragement(1.0, PLAIN, one) == pytest.approx(0.08)
    assert encouragement(1.0, PLAIN, four) == pytest.approx(0.16)


def test_a_perception_measure_moves_people_and_an_activity_measure_hardly():
    perception, activity = (
        encouragement(1.0, RelationalMeasureParameters(kind=kind), IDLE)
        for kind in ("perception", "activity")
    )
    assert (perception, activity) == pytest.approx((0.10, 0.02))


def test_who_does_not_take_part_gains_nothing():
    busy = ServantParameters(training_days=2.0, toolkit=True)
    assert encouragement(0.0, RelationalMeasureParameters(kind="perception"), busy) == 0.0
    assert ease_of_agreement(0.0, 4, busy) == 0.0


def test_a_template_helps_from_the_next_quarter_on():
    toolkit = ServantParameters(toolkit=True)
    assert ease_of_agreement(1.0, 0, toolkit) == 0.0
    assert ease_of_agreement(1.0, 1, toolkit) == pytest.approx(0.05)


def test_searching_many_guides_slows_agreement():
    assert ease_of_agreement(1.0, 4, ServantParameters(guides=100)) < 0.0


def test_a_day_of_everybodys_time_is_not_free():
    one_day = ServantParameters(training_days=1.0)
    assert training_cost(200.0, one_day) == pytest.approx(450.0)
