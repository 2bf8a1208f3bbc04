"""Live levers: what is moved on the way acts from then on, and what is taken back is gone."""

from functools import cache

import numpy as np
import pytest

from sim.core.ledger import Flow
from sim.mechanisms.cashing import DividendParameters
from sim.model import PartnershipModel
from tests.build import QUIET, scenario, world
from tests.model.test_new_rules import RULES, history
from tests.model.tiny import LEVERS, moved, tiny

MOVED, QUARTERS = 4, 12
PROGRAMME = {
    "type": "tri-sector-programme",
    "members": ("council-1", "social-enterprise-1", "contractor-1"),
    "service": "youth",
}
DEAL = {
    "type": "land-and-funding",
    "members": ("council-2", "housing-association-1"),
    "target_saving": 1e6,
}
BUSY = tiny(
    **{
        "policy.network.bid_quarter": 9,
        "policy.ventures.company": False,
        "uncertainty.land.overrun": 0.2,
        "partnership": (PROGRAMME, DEAL),
    }
)
FLOOD = {"name": "flood", "kind": "crisis", "quarter": 5}
NEEDS = {
    "policy.funding.cut_years": {"policy.funding.cut_years": 1},
    "policy.funding.later_cut": {
        "policy.funding.profile": "two-phase",
        "policy.funding.cut_years": 1,
    },
    "policy.funding.later_years": {
        "policy.funding.profile": "two-phase",
        "policy.funding.cut_years": 1,
    },
    "policy.funding.cuts": {"policy.funding.profile": "file"},
    "policy.funding.fees_years": {"policy.funding.fees_target": 0.1},
    "policy.pilots.quarters": {"policy.pilots.areas": 1},
    "policy.pledges.threshold": {"policy.pledges.pledge_bank": True},
    "policy.land.plots": {"policy.land.fund": 1e5},
    "policy.assets.lease": {"policy.assets.lease": 4},
    "policy.leadership.electoral_cycle": {"policy.leadership.electoral_cycle": 4},
}
"""What has to stand otherwise for some levers to have anything to act on."""
SELDOM = {
    "policy.procurement.price_weight": "another bidder wins only where bids are close",
    "policy.procurement.quality_weight": "another bidder wins only where bids are close",
    "policy.borrowing.service_limit": "nobody here is near the limit",
    "policy.land.fund": "plots run out before the fund does",
    "policy.procurement.turnover_test": "the contractors here are large enough for any lot",
    "policy.agenda.association_initiative": "the councils here have what they can share already",
    "policy.review.streamlining": "the first reviews are all but over",
    "policy.agenda.partner_scope": "all of three councils are in reach",
    "policy.programme.places": "needs a cohort that enrols after the change",
    "policy.programme.links": "needs a cohort that ends after the change",
    "policy.benefits.initiative_churn": "needs partnerships that are years old",
    "policy.sharing.benefit_share": "needs a cohort that has settled",
    "policy.sharing.split": "councils that sign here are of one size",
    "policy.signing.agreement": "a refusal by one alone is rare",
    "policy.ventures.purpose": "the fund is spent either way; it shows two years later",
    "policy.ventures.connections": "the deals here are about homes",
    "policy.review.sunset": "needs a talking shop at its review",
    "policy.funding.cut_years": "cuts of later years",
    "policy.funding.later_years": "cuts of later years",
}
"""Levers that need not show in so short a run, and why; none of them may act too early either."""


@cache
def without(key):
    return history({**BUSY, **NEEDS.get(key, {}), "event": (FLOOD,)}, QUARTERS)


def until(told, quarter):
    """Return what a history says of the quarters before one."""
    (entries, events, _, (_, benefits)), matrix = told
    recent = [
        [line for line in lines if line.quarter < quarter] for lines in (entries, events, benefits)
    ]
    return recent, matrix[:quarter]


@pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: lever.key)
def test_a_lever_moved_on_the_way_acts_from_then_on_and_on_no_quarter_before(lever):
    base = {**BUSY, **NEEDS.get(lever.key, {})}
    rules = {**RULES, "quarter": MOVED, "set": moved(lever, scenario(base))}
    later = history({**base, "event": (FLOOD, rules)}, QUARTERS)
    stays = without(lever.key if lever.key in NEEDS else "")
    (told, before), (other, as_before) = until(later, MOVED), until(stays, MOVED)
    assert told == other
    assert np.array_equal(before, as_before, equal_nan=True)
    if lever.key not in SELDOM:
        acts = later[0] != stays[0] or not np.array_equal(later[1], stays[1], equal_nan=True)
        assert acts


