"""Mutated scenarios, designs and tables through the commands: an answer, never a crash or silence.

A command that says that an input is valid must have understood every value that stands in it.
"""

import csv
import io
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from sim.cli import call
from sim.scenario import load_scenario
from sim.scenario.calendar import Calendar
from sim.scenario.keys import dotted, key_words
from sim.sweep.design_loading import load_design

SCENARIO = """title = "A plan"
[run]
start_year = 2010
quarters = 12
[policy.funding]
profile = "file"
cuts = { file = "cuts.csv", column = "cut" }
[uncertainty.trust]
gain = 0.05
[place]
councils = 3
residents_per_council = 20
[[place.council]]
name = "North side"
population = 95_000
[[partnership]]
name = "Back office"
type = "shared-service"
members = ["North side", "council-2"]
target_saving = 450_000
set_up_cost = 300_000
start = "2010-11 Q3"
[[event]]
name = "flood"
kind = "crisis"
quarter = 5
intensity = 0.5
"""
TABLE = "financial_year,cut\n2011-12,0.10\n2012-13,0.05\n"
DESIGN = """title = "A study"
scenario = "plan"
method = "grid"
replicates = 2
[set]
"run.quarters" = 12
[factors]
"uncertainty.trust.gain" = [0.05, 0.1]
partnership."Back office".target_saving = [400_000, 500_000]
[constraints]
"uncertainty.trust.gain" = "<= 0.1"
"""
INPUTS = {"plan.toml": SCENARIO, "cuts.csv": TABLE, "study.toml": DESIGN}

FRAGMENTS = [
    *("nan", "inf", "-1", "0", "1e309", "12", "12%", "£14m", "0,12", "true", "[]", "{}", '""'),
    *("''", '"x"', "[[event]]", "[event]", "[place]", "[run]", "extends = 'plan'", "a.b = 1"),
    *("partnership.x = 1", "\n", ",", "=", ".", '"', "#", "\x00", "é", "null", "()", "]", "["),
    *("2027-28", "2011-12,0.1\n", ",\n", "9" * 400, "{ file = 'cuts.csv', column = 'cut' }"),
]


@st.composite
def mutated(draw):
    """Return the name of one of the inputs and its text after a few cuts, swaps and additions."""
    name = draw(st.sampled_from(sorted(INPUTS)))
    text = INPUTS[name]
    for _ in range(draw(st.integers(1, 3))):
        begin = draw(st.integers(0, len(text)))
        end = min(len(text), begin + draw(st.sampled_from([0, 0, 1, 3, 10, 40])))
        piece = draw(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=4)))
        text = text[:begin] + piece + text[end:]
    return name, text


@st.composite
def with_lines_moved(draw):
    """Return the name of one of the inputs and its text with a line taken out, doubled or moved."""
    name = draw(st.sampled_from(sorted(INPUTS)))
    lines = INPUTS[name].splitlines(keepends=True)
    line = lines.pop(draw(st.integers(0, len(lines) - 1)))
    for _ in range(draw(st.integers(0, 2))):
        lines.insert(draw(st.integers(0, len(lines))), line)
    return name, "".join(lines)


@st.composite
def with_a_value_replaced(draw):
    """Return the name of one of the inputs and its text with another value for one of its keys."""
    name = draw(st.sampled_from(sorted(INPUTS)))
    lines = INPUTS[name].splitlines()
    sign = "," if name.endswith(".csv") else " = "
    with_values = [i for i, line in enumerate(lines) if sign in line]
    number = draw(st.sampled_from(with_values))
    key, _, _ = lines[number].partition(sign)
    likely = st.sampled_from(["1", "2", "3", "0.04", "0.06", "0.1", '"2010-11 Q4"', "2011"])
    value = draw(st.one_of(likely, st.sampled_from([f for f in FRAGMENTS if "\n" not in f])))
    lines[number] = f"{key}{sign}{value}"
    return name, "\n".join(lines) + "\n"


MUTANTS = st.one_of(mutated(), with_lines_moved(), with_a_value_replaced())


def written(folder: Path, mutant: tuple[str, str]) -> None:
    for name, text in {**INPUTS, mutant[0]: mutant[1]}.items():
        (folder / name).write_text(text, "utf-8", errors="replace")


def answered(folder: Path, mutant: tuple[str, str]) -> str:
    """Return what became of a mutant; fails for a crash and for what is not understood in full."""
    written(folder, mutant)
    code = call(["scenarios", "check", str(folder / "plan.toml")])
    assert code in (0, 2)
    if code == 0:
        nothing_is_lost(folder)
    if mutant[0] == "study.toml":
        code = call(["sweep", str(folder / "study.toml"), "--dry-run", "--jobs", "1"])
        assert code in (0, 2)
        if code == 0:
            values = tomllib.loads((folder / "study.toml").read_text("utf-8-sig"))
            nothing_is_lost_of(load_design(folder / "study.toml"), values)
    return f"{mutant[0]} {'refused' if code else 'valid'}"


