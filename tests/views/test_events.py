"""Events: what the model writes down under a name is told under the same name everywhere."""

import ast
import re
from pathlib import Path

import pytest

from sim.agents.phases import Phase
from sim.core.events import EventKind
from sim.study import run
from sim.study.explain import story_of_agent, tables_of
from sim.views.drawing import first_run
from sim.views.page.telling import SENTENCES
from sim.views.report.happened import KINDS, events_table
from sim.views.timeline import endings, life_of
from tests.build import scenario

RULES = [
    *Path("sim/mechanisms").glob("*.py"),
    *Path("sim/agents").glob("*.py"),
    Path("sim/model.py"),
]
READERS = [p for room in ("views", "study", "checks") for p in Path("sim", room).rglob("*.py")]


@pytest.fixture(scope="module")
def poor():
    values = {"policy.funding.grant_cut": 0.12, "place.councils": 2}
    return run(scenario(values, quarters=40), replicates=2)


def test_every_kind_of_event_is_written_down_by_some_rule():
    written = "".join(path.read_text("utf-8") for path in RULES)
    entered = {Phase[name] for name in re.findall(r"Phase\.([A-Z_]+)", written)}
    recorded = {EventKind[name] for name in re.findall(r"EventKind\.([A-Z_0-9]+)", written)}
    assert recorded | {EventKind(phase) for phase in entered} == set(EventKind)


def test_no_rule_writes_an_event_down_under_a_name_of_its_own():
    for path in RULES:
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("events.record"):
                assert not isinstance(call.args[0], (ast.Constant, ast.JoinedStr)), ast.unparse(
                    call
                )


def test_nobody_looks_for_an_event_by_a_name_spelt_out():
    names = set(map(str, EventKind))
    for path in READERS:
        for found in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(found, ast.Compare) and "kind" in ast.unparse(found.left):
                spelt = {x.value for x in ast.walk(found) if isinstance(x, ast.Constant)}
                assert not spelt & names, f"{path}: {ast.unparse(found)}"


@pytest.mark.parametrize("words", [KINDS, SENTENCES], ids=["report", "page"])
def test_every_kind_of_event_has_its_words(words):
    assert set(words) == set(EventKind)
    assert len(set(words.values())) == len(words)


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase.name in "DISSOLVED COMPLETED"])
def test_the_timeline_tells_an_ending_by_the_name_of_its_event(phase):
    row = {"id": "x", "signed": 0, "ended": 4, "why": "", "phase": str(phase)}
    assert endings([life_of(row, None, 8)]) == f"{EventKind(phase)} 1"


def test_the_report_counts_section_114_notices(poor):
    events = poor.frame("events")
    own = poor.frame("runs").query("scenario == 'default'")["run_id"]
    given = (events["run_id"].isin(own) & (events["kind"] == "section 114 notice")).sum()
    rows = dict(events_table(poor, ["default"]).rows)
    assert given > 0
    assert float(rows["Section 114 notices"]) == pytest.approx(given / len(own), rel=0.05)


def test_explain_tells_of_a_section_114_notice(poor):
    tables = tables_of(poor, first_run(poor, "default"))
    told = "\n".join(line for c in ("council-1", "council-2") for line in story_of_agent(tables, c))
    assert EventKind.SECTION_114_NOTICE in told
