"""Bad input: one clear message per mistake, where it stands and what would be accepted."""

import contextlib
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.core.errors import ScenarioError
from sim.core.library import SCENARIOS
from sim.scenario import load_scenario


def mistakes(tmp_path, text, sets=()):
    path = tmp_path / "bad.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ScenarioError) as caught:
        load_scenario(str(path), sets)
    return [str(mistake) for mistake in caught.value.mistakes]


CASES = {
    "[uncertainty.trust]\ngian = 0.1": "bad.toml:2:1: unknown key `uncertainty.trust.gian`; did you mean `uncertainty.trust.gain`?",
    "[uncertainty.trust]\n  gain = 3": "bad.toml:2:3: uncertainty.trust.gain is 3 share/quarter; it may be set from 0.03 to 0.15 (assumption-64)",
    "[policy.trust]\ngain = 0.1": "it belongs in [uncertainty.trust], as `uncertainty.trust.gain`",
    "[uncertainty.trust]\ngain = nan": "uncertainty.trust.gain is nan; it takes a finite number",
    "[uncertainty.trust]\ngain = inf": "it takes a finite number; it may be set from 0.03 to 0.15 share/quarter (assumption-64)",
    "[uncertainty.trust]\ngain = true": "uncertainty.trust.gain is true; it takes a number",
    '[uncertainty.trust]\ngain = "0.1"': "uncertainty.trust.gain is '0.1'; it takes a number",
    '[policy.collaboration]\npreset = "talking_shop"': "did you mean `talking-shop`?",
    "[run]\nquarters = 0": "run.quarters is 0; it may be set from 1 up to 240",
    "[place]\ncouncils = -3": "place.councils is -3; it may be set from 1 up to 400",
    '[[event]]\nname = "e"\nkind = "reorganisation"\nyear = 0\ncouncils = ["council-1", "council-2"]': "event.0.year is 0; it may be set from 1 up to 60",
    "[run]\nquarters = 2.5": "run.quarters is 2.5; it takes a whole number",
    "[run]\nquartes = 8": "unknown key `run.quartes`; did you mean `quarters`?",
    "[place]\nresidents_per_council = -5": 'place.residents_per_council is -5; it takes a whole number from 1 to 1000000, "all", or such as "1 in 10"',
    '[place]\nresidents_per_council = "1 in 0"': "place.residents_per_council is '1 in 0'; it takes a whole number",
    '[[place.group]]\nclass = "london"\ncouncils = 2\ndistricts = [3]': "only a shire-county has districts, not a council of london",
    '[place]\ncouncils = 1\n[[place.group]]\nclass = "london"\ncouncils = 2': "place.councils is 1, but 2 are named",
    '[[place.council]]\nname = "A"\npopulation = -5': "place.council.0.population is -5; it may be set above 0 up to 10000000",
    '[[place.council]]\nname = "A"\n[[place.council]]\nname = "A"': "bad.toml:4:1: `A` is named twice",
    '[[place.council]]\nname = "A"\nneighbours = ["B"]': "there is no council `B`",
    '[[event]]\nname = "e"\nkind = "krisis"\nyear = 1': "event.0.kind is 'krisis'; it takes one of one-off-grant, crisis, reorganisation, policy-event, election, officer-leaves, member-withdraws, stops-turning-up, closure, new-rules; did you mean `crisis`?",
    '[[event]]\nname = "e"\nkind = "crisis"\nyear = 1': "unknown key `event.0.year`",
    '[[event]]\nname = "e"\nkind = "crisis"\nquarter = 77': "quarter 77 is after the end: run.quarters is 40",
    '[[event]]\nname = "e"\nkind = "officer-leaves"\nquarter = 4\norganisation = "contractor-9"': "there is no council or organisation `contractor-9`",
    '[[event]]\nname = "e"\nkind = "election"\nquarter = 44': "quarter 44 is after the end: run.quarters is 40",
    '[[event]]\nname = "e"\nkind = "new-rules"\nquarter = 4\nset = {}': "event.0.set is {}",
    '[[event]]\nname = "e"\nkind = "reorganisation"\nyear = 4\ncouncils = ["council-1", "council-9"]': "there is no council `council-9`",
    '[[event]]\nname = "e"\nkind = "reorganisation"\nyear = 4\ncouncils = ["council-1", "council-1"]': "`council-1` is named twice",
    '[[event]]\nname = "e"\nkind = "stops-turning-up"\nquarter = 4\norganisation = "contractor-9"': "there is no council or organisation `contractor-9`; did you mean `contractor-",
    '[[event]]\nname = "e"\nkind = "closure"\nquarter = 4\npartnership = "libraries"': "there is no partnership `libraries`",
    "[policy.procurement]\nprice_weight = 0.5\nquality_weight = 0.5": "bad.toml:2:1: price_weight, quality_weight and social_value_weight must add up to 1; they add up to 1.05",
    "[policy.procurement]\nlot_value = 0": "policy.procurement.lot_value is 0",
    "[policy.pilots]\nareas = 7": "policy.pilots.areas is 7, but there are 6 councils",
    '[[partnership]]\ntype = "shared-service"\nmembers = ["council-1", "council-2"]': "a shared-service partnership needs a target_saving above 0",
    '[[event]]\nname = "e"\nkind = "one-off-grant"\nyear = 50\namount = 1': "bad.toml:4:1: year 50 is after the end: run.quarters is 40",
    '[[partnership]]\ntype = "shared-service"\nmembers = ["council-1", "council-9"]\ntarget_saving = 1\nset_up_cost = 1': "there is no council or organisation `council-9`; did you mean `council-",
    '[[partnership]]\ntype = "shared-service"\nmembers = ["contractor-1", "contractor-2"]\ntarget_saving = 1\nset_up_cost = 1': "needs at least one council",
    '[[partnership]]\ntype = "shared-service"\nmembers = ["council-1", "council-2"]\nservice = "care"\ntarget_saving = 1\nset_up_cost = 1': "a shared-service partnership is about back-office",
    "titel = 'x'": "unknown key `titel`; did you mean `title`?",
    "title = 5": "title is 5; it takes text in quotes",
    'extends = "regoin"': "bad.toml:1:1: there is no scenario `regoin`; did you mean `region`?",
    'extends = "../secret"': "it takes the name of a scenario, not a path",
    "[run]\nquarters = 8\nquarters = 9": "bad.toml:3:",
    "": "is empty",
    '[policy.funding]\ncuts = { file = "../x.csv", column = "cut" }': "must lie beside the scenario",
    '[policy.funding]\ncuts = { file = "x.csv", column = "cut" }': "there is no file `x.csv` beside the scenario",
    "[run]\nseed = " + "9" * 5001: "number is too long",
    "x = " + "[" * 5000: "bad.toml:1:1",
}