def nothing_is_lost(folder: Path) -> None:
    """Hold every value of a valid scenario file against what it was resolved to."""
    values = tomllib.loads((folder / "plan.toml").read_text("utf-8-sig"))
    scenario = load_scenario(str(folder / "plan.toml"))
    resolved = scenario.resolved()
    run = {**resolved["run"], **scenario.run.model_dump()}
    for role in ("policy", "uncertainty"):
        for group, table in values.get(role, {}).items():
            for name, value in table.items():
                kept = resolved["parameters"][group][name]
                assert kept == (cuts_in(folder, scenario) if isinstance(value, dict) else value)
    for name, value in values.get("run", {}).items():
        assert run[name] == (tuple(value) if isinstance(value, list) else value)
    for name, value in values.get("place", {}).items():
        kept_as(value, resolved["place"][name], scenario)
    for table, key in (("event", "events"), ("partnership", "partnerships")):
        kept_as(values.get(table, []), resolved[key], scenario)
    known = {"title", "story", "source", "extends", "policy", "uncertainty", "run", "place"}
    assert set(values) <= known | {"event", "partnership"}
    assert all(
        scenario.texts.get(key) == values[key] for key in ("title", "story") if key in values
    )


def kept_as(value, kept, scenario) -> None:
    """Hold a value of a table, or of a list of tables, against what became of it."""
    if isinstance(value, dict):
        for key, item in value.items():
            time = key in ("start", "quarter", "year") and not (
                isinstance(item, int) and item < 1900
            )
            kept_as(counted(key, item, scenario) if time else item, kept[key], scenario)
    elif isinstance(value, list):
        assert len(kept) == len(value)
        for one, other in zip(value, kept, strict=True):
            kept_as(one, other, scenario)
    else:
        assert kept == value


def counted(key, item, scenario):
    calendar = Calendar(scenario.run.start_year)
    text = item if isinstance(item, int) else str(item)
    return calendar.year(text) if key == "year" else calendar.quarter(text)


def cuts_in(folder: Path, scenario) -> list[float]:
    """Return the cuts of the table from the run's year 1 on, read in another way than ours."""
    text = (folder / "cuts.csv").read_text("utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    heads = [cell.strip() for cell in rows[0]]
    year_at = next(i for i, h in enumerate(heads) if "year" in h.lower())
    found = {}
    for row in rows[1:]:
        cell = row[year_at].strip()
        year = int(cell[:4]) if len(cell) >= 4 else scenario.run.start_year + int(cell)
        found[year] = float(row[heads.index("cut")])
    years = range(scenario.run.start_year + 1, max(found) + 1)
    return [found.get(year, 0.0) for year in years]


def nothing_is_lost_of(design, values) -> None:
    """Hold the factors, settings and texts of a valid design against what was understood."""
    varied = dict(leaves(values.get("factors", {})))
    assert {factor.key for factor in design.factors} == {dotted(words_of(k)) for k in varied}
    for world in design.worlds:
        for key, value in leaves(values.get("set", {})):
            words = words_of(key)
            if words[0] == "run":
                assert getattr(world.scenario.run, words[1]) == value
    assert len(design.constraints) == len(dict(leaves(values.get("constraints", {}))))
    assert values.get("title", "") == design.texts.get("title", "")


def words_of(path):
    """Return the words of a key of a design, whose first part may be a whole dotted key."""
    return (*key_words(path[0]), *path[1:])


def leaves(table, before=()):
    for key, value in table.items():
        if isinstance(value, dict) and not set(value) & {"low", "high", "steps", "values"}:
            yield from leaves(value, (*before, key))
        else:
            yield (*before, key), value


CHECKS = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
PATIENCE = 60_000
"""Milliseconds after which a command hangs."""


@given(MUTANTS)
@settings(max_examples=200, deadline=PATIENCE, suppress_health_check=CHECKS)
def test_mutated_input_is_refused_or_understood_in_full(tmp_path, mutant):
    event(answered(tmp_path, mutant))


@pytest.mark.slow
@given(MUTANTS)
@settings(
    max_examples=10_000,
    deadline=PATIENCE,
    suppress_health_check=CHECKS,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)
def test_ten_thousand_mutated_inputs_are_refused_or_understood_in_full(tmp_path, mutant):
    event(answered(tmp_path, mutant))


@pytest.mark.parametrize("name", sorted(INPUTS))
def test_the_inputs_themselves_are_valid(tmp_path, name):
    assert answered(tmp_path, (name, INPUTS[name])) == f"{name} valid"
