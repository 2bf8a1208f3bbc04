"""Figures: every kind, in every format, with titles computed from what is drawn."""

import re

import numpy as np
import pandas as pd
import pytest

from sim.analysis.answers import ANSWER, Answers, answers
from sim.analysis.effects import effects
from sim.analysis.statistics import Estimate
from sim.cli.plot import KINDS as NAMED
from sim.core.errors import ResultsError
from sim.study import run
from sim.views import theme
from sim.views.drawing import Trace, worlds
from sim.views.figures import KINDS, OF_A_STUDY, draw, draw_all, draw_one, kinds_for
from sim.views.money import partnership_payments, together
from sim.views.savings import jcurve_title
from sim.views.timeline import lives, timeline_title
from sim.views.trajectories import outcome_title
from tests.build import scenario
from tests.mechanisms.test_programme import FULL, WORKING
from tests.views.small import renamed_world, small_region

OF_A_RUN = [kind for kind in KINDS if kind not in OF_A_STUDY]


def test_the_command_names_every_kind_there_is():
    assert tuple(KINDS) == NAMED


def texts_outside(figure):
    """Return texts that are drawn and reach beyond the paper."""
    from matplotlib.text import Text

    figure.canvas.draw()
    out_of_view = {id(label) for axes in figure.axes for label in labels_out_of_view(axes)}
    outside = []
    for text in figure.findobj(Text):
        if text.get_visible() and text.get_text().strip() and id(text) not in out_of_view:
            box, paper = text.get_window_extent(), figure.bbox
            if box.x0 < -1 or box.y0 < -1 or box.x1 > paper.x1 + 1 or box.y1 > paper.y1 + 1:
                outside.append(text.get_text())
    return outside


def labels_out_of_view(axes):
    """Return the labels of ticks beyond the ends of an axis, which are never drawn."""
    for axis in (axes.xaxis, axes.yaxis):
        low, high = sorted(axis.get_view_interval())
        for tick in axis.get_major_ticks():
            if not low <= tick.get_loc() <= high:
                yield from (tick.label1, tick.label2)


@pytest.mark.parametrize("kind", OF_A_RUN)
@pytest.mark.parametrize("world", [0, 1])
def test_every_figure_of_a_run_says_what_it_found_and_cuts_no_text(two, kind, world):
    drawing = draw(kind, two, worlds(two)[world])
    assert drawing.title in drawing.figure.get_suptitle().replace("\n", " ")
    assert len(drawing.shows) > 20
    assert not texts_outside(drawing.figure)


@pytest.mark.parametrize("kind", OF_A_STUDY)
def test_every_figure_of_a_study_says_what_it_found_and_cuts_no_text(study, kind):
    drawing = draw(kind, study, worlds(study)[0])
    assert drawing.title in drawing.figure.get_suptitle().replace("\n", " ")
    assert not texts_outside(drawing.figure)


def test_where_nothing_differs_everybody_stands_with_nothing_beside_it(same):
    axes = draw("accounts", same, worlds(same)[1]).figure.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Everyone"]
    assert [text.get_text() for text in axes.texts] == ["–", "–", "–"]


@pytest.mark.parametrize("kind", ["difference", "accounts", "deprivation"])
def test_a_world_against_itself_is_called_no_difference(same, kind):
    assert draw(kind, same, worlds(same)[1]).title.startswith("No difference")


