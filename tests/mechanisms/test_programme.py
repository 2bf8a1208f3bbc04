"""Programme: individual trainees, the same luck twice, and who pays and gains (A15, P13)."""

import pytest

from sim.agents.phases import Phase
from sim.core.ledger import CENTRAL_GOVERNMENT, Basis, Flow
from sim.core.services import Service
from sim.rules.programme import ProgrammeParameters, chance_with, links_found
from tests.build import QUIET, world

WORKING = {
    **QUIET,
    "policy.review.enabled": False,
    "place.councils": 1,
    "partnership": (
        {
            "type": "tri-sector-programme",
            "members": ("council-1", "social-enterprise-1", "contractor-1"),
        },
    ),
}
FULL = {
    "uncertainty.friction.fixed": 0.0,
    "uncertainty.contribution.free_rider_share": 0.0,
    "uncertainty.contribution.base": 0.5,
    "uncertainty.contribution.trust_effect": 1.0,
}


def cohorts(quarters=24, replicate=0, **values):
    return world(quarters, {**WORKING, **values}, replicate=replicate)


def test_a_cohort_begins_every_year_and_is_counted_a_year_later():
    model = cohorts()
    begun = [cohort.begun for cohort in model.cohorts]
    assert begun == [3, 7, 11, 15, 19, 23]
    assert [cohort.finished for cohort in model.cohorts] == [True] * 5 + [False]
    assert all(len(cohort.people) == 25 for cohort in model.cohorts)


def test_a_cohort_is_helped_for_four_quarters_from_the_first_one_on():
    model = cohorts()
    for cohort in model.cohorts[:-1]:
        assert len(cohort.help) == 4
        assert min(cohort.help) > 0.0
    paid = {q: 0 for q in range(3, 24)}
    for entry in model.ledger.entries:
        if entry.flow is Flow.PROGRAMME:
            paid[entry.quarter] += entry.pence
    assert set(paid.values()) == {paid[3]}


def test_a_year_cut_short_helps_by_that_much_less():
    model = cohorts(5, **FULL)
    (cohort,) = model.cohorts
    model.partnerships[0].move_to(Phase.DISSOLVED)
    for _ in range(3):
        model.step()
    assert cohort.finished
    assert len(cohort.help) == 2
    whole = cohorts(8, **FULL).cohorts[0]
    assert cohort.additional < whole.additional


@pytest.mark.parametrize("replicate", range(4))
def test_nobody_is_worse_off_and_additional_people_are_counted_one_by_one(replicate):
    for cohort in cohorts(replicate=replicate).cohorts:
        for person in cohort.people:
            assert person.good_destination >= person.good_destination_without
            assert person.offence_free >= person.offence_free_without
        helped = [p.good_destination and not p.good_destination_without for p in cohort.people]
        assert cohort.additional == sum(helped)


def test_without_the_programme_the_same_people_have_the_same_luck():
    helped, idle = cohorts(), cohorts(**{"uncertainty.programme.effect": 0.05})
    for a, b in zip(helped.cohorts, idle.cohorts, strict=True):
        assert [p.good_destination_without for p in a.people] == [
            p.good_destination_without for p in b.people
        ]


def test_all_three_are_needed_and_one_who_stays_away_is_missed_by_all():
    def additional(substitution):
        total = 0
        for replicate in range(12):
            model = cohorts(
                0, replicate, **FULL, **{"uncertainty.contribution.substitution": substitution}
            )
            for _ in range(24):
                model.step()
                for partnership in model.partnerships:
                    partnership.memberships[-1].contribution *= 0.02
            total += sum(c.additional for c in model.cohorts)
        return total

    assert additional(-4.0) < additional(1.0)


def test_the_council_pays_for_the_places_and_central_government_gains():
    model = cohorts(16)
    council = model.councils[0]
    paid = [e for e in model.ledger.entries if e.flow is Flow.PROGRAMME]
    assert {e.payer for e in paid} == {council.account}
    per_quarter = sum(e.pence for e in paid if e.quarter == 10) / 100_000
    assert per_quarter == pytest.approx(25 * 9.0 / 4, abs=1e-4)
    gains = [b for b in model.benefits if b.beneficiary == CENTRAL_GOVERNMENT]
    claimed = sum(b.pence for b in gains if b.basis is Basis.CLAIMED)
    attributed = sum(b.pence for b in gains if b.basis is Basis.ATTRIBUTED)
    assert 0 <= attributed <= claimed


def test_the_april_budget_knows_what_the_places_of_the_year_will_cost():
    model = cohorts(5)
    assert model.councils[0].planned_costs == pytest.approx(25 * 9.0)
    paid = [0, 0]
    for entry in cohorts(12).ledger.entries:
        if entry.flow is Flow.PROGRAMME and 4 <= entry.quarter < 12:
            paid[entry.quarter // 8] += entry.pence
    assert paid == pytest.approx([25 * 9.0 * 100_000] * 2, abs=40)


def test_the_three_partners_bear_the_cost_of_meeting_in_equal_parts():
    model = cohorts(2)
    paid = {e.payer: e.pence for e in model.ledger.entries if e.flow is Flow.OVERHEAD}
    assert set(paid) == {member.name for member in model.partnerships[0].members}
    assert max(paid.values()) - min(paid.values()) <= 1


def test_a_council_cannot_enrol_more_than_it_can_refer():
    small = {"place.council": ({"name": "Small", "population": 20_000},)}
    values = {**WORKING, **small}
    values.pop("place.councils")
    members = ("Small", "social-enterprise-1", "contractor-1")
    values["partnership"] = ({"type": "tri-sector-programme", "members": members},)
    model = world(8, values)
    assert [len(cohort.people) for cohort in model.cohorts] == [10, 10]


def test_a_young_person_who_settles_spares_the_council_youth_work_for_a_year():
    values = {**FULL, "uncertainty.programme.youth_relief": 10.0}
    plain, eased = cohorts(9, **FULL), cohorts(9, **values)
    additional = eased.cohorts[0].additional
    assert additional == plain.cohorts[0].additional > 0
    council = eased.councils[0]
    spared = council.prevented[Service.YOUTH] * council.base_spend[Service.YOUTH]
    assert spared == pytest.approx(10.0 * additional)
    assert council.need[Service.YOUTH] < plain.councils[0].need[Service.YOUTH]


def test_what_partners_put_in_opens_places_to_go_on_to():
    numbers = ProgrammeParameters(partner_links=1.0)
    assert links_found(0.0, numbers) == 0.0
    assert links_found(0.6, numbers) == pytest.approx(0.6)
    assert links_found(0.6, ProgrammeParameters(partner_links=1.0, links=0.9)) == 1.0
    assert chance_with(0.5, 0.8, 1.0, numbers) > chance_with(0.5, 0.8, 0.0, numbers)
