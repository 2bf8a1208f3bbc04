"""Outcome: what counts for how much."""

import numpy as np
import pytest

from sim.core.errors import ScenarioError
from sim.population.columns import Index
from sim.rules.outcome import OutcomeParameters, composite
from tests.build import scenario

MEANS = np.array([[0.6, 0.5, 0.2, 0.7, 0.5, 0.4], [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]])


def test_unless_somebody_says_so_all_six_count_alike():
    assert composite(MEANS, OutcomeParameters()) == pytest.approx(MEANS.mean(axis=1))


@pytest.mark.parametrize("index", Index, ids=lambda index: index.name)
def test_weights_decide_what_counts(index):
    nothing = dict.fromkeys((i.name.lower() for i in Index), 0.0)
    alone = OutcomeParameters(**{**nothing, index.name.lower(): 2.0})
    assert list(composite(MEANS, alone)) == list(MEANS[:, index])


def test_where_nothing_counts_there_is_no_outcome():
    nothing = {f"policy.outcome.{index.name.lower()}": 0.0 for index in Index}
    with pytest.raises(ScenarioError, match="at least one weight"):
        scenario(nothing)
