"""Contention: never more than all of it, and off by its switch."""

from hypothesis import given
from hypothesis import strategies as st

from sim.core.parameters import ParameterSet
from sim.rules.contention import ContentionParameters, closing_contention, officers_time


@given(st.floats(0.0, 1e6), st.floats(1.0, 1e6), st.floats(0.0, 1.0))
def test_contention_is_between_none_and_its_worst(closed, budget, honesty):
    numbers = ContentionParameters(honest_conversation=honesty)
    assert 0.0 <= closing_contention(closed, budget, numbers) <= 0.5


def test_switched_off_closures_upset_nobody():
    params = ParameterSet({ContentionParameters: ContentionParameters(enabled=False)})
    assert closing_contention(130.0, 1000.0, params[ContentionParameters]) == 0.0


def test_talking_openly_is_not_free():
    assert officers_time(ContentionParameters()) == 0.0
    assert officers_time(ContentionParameters(honest_conversation=0.5)) == 0.01
