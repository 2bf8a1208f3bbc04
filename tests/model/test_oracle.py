"""The model against a second, independent account of one council (A30)."""

import pytest

from sim.core.ledger import PENCE_PER_K
from tests.build import world
from tests.model.one_council import one_council

QUARTERS = 60


@pytest.mark.parametrize(
    ("cut", "years", "grant_share"),
    [(0.0, 1, 0.5), (0.04, 6, 0.5), (0.09, 8, 0.6), (0.12, 10, 0.7)],
)
def test_a_lone_council_does_what_the_specification_says_quarter_by_quarter(
    cut, years, grant_share
):
    values = {
        "place.council": (
            {
                "name": "Alone",
                "population": 200_000,
                "budget": 2e8,
                "reserves": 2.4e7,
                "grant_share": grant_share,
            },
        ),
        "policy.funding.grant_cut": cut,
        "policy.funding.cut_years": years,
        "policy.agenda.proposals": False,
        "policy.housing.counts": False,
    }
    model = world(0, {**values, "run.quarters": QUARTERS})
    council = model.councils[0]
    elections = range(1, QUARTERS + 17, 16)
    rows = one_council(200_000.0, grant_share, 24_000.0, cut, years, QUARTERS, elections)
    for t, (covered, cash, tax, debt, notice) in enumerate(rows):
        model.step()
        # Whole pence: at most one penny of rounding per posting, five postings a quarter.
        pennies = 5 * (t + 1) / PENCE_PER_K
        assert council.coverage == pytest.approx(covered, rel=1e-6)
        assert council.tax == pytest.approx(tax, rel=1e-9)
        assert council.reserves == pytest.approx(cash, abs=pennies * 20)
        assert council.debt / PENCE_PER_K == pytest.approx(debt, abs=pennies * 20)
        assert council.under_section_114 is notice
