"""Report: a page is whole, the same each time, and nothing in it runs or reaches out."""

import re
from itertools import pairwise

import pandas as pd
import pytest
from click.testing import CliRunner

from sim.appraisal import DEFAULTS
from sim.cli import program
from sim.core.errors import ResultsError
from sim.core.library import LIBRARY
from sim.output.results import Results
from sim.views.report import report_html, write_annex, write_report
from sim.views.report.annex import annex_frames
from sim.views.report.cases import material_of
from sim.views.report.page import full_context
from sim.views.report.trust import checks, pattern_rows, pattern_verdicts, patterns_table
from tests.views.reports import SETTINGS, Page
from tests.views.small import renamed_world


@pytest.mark.parametrize("name", ["one", "two", "study"])
def test_every_row_of_every_table_is_as_long_as_its_header(html, name):
    tables = re.findall(r"<table.*?</table>", html[name], re.DOTALL)
    assert tables
    for table in tables:
        header = table.count('<th scope="col">')
        for row in re.findall(r"<tr>(?!<th scope=.col).*?</tr>", table, re.DOTALL):
            assert len(re.findall(r"<t[hd][ >]", row)) == header or "colspan" in row


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
