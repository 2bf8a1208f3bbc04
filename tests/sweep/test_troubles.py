"""Troubles: runs that raise, hang, die or grow cost only themselves, and say why they failed."""

import pytest

from sim.output.results import load_results
from tests.sweep.program import Elsewhere, write_design

KINDS = ["none", "raise", "hang", "kill", "exit", "grow"]


@pytest.fixture(scope="module")
def troubled(tmp_path_factory):
    """A study in which five of six points go wrong, run by two workers; (program, answer)."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("troubles")
        patch.chdir(folder)
        write_design(f'"policy.trouble.kind" = {KINDS}', replicates=1)
        program = Elsewhere(folder)
        limits = ("--run-timeout", "15", "--max-memory", "750")
        yield (
            program,
            program("sweep", "study.toml", "--out", "s", "--jobs", "2", *limits, "--json", code=3),
        )


def errors(program):
    results = load_results(program.folder / "s")
    runs, points = results.frame("runs"), results.frame("points").set_index("point")["value"]
    return {points[row.point]: row.error for row in runs.itertuples() if row.status == "failed"}


def test_every_other_run_is_completed(troubled):
    told = troubled[1].json
    assert (told["runs"], told["completed"], told["failed"]) == (12, 2, 10)


def test_every_failure_says_what_happened(troubled):
    assert errors(troubled[0]) == {
        "raise": "ZeroDivisionError: nobody to share with",
        "hang": "stopped after 15 s (--run-timeout)",
        "kill": "the worker was killed by SIGKILL",
        "exit": "the worker ended without an error message",
        "grow": "stopped at more than 750 MB (--max-memory)",
    }


def test_what_failed_can_be_seen_again(troubled):
    program, answer = troubled
    assert "partnersim study retry-failed s" in answer.err
    notes = [path.read_text() for path in (program.folder / "s" / "failures").iterdir()]
    assert len(notes) == 10
    raised = next(note for note in notes if "Traceback" in note)
    command = next(x for x in raised.splitlines() if x.startswith("partnersim replay"))
    assert "ZeroDivisionError: nobody to share with" in program(*command.split()[1:], code=3).out


def test_what_failed_can_be_run_again_once_it_is_mended(elsewhere):
    write_design('"policy.trouble.kind" = ["none", "if-asked"]', replicates=1)
    sweep = ("sweep", "study.toml", "--jobs", "1", "--json", "--out")
    whole = elsewhere(*sweep, "whole").json["content_hash"]
    elsewhere.environment["TROUBLE"] = "yes"
    elsewhere(*sweep, "s", code=3)
    elsewhere("study", "retry-failed", "s", "--jobs", "1", code=3)
    del elsewhere.environment["TROUBLE"]
    told = elsewhere("study", "retry-failed", "s", "--jobs", "1", "--json").json
    assert (told["failed"], told["content_hash"]) == (0, whole)
    assert not list((elsewhere.folder / "s" / "failures").iterdir())