def taken_back(quarters, on, off, values=None, *, at=4, back=8):
    """Return a world in which rules were set for a year and then taken back."""
    events = (
        {"name": "on", "kind": "new-rules", "quarter": at, "set": on},
        {"name": "off", "kind": "new-rules", "quarter": back, "set": off},
    )
    return world(quarters, {**tiny(), **(values or {}), "event": events})


def paid_in(model, flow):
    """Return the quarters in which anything was paid under a heading."""
    return {entry.quarter for entry in model.ledger.entries if entry.flow is flow}


def test_a_body_that_no_longer_convenes_leaves_nothing_standing():
    base = {"policy.network.collective_purchase": True, "policy.network.vouchers": 100.0}
    model = taken_back(
        10, {"policy.network.funding": 50.0}, {"policy.network.convenes": False}, base
    )
    (body,) = model.bodies
    assert (body.members, body.reach, body.gain, body.in_touch) == ([], 0.0, 0.0, False)
    assert {council.purchase_cost for council in model.councils} == {1.0}
    assert {(p.network_active, p.people_reached) for p in model.places} == {(0.0, 0.0)}
    assert max(paid_in(model, Flow.VOUCHER)) == max(paid_in(model, Flow.NETWORK_FEE)) == 7


def test_a_body_that_begins_to_convene_takes_the_members_it_would_have_had_at_the_start():
    base = tiny(**{"policy.network.convenes": False})
    rules = {**RULES, "quarter": 5, "set": {"policy.network.convenes": True}}
    late, early = world(6, {**base, "event": (rules,)}), world(1, tiny())
    assert [m.name for m in late.bodies[0].members] == [m.name for m in early.bodies[0].members]


ASSETS = {"policy.assets.release_rate": 0.0, "uncertainty.assets.vacant": 0.3}


def test_buildings_are_released_and_audited_when_the_lever_is_moved_on_the_way():
    on = {"policy.assets.release_rate": 0.3, "policy.assets.audit": True}
    model = taken_back(9, on, {"policy.assets.audit": False}, ASSETS)
    released = {e.quarter for e in model.events.events if e.kind == "building leased"}
    assert released
    assert min(released) >= 4
    audits = [e for e in model.ledger.entries if e.pence == 2_000_000 and e.flow is Flow.IDEAS]
    assert [e.quarter for e in audits] == [4] * len(model.places)


def test_leases_run_out_after_the_release_of_buildings_has_stopped():
    on = {"policy.assets.release_rate": 0.3, "policy.assets.lease": 4}
    model = taken_back(13, on, {"policy.assets.release_rate": 0.0}, ASSETS)
    assert not any(place.leases or place.assets for place in model.places)
    assert 4 in paid_in(model, Flow.ASSETS)
    assert max(paid_in(model, Flow.ASSETS)) < 12


def test_a_shorter_lease_makes_no_building_vanish():
    model = taken_back(
        12,
        {"policy.assets.lease": 12, "policy.assets.release_rate": 0.3},
        {"policy.assets.lease": 8},
        ASSETS,
    )
    for place in model.places:
        assert place.vacant + len(place.leases) == round(0.3 * place.population)


CREWS = {
    "uncertainty.sharing.crew_lump": 1.0,
    "uncertainty.incidents.fire_rate": 0.3,
    "policy.capacity.investment": 4.0,
    "policy.dividend.share": 0.0,
}
SHARE = {"policy.dividend.share": 0.5, "policy.dividend.fire_joins": True}


def test_a_dividend_is_paid_on_the_cash_of_the_quarters_in_which_it_was_agreed():
    rules = {**RULES, "quarter": 14, "set": SHARE}
    model = world(17, {**tiny(**CREWS), "event": (rules,)})
    cash = {q: 0 for q in range(17)}
    for entry in model.ledger.entries:
        if entry.flow is Flow.CASHED and entry.payee == "Fire":
            cash[entry.quarter] += entry.pence
    assert sum(cash[q] for q in range(14)) > 0
    paid = sum(e.pence for e in model.ledger.entries if e.flow is Flow.DIVIDEND)
    assert paid == pytest.approx(0.5 * sum(cash[q] for q in (14, 15, 16)), abs=len(model.places))
    assert paid > 0


