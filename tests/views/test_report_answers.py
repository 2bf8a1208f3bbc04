"""Report: what its answer says, how sure, for whom and what would change it."""

import re

import numpy as np
import pandas as pd
import pytest

from sim.analysis.answers import ANSWER, Answers
from sim.analysis.bands import banded
from sim.output.results import Results
from sim.study import run
from sim.views.report import report_html
from sim.views.report.answer import answer_of
from sim.views.report.cases import material_of
from sim.views.report.changes import differences_table, own_values_table
from sim.views.report.page import full_context
from sim.views.report.study import study_answer, study_found
from sim.views.words import span
from tests.views.reports import SETTINGS, words
from tests.views.small import renamed_world


def test_a_report_answers_how_sure_for_whom_and_what_would_change_it(html):
    said = words(html["one"])
    for part in (
        "What does partnership working bring in",
        "without parameter uncertainty: over 4 years councils end",
        "How sure",
        "For whom",
        "Sensitivity",
        "Three measures of saving",
        "Financial case by account",
        "Economic case",
        "What the model cannot say",
        "Hash of all tables",
    ):
        assert part in said


def test_a_world_against_itself_is_said_to_make_no_difference(html):
    said = words(html["same"])
    assert "No difference: default (2) and default are the same in every payment" in said
    assert "No costs or benefits fall to anyone." in said


def test_the_verdict_is_only_as_strong_as_the_interval(one):
    material = material_of(one, SETTINGS)
    case = material.cases[0]
    found, said = case.savings.counterfactual, answer_of(material, case).answer
    low, high = found.seeds
    assert ("not clearly better or worse" in said) == (low <= 0.0 <= high)
    assert "not varied in these runs" in answer_of(material, case).sure[0]


def test_a_comparison_is_of_worlds_and_also_shows_each_without_partnerships(two):
    material = material_of(two, SETTINGS)
    assert [(case.label, case.against) for case in material.cases] == [("default (2)", "default")]
    assert list(material.by_world) == ["default", "default (2)"]
    assert material.structure is not None
    assert "in the 2 scenarios here" in answer_of(material, material.cases[0]).sure[2]


def test_worlds_of_the_same_title_are_told_apart_by_their_labels(same, html):
    assert material_of(same, SETTINGS).names == {"default": "default", "default (2)": "default (2)"}
    assert "What changes with “default (2)” instead of “default”?" in words(html["same"])


def test_what_differs_between_worlds_is_named_with_its_meaning(two):
    one, _, other, _ = two.worlds
    rows = differences_table(one, other).rows
    named = next(row for row in rows if row[0].startswith("Collaboration: preset"))
    assert named[1:3] == ("none", "genuine")
    assert named[3]
    assert any(row[0].startswith("Collaboration: preset") for row in own_values_table(other).rows)


def test_headlines_have_no_more_than_two_significant_figures(one):
    answer = answer_of(material_of(one, SETTINGS), material_of(one, SETTINGS).cases[0])
    for amount in re.findall(r"£([\d.,]+)", answer.answer + " ".join(answer.sure)):
        digits = amount.replace(".", "").replace(",", "").strip("0")
        assert len(digits) <= 2, amount


def test_a_study_without_payments_says_both_ranges_and_what_moves_the_answer(study):
    thin = Results(study.manifest, {**study.tables, "ledger": study.tables["ledger"].slice(0, 0)})
    material = material_of(thin, SETTINGS)
    answer = study_answer(material, "default")
    assert not material.cases
    assert "over 12 points of uncertain parameters" in answer.question
    assert "95 % of the 12 points lie within" in answer.sure[0]
    assert any(line.startswith("Funding: grant cut from 0.00 to 0.10:") for line in answer.change)
    assert "95 % of the 12 points lie within" in words(report_html(thin, SETTINGS, brief=True))


def with_factor(results, key, values):
    """Return a study that also varied another key, point by point."""
    points = results.frame("points")
    more = [(point, key, values[point % len(values)]) for point in sorted(set(points["point"]))]
    frame = pd.concat([points, pd.DataFrame(more, columns=points.columns)], ignore_index=True)
    table = results.tables["points"]
    return Results(
        results.manifest, {**results.tables, "points": table.from_pandas(frame, table.schema)}
    )


def test_rules_of_collaboration_that_a_study_varied_are_named_with_what_each_comes_to(study):
    varied = with_factor(study, "policy.collaboration.preset", ["silo", "genuine"])
    said = study_answer(material_of(varied, SETTINGS), "default").sure[2]
    assert re.search(r"preset from (silo to genuine|genuine to silo): £\S+ \(", said)
    assert study_answer(material_of(study, SETTINGS), "default").sure[2].endswith("rules only.")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([-1.0, -2.0, 0.0, 0.0, 3.0, -4.0], "at more points than not: against the"),
        ([-1.0, -2.0, 0.0, -4.0], "worse off at 75 % and exactly as well off at 25 % of points"),
        ([1.0, 2.0], "Councils gain at every point"),
        ([0.0, 0.0], "No difference"),
    ],
)
def test_points_at_which_nothing_changes_are_not_called_losses(values, said):
    found = Answers(pd.DataFrame(index=range(len(values))), np.array(values)[:, None], ANSWER)
    runs = [(point, 0) for point in range(len(values))]
    assert said in study_found(found, banded(np.array(values), runs))


def test_a_study_is_called_what_its_design_calls_it(study):
    texts = {"title": "How deep the cuts", "story": "What is asked."}
    named = Results({**study.manifest, "study": {"texts": texts}}, study.tables)
    html = report_html(named, SETTINGS)
    assert "<h1>How deep the cuts</h1>" in html
    assert "What is asked." in words(html)


def test_no_key_is_shown_as_the_machine_writes_it(study):
    context = full_context(material_of(study, SETTINGS))
    drawn = context["studies"][0]["pictures"].values()
    assert not [it.svg for it in drawn if re.search(r"(policy|uncertainty)\.\w+\.\w", it.svg)]


def test_an_answer_gives_the_interval_of_both_its_figures_and_names_worlds_by_title(two):
    titled = renamed_world(two, "default (2)", "b")
    for world in titled.manifest["worlds"]:
        world["title"] = "Genuine rules" if world["label"].startswith("b") else "No rules"
    material = material_of(titled, SETTINGS)
    case = material.cases[0]
    answer = answer_of(material, case)
    for found in (case.savings.counterfactual, case.economic.net_present):
        assert span(found.seeds) in answer.sure[1]
    assert "“No rules”" in answer.answer
    assert "default" not in answer.answer


def test_a_programme_for_young_people_is_answered_in_people():
    results = run("working-roots", replicates=2)
    material = material_of(results, SETTINGS)
    lines = answer_of(material, material.cases[0]).for_whom
    assert any("of every 100 young people" in x.lower() or "brought no one" in x for x in lines)


def test_what_a_world_is_by_itself_stands_apart_from_what_differs_between_two(html):
    start, end = (html["same"].index(f'<h2 id="{name}">') for name in ("cases", "how"))
    assert "worse off than without partnerships" not in html["same"][start:end]
    assert "Partnership working cost" not in html["same"][start:end]


def test_the_parameter_band_of_a_study_is_in_its_case(study):
    case = material_of(study, SETTINGS).cases[0]
    found = case.savings.counterfactual
    assert found.points == 12
    assert found.parameters[0] < found.parameters[1]
