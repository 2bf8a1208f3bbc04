"""The page stops when it is told to, and nothing of it stays behind."""

import signal
import time

import psutil
import pytest

from tests.e2e.served import started

PATIENCE_S = 20


@pytest.mark.parametrize(
    "how",
    [
        signal.SIGINT,
        pytest.param(signal.SIGTERM, marks=pytest.mark.slow),
        pytest.param(signal.SIGKILL, marks=pytest.mark.slow),
    ],
)
def test_it_stops_in_the_middle_of_a_study_and_takes_every_process_along(opened, tmp_path, how):
    with started(tmp_path) as (address, process):
        begin_study(opened, address)
        workers = []
        while not workers:
            workers = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(how)
        code = process.wait(PATIENCE_S)
    until = time.monotonic() + PATIENCE_S
    while any(map(is_at_work, workers)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(map(is_at_work, workers))
    if how is signal.SIGINT:
        assert code == 0
        assert len((tmp_path / "said.txt").read_text().splitlines()) == 2


def begin_study(opened, address):
    """Ask for an answer, and go on as soon as it is being worked out."""
    page = opened.new_page()
    page.goto(address)
    page.locator("summary", has_text="Vote").click()
    page.get_by_role("button", name="Reveal").click()
    page.get_by_text("you can continue").wait_for()


def is_at_work(process):
    """Tell whether a process still runs; one that only nobody has buried does not."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
