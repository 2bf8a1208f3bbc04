"""Procurement: lots decide who bids; what a contract pays comes out of the service's own money."""

import pytest

from sim.agents.partnership_types import CONTRACTING_OUT
from sim.core.ledger import Basis, BenefitKind, Flow
from tests.build import world

LETTING = {
    "policy.agenda.permitted": ("contracting-out",),
    "uncertainty.agenda.arrival": 0.4,
    "policy.signing.agreement": "imposed",
    "uncertainty.procurement.default_hazard": 0.0,
}


def let(quarters=8, replicate=0, **values):
    return world(quarters, {**LETTING, **values}, replicate=replicate)


def share_of_bids(model, kind):
    organisations = [o for o in model.organisations if o.kind == kind]
    return sum(bool(o.lots_bid_for) for o in organisations) / len(organisations)


def winners(model):
    return [e.other for e in model.events.events if e.kind == "lot won"]


def test_only_small_lots_are_within_reach_of_enterprises():
    large, small = let(), let(**{"policy.procurement.lot_value": 100_000.0})
    assert share_of_bids(large, "social-enterprise") == 0.0
    assert share_of_bids(small, "social-enterprise") > 0.5


def test_a_contract_in_ten_lots_is_ten_partnerships_of_a_tenth():
    model = let(2, **{"policy.procurement.lot_value": 1e6})
    proposals = {p.name.rpartition(" lot ")[0] for p in model.partnerships}
    for proposal in proposals:
        lots = [p for p in model.partnerships if p.name.startswith(proposal)]
        total = sum(p.contract_value for p in lots)
        # A lot may find no bidder; none is larger than the rest.
        assert len({round(p.contract_value, 6) for p in lots}) == 1
        assert sum(p.scope for p in lots) <= 0.25 + 1e-9
        assert 2 / 3 <= total / len(lots) / 1000.0 <= 3 / 2


def test_every_bid_is_paid_for_won_or_lost():
    model = let(6)
    bids = [e for e in model.ledger.entries if e.flow is Flow.BID]
    assert len(bids) == sum(len(o.lots_bid_for) for o in model.organisations)
    assert len(bids) > len(winners(model)) > 0


def test_a_contract_moves_the_services_money_and_adds_none():
    model = let(16)
    council = next(c for c in model.councils if c.contracted > 0.0)
    entries = [e for e in model.ledger.this_quarter if e.payer == council.account]
    paid = sum(e.pence for e in entries if e.flow in (Flow.SERVICES, Flow.CONTRACT))
    assert paid == pytest.approx(float(council.spend.sum()) * 100_000, abs=len(entries))


def test_no_contract_is_saved_on_that_costs_more_than_doing_it_oneself():
    model = let(12)
    assert all(p.price < 1.0 for p in model.partnerships)
    assert all(
        p.target_saving == pytest.approx((1.0 - p.price) * p.contract_value)
        for p in model.partnerships
    )


def test_clauses_bring_local_enterprises_work_and_places():
    plain, clauses = (
        let(16, **{"policy.procurement.benefit_clauses": level}) for level in (0.0, 1.0)
    )
    assert plain.ledger.total(Flow.SUBCONTRACT) == 0
    assert clauses.ledger.total(Flow.SUBCONTRACT) > 0
    assert max(place.training_places for place in clauses.places) > 0.0


def test_a_contractor_that_fails_leaves_a_gap_for_two_quarters_and_mistrust():
    model = let(10)
    partnership = next(p for p in model.partnerships if p.delivering)
    council, provider = partnership.lead, partnership.partners_of(partnership.lead)[0]
    from sim.mechanisms.procurement import fail

    before = model.ties.trust(council, provider)
    fail(model, partnership)
    assert model.ties.trust(council, provider) == pytest.approx(max(0.0, before - 0.2))
    covered = []
    for _ in range(3):
        model.step()
        share = float(council.coverage[partnership.service]) / (
            float(council.funded_share[partnership.service])
        )
        covered.append(share)
    assert covered[0] == pytest.approx(1.0 - partnership.scope, abs=0.02)
    assert covered[2] > covered[0]


def test_what_an_award_passes_up_is_social_value_and_no_cash():
    model = let(6, **{"policy.procurement.lot_value": 100_000.0})
    lines = [b for b in model.benefits if b.kind is BenefitKind.SOCIAL]
    assert all(line.pence < 0 and line.basis is Basis.ATTRIBUTED for line in lines)


@pytest.mark.parametrize("replicate", range(3))
def test_dearer_bids_never_bring_more_bids_from_enterprises(replicate):
    lots = {"policy.procurement.lot_value": 250_000.0}
    cheap, dear = (
        let(3, replicate, **lots, **{"policy.procurement.bid_cost_factor": factor})
        for factor in (1.0, 3.0)
    )
    assert share_of_bids(dear, "social-enterprise") <= share_of_bids(cheap, "social-enterprise")


def test_contracting_out_is_the_only_type_that_is_put_out_to_tender():
    model = world(12, {"uncertainty.agenda.arrival": 0.4})
    for partnership in model.partnerships:
        assert (partnership.contract_value > 0.0) == (partnership.kind is CONTRACTING_OUT)
