"""Crisis: at intensity 0 nothing happened (A18); with ties help comes sooner."""

import pytest

from tests.build import QUIET, world
from tests.model.test_order import fingerprint


def flood(quarters, intensity=1.0, **values):
    event = ({"name": "flood", "kind": "crisis", "quarter": 4, "intensity": intensity},)
    return world(quarters, {"event": event, "run.quarters": 40, **values})


def test_at_no_intensity_the_world_is_the_same_bit_for_bit():
    assert fingerprint(flood(16, 0.0)) == fingerprint(world(16, {"run.quarters": 40}))


NO_MORE_MINDS = {"uncertainty.crisis.mental_health": 0.0}


def test_need_rises_for_six_quarters_and_returns():
    calm = world(0, {**QUIET, "run.quarters": 40})
    hit = flood(0, **QUIET, **NO_MORE_MINDS)
    extra = []
    for _ in range(12):
        calm.step()
        hit.step()
        extra.append(hit.councils[0].need[0] / calm.councils[0].need[0])
    assert extra[3] == 1.0
    assert extra[4:10] == pytest.approx([1.25] * 6, rel=0.02)
    assert extra[10] == pytest.approx(1.0, abs=0.02)


def test_minds_suffer_too_and_that_is_a_part_of_care_alone():
    hit, milder = flood(5, **QUIET), flood(5, **QUIET, **NO_MORE_MINDS)
    for a, b in zip(hit.councils, milder.councils, strict=True):
        assert a.need[0] / b.need[0] == pytest.approx(1.0 + 0.5 * 0.06 / 1.25)
        assert list(a.need[1:]) == list(b.need[1:])


def test_its_onset_sets_off_a_wave_of_volunteering_that_runs_out():
    model = flood(0, **QUIET)
    given = []
    for _ in range(14):
        model.step()
        given.append(model.places[0].volunteers)
    assert given[4] > 1.5 * given[3]
    assert given[4] > given[5] > given[7]
    assert given[13] == pytest.approx(given[3], abs=0.03)


def test_who_knows_each_other_responds_sooner():
    def weeks(share):
        model = flood(6, **QUIET, **{"uncertainty.trust.pre_tie_share": share})
        return sum(c.response_weeks for c in model.councils) / len(model.councils)

    assert weeks(0.0) > weeks(0.3) > weeks(1.0)


def test_help_that_comes_late_is_missed_in_the_first_quarter_only():
    model = flood(5, **QUIET, **{"policy.funding.grant_cut": 0.0})
    covered = float(model.councils[0].coverage[0])
    assert covered < 1.0
    model.step()
    assert float(model.councils[0].coverage[0]) > covered
