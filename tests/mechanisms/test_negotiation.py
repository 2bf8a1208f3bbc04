"""Negotiation: how soon partners agree, when they give up, and what setting up may cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.agents.phases import Phase
from sim.core.ledger import Flow
from sim.mechanisms.negotiation import (
    NegotiationParameters,
    borrow,
    can_borrow,
    ease_of,
    hazard,
)
from sim.rules.borrowing import BorrowingParameters, level_loan
from sim.rules.crisis import CrisisParameters
from sim.rules.ideas import (
    BrokerParameters,
    ServantParameters,
    ease_of_agreement,
    effective_brokers,
)
from tests.build import SHARED_OFFICE, world


def test_the_chance_of_agreement_by_hand():
    chance = hazard(0.5, 3, 0.4, True, 0.0, NegotiationParameters())
    assert chance == pytest.approx(0.12 + 0.30 - 0.04 - 0.15 - 0.08)


@given(st.floats(0.0, 1.0), st.integers(2, 60), st.floats(0.0, 1.0), st.booleans())
def test_agreement_is_never_certain_and_never_impossible(trust, members, distance, election):
    assert 0.02 <= hazard(trust, members, distance, election, 0.0, NegotiationParameters()) <= 0.98


def test_committees_take_their_time_however_willing_everybody_is():
    slow = NegotiationParameters(decision_limit=0.3)
    assert hazard(1.0, 2, 0.0, False, 0.5, slow) == 0.3
    assert hazard(0.0, 2, 0.0, False, 0.0, slow) == pytest.approx(0.12)


def negotiations(**values):
    return {
        "uncertainty.agenda.arrival": 0.4,
        "policy.agenda.permitted": ("shared-service",),
        **values,
    }


def test_agreement_comes_one_quarter_after_the_proposal_at_the_earliest():
    model = world(40, negotiations(**{"uncertainty.negotiation.base": 0.98}))
    begun = {e.subject: e.quarter for e in model.events.events if e.kind == "mobilising"}
    assert begun
    assert min(begun[p.name] - p.signed for p in model.partnerships if p.name in begun) == 1


def test_after_eight_quarters_without_agreement_it_has_failed():
    never = negotiations(
        **{"uncertainty.negotiation.base": 0.02, "uncertainty.negotiation.trust_effect": 0.0}
    )
    model = world(40, never)
    failed = [p for p in model.partnerships if p.phase is Phase.FAILED_NEGOTIATION]
    assert failed
    assert {p.ended - p.signed for p in failed} == {8}


def test_with_a_constant_chance_agreement_takes_one_over_the_chance_on_average():
    flat = negotiations(
        **{
            "uncertainty.negotiation.base": 0.5,
            "uncertainty.negotiation.trust_effect": 0.0,
            "uncertainty.negotiation.distance_effect": 0.0,
            "uncertainty.negotiation.election_effect": 0.0,
            "uncertainty.negotiation.patience": 20,
            "place.councils": 40,
            "place.residents_per_council": 1,
        }
    )
    times = []
    for replicate in range(6):
        model = world(25, flat, replicate=replicate)
        begun = {e.subject: e.quarter for e in model.events.events if e.kind == "mobilising"}
        times += [
            begun[p.name] - p.signed for p in model.partnerships if p.name in begun and p.signed < 8
        ]
    standard_error = (0.5**0.5 / 0.5) / len(times) ** 0.5
    assert abs(sum(times) / len(times) - 2.0) < 3 * standard_error


def test_a_notice_stops_the_clock():
    model = world(0, negotiations(**{"uncertainty.negotiation.base": 0.02}))
    while not any(p.phase is Phase.NEGOTIATING for p in model.partnerships):
        model.step()
    partnership = next(p for p in model.partnerships if p.phase is Phase.NEGOTIATING)
    partnership.lead.section_114_left = 99
    waited = partnership.negotiated_quarters
    for _ in range(12):
        model.step()
    assert partnership.phase is Phase.NEGOTIATING
    assert partnership.negotiated_quarters == waited


def test_set_up_that_no_budget_planned_is_borrowed_where_reserves_do_not_reach():
    poor = negotiations(
        **{"uncertainty.starting.reserves": 0.0, "uncertainty.negotiation.base": 0.98}
    )
    model = world(8, poor)
    assert any(e.flow is Flow.LOAN for e in model.ledger.entries)
    assert not any(e.kind == "section 114 notice" for e in model.events.events)


def test_a_signing_lapses_when_set_up_can_be_neither_paid_nor_borrowed():
    broke = negotiations(
        **{
            "uncertainty.starting.reserves": 0.0,
            "policy.borrowing.service_limit": 0.0,
            "uncertainty.negotiation.base": 0.98,
        }
    )
    model = world(8, broke)
    lapsed = [p for p in model.partnerships if p.phase is Phase.UNAFFORDABLE]
    assert lapsed
    assert not any(e.partnership == p.name for e in model.ledger.entries for p in lapsed)


def test_a_deal_that_the_scenario_puts_on_the_table_is_negotiated_before_it_begins():
    deal = {**SHARED_OFFICE["partnership"][0], "agreed": False}
    (talking,) = world(1, {**SHARED_OFFICE, "partnership": (deal,)}).partnerships
    (settled,) = world(1, SHARED_OFFICE).partnerships
    assert (talking.phase, settled.phase) == (Phase.NEGOTIATING, Phase.MOBILISING)
    later = world(10, {**SHARED_OFFICE, "partnership": (deal,)}).partnerships[0]
    assert later.negotiated_quarters > 0
    assert later.phase is not Phase.NEGOTIATING


def test_what_brokers_training_and_urgency_add_to_agreement_by_hand():
    model = world(0, SHARED_OFFICE)
    council = model.councils[0]
    assert ease_of(model, council) == 0.0
    council.places[0].crisis = 1.0
    urgency = model.params[CrisisParameters].agreement
    share = council.places[0].population / council.population
    assert ease_of(model, council) == pytest.approx(urgency * share)
    assert urgency > 0.0
    helped = world(0, {**SHARED_OFFICE, "policy.brokers.brokers": 1.0})
    brokers = helped.params[BrokerParameters]
    found = ease_of(helped, helped.councils[0])
    assert found == pytest.approx(brokers.negotiation_effect * effective_brokers(1.0, brokers))
    assert found > 0.0
    everything = world(
        0, {**SHARED_OFFICE, "policy.brokers.brokers": 1.0, "policy.servants.training_days": 1.0}
    )
    trained = ease_of(everything, everything.councils[0])
    agreed = ease_of_agreement(1.0, everything.quarter, everything.params[ServantParameters])
    assert trained == pytest.approx(found + agreed)
    assert agreed > 0.0


def test_a_loan_for_setting_up_is_paid_from_the_quarter_after_it_was_taken():
    model = world(2, SHARED_OFFICE)
    council = model.councils[0]
    borrow(model, council, 100.0, model.params[BorrowingParameters])
    (loan,) = council.loans
    assert loan.starts == model.quarter + 1
    assert loan.outstanding == 10_000_000
    assert model.ledger.this_quarter[-1].flow is Flow.LOAN


def test_a_council_may_borrow_until_debt_service_reaches_its_limit():
    council = world(1, SHARED_OFFICE).councils[0]
    numbers = council.model.params[BorrowingParameters]
    most = numbers.service_limit * council.revenue
    yearly = 4.0 * level_loan(1000.0, numbers.set_up_term, 0, numbers).payment / 100_000.0
    assert can_borrow(council, 999.0 * most / yearly, numbers)
    assert not can_borrow(council, 1001.0 * most / yearly, numbers)
