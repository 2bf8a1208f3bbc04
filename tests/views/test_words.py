"""Words: no more than two significant figures, and no sign without a clear interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.appraisal import BandedValue
from sim.core.amounts import significant
from sim.views.words import (
    better_or_worse,
    chance_words,
    listed,
    plain,
    pounds,
    several,
    signed,
    span,
    steps,
    times,
)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (1_234_567, "£1.2m"),
        (-18_049_000, "−£18m"),
        (949_026, "£950,000"),
        (999_999, "£1.0m"),
        (12_345_678_901, "£12bn"),
        (0.3, "£0"),
        (77.4, "£77"),
        (None, "not defined"),
    ],
)
def test_money_is_said_to_two_figures(amount, said):
    assert pounds(amount) == said


@given(st.floats(-1e12, 1e12, allow_subnormal=False))
def test_no_headline_has_more_than_two_significant_figures(amount):
    digits = "".join(c for c in pounds(amount) if c.isdigit()).lstrip("0").rstrip("0")
    assert len(digits) <= 2


def test_plain_numbers_have_no_exponent_and_no_third_figure():
    assert [plain(x) for x in (0.0, 0.00123, -0.0995, 3.14, 1234.0)] == [
        "0",
        "0.0012",
        "−0.10",
        "3.1",
        "1,200",
    ]
    assert significant(0.0) == 0.0


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (BandedValue(0.0, (0.0, 0.0), None, 3, 1), "exactly as well off as without"),
        (BandedValue(5e6, (-1.0, 1e7), None, 3, 1), "not clearly better or worse off than without"),
        (BandedValue(5e6, (4e6, 6e6), None, 3, 1), "£5.0m better off than without"),
        (BandedValue(-5e6, (-6e6, -4e6), (-9e6, 1.0), 3, 1), "not clearly better or worse"),
        (BandedValue(None, None, None, 0, 0), "cannot be told"),
    ],
)
def test_better_or_worse_is_said_only_where_every_band_allows(figure, said):
    assert better_or_worse(figure, "without").startswith(said)


def test_places_along_a_range_are_said_to_a_hundredth_of_it():
    assert steps([0.00085, 0.3]) == ["0.00", "0.30"]
    assert steps([-0.0002, 0.0798, 0.04]) == ["0.000", "0.080", "0.040"]
    assert steps([10_000.0, 523_456.0]) == ["10,000", "520,000"]
    assert steps([2.0, 2.0]) == ["2.00", "2.00"]


def test_intervals_lists_and_counts():
    assert span((-1e6, 2e6)) == "−£1.0m to £2.0m"
    assert (span(None), span((0.0, 0.0))) == ("–", "£0")
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert (several(1, "run"), several(3, "run")) == ("1 run", "3 runs")


def test_line_3_numbers_that_nobody_tells_from_nothing_or_from_more_are_not_spelt_out():
    assert plain(1.1e-7) == plain(-1.1e-7) == signed(1.1e-7) == "about 0"
    assert times(144_134_392_270_961.0) == "over 1,000"
    assert (plain(0.0), plain(0.05), times(3.14)) == ("0", "0.050", "3.1")


def test_line_3_how_many_verdicts_chance_alone_would_give_is_said():
    assert "about 25 of 500 look clear" in chance_words(500)
    assert "about 0.95 of 19" in chance_words(19)
