"""Starting point: shares of services, and the cuttable share that closed forms use."""

import pytest

from sim.mechanisms.budget import BudgetParameters, floors
from sim.rules.reference_council import StartingParameters, service_shares


def test_the_shares_of_services_add_up_to_one_whatever_is_set():
    assert service_shares(StartingParameters()).sum() == pytest.approx(1.0)
    assert service_shares(StartingParameters(share_care=0.7)).sum() == pytest.approx(1.0)


def test_a_third_of_the_usual_budget_is_not_protected_by_statute():
    shares = service_shares(StartingParameters())
    assert float((shares * (1.0 - floors(BudgetParameters()))).sum()) == pytest.approx(0.320)
