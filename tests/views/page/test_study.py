"""The background study: many pairs of worlds, and what they let one say."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from sim.study import compare
from sim.study.answers import course_of
from sim.views.page import study
from sim.views.page.room import Room
from sim.views.page.stories import own_story
from sim.views.page.vote_panel import said
from tests.views.small import small_region

CELL = ("outcome", "")


def worlds(quarters=4):
    return small_region(quarters), small_region(quarters, **{"policy.funding.grant_cut": 0.12})


def test_a_study_finds_what_the_command_line_finds():
    pair = worlds(8)
    for cell in (CELL, ("saving_counterfactual", "")):
        first, second = study.paths_of(pair, cell, range(2))
        results = compare([pair[0]], replicates=2)
        assert (first == course_of(results, pair[0].name, cell)).all()
        assert first.shape == second.shape == (8, 2)


def test_a_study_says_how_far_it_is_and_ends_with_a_finding(monkeypatch):
    monkeypatch.setattr(study, "PAIRS", 4)
    monkeypatch.setattr(study, "CHUNK", 2)

    async def run():
        with ThreadPoolExecutor(1) as pool:
            return [step async for step in study.study(pool, worlds(), CELL)]

    steps = asyncio.run(run())
    assert [done for done, _ in steps] == [2, 4]
    finding = steps[-1][1]
    assert finding.pairs == 4
    assert sum(finding.outcomes) == 4
    low, high = finding.likely
    assert 0.0 <= low < 100.0 * finding.row["higher"] / 4 + 1e-9 <= high + 1e-9 <= 100.0 + 2e-9


def test_the_answer_is_said_with_its_interval():
    pair = worlds(8)
    found = study.finding_of([study.paths_of(pair, CELL, range(3))], CELL, pair)
    words = said(Room(own_story(pair)), found)
    assert words.startswith("In 0 of 3 pairs of worlds this ended higher in B, in 3 lower: Outcome")
    assert "95 % interval" in words
