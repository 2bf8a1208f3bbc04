"""The trainers' page as a user starts it: the real command, in a process of its own."""

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

PATIENCE_S = 240
"""The first run on a machine compiles the residents' kernel."""


def free_port():
    """Return a port that nobody uses now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@contextmanager
def served(folder, *arguments):
    """Serve the page and give its address; what it prints is kept in a folder."""
    with started(folder, *arguments) as (address, _):
        yield address


@contextmanager
def started(folder, *arguments):
    """Serve the page and give its address and its process."""
    # NiceGUI takes itself to be under test where it sees names that begin so.
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "NICEGUI"))}
    command = [sys.executable, "-m", "sim", "page", "--port", str(free_port()), "--no-open"]
    said = folder / "said.txt"
    with said.open("w") as out:
        process = subprocess.Popen(
            [*command, *arguments], env=environment, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        yield address_in(said, process), process
    finally:
        process.terminate()
        process.wait(10)


def address_in(said, process):
    """Return the address that the command prints once it serves."""
    for _ in range(PATIENCE_S * 10):
        found = re.search(r"http://\S+", said.read_text())
        if found:
            return found[0]
        assert process.poll() is None, said.read_text()
        time.sleep(0.1)
    raise AssertionError(f"not served within {PATIENCE_S} s: {said.read_text()}")
