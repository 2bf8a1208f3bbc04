"""Books: a world of a few payments written by hand, and what each account had of it."""

import pandas as pd
import pyarrow as pa
import pytest

from sim.appraisal import appraise, load_settings
from sim.core.errors import ResultsError
from sim.output.results import Results
from sim.output.schemas import SCHEMAS

COUNCIL, ASSOCIATION = "Ashby", "Ashby Homes"
LABELS = ("world", "world without partnerships")
QUARTERS = 8


def results(payments, room, benefits=(), quarters=QUARTERS):
    """Return results of one pair: payments of the first world in £, its council's room in £."""
    rows = {
        "runs": [(str(i), label, 0, 0, 1, "completed", None) for i, label in enumerate(LABELS)],
        "ledger": [("0", q, a, b, flow, "p", 100 * n) for q, a, b, flow, n in payments]
        + [(run, 0, "Households", COUNCIL, "council tax", "", 10_000) for run in ("0", "1")],
        "series": [
            (run, q, COUNCIL, "room_for_services", "", value / 1000.0)
            for run, path in (("0", room), ("1", [0.0] * quarters))
            for q, value in enumerate(path)
        ],
        "benefits": [
            ("0", q, "p", who, kind, basis, 100 * n) for q, who, kind, basis, n in benefits
        ],
    }
    tables = {name: schema.empty_table() for name, schema in SCHEMAS.items()}
    for name, lines in rows.items():
        frame = pd.DataFrame(lines, columns=SCHEMAS[name].names)
        tables[name] = pa.Table.from_pandas(frame, schema=SCHEMAS[name], preserve_index=False)
    world = {
        "start_year": 2020,
        "quarters": quarters,
        "organisations": [
            {"name": COUNCIL, "kind": "council", "places": COUNCIL},
            {"name": ASSOCIATION, "kind": "housing-association", "places": COUNCIL},
        ],
        "people_by_fifth": [100.0] * 5,
    }
    worlds = [dict(world, label=label, role="world") for label in LABELS]
    return Results({"worlds": worlds}, tables)


def case_of(*arguments, **values):
    return appraise(results(*arguments, **values), *LABELS, load_settings())


def had(case):
    """Return what every account had more, £."""
    totals = case.books.budget.sum(axis=(0, 1))
    return {name: float(n) for name, n in zip(case.books.accounts, totals, strict=True) if n}


def test_a_council_is_paid_back_in_the_quarter_that_brings_the_last_of_it():
    case = case_of([], [-4.0, 3.0, 3.0, 0.0, 0.0, 0.0, 0.0, 0.0])
    assert case.councils.payback_years == 0.75
    assert case.councils.payback == "0.8 years"
    assert case.councils.peak_need.value == 4.0
    assert case_of([], [-4.0, *[0.0] * 7]).councils.payback == "not within horizon"


def test_a_lower_tax_is_a_use_of_the_councils_room_and_not_a_gain_of_households():
    payments = [(0, "Households", COUNCIL, "council tax", 60)]
    assert had(case_of(payments, [40.0, *[0.0] * 7])) == {COUNCIL: 40.0}


def test_borrowing_is_no_income_and_building_is_a_cost():
    payments = [
        (0, "Lenders", ASSOCIATION, "loan", 500),
        (1, ASSOCIATION, "Suppliers", "building", 500),
        (2, "Households", ASSOCIATION, "rent surplus", 20),
    ]
    case = case_of(payments, [0.0] * QUARTERS)
    assert had(case) == {"housing-associations": -480.0, "Households": -20.0, "Suppliers": 500.0}
    assert case.books.costs.sum() == 500.0
    assert case.economic.cash_present.value == pytest.approx(-500.0)


def test_interest_is_a_cost_to_the_council_and_none_to_society():
    payments = [(0, COUNCIL, "Lenders", "loan interest", 30)]
    case = case_of(payments, [-30.0, *[0.0] * 7])
    assert case.councils.undiscounted.value == -30.0
    assert case.economic.net_present.value == 0.0


def test_money_that_is_passed_on_is_no_gain_to_society_but_moves_between_pockets():
    payments = [
        (0, COUNCIL, "Suppliers", "overhead", 100),
        (1, "NHS", COUNCIL, "benefit share", 40),
    ]
    benefits = [(0, "NHS", "economic", "attributed", 200)]
    case = case_of(payments, [-100.0, 40.0, *[0.0] * 6], benefits)
    assert case.economic.cash_present.value == pytest.approx(-100.0)
    assert case.economic.worth_present.value == pytest.approx(0.85 * 200.0)
    assert case.economic.wrong_pocket.value == pytest.approx(0.6)


def test_a_second_year_is_discounted_by_one_step():
    case = case_of([], [0.0, 0.0, 0.0, 0.0, 103.5, 0.0, 0.0, 0.0])
    assert case.councils.net_present.value == pytest.approx(100.0, abs=1e-9)


def test_social_value_that_an_award_passed_up_is_shown_and_is_no_loss():
    benefits = [(0, COUNCIL, "social", "attributed", -70)]
    case = case_of([], [0.0] * QUARTERS, benefits)
    assert case.economic.forgone.value == 70.0
    assert case.economic.net_present.value == 0.0


def test_claims_are_kept_apart_from_what_was_realised():
    benefits = [
        (0, COUNCIL, "cashable", "claimed", 300),
        (0, COUNCIL, "cashable", "attributed", 100),
        (0, COUNCIL, "cashable", "counterfactual", 50),
    ]
    case = case_of([], [50.0, *[0.0] * 7], benefits)
    savings = case.savings
    figures = savings.claimed, savings.claimed_adjusted, savings.attributed, savings.counterfactual
    assert [found.value for found in figures] == [300.0, 255.0, 100.0, 50.0]
    assert case.claimed_over_realised.value == 3.0


def test_worlds_of_other_length_are_not_set_against_each_other():
    found = results([(0, "Households", COUNCIL, "council tax", 60)], [0.0] * QUARTERS)
    found.manifest["worlds"][1]["quarters"] = QUARTERS + 4
    with pytest.raises(ResultsError, match="different lengths"):
        appraise(found, *LABELS, load_settings())
