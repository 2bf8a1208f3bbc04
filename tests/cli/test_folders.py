"""Folders of results: older ones are kept and named, or replaced when asked; never mixed."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sim.output.folders import is_reserved, lock_of, reserved
from sim.output.results import load_results
from tests.sweep.program import Here

SMALL = ("--set", "run.quarters=4", "--set", "place.residents_per_council=20", "--replicates", "1")
OVER = ("--out", "r", "--overwrite")


@pytest.fixture
def program(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    return Here(capsys)


def hidden():
    return [path.name for path in Path().rglob(".*")]


def test_a_second_run_says_which_folder_is_kept_and_where_its_own_results_are(program):
    program("run", "two-districts", *SMALL)
    said = program("run", "two-districts", *SMALL, "--set", "policy.funding.grant_cut=0.1").err
    assert (
        "results/two-districts exists and is kept; these results go to results/two-districts-2"
        in said
    )
    assert hidden() == []


@pytest.mark.parametrize("command", [("run",), ("compare", "two-districts")])
def test_overwriting_replaces_older_results_and_leaves_nothing_else(program, command):
    program(*command, "two-districts", *SMALL, "--out", "r", "--report")
    before = load_results("r").content_hash
    program(*command, "two-districts", *SMALL, *OVER, "--seed", "9")
    assert load_results("r").content_hash != before
    assert not Path("r", "report.html").exists()
    assert [path.name for path in Path().iterdir()] == ["r"]


def test_overwriting_by_name_takes_the_first_folder(program):
    for _ in range(2):
        program("run", "two-districts", *SMALL, "--overwrite")
    assert [path.name for path in Path("results").iterdir()] == ["two-districts"]


def foreign(kind):
    """Make r something that may not be replaced; return what of it has to stay."""
    folder = Path("r")
    if kind == "a link":
        Path("there").mkdir()
        Path("there", "manifest.json").write_text('{"program": "partnersim"}')
        folder.symlink_to("there")
        return Path("there", "manifest.json")
    folder.mkdir()
    manifest = {
        "a manifest of another program": {"program": "other"},
        "a study": {"program": "partnersim", "study": {}},
        "notes beside results": {"program": "partnersim"},
    }.get(kind)
    kept = folder / "notes.txt"
    kept.write_text("mine") if kind in ("no results", "notes beside results") else None
    if manifest is not None:
        (folder / "manifest.json").write_text(json.dumps(manifest))
    return kept if kept.exists() else folder / "manifest.json"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("no results", "it has no manifest.json of partnersim"),
        ("a manifest of another program", "it has no manifest.json of partnersim"),
        ("a study", "it holds a study"),
        ("notes beside results", "it also holds notes.txt"),
        ("a link", "it is a file or a link"),
    ],
)
def test_nothing_but_results_of_a_command_is_overwritten(program, kind, said):
    kept = foreign(kind)
    before = kept.read_bytes()
    assert (
        f"r is not replaced: {said}" in program("run", "two-districts", *SMALL, *OVER, code=2).err
    )
    assert kept.read_bytes() == before


def test_older_results_stay_if_the_new_ones_cannot_be_written(program, monkeypatch):
    program("run", "two-districts", *SMALL, "--out", "r")
    before = load_results("r").content_hash

    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(pq, "write_table", full)
        assert "r cannot be written" in program("run", "two-districts", *SMALL, *OVER, code=2).err
    assert load_results("r").content_hash == before
    assert [path.name for path in Path().iterdir()] == ["r"]


def test_a_second_run_into_one_folder_is_refused_before_it_computes(program, monkeypatch):
    monkeypatch.setattr("sim.study.run", None)  # whoever computes fails
    with reserved(Path("r")):
        said = program("run", "two-districts", *SMALL, "--out", "r", code=2).err
    assert "another process is making results for r" in said
    assert not Path("r").exists()


def test_a_run_beside_another_of_its_name_takes_the_next_folder(program):
    with reserved(Path("results", "two-districts")):
        said = program("run", "two-districts", *SMALL).err
    assert "results/two-districts is being made by another process" in said
    assert [p.name for p in Path("results").iterdir()] == ["two-districts-2"]


def test_a_lock_that_a_killed_run_left_keeps_nobody_out(program):
    lock_of(Path("r")).touch()
    assert not is_reserved(Path("r"))
    program("run", "two-districts", *SMALL, "--out", "r")
    assert [path.name for path in Path().iterdir()] == ["r"]
