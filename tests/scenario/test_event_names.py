"""Events that had another name: they still mean the same, and a user is told once."""

import subprocess
import sys

import numpy as np
import pytest

from sim.core.errors import OldNameWarning
from sim.study.simulate import World, simulate
from tests.build import scenario


def leaving(kind):
    event = {"name": "e", "kind": kind, "quarter": 3, "organisation": "council-2"}
    return scenario({"event": (event,)}, quarters=6)


def test_a_departure_is_an_officer_leaving_to_the_last_bit():
    with pytest.warns(OldNameWarning, match='"departure" are now called "officer-leaves"'):
        old = leaving("departure")
    new = leaving("officer-leaves")
    assert old.fingerprint == new.fingerprint
    runs = [simulate(World("w", one), 0).matrix for one in (old, new)]
    assert np.array_equal(*runs, equal_nan=True)


def test_the_old_name_is_warned_of_in_one_line_on_stderr(tmp_path):
    text = """title = "x"
[[event]]
name = "e"
kind = "departure"
quarter = 1
organisation = "Northern district"
[place]
councils = 2
"""
    (tmp_path / "mine.toml").write_text(text.replace("Northern district", "council-1"), "utf-8")
    small = ["--set", "run.quarters=4", "--set", "place.residents_per_council=20"]
    answer = subprocess.run(
        [sys.executable, "-m", "sim", "run", "mine.toml", "--replicates", "2", *small],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    warned = [line for line in answer.stderr.splitlines() if "departure" in line]
    assert warned == [
        'warning: events of kind "departure" are now called "officer-leaves" and mean the same'
    ]
