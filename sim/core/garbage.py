"""Collector: Python's search for garbage, held back while much is made and nothing thrown away."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_back() -> Iterator[None]:
    """Search for no garbage meanwhile.

    Importing and compiling make millions of objects that stay. To search all of them again and
    again took a fifth of a first start (docs/performance.md).
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
