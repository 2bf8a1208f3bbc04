"""Crisis: who trusts each other responds sooner, and what is not covered meanwhile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.crisis import CrisisParameters, first_quarter_coverage, response_weeks

NUMBERS = CrisisParameters()
share = st.floats(0.0, 1.0)


def test_full_trust_takes_a_response_from_ten_weeks_to_one():
    assert response_weeks(0.0, NUMBERS) == 10.0
    assert response_weeks(1.0, NUMBERS) == pytest.approx(1.0, abs=0.01)


@given(share, share)
def test_more_trust_never_slows_a_response(one, other):
    low, high = sorted((one, other))
    assert response_weeks(high, NUMBERS) <= response_weeks(low, NUMBERS)


def test_what_comes_late_is_missed_in_the_first_quarter():
    assert first_quarter_coverage(13.0, 1.0, NUMBERS) == pytest.approx(1.0 - 0.25 / 1.25)
    assert first_quarter_coverage(0.0, 1.0, NUMBERS) == 1.0
    assert first_quarter_coverage(13.0, 0.0, NUMBERS) == 1.0
