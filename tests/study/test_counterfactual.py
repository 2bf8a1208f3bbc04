"""Counterfactual: a council's room leaves no payment out, whoever makes or receives it."""

import re
from pathlib import Path

import numpy as np
import pytest

from sim.core.flow_roles import FLOW_ROLES
from sim.core.ledger import LENDERS, Flow
from sim.model import PartnershipModel
from sim.scenario import load_scenario
from sim.study.counterfactual import room_of

QUARTERS = 16
LIBRARY = ("heat-network", "council-company", "token-land", "working-roots", "consortium")
SHARED_COSTS = "policy.sharing.benefit_share=0.5"


def model_of(name, *sets):
    model = PartnershipModel(load_scenario(name, sets), replicate=0)
    for _ in range(QUARTERS):
        model.step()
    return model


@pytest.fixture(scope="module")
def library():
    return {name: model_of(name) for name in LIBRARY}


def test_every_flow_has_its_row_in_the_one_table():
    assert set(FLOW_ROLES) == set(Flow)


def test_every_flow_of_the_table_is_booked_by_some_rule():
    rooms = ("agents", "mechanisms", "places")
    written = "".join(p.read_text("utf-8") for r in rooms for p in Path("sim", r).rglob("*.py"))
    assert {flow.name for flow in Flow} <= set(re.findall(r"Flow\.(\w+)", written))


def test_only_those_pay_and_receive_a_flow_who_stand_in_its_row(library):
    for model in [*library.values(), model_of("working-roots", SHARED_COSTS)]:
        kinds = model.kind_of_account
        for entry in model.ledger.entries:
            row = FLOW_ROLES[entry.flow]
            assert kinds.get(entry.payer, entry.payer) in row.payers, entry
            assert kinds.get(entry.payee, entry.payee) in row.payees, entry


@pytest.mark.parametrize("name", LIBRARY)
def test_room_is_all_that_a_council_has_before_services_tax_and_borrowing(library, name):
    model = library[name]
    room = room_of(model)
    for i, council in enumerate(model.founding_councils):
        has = council.balance + sum(council.relief)
        for entry in model.ledger.entries:
            sign = (entry.payer == council.account) - (entry.payee == council.account)
            lent = LENDERS in (entry.payer, entry.payee) and "premium" not in entry.flow
            principal = lent and entry.flow != Flow.LOAN_INTEREST
            used = entry.flow in (Flow.SERVICES, Flow.CONTRACT, Flow.COUNCIL_TAX)
            if principal or used or entry.flow == Flow.OPENING_BALANCE:
                has += sign * entry.pence
        assert room.pence[:, i].sum() == has


@pytest.mark.parametrize(
    ("name", "flow", "sign"),
    [
        ("heat-network", Flow.ENERGY, 1),
        ("council-company", Flow.RENT, 1),
        ("council-company", Flow.RISK_PREMIUM, -1),
    ],
)
def test_energy_rent_and_risk_premium_of_a_council_move_its_room(library, name, flow, sign):
    model = library[name]
    accounts = {council.account for council in model.councils}
    own = [e for e in model.ledger.entries if e.flow == flow and {e.payer, e.payee} & accounts]
    before = room_of(model).pence.sum()
    model.ledger.entries = [e for e in model.ledger.entries if e not in own]
    moved = before - room_of(model).pence.sum()
    model.ledger.entries += own
    assert moved == sign * sum(e.pence for e in own)
    assert np.sign(moved) == sign
