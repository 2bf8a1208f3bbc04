"""Pasting: a printed command is one that a shell takes, whatever is in its words."""

import re
import shlex
import subprocess
import sys

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from sim.cli import program
from sim.cli.run_and_compare import command_line
from sim.core.pasting import pasted
from sim.output.results import load_results
from sim.scenario import library_names, load_scenario
from tests.house.checkout import MODULES


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)))
def test_a_shell_splits_a_printed_command_into_the_words_it_was_made_of(words):
    assert shlex.split(pasted(*words)) == ["partnersim", *words]


def test_on_windows_words_are_quoted_as_windows_reads_them(monkeypatch):
    monkeypatch.setattr("sim.core.pasting.os.name", "nt")
    assert pasted("report", r"C:\my results\a") == r'partnersim report "C:\my results\a"'


def test_the_command_in_a_manifest_can_be_pasted(monkeypatch):
    words = ["run", "my world.toml", "--set", 'place.council = [{name = "O\'Hara"}]']
    monkeypatch.setattr(sys, "argv", ["partnersim", *words])
    assert shlex.split(command_line()) == ["partnersim", *words]


def test_what_a_run_says_to_type_next_works_from_a_folder_with_blanks(tmp_path):
    folder = tmp_path / "council's results"
    asked = ["run", "region", "--replicates", "1", "--set", "run.quarters=4", "--out", str(folder)]
    ran = CliRunner().invoke(program, asked)
    said = re.search(r"report: (partnersim report .+)", ran.stderr)[1]
    assert CliRunner().invoke(program, shlex.split(said)[1:]).exit_code == 0
    assert (folder / "report.html").exists()
    assert load_results(folder).manifest["command"]


def test_no_command_with_a_name_in_it_is_printed_without_quotes():
    for path in MODULES:
        found = re.findall(r"partnersim [a-z -]+\{", path.read_text("utf-8"))
        assert not [words for words in found if not words.endswith("show {")], path


@pytest.mark.parametrize("name", library_names())
def test_every_command_that_a_scenario_names_is_there(name):
    named = re.findall(r"`partnersim ([a-z -]+)`", load_scenario(name).story)
    for words in named:
        asked = [sys.executable, "-m", "sim", *words.split(), "--help"]
        assert subprocess.run(asked, capture_output=True).returncode == 0, words
