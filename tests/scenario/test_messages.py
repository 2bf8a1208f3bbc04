"""Line 22: a message names the right form of what was written, and keys of the same section."""

import pytest

from sim.core.errors import ScenarioError
from sim.scenario import load_scenario
from sim.scenario.notation import in_plain_figures, percent, pounds

OFFICE = (
    '[[partnership]]\nname = "office"\ntype = "shared-service"\n'
    'members = ["council-1", "council-2"]\nset_up_cost = 1_000_000\n'
)


def message(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(str(path))
    return str(caught.value)


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ('"5%"', "write 0.05"),
        ('"0,05"', "write 0.05"),
        ("5", "write 0.05 for 5 %"),
        ("4.5", "write 0.045 for 4.5 %"),
    ],
)
def test_line_22_a_share_in_another_notation_is_shown_how_it_is_written(tmp_path, value, right):
    assert right in message(tmp_path, f"[policy.funding]\ngrant_cut = {value}\n")


@pytest.mark.parametrize(
    ("value", "right"),
    [('"£14m"', "write 14000000"), ('"450,000"', "write 450000"), ('"£450k"', "write 450000")],
)
def test_line_22_an_amount_in_another_notation_is_shown_how_it_is_written(tmp_path, value, right):
    assert right in message(tmp_path, f"{OFFICE}target_saving = {value}\n")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("5%", "0.05"),
        ("5.5 %", "0.055"),
        ("0,05", "0.05"),
        ("£14m", "14000000"),
        ("£1.5 million", "1500000"),
        ("1,200,000", "1200000"),
        ("-£3bn", "-3000000000"),
        ("14 apples", ""),
        ("..", ""),
        ("", ""),
    ],
)
def test_numbers_as_people_write_them_are_understood(text, plain):
    assert in_plain_figures(text) == plain


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (14, "£14"),
        (450_000, "£450,000"),
        (9_999_999, "£9,999,999"),
        (14_200_000, "£14.2m"),
        (1.3e9, "£1.3bn"),
    ],
)
def test_amounts_are_said_in_pounds(amount, said):
    assert pounds(amount) == said


def test_shares_are_said_in_per_cent():
    assert [percent(share) for share in (0.0536, 0.07, 1.0)] == ["5.36%", "7%", "100%"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[run]\nbudget = 3", "there are quarters, start_year, seed"),
        (f"{OFFICE}target_saving = 400_000\nquarter = 3", "did you mean `term_quarters`?"),
        (f"{OFFICE}target_saving = 400_000\nbudget = 3", "there are type, members, target_saving"),
        (f"{OFFICE}target_saving = 400_000\ndeclred = 0.5", "did you mean `declared`?"),
        (
            '[[event]]\nname = "e"\nkind = "crisis"\nquarter = 1\nyear = 3',
            "there are name, kind, quarter",
        ),
        ('[[place.council]]\nname = "A"\nhomes = 3', "there are name, class, population"),
        (
            "[policy.funding]\ngain = 0.1",
            "unknown key `policy.funding.gain`; did you mean `policy.funding.",
        ),
    ],
)
def test_line_22_hints_come_from_the_same_section(tmp_path, text, hint):
    found = message(tmp_path, text)
    assert hint in found


def test_line_22_a_folder_is_called_a_folder(tmp_path):
    with pytest.raises(ScenarioError, match="is a folder; name a scenario file in it"):
        load_scenario(str(tmp_path))


def test_a_folder_named_like_a_scenario_of_the_library_is_not_in_the_way(tmp_path, monkeypatch):
    (tmp_path / "region").mkdir()
    monkeypatch.chdir(tmp_path)
    assert load_scenario("region").name == "region"