@pytest.mark.parametrize("text", CASES, ids=lambda text: text[:40])
def test_a_mistake_is_named_with_its_place_and_what_would_be_accepted(tmp_path, text):
    assert any(CASES[text] in message for message in mistakes(tmp_path, text))


@pytest.mark.parametrize("data", [b"\xff\xfet\x00", "title = 'é'".encode("latin-1"), b"a = \x00"])
def test_what_is_no_utf8_toml_is_refused(tmp_path, data):
    assert len(mistakes(tmp_path, data)) == 1


def test_all_mistakes_are_reported_at_once_in_the_order_of_the_file(tmp_path):
    text = "titel = 1\n[uncertainty.trust]\ngain = 9\n[run]\nquarters = 0\nsead = 1\n"
    lines = [m.split(":")[1] for m in mistakes(tmp_path, text)]
    assert lines == ["1", "3", "5", "6"]


def test_a_circle_of_bases_is_printed(tmp_path):
    for a, b in (("one", "two"), ("two", "three"), ("three", "one")):
        (tmp_path / f"{a}.toml").write_text(f'extends = "{b}"')
    with pytest.raises(ScenarioError, match="one -> two -> three -> one"):
        load_scenario(str(tmp_path / "one.toml"))


def test_a_chain_of_bases_has_an_end(tmp_path):
    for i in range(12):
        (tmp_path / f"s{i}.toml").write_text(f'extends = "s{i + 1}"')
    with pytest.raises(ScenarioError, match="more than 8 levels deep"):
        load_scenario(str(tmp_path / "s0.toml"))


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "outside.toml").write_text("[run]\nquarters = 8")
    (tmp_path / "inside" / "base.toml").symlink_to(tmp_path / "outside.toml")
    (tmp_path / "inside" / "mine.toml").write_text('extends = "base"')
    with pytest.raises(ScenarioError, match="leads out of its folder"):
        load_scenario(str(tmp_path / "inside" / "mine.toml"))


def test_folders_pipes_and_devices_are_no_scenarios(tmp_path):
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    for name in (tmp_path / "folder.toml", tmp_path / "pipe.toml"):
        with pytest.raises(ScenarioError, match=r"is a folder; name a file in it|is not a file"):
            load_scenario(str(name))


@pytest.mark.parametrize("name", ["nope", "regio", "missing.toml", "../etc/passwd"])
def test_a_scenario_that_does_not_exist_is_named(name):
    with pytest.raises(ScenarioError, match="there is no such"):
        load_scenario(name)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x", "takes key=value"),
        ("policy.funding.grant_cut=2", "may be set from 0 to 0.12"),
        ("policy.fnding.grant_cut=0.1", "did you mean `policy.funding.grant_cut`?"),
        ("run.quarters=many", "it takes a whole number"),
    ],
)
def test_a_bad_set_is_named_as_one(text, said):
    with pytest.raises(ScenarioError, match="--set") as caught:
        load_scenario("region", [text])
    assert said in str(caught.value)


GOOD = (SCENARIOS / "north-tyneside.toml").read_text("utf-8")


@given(st.integers(0, len(GOOD) - 1), st.characters(codec="utf-8"), st.booleans())
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_change_of_one_character_gives_a_scenario_or_mistakes_and_nothing_else(
    tmp_path, position, character, insert
):
    text = GOOD[:position] + character + GOOD[position + (not insert) :]
    path = tmp_path / "mutant.toml"
    path.write_text(text, "utf-8")
    (tmp_path / "north-tyneside-grant.csv").write_text("year,cut\n1,0.1\n")
    # Anything but a ScenarioError would end the test.
    with contextlib.suppress(ScenarioError):
        assert load_scenario(str(path)).fingerprint
