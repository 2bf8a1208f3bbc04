"""Bad input: one clear error, before anything is run, and nothing left behind."""

import subprocess
import sys

import pytest

CRISIS = '[[event]]\nname = "flood"\nkind = "crisis"\nquarter = {}'
MERGER = '[[event]]\nname = "merger"\nkind = "reorganisation"\nyear = {}\ncouncils = ["{}", "{}"]'
WEIGHTS = "[policy.procurement]\nprice_weight = 0.5\nquality_weight = 0.3\nsocial_value_weight = {}"

CASES = {
    "a date before the start": (CRISIS.format(-1), "event.0.quarter is -1; it may be set from 0"),
    "a date after the end": (CRISIS.format(40), "quarter 40 is after the end: run.quarters is 40"),
    "a date that is none": (
        CRISIS.format('"May"'),
        "event.0.quarter is 'May'; it takes a quarter counted from 0, or a time such as",
    ),
    "a merger in the first year": (
        MERGER.format(0, "council-1", "council-2"),
        "event.0.year is 0; it may be set from 1",
    ),
    "a merger with nobody": (
        MERGER.format(2, "council-1", "council-9"),
        "there is no council `council-9`; did you mean `council-",
    ),
    "a merger with itself": (
        MERGER.format(2, "council-1", "council-1"),
        "`council-1` is named twice",
    ),
    "weights above 1": (WEIGHTS.format(0.3), "must add up to 1; they add up to 1.1"),
    "weights below 1": (WEIGHTS.format(0.1), "must add up to 1; they add up to 0.9"),
    "a lot of £0": (
        "[policy.procurement]\nlot_value = 0",
        "policy.procurement.lot_value is 0 £/year; it may be set from 10000",
    ),
    "more pilots than areas": (
        "[policy.pilots]\nareas = 7",
        "policy.pilots.areas is 7, but there are 6 councils",
    ),
}


@pytest.mark.parametrize("command", ["run", "compare"])
@pytest.mark.parametrize("case", CASES)
def test_is_one_line_that_says_where_and_what_would_do(case, command, tmp_path):
    text, said = CASES[case]
    (tmp_path / "mine.toml").write_text(f"title = 'x'\n{text}\n", "utf-8")
    worlds = ["mine.toml"] if command == "run" else ["region", "mine.toml"]
    answer = subprocess.run(
        [sys.executable, "-m", "sim", command, *worlds],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 2
    assert said in answer.stderr
    assert "mine.toml:" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1
    assert answer.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == ["mine.toml"]
