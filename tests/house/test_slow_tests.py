"""Slow tests: one that takes more than its marker allows fails, however busy the machine is."""

import re
import subprocess
import sys

import pytest

from tests.conftest import LIMIT_S, overdue
from tests.house.checkout import ROOT

BUSY = """
import time
import pytest
from tests import conftest
conftest.LIMIT_S = 0.2

def work():
    began = time.process_time()
    while time.process_time() - began < 0.5:
        pass

def test_busy():
    work()

@pytest.mark.slow
def test_marked():
    work()

def test_waiting():
    time.sleep(0.5)
"""


@pytest.mark.parametrize(
    ("seconds", "marks", "fine"),
    [
        (LIMIT_S, set(), True),
        (LIMIT_S + 0.1, set(), False),
        (LIMIT_S + 0.1, {"parametrize"}, False),
        (LIMIT_S + 0.1, {"slow"}, True),
        (LIMIT_S + 0.1, {"patterns"}, True),
    ],
)
def test_ten_seconds_are_for_tests_that_say_so(seconds, marks, fine):
    assert (overdue(seconds, marks) is None) == fine


def test_a_busy_test_fails_and_one_that_waits_or_is_marked_does_not(tmp_path):
    (tmp_path / "test_busy.py").write_text(BUSY)
    words = ["-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    words += ["--strict-markers", "-o", "markers=slow", "-o", "addopts=", "-c", "/dev/null"]
    ran = subprocess.run(
        [sys.executable, *words, "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert "1 failed, 2 passed" in ran.stdout
    assert "FAILED" in ran.stdout
    assert "more than 0.2 s, and is not slow" in ran.stdout


def test_a_browser_is_started_in_one_place_only():
    texts = {path: path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py")}
    starting = [
        path for path, text in texts.items() if re.search(r"^ +with listening\(", text, re.M)
    ]
    assert starting == [ROOT / "tests/e2e/conftest.py"]
    assert not [path for path, text in texts.items() if re.search(r"chromium\.launch\(", text)]
