"""The README: every output that it shows is what its command prints."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
DEMO, COMPARISON = re.findall(r"```text\n(.*?)\n```", README, re.DOTALL)


def printed(folder, *arguments):
    command = [sys.executable, "-m", "sim", *arguments, "--out", str(folder / "r")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_demo_prints_what_the_readme_shows(tmp_path):
    assert printed(tmp_path, "run", "north-tyneside").rstrip() == DEMO


def test_the_comparison_prints_what_the_readme_shows(tmp_path):
    command = next(x for x in README.splitlines() if x.startswith("partnersim compare")).split()[1:]
    lines = printed(tmp_path, *command).splitlines()
    assert [line for line in COMPARISON.splitlines() if line not in lines] == []


@pytest.mark.parametrize("path", re.findall(r"\]\(((?:docs|scenarios)/[^)]*)\)", README))
def test_every_link_of_the_readme_leads_somewhere(path):
    assert (ROOT / path).exists()
