"""Laboratory: a run is looked at once, wherever and however often somebody asks."""

import pytest

from sim.checks.laboratory import Laboratory, Look, World
from sim.checks.patterns.looks.communities import response_weeks
from sim.checks.patterns.looks.councils import gap_share
from sim.checks.patterns.looks.measures import every_measure, regional_columns

TINY = World({"place.councils": 2, "place.residents_per_council": 10, "run.quarters": 6})
GAP, EARLY = Look(gap_share), Look(gap_share, 0)


@pytest.fixture
def laboratory(tmp_path):
    return Laboratory(tmp_path / "book", processes=1)


def again(laboratory):
    """The laboratory as another process would find it."""
    return Laboratory(laboratory.book.parent, processes=1)


def test_what_was_seen_is_there_for_the_next_who_asks(laboratory):
    laboratory.see([(TINY, GAP)], 2)
    later = again(laboratory)
    assert list(later.missing([(TINY, GAP)], 2)) == []
    assert later.values(TINY, GAP, 2) == laboratory.values(TINY, GAP, 2)


def test_only_what_is_new_is_looked_at(laboratory):
    laboratory.see([(TINY, GAP)], 1)
    asked = [(TINY, GAP), (TINY, EARLY), (TINY.with_values({"run.quarters": 7}), GAP)]
    left = [
        (job.replicate, job.world.scenario.run.quarters, [look.at for look in job.looks])
        for job in laboratory.missing(asked, 2)
    ]
    assert left == [(0, 6, [0]), (0, 7, [None]), (1, 6, [None, 0]), (1, 7, [None])]


def test_a_look_at_a_quarter_is_one_at_its_end(laboratory):
    short = TINY.with_values({"run.quarters": 5})
    laboratory.see([(TINY, Look(gap_share, 4)), (short, GAP)], 1)
    assert laboratory.values(TINY, Look(gap_share, 4), 1) == laboratory.values(short, GAP, 1)


def test_a_line_that_a_kill_cut_short_is_asked_anew_and_spoils_no_other(laboratory):
    laboratory.see([(TINY, GAP)], 2)
    text = laboratory.book.read_text("utf-8")
    laboratory.book.write_text(text[:-9], "utf-8")
    killed = again(laboratory)
    assert [job.replicate for job in killed.missing([(TINY, GAP)], 2)] == [1]
    killed.see([(TINY, GAP)], 2)
    assert again(laboratory).values(TINY, GAP, 2) == laboratory.values(TINY, GAP, 2)


def test_a_recorded_look_sees_every_measure(laboratory):
    every, weeks = Look(every_measure, recorded=True), Look(response_weeks)
    laboratory.see([(TINY, every), (TINY, weeks)], 1)
    (values,) = laboratory.values(TINY, every, 1)
    named = dict(zip(regional_columns(), values, strict=True))
    assert [named["response_weeks", ""]] == laboratory.values(TINY, weeks, 1)


def test_two_processes_see_what_one_does(laboratory, tmp_path):
    both = Laboratory(tmp_path / "both", processes=2)
    for one in (laboratory, both):
        one.see([(TINY, GAP)], 3)
    assert both.seen == laboratory.seen
