"""The thirty questions: each is complete, its worlds or its design are sound, its pages fresh."""

import re

import pytest

from sim.core.errors import ScenarioError
from sim.measures import MEASURES
from sim.study.questions import AUDIENCES, DESIGN, FILE, load_question, questions
from sim.sweep.design_loading import load_design

ASKED = {question.name: question for question in questions()}
RESEARCH = [question for question in ASKED.values() if question.audience == "research"]


def test_every_audience_has_ten_questions_numbered_from_one():
    for audience in AUDIENCES:
        numbers = [int(name.split("-")[1]) for name in ASKED if name.startswith(audience)]
        assert numbers == list(range(1, 11))


@pytest.mark.parametrize("question", ASKED.values(), ids=ASKED)
def test_a_question_has_its_worlds_or_a_design(question):
    design = question.folder / DESIGN
    assert bool(question.entry.world) != design.is_file()
    for comparison in question.comparisons() if question.entry.world else ():
        assert len(comparison.worlds) >= 2
        assert len({world.name for world in comparison.worlds}) == len(comparison.worlds)


@pytest.mark.parametrize("question", RESEARCH, ids=lambda question: question.name)
def test_a_researchers_design_can_be_run_as_it_stands(question):
    design = load_design(question.folder / DESIGN)
    assert 100 <= design.runs <= 5000
    assert {m.split()[0] for m in question.entry.measures} <= set(MEASURES)
    assert design.first_scenarios(1)


def test_a_question_that_names_no_measure_of_ours_is_told_the_nearest(tmp_path):
    text = (ASKED["trainer-01-talking-shop"].folder / FILE).read_text("utf-8")
    wrong = re.sub(r"measures = \[.*\]", 'measures = ["coverge"]', text)
    (tmp_path / FILE).write_text(wrong, "utf-8")
    with pytest.raises(ScenarioError, match=r"no measure `coverge`.*`coverage`"):
        load_question(tmp_path)
