"""Report: what it says follows from the numbers, and nothing in it runs or reaches out."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from sim.appraisal import DEFAULTS, load_settings
from sim.appraisal.bands import figure
from sim.cli import program
from sim.errors import ResultsError
from sim.library import LIBRARY
from sim.results import Results
from sim.study import compare, run
from sim.views.report import report_html, write_annex, write_report
from sim.views.report.annex import annex_frames
from sim.views.report.answer import answer_of
from sim.views.report.cases import material_of
from sim.views.report.changes import differences_table, own_values_table
from sim.views.report.page import full_context
from sim.views.report.study import study_answer, study_found
from sim.views.report.trust import checks, pattern_rows, pattern_verdicts, patterns_table
from sim.views.sensitivity import ANSWER, Answers
from sim.views.words import span
from tests.views.small import renamed_world, small_region, small_study

pytestmark = pytest.mark.xdist_group("report")  # what all its tests read is made once

SETTINGS = load_settings()


@pytest.fixture(scope="module")
def one():
    return run(small_region(), replicates=3)


@pytest.fixture(scope="module")
def two():
    other = small_region(**{"policy.collaboration.preset": "genuine"})
    return compare([small_region(), other], replicates=3)


@pytest.fixture(scope="module")
def same():
    return compare([small_region(8), small_region(8)], replicates=2)


@pytest.fixture(scope="module")
def study():
    return small_study()


class Page(HTMLParser):
    """Collects the elements of a page and the text outside figures."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.text, self._in_figure = [], [], 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._in_figure += tag == "svg"

    def handle_endtag(self, tag):
        self._in_figure -= tag == "svg"

    def handle_data(self, data):
        if not self._in_figure:
            self.text.append(data)


@pytest.fixture(scope="module")
def html(one, two, same, study):
    """Return the full report of each of the results."""
    made = {"one": one, "two": two, "same": same, "study": study}
    return {name: report_html(results, SETTINGS) for name, results in made.items()}


def words(html):
    return re.sub(r"\s+", " ", " ".join(Page(html).text))


def test_a_report_answers_how_sure_for_whom_and_what_would_change_it(html):
    said = words(html["one"])
    for part in (
        "What does partnership working bring in",
        "Over 4 years councils end",
        "How sure",
        "For whom",
        "What would change it",
        "Three savings that are never added up",
        "Financial case by account",
        "Economic case",
        "What the model cannot say",
        "Hash of all tables",
    ):
        assert part in said


def test_a_world_against_itself_is_said_to_make_no_difference(html):
    said = words(html["same"])
    assert "No difference: default (2) and default are the same in every payment" in said
    assert "Nobody pays and nobody gains." in said


def test_the_verdict_is_only_as_strong_as_the_interval(one):
    material = material_of(one, SETTINGS)
    case = material.cases[0]
    found, said = case.savings.counterfactual, answer_of(material, case).answer
    low, high = found.seeds
    assert ("not clearly better or worse" in said) == (low <= 0.0 <= high)
    assert "not varied in these runs" in answer_of(material, case).sure[1]


def test_a_comparison_is_of_worlds_and_also_shows_each_without_partnerships(two):
    material = material_of(two, SETTINGS)
    assert [(case.label, case.against) for case in material.cases] == [("default (2)", "default")]
    assert list(material.by_world) == ["default", "default (2)"]
    assert material.structure is not None
    assert "in the 2 worlds here" in answer_of(material, material.cases[0]).sure[2]


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


@pytest.mark.parametrize("name", ["one", "two", "study"])
def test_every_row_of_every_table_is_as_long_as_its_header(html, name):
    tables = re.findall(r"<table.*?</table>", html[name], re.DOTALL)
    assert tables
    for table in tables:
        header = table.count('<th scope="col">')
        for row in re.findall(r"<tr>(?!<th scope=.col).*?</tr>", table, re.DOTALL):
            assert len(re.findall(r"<t[hd][ >]", row)) == header or "colspan" in row


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
    assert "over 12 points of what nobody knows" in answer.question
    assert "95 of 100 points lie within" in answer.sure[1]
    assert any("Funding: grant cut moves it by" in line for line in answer.change)
    assert "95 of 100 points lie within" in words(report_html(thin, SETTINGS, brief=True))


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
    assert re.search(r"on average −?£\S+ with (silo|genuine) and −?£\S+ with (silo|genuine)", said)
    assert study_answer(material_of(study, SETTINGS), "default").sure[2].endswith("rules only.")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([-1.0, -2.0, 0.0, 0.0, 3.0, -4.0], "more often than the other way round: against the"),
        ([-1.0, -2.0, 0.0, -4.0], "worse off at 75 % and exactly as well off at 25 % of points"),
        ([1.0, 2.0], "Councils gain at every point"),
        ([0.0, 0.0], "No difference"),
    ],
)
def test_points_at_which_nothing_changes_are_not_called_losses(values, said):
    found = Answers(pd.DataFrame(index=range(len(values))), np.array(values), ANSWER)
    assert said in study_found(found, figure(np.array(values), range(len(values))))


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
        assert span(found.seeds) in answer.sure[0]
    assert "“No rules”" in answer.answer
    assert "default" not in answer.answer


def test_a_programme_for_young_people_is_answered_in_people():
    results = run("working-roots", replicates=2)
    material = material_of(results, SETTINGS)
    lines = answer_of(material, material.cases[0]).for_whom
    assert any("of every 100 young people" in x.lower() or "Nobody found" in x for x in lines)


