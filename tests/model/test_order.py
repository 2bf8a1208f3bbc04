"""Order and luck: nothing depends on who was made first, watched, or drawn for elsewhere."""

import random  # noqa: TID251

import mesa
import numpy as np
import pytest

from sim.model import PartnershipModel
from sim.output.recorder import Recorder
from tests.build import scenario, world

NAMES = ["Ash", "Beech", "Cedar", "Dogwood"]
RING = {"Ash": ("Beech", "Dogwood"), "Cedar": ("Beech", "Dogwood"), "Beech": (), "Dogwood": ()}


def fingerprint(model):
    ties = {
        (a.name, b.name): model.ties.trust(a, b)
        for a in model.councils
        for b in model.organisations
        if a is not b
    }
    sums = model.residents.counts.cells.tolist()
    return model.ledger.entries, model.events.events, ties, sums, model.benefits


def forest(order, homes):
    return {
        "place.council": tuple({"name": n, "neighbours": RING[n]} for n in order),
        "place.organisation": tuple(
            {"name": f"{home} works", "kind": "social-enterprise", "home": home} for home in homes
        ),
        "place.social_enterprises": 0,
        "place.housing_associations": 0,
    }


def test_the_order_in_which_agents_are_made_changes_nothing():
    one = world(30, forest(NAMES, NAMES[:2]))
    other = world(30, forest(NAMES[::-1], NAMES[1::-1]))
    entries, events, ties, *_ = fingerprint(one)
    assert sorted(entries) == sorted(fingerprint(other)[0])
    assert sorted(events) == sorted(fingerprint(other)[1])
    assert ties == fingerprint(other)[2]


def test_watching_changes_nothing():
    plan = scenario(quarters=20)
    quiet, watched = PartnershipModel(plan), PartnershipModel(plan, observe=Recorder())
    for model in (quiet, watched):
        model.run_all()
    assert fingerprint(quiet) == fingerprint(watched)


@pytest.mark.parametrize("threads", [2, 4])
def test_threads_change_nothing(threads):
    plan = scenario({"place.residents_per_council": 10_000}, quarters=8)
    one, many = PartnershipModel(plan), PartnershipModel(plan, threads=threads)
    for model in (one, many):
        model.run_all()
    assert (one.residents.columns.level == many.residents.columns.level).all()
    assert fingerprint(one) == fingerprint(many)


def test_luck_that_others_use_up_changes_nothing():
    calm, disturbed = world(0), world(0)
    for _ in range(12):
        calm.step()
        random.random()
        np.random.random()  # noqa: NPY002, TID251
        disturbed.random.random()
        disturbed.rng.random()
        disturbed.step()
    assert fingerprint(calm) == fingerprint(disturbed)


def test_an_organisation_that_nobody_meets_changes_nobody_elses_history():
    between_councils = {"policy.agenda.permitted": ("shared-service", "management-consolidation")}
    alone = world(24, between_councils)
    more = world(24, {**between_councils, "place.contractors": 5})
    others = [e for e in more.ledger.entries if "contractor-5" not in (e.payer, e.payee)]
    assert alone.ledger.entries == others
    mine = [e for e in more.events.events if e.subject != "contractor-5"]
    assert alone.events.events == mine


def test_two_replicates_differ_and_each_can_be_repeated():
    assert fingerprint(world(12, replicate=3)) == fingerprint(world(12, replicate=3))
    assert fingerprint(world(12, replicate=3)) != fingerprint(world(12, replicate=4))


def test_identical_councils_with_swapped_names_swap_their_accounts():
    figures = {
        "population": 200_000,
        "budget": 2e8,
        "reserves": 2e7,
        "grant_share": 0.5,
        "deprivation": 20.0,
    }
    values = {
        "policy.agenda.proposals": False,
        "policy.leadership.enabled": False,
        "policy.funding.election_aversion": False,
    }
    a, b = (
        world(24, {**values, "place.council": tuple({"name": n, **figures} for n in names)})
        for names in (("Oak", "Elm"), ("Elm", "Oak"))
    )
    for model in (a, b):
        assert model.ledger.balance("Oak") == model.ledger.balance("Elm")
    assert a.ledger.balances == b.ledger.balances


def test_the_model_is_a_plain_mesa_model():
    model = world(2)
    assert isinstance(model, mesa.Model)
    model.step()
    assert model.quarter == 3
    assert {type(a).__name__ for a in model.agents if not hasattr(a, "row")} >= {
        "Council",
        "Contractor",
    }


def test_a_grant_that_comes_after_the_end_changes_nothing():
    event = ({"name": "late", "kind": "one-off-grant", "year": 5, "amount": 1e6},)
    plan = scenario({"event": event}, quarters=24)
    model = PartnershipModel(plan)
    for _ in range(20):
        model.step()
    assert fingerprint(model) == fingerprint(world(20))