def test_nothing_is_paid_or_known_of_a_dividend_once_its_last_year_is_paid():
    model = taken_back(20, SHARE, {"policy.dividend.share": 0.0}, CREWS, at=4, back=13)
    assert {place.dividend_known for place in model.places} == {0.0}
    assert max(paid_in(model, Flow.DIVIDEND)) <= 16
    assert DividendParameters().share == 0.0


def test_a_larger_share_of_benefits_is_not_owed_for_costs_of_before():
    values = {"partnership": (PROGRAMME,), "policy.sharing.benefit_share": 0.1}
    rules = {**RULES, "quarter": 13, "set": {"policy.sharing.benefit_share": 1.0}}
    model = world(14, {**tiny(**values), "event": (rules,)})
    costs = {Flow.PROGRAMME, Flow.SET_UP, Flow.OVERHEAD}
    for partnership in model.partnerships:
        if not partnership.kind.saves_cash:
            own = [e for e in model.ledger.entries if e.partnership == partnership.name]
            paid = [e for e in own if e.flow in costs and e.payer == partnership.lead.account]
            most = sum(e.pence * (1.0 if e.quarter >= 13 else 0.1) for e in paid)
            assert partnership.repayment.agreed == pytest.approx(most)


def test_money_for_ideas_that_comes_from_outside_takes_nothing_from_neighbourhoods():
    model = taken_back(
        9,
        {"policy.brokers.brokers": 4.0},
        {"policy.idea_funding.source": "new-money"},
    )
    assert {council.reallocated for council in model.councils} == {0.0}


TRENDS = {
    "policy.demand.climate": (lambda m: float(m.councils[0].need[3]), 24),
    "policy.friction.commercial_pressure": (lambda m: association(m).market_share, 25),
}


def association(model):
    return next(o for o in model.organisations if o.kind == "housing-association")


@pytest.mark.parametrize("lever", TRENDS)
def test_a_trend_that_begins_late_has_grown_for_so_long_and_no_longer(lever):
    look, grows = TRENDS[lever]
    calm = {**QUIET, "policy.funding.enabled": False}
    rules = {**RULES, "quarter": 20, "set": {lever: True}}
    never, late, always = (
        look(world(25, values))
        for values in (calm, {**calm, "event": (rules,)}, {**calm, lever: True})
    )
    a_quarter = np.log(always / never) / grows
    assert np.log(late / never) == pytest.approx((grows - 20) * a_quarter, rel=1e-6)


def test_isolation_grows_with_the_quarters_in_which_the_trend_held():
    from sim.mechanisms.indices import isolation

    on, off = ({"policy.indices.isolation_trend": rate} for rate in (2.0, 0.0))
    assert isolation(taken_back(12, on, off)) == 8.0


def test_fees_that_are_introduced_late_grow_in_equal_steps_from_then_on():
    on = {"policy.funding.fees_target": 0.1, "policy.funding.fees_years": 2}
    rules = {**RULES, "quarter": 12, "set": on}
    plan = scenario({**QUIET, "event": (rules,)}, quarters=24)
    model, shares = PartnershipModel(plan), []
    while not model.finished:
        model.step()
        if model.quarter % 4 == 1:
            shares.append(model.councils[0].fees / model.councils[0].base_budget)
    assert shares == pytest.approx([0.0, 0.0, 0.0, 0.0, 0.05, 0.1])


def test_homes_that_were_begun_are_let_when_later_deals_are_about_energy():
    rules = {**RULES, "quarter": 6, "set": {"policy.ventures.purpose": "energy"}}
    model = world(16, {**tiny(), "event": (rules,)})
    begun = [
        homes
        for p in model.partnerships
        for quarter, (homes, _) in p.homes.started.items()
        if quarter < 6
    ]
    assert sum(begun) > 0.0
    assert sum(p.homes.let for p in model.partnerships) == pytest.approx(sum(begun))


def test_a_pilot_whose_time_is_cut_short_is_judged_at_once():
    rules = {**RULES, "quarter": 6, "set": {"policy.pilots.quarters": 4}}
    model = world(7, {**tiny(), "policy.pilots.areas": 1, "event": (rules,)})
    assert [e.quarter for e in model.events.events if e.kind.startswith("gate")] == [6]
