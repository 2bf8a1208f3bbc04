"""Trouble: a mechanism from elsewhere that does to a run whatever a test asks for."""

import os
import signal
import time
from typing import Literal

from sim.core.parameters import Parameters, param

AFTER = "trust"


class TroubleParameters(Parameters):
    """What goes wrong, and how long a quarter takes."""

    group = "trouble"

    kind: Literal["none", "raise", "if-asked", "hang", "kill", "exit", "grow"] = param(
        "none", unit="choice", low=None, high=None, source="seed-row-69", role="policy", why="It."
    )
    seconds: float = param(
        0.0, unit="s", low=0.0, high=60.0, source="seed-row-69", role="policy", why="A quarter."
    )


def run(model):
    """Go wrong in the third quarter."""
    trouble = model.params[TroubleParameters]
    time.sleep(trouble.seconds)
    if model.quarter != 2:
        return
    if trouble.kind == "raise" or (trouble.kind == "if-asked" and "TROUBLE" in os.environ):
        raise ZeroDivisionError("nobody to share with")
    if trouble.kind == "hang":
        time.sleep(3600.0)
    elif trouble.kind == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif trouble.kind == "exit":
        os._exit(0)
    elif trouble.kind == "grow":
        held = bytearray(2**29)
        held[:: 2**12] = b"x" * (2**29 // 2**12)
        time.sleep(5.0)