def test_what_a_world_is_by_itself_stands_apart_from_what_differs_between_two(html):
    start, end = (html["same"].index(f'<h2 id="{name}">') for name in ("cases", "how"))
    assert "worse off than without partnerships" not in html["same"][start:end]
    assert "Partnership working cost" not in html["same"][start:end]


def test_the_parameter_band_of_a_study_is_in_its_case(study):
    case = material_of(study, SETTINGS).cases[0]
    found = case.savings.counterfactual
    assert found.points == 12
    assert found.parameters[0] < found.parameters[1]


def test_the_same_results_give_the_same_page(one, html):
    assert report_html(one, SETTINGS) == html["one"]


@pytest.mark.parametrize("name", ["two", "study"])
def test_a_page_loads_nothing_runs_nothing_and_is_small(html, name):
    page = Page(html[name])
    assert len(html[name].encode()) < 3_000_000
    assert "default-src 'none'" in html[name]
    assert not {"script", "iframe", "object", "embed", "link", "base", "form", "image"} & {
        tag for tag, _ in page.elements
    }
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("src", "href", "xlink:href"):
            assert str(attributes.get(name) or "#").startswith("#")


def test_ids_are_unique_and_headings_never_skip_a_level(html):
    page = Page(html["two"])
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "javascript:alert(1)",
    '"><svg onload=alert(1)>',
    "$\\frac{1$",
]


def test_names_and_stories_are_shown_and_never_run(same):
    renamed = renamed_world(same, "default", HOSTILE[0])
    for world in renamed.manifest["worlds"]:
        world.update(title=HOSTILE[1], story=" ".join(HOSTILE), source=HOSTILE[2])
    page = Page(report_html(renamed, SETTINGS))
    assert not {"script", "img"} & {tag for tag, _ in page.elements}
    assert all(text in " ".join(page.text) for text in HOSTILE)


def test_the_trust_card_tells_what_was_checked_and_a_broken_book_is_seen(one):
    assert all(check.holds for check in checks(material_of(one, SETTINGS)))
    ledger = one.frame("ledger")
    ledger.loc[ledger["payee"] == "council-1", "pence"] = 0
    table = one.tables["ledger"].from_pandas(ledger, schema=one.tables["ledger"].schema)
    broken = Results(one.manifest, {**one.tables, "ledger": table})
    verdicts = {check.what: check.holds for check in checks(material_of(broken, SETTINGS))}
    assert verdicts["The books close in every run"] is False


def test_patterns_that_do_not_hold_are_named():
    rows = pattern_rows((LIBRARY / "docs" / "patterns.md").read_text("utf-8"))
    table, said = patterns_table()
    failed = [row for row in rows if row["holds"] == "no"]
    verdicts = pattern_verdicts(rows)
    assert [name for name, _, _ in table.rows] == [row["pattern"] for row in failed]
    assert said.startswith(f"{sum(verdicts.values())} of {len(verdicts)} ")


def test_a_pattern_holds_if_all_that_is_judged_of_it_does_and_what_is_only_told_does_not_count():
    lines = [("A", "yes"), ("A", "no"), ("B", "yes"), ("B", "–"), ("C", "–")]
    rows = [{"pattern": pattern, "holds": holds} for pattern, holds in lines]
    assert pattern_verdicts(rows) == {"A": False, "B": True}


def test_results_without_runs_are_refused(one):
    empty = Results(one.manifest, {**one.tables, "runs": one.tables["runs"].slice(0, 0)})
    with pytest.raises(ResultsError, match="hold no runs"):
        report_html(empty, SETTINGS)


def test_a_page_that_cannot_be_written_is_said_in_one_line(same, tmp_path):
    with pytest.raises(ResultsError, match="cannot be written"):
        write_report(same, tmp_path / "none" / "report.html", SETTINGS)


def test_the_annex_holds_unrounded_numbers_of_every_table(two, tmp_path):
    frames = annex_frames(two, SETTINGS)
    assert set(frames) == {
        "savings",
        "economic",
        "accounts",
        "years",
        "fifths",
        "switching",
        "measures",
    }
    case = material_of(two, SETTINGS).cases[0]
    row = frames["savings"].query("world == 'default (2)' and against == 'default'")
    told = row.set_index("line").loc["counterfactual", "value"]
    assert told == case.savings.counterfactual.value
    files = write_annex(two, SETTINGS, tmp_path, "csv")
    assert {file.stem for file in files} == set(frames)
    assert len(pd.read_csv(files[0])) == len(frames["savings"])
    assert write_annex(two, SETTINGS, tmp_path, "xlsx")[0].stat().st_size > 5000


def test_the_command_writes_page_brief_and_annex_beside_the_results(same, tmp_path):
    same.save(tmp_path / "r")
    folder = str(tmp_path / "r")

    def call(*arguments, code=0):
        answer = CliRunner().invoke(program, ["report", folder, *arguments], catch_exceptions=False)
        assert answer.exit_code == code, answer.output
        return answer.output.split()

    assert call() == [f"{folder}/report.html"]
    assert call("--brief", "--annex", "xlsx") == [f"{folder}/brief.html", f"{folder}/annex.xlsx"]
    mine = tmp_path / "mine.toml"
    mine.write_text(DEFAULTS.read_text("utf-8").replace('"standard"', '"three-per-cent"'), "utf-8")
    call("--settings", str(mine), "--out", str(tmp_path / "other.html"))
    assert "3.0 % a year, as an alternative" in (tmp_path / "other.html").read_text("utf-8")


def test_the_context_holds_one_page_of_each_case_and_every_world(two):
    context = full_context(material_of(two, SETTINGS))
    assert len(context["cases"]) == 1
    assert len(context["savings_pictures"]) == 2
