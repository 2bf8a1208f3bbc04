"""One number: all that is printed of a run, a compare and a study has one value for a name."""

import contextlib
import io
import json
import math
import re
from collections import defaultdict
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

from sim.cli import call
from sim.cli.run_and_compare import HEADLINES as PRINTED
from sim.core.amounts import significant
from sim.measures import MEASURES
from sim.measures.measure import MONEY
from sim.output.ends import end_values_of
from sim.output.results import load_results
from sim.scenario import load_scenario
from sim.study.tables import summary
from sim.views.page.played_world import run_course
from sim.views.report.study import HEADLINES

WORLD = """title = "Smallville and its neighbour"
extends = "region"
[run]
quarters = 12
replicates = 2
[place]
councils = 2
housing_associations = 1
social_enterprises = 1
contractors = 1
residents_per_council = 50
[[place.council]]
name = "Smallville"
[[place.council]]
name = "Bigtown"
"""
STUDY = """scenario = "small.toml"
replicates = 2
[factors]
"policy.funding.grant_cut" = [0.0, 0.08]
"uncertainty.friction.fixed" = [0.0, 0.3]
"""
COMMANDS = {
    "run": ("run", "small.toml", "--figures"),
    "run-json": ("run", "small.toml", "--json"),
    "compare": ("compare", "small.toml", "small.toml,policy.collaboration.preset=genuine"),
    "compare-json": (
        *("compare", "small.toml", "small.toml,policy.collaboration.preset=genuine"),
        "--json",
    ),
    "study": ("sweep", "study.toml", "--jobs", "1"),
}
AMOUNT = re.compile(r"([-−+]?)\u2060?£([\d,]+(?:\.\d+)?)(bn|m)?")
SCALE = {"bn": 1e9, "m": 1e6, "": 1.0}
NUMBER = re.compile(r"[-−+]?[\d,]+(?:\.\d+)?")


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Run, compare and sweep small worlds, write every page, and return what was printed."""
    said = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("one-number"))
        Path("small.toml").write_text(WORLD)
        Path("study.toml").write_text(STUDY)
        for name, command in COMMANDS.items():
            said[name] = of_command(*command, "--out", name)
        for name in ("run", "compare", "study"):
            of_command("report", name, "--annex", "csv")
            of_command("report", name, "--brief")
        yield said


def of_command(*command):
    """Return what a command prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert call(list(command)) == 0
    return out.getvalue()


def number(text):
    """Return the number that a text begins with, in £ where it is money; None if there is none."""
    text = text.strip()
    if found := AMOUNT.match(text):
        size = float(found[2].replace(",", "")) * SCALE[found[3] or ""]
        return -size if found[1] in ("-", "−") else size
    if found := NUMBER.match(text):
        return float(found[0].replace(",", "").replace("−", "-"))
    return None


def agrees(shown, exact):
    """Tell whether a number that is shown is another one, rounded to two figures or more."""
    if shown == 0.0:
        return abs(exact) < 1.0
    return any(math.isclose(shown, significant(exact, n), rel_tol=1e-6) for n in range(2, 16))


def exact(folder, label):
    """Return end values by measure and place, money in £."""
    rows = summary(load_results(folder), label)
    return {
        (row["measure"], row["place"]): row["value"] * (1e3 if row["unit"] == MONEY else 1.0)
        for row in rows
        if not row["group"] and row["value"] is not None
    }


def table_rows(text):
    """Return the cells of every line of a table in the terminal."""
    return [re.split(r"\s{2,}", line.strip()) for line in text.splitlines()]


def html_tables(path):
    """Yield (caption, header, cells) of every row of every table of a page."""
    text = Path(path).read_text("utf-8")
    for table in re.findall(r"<table.*?</table>", text, re.DOTALL):
        clean = [
            [
                unescape(re.sub(r"<.*?>", "", c)).replace("\u2060", "")
                for c in re.findall(r"<(?:th|td)\b.*?>(.*?)</(?:th|td)>", row, re.DOTALL)
            ]
            for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
        ]
        caption = unescape(re.sub(r"<.*?>", "", re.search(r"<caption>(.*?)</caption>", table)[1]))
        if caption.startswith("Patterns"):  # its first column names a pattern, not a number
            continue
        for cells in [row for row in clean[1:] if row != ["Nothing."]]:
            yield caption, clean[0], cells


def test_the_terminal_shows_the_end_values_of_all_councils_and_of_the_one_that_the_title_names(
    printed,
):
    ends, whole, own = exact("run", "small"), {}, {}
    before, after = printed["run"].split("Of these, Smallville itself:")
    assert "all 2 councils together" in before
    for text, found in ((before, whole), (after, own)):
        for cells in table_rows(text):
            name = cells[0].removesuffix(" Smallville")
            if name in MEASURES:
                found[name] = number(cells[1])
    assert set(whole) == set(PRINTED)
    for place, found in (("", whole), ("Smallville", own)):
        assert found
        for name, shown in found.items():
            if shown is not None:
                assert agrees(shown, ends[name, place]), (name, place)
    assert whole["saving_claimed"] != own["saving_claimed"]


