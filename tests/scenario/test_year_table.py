"""Line 11: a table of cuts is read by its years, and what is no share or no year is refused."""

import pytest
from openpyxl import Workbook

from sim.core.errors import ScenarioError
from sim.mechanisms.funding import FundingParameters
from sim.scenario import load_scenario
from sim.study.recipe import plain_world, world_from
from sim.study.simulate import World

TEN_YEARS = (0.12, 0.12, 0.12, 0.12, 0.0536, 0.0536, 0.0536, 0.006, 0.006)


@pytest.fixture
def plan(tmp_path):
    def plan(table, run="quarters = 8", column="cut"):
        (tmp_path / "cuts.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
        path = tmp_path / "plan.toml"
        path.write_text(
            f'[run]\n{run}\n[policy.funding]\nprofile = "file"\n'
            f'cuts = {{ file = "cuts.csv", column = "{column}" }}\n'
        )
        return str(path)

    return plan


def cuts(path, *sets):
    return load_scenario(path, sets).params[FundingParameters].cuts


GOOD = {
    "as it is": "financial_year,cut\n2011-12,0.12\n2012-13,0.10\n",
    "the other way round": "financial_year,cut\n2012-13,0.10\n2011-12,0.12\n",
    "with a mark at its beginning": "\ufefffinancial_year,cut\n2011-12,0.12\n2012-13,0.10\n",
    "with Windows line ends": "Financial year,cut\r\n2011-12,0.12\r\n\r\n2012-13,0.10\r\n",
    "with a stroke": "year,cut\n2011/12,0.12\n2012/2013,0.10\n",
    "by first years": "year,cut\n2011,0.12\n2012,0.10\n",
    "by years of the run": "year,cut\n2,0.10\n1,0.12\n",
    "with other columns": "note,year,cut\n,2011-12,0.12\nx,2012-13,0.10\n",
    "with a year before the first cut": "year,cut\n2010-11,0.9\n2011-12,0.12\n2012-13,0.10\n",
}


@pytest.mark.parametrize("case", GOOD)
def test_line_11_cuts_come_in_the_years_that_the_table_says(plan, case):
    assert cuts(plan(GOOD[case])) == (0.12, 0.1)


BAD = {
    "a percentage as a number": ("2011-12,12\n", "cuts.csv:2: cut is 12; it takes a share"),
    "a small percentage": ("2011-12,1.2\n", "cuts.csv:2: cut is 1.2; it takes a share"),
    "a change in per cent": ("2011-12,-12\n", "cuts.csv:2: cut is -12; it takes a share"),
    "a percentage": ("2011-12,12%\n", "cut is '12%'"),
    "a percentage, meant": ("2011-12,12 %\n", ": write 0.12"),
    "a comma decimal in quotes": ('2011-12,"0,12"\n', ": write 0.12"),
    "a comma decimal": ("2011-12,0,12\n", "has more cells than headings"),
    "a gap": ("2011-12,0.12\n2012-13,\n", "cuts.csv:3: 2012-13 has no cut; write 0"),
    "a short row": ("2011-12\n", "2011-12 has no cut"),
    "dots": ("2011-12,..\n", "cuts.csv:2: cut is '..'"),
    "nan": ("2011-12,nan\n", "cuts.csv:2: cut is 'nan'"),
    "infinity": ("2011-12,inf\n", "cuts.csv:2: cut is 'inf'"),
    "a large exponent": ("2011-12,1e999\n", "cuts.csv:2: cut is 1e999"),
    "a footer": ("2011-12,0.12\nSource: X\n", "cuts.csv:3: 'Source: X' is not a financial year"),
    "a row without a year": ("2011-12,0.12\n,0.1\n", "cuts.csv:3: has no financial_year"),
    "an empty row": ("2011-12,0.12\n,\n2012-13,0.1\n", "cuts.csv:3: the row is empty"),
    "a year that ends wrongly": ("2011-13,0.12\n", "'2011-13' is not a financial year"),
    "a year twice": ("2011-12,0.12\n2011-12,0.1\n", "cuts.csv:3: 2011-12 has two rows"),
    "a year left out": ("2011-12,0.12\n2013-14,0.1\n", "no row for 2012-13"),
    "other years": ("2018-19,0.1\n2019-20,0.1\n", "about 2018-19 to 2019-20, the run's cuts"),
    "earlier years": ("2008-09,0.1\n2009-10,0.1\n", "about 2008-09 to 2009-10, the run's cuts"),
    "headings only": ("", "has headings and no rows"),
}


@pytest.mark.parametrize("case", BAD)
def test_line_11_a_table_that_cannot_be_meant_is_refused_with_its_line(plan, case):
    rows, said = BAD[case]
    with pytest.raises(ScenarioError) as caught:
        cuts(plan(f"financial_year,cut\n{rows}"))
    assert said in str(caught.value)


HEADINGS = {
    "name,cut\nNorthside,0.12\n": "has one row per council",
    "ons_code,ons_name,cut\nE1,Northside,-0.07\n": "has one row per council",
    "cut\n0.12\n": "needs one column financial_year",
    "year,financial_year,cut\n1,2011-12,0.12\n": "needs one column financial_year",
    "year,share\n2011-12,0.12\n": "has no column `cut`; it has year, share",
    "year,cut,cut\n2011-12,0.12,0.5\n": "has two columns `cut`",
    "year;cut\n2011-12;0,12\n": "has no commas between its columns",
}


@pytest.mark.parametrize("table", HEADINGS)
def test_line_11_a_table_with_other_headings_is_refused(plan, table):
    with pytest.raises(ScenarioError) as caught:
        cuts(plan(table))
    assert HEADINGS[table] in str(caught.value)
    assert "plan.toml:5:1: policy.funding.cuts: " in str(caught.value)


def test_line_13_the_first_cut_of_a_later_run_comes_when_the_file_says(plan):
    table = "financial_year,cut\n2028-29,0.05\n2029-30,0.04\n"
    assert cuts(plan(table, "start_year = 2026\nquarters = 20")) == (0.0, 0.05, 0.04)


def test_line_11_the_cuts_of_a_table_stay_with_their_years_when_the_start_is_moved(plan):
    path = plan(GOOD["as it is"])
    assert cuts(path, "run.start_year=2011") == (0.1,)
    assert cuts(path, "run.start_year=2009", "run.quarters=16") == (0.0, 0.12, 0.1)


def test_line_11_a_manifest_keeps_the_years_of_a_table(plan):
    scenario = load_scenario(plan(GOOD["as it is"]))
    again = world_from(plain_world(World("x", scenario))).scenario
    assert again.fingerprint == scenario.fingerprint
    assert again.with_run(start_year=2011).params[FundingParameters].cuts == (0.1,)


def test_line_11_north_tyneside_keeps_its_cuts():
    assert cuts("north-tyneside") == TEN_YEARS


def test_line_11_a_run_from_2013_begins_with_the_cut_of_2014():
    assert load_scenario("working-roots").run.start_year == 2013
    assert cuts("working-roots") == TEN_YEARS[3:]


@pytest.mark.parametrize("value", ["[12]", "[0.1, 1.2]", "[-12]", "[nan]", "['x']", '["5%"]'])
def test_line_11_a_list_of_cuts_takes_shares_only(value):
    with pytest.raises(ScenarioError, match=r"policy\.funding\.cuts\.\d is "):
        load_scenario("region", ["policy.funding.profile=file", f"policy.funding.cuts={value}"])


def test_line_11_only_cuts_come_from_a_table(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text('[policy.funding]\ngrant_cut = { file = "x.csv", column = "cut" }')
    with pytest.raises(
        ScenarioError, match=r"grant_cut takes no table; only policy\.funding\.cuts"
    ):
        load_scenario(str(path))


def test_line_22_a_workbook_is_refused_by_name(plan, tmp_path):
    path = plan("")
    Workbook().save(tmp_path / "cuts.csv")
    Workbook().save(tmp_path / "book.toml")
    for name in (path, str(tmp_path / "book.toml")):
        with pytest.raises(ScenarioError, match=r"save the sheet as CSV, or give it to `partner"):
            load_scenario(name)