@pytest.mark.parametrize("ending", theme.FORMATS)
def test_one_figure_is_written_in_the_format_of_its_ending(two, tmp_path, ending):
    draw_one(two, "savings", tmp_path / f"figure{ending}")
    start = (tmp_path / f"figure{ending}").read_bytes()[:60]
    assert {".png": b"PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}[ending] in start


def test_the_same_results_give_the_same_svg(two, tmp_path):
    draw_one(two, "accounts", tmp_path / "x.svg")
    first = (tmp_path / "x.svg").read_bytes()
    draw_one(two, "accounts", tmp_path / "x.svg")
    assert (tmp_path / "x.svg").read_bytes() == first


def test_all_figures_are_told_in_words_too(same, tmp_path):
    files = draw_all(same, tmp_path / "figures", ("savings", "accounts"))
    assert len(files) == 8
    told = (tmp_path / "figures" / "figures.txt").read_text("utf-8")
    assert [line.partition(":")[0] for line in told.splitlines()] == [
        "savings-1",
        "accounts-1",
        "savings-2",
        "accounts-2",
    ]


def test_kinds_are_offered_only_where_results_can_show_them(same, study):
    without_cohorts = [kind for kind in OF_A_RUN if kind != "cohorts"]
    assert kinds_for(same) == tuple(without_cohorts)
    assert {*kinds_for(study), "cohorts"} == set(KINDS)
    young = run(scenario({**WORKING, **FULL}, quarters=8), replicates=1)
    assert kinds_for(young) == tuple(OF_A_RUN)
    thin = run(small_region(4).with_run(record="summary"), replicates=1)
    assert kinds_for(thin) == ()


@pytest.mark.parametrize("kind", OF_A_STUDY)
def test_a_tornado_of_one_point_is_refused(same, kind):
    with pytest.raises(ResultsError, match="one point only"):
        draw(kind, same, worlds(same)[0])


def test_a_world_that_is_not_there_is_refused(same, tmp_path):
    with pytest.raises(ResultsError, match="there is no world 'x'; there are default"):
        draw_one(same, "savings", tmp_path / "x.png", "x")


def test_a_name_is_shown_as_it_is_and_never_as_a_formula(two):
    hostile = r"$\frac{x$ <script>alert(1)</script> &"
    renamed = renamed_world(two, "default", hostile)
    drawing = draw("accounts", renamed, hostile)
    svg = theme.inline_svg(drawing.figure, "a", drawing.title, drawing.shows)
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg


def test_an_inline_figure_is_one_element_with_ids_of_its_own_and_asks_for_nothing(two):
    drawing = draw("savings", two, worlds(two)[0])
    svg = theme.inline_svg(drawing.figure, "savings-1", "A title", "What it shows")
    assert svg.startswith('<svg role="img" aria-label="A title. What it shows"')
    assert "<style" not in svg
    assert "<metadata" not in svg
    assert "<text" in svg
    assert all(name.startswith("savings-1-") for name in re.findall(r'\bid="([^"]+)"', svg))
    assert not re.findall(r'(?:href|src)="(?!#)', svg)


def test_money_between_accounts_adds_up_to_the_ledger(two):
    label = worlds(two)[0]
    runs = two.frame("runs")
    own = runs.loc[runs["scenario"] == label, "run_id"]
    ledger = two.frame("ledger")
    flows = {"set-up", "overhead", "partnership loss", "bid", "building", "programme"}
    paid = ledger[ledger["run_id"].isin(own) & ledger["flow"].isin(flows)]["pence"].sum() / 300.0
    moved = together(partnership_payments(two, label))
    costs = moved.loc[moved["flow"].isin([*flows, "other"]), "amount"].sum()
    assert costs >= paid * 0.999


def test_the_path_of_money_is_told_as_it_is():
    assert jcurve_title(np.zeros(8), None).startswith("Nothing was spent")
    assert "not paid back within 0.5 years" in jcurve_title(np.array([-1e6, -2e6]), None)
    assert "climb back to −£1.0m" in jcurve_title(np.array([-3e6, -1e6]), None)
    assert "have it back after 1.0 years" in jcurve_title(np.array([-1e6, -1e6, -1e6, 1e6]), 3)
    assert "never go into the red" in jcurve_title(np.array([1e6, 2e6]), None)


def test_every_partnership_of_the_run_is_on_the_timeline(two):
    label = worlds(two)[0]
    runs = two.frame("runs")
    first = runs[runs["scenario"] == label].sort_values("replicate")["run_id"].iloc[0]
    signed = two.frame("partnerships")
    portfolio = lives(two, label)
    assert {life.name for life in portfolio} == set(signed.loc[signed["run_id"] == first, "id"])
    assert timeline_title([]) == "No partnership was signed in this run"


def test_the_factor_that_matters_is_found_and_one_that_never_varies_is_not(study):
    found = effects(answers(study, worlds(study)[0], "budget_gap"))
    assert found[0].factor == "policy.funding.grant_cut"
    assert found[0].change.value > 10.0 * abs(found[1].change.value)
    assert "policy.agenda.selection" not in {effect.factor for effect in found}


def test_the_bar_of_a_choice_runs_from_its_lowest_mean_to_its_highest():
    factors = pd.DataFrame({"policy.collaboration.preset": ["silo", "silo", "silo", "genuine"]})
    found = Answers(factors, np.array([[0.0], [0.0], [0.0], [-8.0]]), ANSWER)
    (effect,) = effects(found)
    assert (effect.low, effect.high) == ("genuine", "silo")
    assert effect.change.value == pytest.approx(8.0)


def test_line_2_a_tornado_says_which_bars_cannot_be_told_from_noise(study):
    drawing = draw("tornado", study, worlds(study)[0])
    assert "cannot be told from noise" in drawing.shows
    assert "variance" not in drawing.alt


def test_line_3_need_that_stays_as_it_was_is_not_said_to_fall():
    flat = Trace(*(np.array(ends) for ends in ([2010.25, 2020.0], *[[1.0, 0.9996]] * 3)))
    said = outcome_title(flat, Estimate(0.0, 0.0, 0.0, 5))
    assert said.startswith("Need met stays at 100%, 2010 to 2020")
