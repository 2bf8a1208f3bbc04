"""The front door: help, mistakes, exit codes and pipes, through the real entry point."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.cli import COMMANDS, call
from sim.cli.shared.terminal import printable
from tests.house.checkout import ROOT


def program(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "sim", *arguments],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


def test_help_names_every_command_and_imports_nothing_heavy():
    code = "import sys; from sim.cli import call; call(['--help']); print(sorted(sys.modules))"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert all(name in answer.stdout for name in COMMANDS)
    loaded = answer.stdout.splitlines()[-1]
    assert not any(
        f"'{heavy}'" in loaded
        for heavy in ("numpy", "mesa", "numba", "pandas", "pydantic", "matplotlib")
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_the_short_help_that_the_table_promises(name):
    answer = program(name, "--help")
    assert answer.returncode == 0
    assert answer.stdout.startswith(f"Usage: partnersim {name}")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rn"], "did you mean `run`?"),
        (["run", "nope"], "there is no such scenario"),
        (["run", "regoin"], "did you mean `region`?"),
        (["run", "region", "--replicates", "0"], "--replicates"),
        (["run", "region", "--set", "run.quarters=0"], "may be set from 1 up to 240"),
        (["plot", "nowhere"], "is not a results folder"),
        (["places", "show", "Walsal"], "did you mean `Walsall`?"),
        (["places", "import", "nowhere.csv", "--out", "x.toml"], "cannot be read"),
    ],
)
def test_a_mistake_is_one_clear_message_on_stderr_and_exit_2(arguments, said, tmp_path):
    answer = program(*arguments, cwd=tmp_path)
    assert answer.returncode == 2
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr
    assert answer.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1"])
def test_letters_that_a_terminal_lacks_are_replaced_and_the_rest_is_shown(tmp_path, encoding):
    (tmp_path / "mine.toml").write_text('title = "Cyngor Ŵ \u2265 1"\n', "utf-8")
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    answer = program("scenarios", "show", "mine.toml", cwd=tmp_path, env=env, errors="replace")
    assert answer.returncode == 0, answer.stderr
    assert "Cyngor" in answer.stdout


def test_a_bug_is_two_lines_a_crash_file_and_exit_70(monkeypatch, capsys):
    monkeypatch.setattr("sim.cli.program.main", lambda *a, **k: 1 / 0)
    assert call(["run"]) == 70
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    path = lines[1].split(" are in ")[1].split(";")[0]
    assert "ZeroDivisionError" in Path(path).read_text()


def test_debug_shows_the_traceback(monkeypatch, capsys):
    monkeypatch.setattr("sim.cli.program.main", lambda *a, **k: 1 / 0)
    assert call(["--debug"]) == 70
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_reader_who_has_seen_enough_is_no_error():
    command = f"{sys.executable} -m sim params | head -1"
    answer = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0
    assert answer.stderr == ""


def test_interrupting_says_so_and_exits_130(monkeypatch, capsys):
    def interrupt(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.cli.program.main", interrupt)
    assert call(["run"]) == 130
    assert "interrupted" in capsys.readouterr().err


def test_control_characters_never_reach_the_terminal(tmp_path):
    (tmp_path / "evil.toml").write_text('title = "\\u001b[2Jgone"\nstory = "x"\nsource = "y"')
    answer = program("scenarios", "show", str(tmp_path / "evil.toml"))
    assert answer.returncode == 0
    assert "\x1b" not in answer.stdout
    assert printable("a\x1b[2J") == "a?[2J"


def test_json_is_one_object_and_says_null_where_nothing_is_defined(tmp_path):
    answer = program(
        "run",
        "region",
        "--replicates",
        "1",
        "--set",
        "run.quarters=4",
        "--json",
        "--out",
        str(tmp_path / "r"),
    )
    found = json.loads(answer.stdout)
    assert found["results"] == str(tmp_path / "r")
    row = next(r for r in found["rows"] if r["measure"] == "coverage" and not r["place"])
    assert row["low"] is None
    assert {"measure", "place", "group", "value", "low", "high", "n", "unit", "band"} == set(row)


def test_commands_print_through_one_door_that_keeps_control_characters_out():
    rooms = sorted((ROOT / "sim/cli").rglob("*.py"))
    printing = {path.name for path in rooms if "click.echo" in path.read_text("utf-8")}
    assert printing == {"terminal.py"}


def test_a_name_with_an_escape_sequence_cannot_redraw_the_terminal(tmp_path, capfd):
    (tmp_path / "odd.toml").write_text('title = "Cuts\\u001b[2J"\n[run]\nquarters = 1\n')
    assert call(["scenarios", "show", str(tmp_path / "odd.toml")]) == 0
    assert "\x1b" not in capfd.readouterr().out
