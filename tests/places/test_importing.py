"""Importing: a table of real councils becomes a scenario that runs, or its mistakes are named."""

import pytest

from sim.core.errors import ScenarioError
from sim.places.importing import import_councils, write_scenario
from sim.scenario import load_scenario

HEAD = (
    "name,class,pop_2010,imd2010_score,grant_share_2013_14,core_service_2010_11_k,"
    "reserves_2010_11_k\n"
)


@pytest.fixture
def table(tmp_path):
    def write(*rows):
        path = tmp_path / "councils.csv"
        path.write_text(HEAD + "\n".join(rows) + "\n")
        return path

    return write


def test_a_table_becomes_a_scenario_that_runs(table, tmp_path):
    councils = import_councils(table("Alpha,MD,200000,25.5,0.6,160000,30000", "Beta,UA,150000,,,,"))
    write_scenario(councils, "councils.csv", tmp_path / "mine.toml")
    scenario = load_scenario(str(tmp_path / "mine.toml"))
    alpha, beta = scenario.place.council
    assert (alpha.population, alpha.budget, alpha.grant_share) == (200_000, 160e6, 0.6)
    assert beta.budget is None


def test_districts_come_with_their_county_and_not_by_themselves(table):
    councils = import_councils(table("Shire,SC,800000,15,0.4,400000,90000", "Part,SD,90000,14,,,"))
    assert [c.name for c in councils] == ["Shire"]


def test_only_councils_that_existed_are_taken_with_their_own_spending_on_care(tmp_path):
    path = tmp_path / "councils.csv"
    more = HEAD.strip() + ",in_2010,social_care_2010_11_k\n"
    old = "Shire,SC,600000,15,0.4,300000,60000,True,210000\n"
    new = "Shire,UA,620000,15,0.4,380000,70000,False,230000\n"
    path.write_text(more + old + new)
    (council,) = import_councils(path)
    assert (council.class_name, council.care) == ("shire-county", 210e6)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Alpha,XX,200000,25,0.6,160000,30000", "class is 'XX'; it takes one of MD, L, UA, SC, SD"),
        ("Alpha,MD,-5,25,0.6,160000,30000", "councils.csv:2: pop_2010: is -5"),
        ("Alpha,MD,many,25,0.6,160000,30000", "is 'many'; it takes a number"),
        ("Alpha,MD,200000,25,1.6,160000,30000", "grant_share_2013_14: is 1.6; it takes 0 to 1"),
        ("Alpha,MD,200000,nan,0.6,160000,30000", "imd2010_score: is nan"),
    ],
)
def test_a_wrong_figure_is_named_with_its_line_and_column(table, row, said):
    with pytest.raises(ScenarioError) as caught:
        import_councils(table(row))
    assert said in str(caught.value)


def test_all_mistakes_of_a_table_are_reported(table):
    with pytest.raises(ScenarioError) as caught:
        import_councils(table("A,XX,1,25,0.6,1,1", "B,MD,x,25,0.6,160000,1"))
    assert len(caught.value.mistakes) >= 4


def test_a_missing_column_or_council_is_named(table, tmp_path):
    with pytest.raises(ScenarioError, match="did you mean `Alpha`"):
        import_councils(table("Alpha,MD,200000,25,0.6,160000,30000"), ["Alfa"])
    (tmp_path / "short.csv").write_text("name,class\nA,MD\n")
    with pytest.raises(ScenarioError, match="has no column core_service_2010_11_k"):
        import_councils(tmp_path / "short.csv")


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "mine.toml").write_text("mine")
    with pytest.raises(ScenarioError, match="is not overwritten"):
        write_scenario([], "x", tmp_path / "mine.toml")
    assert (tmp_path / "mine.toml").read_text() == "mine"