def test_json_and_annex_name_their_units_and_hold_the_same_values(printed):
    ends = exact("run", "small")
    for row in json.loads(printed["run-json"])["rows"]:
        if not row["group"] and row["value"] is not None:
            assert row["unit"] == MEASURES[row["measure"]].unit
            value = row["value"] * (1e3 if row["unit"] == MONEY else 1.0)
            assert value == pytest.approx(ends[row["measure"], row["place"]])
    annex = pd.read_csv("run/annex/measures.csv").set_index("measure")
    for name in HEADLINES:
        if (name, "") in ends:
            assert annex.at[name, "value"] == pytest.approx(ends[name, ""])
            assert ("£" in annex.at[name, "unit"]) == (MEASURES[name].unit == MONEY)
    for file in Path("run", "annex").iterdir():
        assert "unit" in pd.read_csv(file).columns


def test_the_report_shows_the_saving_that_the_terminal_shows(printed):
    ends = exact("run", "small")
    rows = {cells[0]: cells[1] for _, _, cells in html_tables("run/report.html")}
    for line, place in (("for councils,", ""), ("for Smallville itself,", "Smallville")):
        (shown,) = [
            v for name, v in rows.items() if name.startswith(f"small: counterfactual, {line}")
        ]
        assert agrees(number(shown), ends["saving_counterfactual", place])


def test_the_words_of_figures_give_the_values_of_the_terminal(printed):
    ends = exact("run", "small")
    lines = Path("run/figures/figures.txt").read_text("utf-8").splitlines()
    told = dict(line.split(": ", 1) for line in lines)
    claimed = re.search(r"Reports claim (\S+) saved", told["savings"])
    if claimed:
        assert agrees(number(claimed[1]), ends["saving_claimed", ""])
    end = re.search(r"end (£\S+) (better|worse) off", told["jcurve"])
    if end:
        sign = 1.0 if end[2] == "better" else -1.0
        assert agrees(sign * number(end[1]), ends["saving_counterfactual", ""])
    assert claimed or end


def test_a_name_has_one_value_in_report_and_brief(printed):
    for folder in ("run", "compare", "study"):
        found = defaultdict(set)
        for page in ("report", "brief"):
            for caption, header, cells in html_tables(f"{folder}/{page}.html"):
                for column, cell in zip(header[1:], cells[1:], strict=True):
                    found[caption, cells[0], column].add(cell)
        assert found
        assert [name for name, values in found.items() if len(values) > 1] == []


def test_two_rows_of_a_report_of_one_name_and_column_have_one_value(printed):
    found = defaultdict(set)
    for _, header, cells in html_tables("run/report.html"):
        for column, cell in zip(header[1:], cells[1:], strict=True):
            found[cells[0], column].add(cell)
    assert [name for name, values in found.items() if len(values) > 1] == []


def test_the_comparison_in_the_terminal_is_the_comparison_in_json(printed):
    rows = {
        (row["measure"], row["place"]): row
        for row in json.loads(printed["compare-json"])["rows"]
        if not row["group"]
    }
    shown = [
        cells for cells in table_rows(printed["compare"]) if cells[0].split(" ")[0] in MEASURES
    ]
    assert len(shown) > len(PRINTED)
    for cells in shown:
        measure, _, place = cells[0].partition(" ")
        row = rows[measure, place]
        factor = 1e3 if row["unit"] == MONEY else 1.0
        for name, text in zip(("base_value", "other_value", "difference"), cells[1:4], strict=True):
            if row[name] is not None:
                assert agrees(number(text), factor * row[name]), (cells[0], name)
        assert cells[6] == str(row["n"])
        if row["n"]:
            assert row["difference"] == pytest.approx(row["other_value"] - row["base_value"])


def test_a_study_shows_the_same_means_in_table_sentence_and_annex(printed):
    annex = pd.read_csv("study/annex/measures.csv").set_index("measure")
    rows = {
        cells[0]: cells for _, header, cells in html_tables("study/report.html") if "runs" in header
    }
    assert rows
    for name in HEADLINES:
        words = [c for key, c in rows.items() if key.lower().startswith(MEANT.get(name, "?"))]
        for cells in words:
            assert agrees(number(cells[1]), annex.at[name, "value"])
            assert cells[-1] == str(annex.at[name, "runs"])
    mean = re.search(r"the mean is (\S+),", Path("study/report.html").read_text("utf-8"))[1]
    assert agrees(number(mean), annex.at["saving_counterfactual", "value"])


MEANT = {
    "saving_counterfactual": "what councils gain",
    "saving_claimed": "savings claimed",
    "saving_attributed": "savings attributed",
}


def test_the_page_ends_where_the_first_run_of_the_command_ends(printed):
    results = load_results("run")
    runs = results.frame("runs")
    first = runs[(runs["scenario"] == "small") & (runs["replicate"] == 0)]["run_id"].iloc[0]
    ends = end_values_of(results.tables["series"])
    ends = ends[(ends["run_id"] == first) & (ends["place"] == "") & (ends["group"] == "")]
    values = dict(zip(ends["measure"], ends["value"], strict=True))
    course = run_course(load_scenario("small.toml"))
    for name in PRINTED:
        assert course.path(name)[-1] == pytest.approx(values[name], nan_ok=True), name
