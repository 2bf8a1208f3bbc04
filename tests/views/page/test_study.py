"""The background study: many pairs of worlds, and what they let one say."""

import asyncio
import os
import re
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from sim.core.errors import PageError
from sim.study import compare
from sim.study.answers import course_of
from sim.views.page import study
from sim.views.page.room import Room
from sim.views.page.stories import own_story
from sim.views.page.vote_panel import counted, measured
from sim.views.page.workers import Workers
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


def test_a_study_tells_more_and_more_and_keeps_what_it_found(monkeypatch):
    monkeypatch.setattr(study, "PAIRS", 4)
    monkeypatch.setattr(study, "CHUNK", 2)
    with ThreadPoolExecutor(1) as pool:
        studies = study.Studies(Workers(pool))
        findings = asyncio.run(every(studies))
        assert asyncio.run(every(studies)) == findings[-1:]
    assert [finding.pairs for finding in findings] == [2, 4, 4]
    low, high = findings[-1].likely
    share = 100.0 * findings[-1].row["higher"] / 4
    assert 0.0 <= low <= share <= high <= 100.0
    assert sum(findings[-1].outcomes) == 4


async def every(studies):
    return [finding async for finding in studies.of(worlds(), CELL)]


def test_the_answer_is_said_with_its_interval():
    pair = worlds(8)
    found = study.finding_of([study.paths_of(pair, CELL, range(3))], CELL, pair)
    words = counted(Room(own_story(pair)), found)
    assert words.startswith("In 0 of 3 pairs this ended higher in B, in 3 lower: Outcome")
    assert re.search("95 % interval of that share: 0 to [4-9][0-9] %", words)
    assert "95 % interval" in measured(found)


def test_an_outcome_that_no_pair_has_is_said_to_be_none():
    pair, cell = worlds(), ("talking_shop_share", "")
    nothing = np.full((4, 3), np.nan)
    found = study.finding_of([(nothing, nothing)], cell, pair)
    assert "does not exist in these scenarios: Talking shop share" in counted(
        Room(own_story(pair), cell=cell), found
    )


@pytest.mark.slow
def test_a_process_that_is_lost_is_said_and_made_up_for():
    workers = Workers()
    try:
        with pytest.raises(PageError, match="please try again"):
            asyncio.run(workers.do(os._exit, 9))
        assert asyncio.run(workers.do(abs, -2)) == 2
    finally:
        workers.stop()
