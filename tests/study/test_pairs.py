"""Pairs: what a comparison says of two worlds is said of the same pairs of runs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.cli.run_and_compare import print_comparison
from sim.study.tables import comparison, shared_ends
from sim.views.page.study import finding_of
from sim.views.trajectories import changes_at_end
from tests.build import scenario
from tests.output.handmade import handmade

SHARE = "talking_shop_share"
values = st.lists(
    st.tuples(*[st.none() | st.floats(0.0, 1.0, width=32)] * 2), min_size=1, max_size=6
)


def two_worlds(pairs):
    """Return results of worlds a and b with one end value per run."""
    return handmade(
        {
            label: {(0, i): {SHARE: [0.5, pair[side]]} for i, pair in enumerate(pairs)}
            for side, label in enumerate("ab")
        }
    )


@settings(deadline=None, max_examples=15)
@given(pairs=values)
def test_both_columns_the_difference_and_n_are_of_the_same_pairs(pairs):
    (row,) = comparison(two_worlds(pairs), "a", ["b"])
    both = [pair for pair in pairs if None not in pair]
    assert row["n"] == len(both)
    if both:
        assert row["base_value"] == pytest.approx(np.mean([a for a, _ in both]))
        apart = row["other_value"] - row["base_value"]
        assert row["difference"] == pytest.approx(apart, abs=1e-12)
    else:
        assert (row["base_value"], row["other_value"], row["difference"]) == (None, None, None)


def test_runs_are_paired_by_point_and_replicate_and_not_by_their_row():
    results = handmade(
        {
            "a": {(0, 0): {SHARE: [0.1]}, (0, 1): {SHARE: [0.2]}},
            "b": {(0, 1): {SHARE: [0.7]}, (0, 2): {SHARE: [0.9]}},
        }
    )
    pair = shared_ends(results, "a", "b")
    assert [list(side.of(SHARE)) for side in pair] == [[0.2], [0.7]]
    assert changes_at_end(results, "b", "a", [SHARE])[SHARE].value == pytest.approx(0.5)


def test_the_table_in_the_terminal_shows_of_how_many_pairs_each_row_is(capsys):
    results = two_worlds([(0.4, 0.5), (None, 0.9), (0.2, 0.3)])
    print_comparison(results, "a", "b", comparison(results, "a", ["b"]))
    _, header, row = capsys.readouterr().out.splitlines()[:3]
    shown = dict(zip(header.replace("95% ", "").split()[:7], row.split(), strict=False))
    assert (shown["a"], shown["b"], shown["difference"]) == ("0.300", "0.400", "+0.100")
    assert shown["pairs"] == "2"


def test_the_vote_of_the_page_shows_both_worlds_in_the_same_pairs():
    first, second = np.array([[0.4, np.nan, 0.2]]), np.array([[0.5, 0.9, 0.3]])
    found = finding_of([(first, second)], (SHARE, ""), (scenario(), scenario()))
    row = found.row
    assert (row["base_value"], row["other_value"]) == (pytest.approx(0.3), pytest.approx(0.4))
    assert (found.pairs, found.run, found.outcomes) == (2, 3, (0, 0, 2))
