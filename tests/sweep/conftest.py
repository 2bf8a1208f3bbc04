"""Fixtures of the tests of sweeps."""

import pytest

from tests.sweep.program import Elsewhere, Here


@pytest.fixture
def program(tmp_path, monkeypatch, capsys):
    """The program in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Here(capsys)


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """The program in processes of its own, in an empty folder, with trouble installed."""
    monkeypatch.chdir(tmp_path)
    return Elsewhere(tmp_path)
