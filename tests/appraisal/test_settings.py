"""Settings: dated, sourced, strict, and every mistake named."""

import tomllib

import pytest

from sim.appraisal import DEFAULTS, load_settings, vintages
from sim.appraisal.vintages import deflator, vintage
from sim.core.errors import SettingsError


def changed(tmp_path, old, new):
    path = tmp_path / "mine.toml"
    path.write_text(DEFAULTS.read_text("utf-8").replace(old, new), "utf-8")
    return path


def test_the_default_is_the_declining_schedule_of_2022_and_three_per_cent_has_to_be_named(tmp_path):
    assert load_settings().rates.rates[0] == (30.0, 0.035)
    path = changed(tmp_path, '"standard"', '"three-per-cent"')
    assert load_settings(path).rates.rates == ((float("inf"), 0.03),)


def test_every_vintage_every_table_and_the_price_index_say_where_they_come_from():
    assert all(v.source and v.wellby.source for v in vintages().values())
    assert deflator().source
    assert deflator().source_after
    tables = {k: v for k, v in tomllib.loads(DEFAULTS.read_text("utf-8")).items() if k[0] != "v"}
    assert all(any("source" in key for key in v) for v in tables.values() if isinstance(v, dict))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"2022"', '"2023"', "there is no vintage '2023'; did you mean `2022`"),
        ('"standard"', '"stanard"', "there is no schedule 'stanard'; did you mean `standard`"),
        ("deadweight = 0.0", "deadwait = 0.0", "additionality.deadwait is not a setting"),
        ("deadweight = 0.0", "", "additionality.deadweight is missing"),
        ("worth = 4", "worth = 7", "grades.worth"),
        ("drop_off = 0.0", "drop_off = nan", "additionality.drop_off"),
        ("drop_off = 0.0", "drop_off = ", "is not valid TOML"),
        ("[0.0, 0.05, 0.10, 0.15, 0.25, 0.40]", "[0.0]", "optimism.benefits"),
    ],
)
def test_a_mistake_is_named_with_file_and_key(tmp_path, old, new, says):
    with pytest.raises(SettingsError, match=says):
        load_settings(changed(tmp_path, old, new))


def test_a_file_that_is_not_there_is_said_in_one_line(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path / "none.toml")


def test_prices_before_the_first_year_known_are_refused():
    with pytest.raises(SettingsError, match="no price level is known for 1990"):
        deflator().level(1990)
    assert vintage("2022").wellby.price_year == 2019
