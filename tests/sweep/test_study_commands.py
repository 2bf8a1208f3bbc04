"""``partnersim study``, ``partnersim replay``: a study is begun, told of, exported, repeated."""

import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from sim.output.results import load_results
from tests.sweep.program import Here, write_design


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A small study in the folder s, and the results of a run in r."""
    from sim.cli import call

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("studies"))
        write_design()
        assert call(["sweep", "study.toml", "--out", "s", "--jobs", "1"]) == 0
        sets = ["--set", "run.quarters=4", "--set", "place.residents_per_council=20"]
        assert call(["run", "region", "--replicates", "2", "--out", "r", *sets]) == 0
        yield Path.cwd()


@pytest.fixture
def told(folder, monkeypatch, capsys):
    """The program, in the folder of the study."""
    monkeypatch.chdir(folder)
    return Here(capsys)


def run_id(folder, number):
    return load_results(folder).frame("runs")["run_id"].iloc[number]


def test_a_new_design_is_sound_as_it_is_and_overwrites_nothing(program):
    program("study", "new", "cuts.toml")
    told = program("sweep", "cuts.toml", "--dry-run", "--json").json
    assert (told["runs"], len(told["first"])) == (256, 3)
    assert "exists already" in program("study", "new", "cuts.toml", code=2).err
    assert "does not end in .toml" in program("study", "new", "cuts", code=2).err
    assert "did you mean" in program("study", "new", "x.toml", "--scenario", "regoin", code=2).err


def test_the_status_of_a_study_is_told_in_numbers(told):
    status = told("study", "status", "s", "--json").json
    assert (status["planned"], status["completed"], status["missing"]) == (12, 12, 0)
    assert "completed" in told("study", "status", "s").out


def test_a_study_is_exported_for_spreadsheets(told, tmp_path):
    told("study", "export", "s", "--csv", "--out", tmp_path / "csv")
    frame = pd.read_csv(tmp_path / "csv" / "series.csv")
    assert len(frame) == len(load_results("s").frame("series"))
    told("study", "export", "s", "--xlsx", "--out", tmp_path / "xlsx")
    assert zipfile.is_zipfile(tmp_path / "xlsx" / "tables.xlsx")
    assert "one of --csv and --xlsx" in told("study", "export", "s", code=2).err


@pytest.mark.parametrize(("results", "number"), [("s", 0), ("s", 5), ("r", 0), ("r", 3)])
def test_any_run_of_a_study_or_of_a_command_is_repeated_to_the_bit(told, tmp_path, results, number):
    again = told("replay", results, run_id(results, number), "--out", tmp_path / "again", "--json")
    assert again.json["same"]
    assert again.json["rows"] > 100
    full = load_results(tmp_path / "again")
    assert len(full.tables["ledger"]) > 0
    assert run_id(results, number) in set(full.frame("runs")["run_id"])


def test_a_run_that_comes_out_differently_says_what_has_changed_since(told, tmp_path):
    results = load_results("s")
    series = results.frame("series")
    series.loc[series["run_id"] == run_id("s", 0), "value"] += 1e-9
    changed = results.tables["series"].from_pandas(series, preserve_index=False)
    manifest = json.loads(json.dumps(results.manifest).replace('"model.py": "', '"model.py": "0'))
    tables = {**results.tables, "series": changed.cast(results.tables["series"].schema)}
    type(results)(manifest, tables).save(tmp_path / "old")
    again = told("replay", tmp_path / "old", run_id("s", 0), "--out", tmp_path / "new", code=5)
    assert "different: series" in again.out
    assert "model.py changed" in again.err


def test_a_run_that_does_not_exist_is_said(told):
    wanted = run_id("s", 0)[:-1] + "x"
    assert f"did you mean `{run_id('s', 0)}`" in told("replay", "s", wanted, code=2).err
