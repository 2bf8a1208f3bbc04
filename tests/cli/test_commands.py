"""Commands, as a user calls them."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from sim.cli import program
from sim.core.errors import ResultsError
from sim.output.spreadsheets import ROWS_OF_A_SHEET

SMALL = ["--set", "run.quarters=6", "--set", "place.residents_per_council=20", "--replicates", "2"]


@pytest.fixture
def call(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def call(*arguments, code=0):
        answer = CliRunner().invoke(program, [str(a) for a in arguments], catch_exceptions=False)
        assert answer.exit_code == code, answer.output
        return answer

    return call


def test_run_prints_a_table_and_writes_a_results_folder(call, tmp_path):
    answer = call("run", "region", *SMALL)
    assert "coverage" in answer.stdout
    assert "95% low" in answer.stdout
    assert (tmp_path / "results" / "region" / "manifest.json").exists()
    assert "partnersim plot" in answer.stderr


def test_a_second_run_goes_to_a_folder_of_its_own(call, tmp_path):
    call("run", "region", *SMALL)
    call("run", "region", *SMALL)
    assert sorted(p.name for p in (tmp_path / "results").iterdir()) == ["region", "region-2"]


def test_a_length_that_is_no_whole_number_of_years_is_questioned(call):
    short = ["--set", "place.residents_per_council=20", "--replicates", "1"]
    said = call("run", "two-districts", *short, "--set", "run.quarters=10").stderr
    assert "10 quarters are 2.5 years; for 10 years set run.quarters=40" in said
    assert "years" not in call("run", "two-districts", *short, "--set", "run.quarters=8").stderr


def test_more_rows_than_a_sheet_holds_are_refused_before_anything_is_written(call, tmp_path):
    call("run", "two-districts", *SMALL, "--out", "r")
    series = pq.read_table(tmp_path / "r" / "series.parquet")
    copies = ROWS_OF_A_SHEET // len(series) + 1
    pq.write_table(pa.concat_tables([series] * copies), tmp_path / "r" / "series.parquet")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ResultsError, match=r"series \([\d,]+ rows\); use CSV instead"):
        call("study", "export", "r", "--xlsx")
    assert sorted(tmp_path.rglob("*")) == before


def test_compare_of_a_world_with_itself_prints_no_difference(call):
    rows = json.loads(call("compare", "region", "region", *SMALL, "--json").stdout)["rows"]
    assert {row["difference"] for row in rows if row["n"]} == {0.0}
    assert {(row["base"], row["other"]) for row in rows} == {("region", "region (2)")}


def test_a_world_can_be_given_settings_of_its_own(call):
    answer = call("compare", "region", "region,policy.funding.grant_cut=0.12", *SMALL)
    assert "region, grant_cut=0.12 against region: 2 pairs" in answer.stdout


def test_a_folder_has_a_plain_name_whatever_the_scenario_is_called(call, tmp_path):
    (tmp_path / "Très [odd] name.toml").write_text('title = "x"')
    call("run", "Très [odd] name.toml", *SMALL)
    assert [p.name for p in (tmp_path / "results").iterdir()] == ["tr-s-odd-name"]


def test_everything_can_be_printed(call):
    answer = call("run", "region", *SMALL, "--all")
    assert "satisfaction council-1" in answer.stdout
    assert "satisfaction fifth-1" in answer.stdout


def test_plot_draws_every_figure_as_png_and_svg_with_words(call, tmp_path):
    call("run", "region", *SMALL, "--out", "r")
    files = call("plot", "r").stdout.split()
    assert len(files) == 18
    assert all((tmp_path / f).stat().st_size > 5000 for f in files)
    assert len((tmp_path / "r" / "figures" / "figures.txt").read_text().splitlines()) == 9


def test_plot_draws_one_figure_to_a_file(call, tmp_path):
    call("run", "region", *SMALL, "--out", "r")
    call("plot", "r", "--kind", "savings", "--out", "savings.pdf")
    assert (tmp_path / "savings.pdf").read_bytes().startswith(b"%PDF")
    assert "takes one figure" in call("plot", "r", "--out", "x.png", code=2).stderr
    assert "it takes .png" in call("plot", "r", "--kind", "money", "--out", "x.gif", code=2).stderr


def test_scenarios_are_listed_shown_and_checked(call):
    assert "north-tyneside" in call("scenarios", "list").stdout
    shown = call("scenarios", "show", "north-tyneside").stdout
    assert "policy.funding.profile" in shown
    assert "north-tyneside.toml:" in shown
    checked = call("scenarios", "check", "region", "walsall").stdout
    assert "region: valid, " in checked
    assert "40 quarters from April 2010" in checked


def test_params_are_listed_with_unit_range_and_source(call):
    line = next(x for x in call("params", "trust.gain").stdout.splitlines() if "gain" in x)
    assert line.split() == [
        "uncertainty.trust.gain",
        "0.08",
        "0.03",
        "0.15",
        "share/quarter",
        "assumption-64",
    ]
    assert "policy.funding.grant_cut" in call("params", "--outside").stdout
    assert len(json.loads(call("params", "--json").stdout)["parameters"]) > 100


def test_measures_are_listed_with_their_meaning(call):
    assert "Share of the need for all services" in call("measures").stdout
    assert json.loads(call("measures", "--json").stdout)["measures"][0]["measure"] == "coverage"


def test_places_are_listed_and_shown(call):
    assert "Walsall" in call("places", "list").stdout
    assert "266834" in call("places", "show", "Walsall").stdout
    assert json.loads(call("places", "show", "unitary", "--json").stdout)["councils_counted"] == 38


def test_verify_says_that_every_case_holds(call):
    cases = json.loads(call("verify", "--json").stdout)["cases"]
    assert len(cases) > 14
    assert all(case["holds"] for case in cases)


def test_two_scenarios_are_told_apart_key_by_key(call):
    answer = json.loads(call("scenarios", "diff", "one-contract", "ten-lots", "--json").stdout)
    found = {row["key"]: (row["base"], row["other"]) for row in answer["differences"]}
    assert found == {
        "policy.procurement.lot_value": (None, 500_000.0),
        "policy.procurement.benefit_clauses": (0.0, 1.0),
    }
    assert call("scenarios", "diff", "region", "region").stdout == "no difference\n"


def test_events_are_told_apart_by_their_names(call):
    answer = call("scenarios", "diff", "two-districts", "two-districts-merge").stdout
    assert "event.merger.year" in answer


def test_a_new_scenario_is_its_base_until_a_line_is_uncommented(call, tmp_path):
    call("scenarios", "new", "mine.toml", "--extends", "walsall")
    assert call("scenarios", "diff", "walsall", "mine.toml").stdout == "no difference\n"
    path = tmp_path / "mine.toml"
    path.write_text(path.read_text().replace("# grant_cut =", "grant_cut = 0.1  # was"))
    assert "policy.funding.grant_cut" in call("scenarios", "diff", "walsall", "mine.toml").stdout


def test_a_new_scenario_overwrites_nothing(call, tmp_path):
    (tmp_path / "mine.toml").write_text("title = 'x'")
    with pytest.raises(ResultsError, match="exists already"):
        call("scenarios", "new", "mine.toml")


def test_measures_and_evidence_can_be_looked_up(call):
    assert call("measures", "talking").stdout.count("\n") == 2
    with pytest.raises(ResultsError, match="did you mean `coverage`"):
        call("measures", "covrage")
    assert "National Audit Office" in call("evidence", "grant_cut").stdout
    assert "assumption-64" in call("evidence", "assumption-64").stdout


def test_line_22_params_finds_the_keys_of_partnerships(call):
    text = call("params", "partnership").stdout
    assert "partnership.NAME.target_saving" in text
    assert "[[partnership]]" in text
    start = next(line for line in text.splitlines() if "partnership.NAME.start" in line)
    assert "a quarter counted from 0" in start
    found = json.loads(call("params", "partnership", "--json").stdout)["scenario_keys"]
    assert {"partnership.NAME.set_up_cost", "partnership.NAME.declared"} <= {
        k["key"] for k in found
    }


def test_line_22_every_key_that_params_lists_is_one_that_a_scenario_takes(call):
    from sim.scenario.spec_keys import spec_keys
    from sim.scenario.specs import EventSpec
    from sim.scenario.wording import specs_in, tags_of

    kinds = next(k["takes"] for k in spec_keys() if k["key"] == "event.NAME.kind").split(", ")
    assert "new-rules" in kinds
    assert set(kinds) == {tag for spec in specs_in(EventSpec) for tag in tags_of(spec)}
    assert all(
        k["key"].split(".")[0] in ("run", "place", "event", "partnership") for k in spec_keys()
    )
