"""The Makefile: it finds a Python that will do, wherever that is, or says what to install."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.house.checkout import ROOT

MAKE = shutil.which("make")
pytestmark = pytest.mark.skipif(MAKE is None, reason="make")


def fake(path, *, good: bool):
    """Put a Python there that only says which it is, and whether it will do."""
    # Called as `python -c TEST` it answers the test; as `python -m venv .venv` it leaves a note.
    path.write_text(
        f'#!/bin/sh\n[ "$1" = "-c" ] && exit {int(not good)}\n'
        'mkdir -p .venv && echo "$0" >.venv/by\n'
    )
    path.chmod(0o755)


def made_by(folder, pythons: dict[str, bool], **extra: str):
    """Run `make .venv/made` where only these Pythons exist (name: will it do)."""
    programs = folder / "bin"
    programs.mkdir()
    for name in ("sh", "mkdir", "touch", "true"):
        (programs / name).symlink_to(shutil.which(name))
    for name, good in pythons.items():
        fake(programs / name, good=good)
    for name in ("Makefile", ".python-version"):
        shutil.copy(ROOT / name, folder)
    return subprocess.run(
        [MAKE, "--silent", ".venv/made"],
        cwd=folder,
        env={"PATH": str(programs), **extra},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_default_python_is_taken_if_it_will_do(tmp_path):
    made_by(tmp_path, {"python3": True, "python3.13": True})
    assert (tmp_path / ".venv/by").read_text().strip().endswith("python3")


def test_an_old_default_python_is_passed_over(tmp_path):
    made_by(tmp_path, {"python3": False, "python3.12": True})
    assert (tmp_path / ".venv/by").read_text().strip().endswith("python3.12")


def test_the_python_that_was_asked_for_comes_first(tmp_path):
    mine = tmp_path / "mine"
    fake(mine, good=True)
    made_by(tmp_path, {"python3": True}, PYTHON=str(mine))
    assert (tmp_path / ".venv/by").read_text().strip() == str(mine)


def test_without_any_it_says_in_one_line_what_to_install(tmp_path):
    answer = made_by(tmp_path, {"python3": False})
    assert answer.returncode != 0
    assert "Python 3.12 or newer" in answer.stderr
    assert not (tmp_path / ".venv/made").exists()


def test_the_test_that_a_python_has_to_pass_is_passed_by_this_one():
    text = (ROOT / "Makefile").read_text("utf-8")
    fits = next(line for line in text.splitlines() if line.startswith("FITS ="))
    command = [sys.executable, "-c", fits.partition("=")[2].strip()]
    assert subprocess.run(command, check=False, env=os.environ).returncode == 0
