"""Compiled: numba, with its disk cache in a folder that changes whenever a kernel's source does.

Numba looks only at the function it compiles, not at those it calls, so an edited rule would
silently run its old machine code (decisions 2). Import `compiled` from here, never numba's
own decorators.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SOURCES = ("compiled.py", "streams.py", "kernel.py", "population/*.py", "mechanisms/indices.py")


def cache_folder() -> Path:
    """Return where compiled code is kept: one folder per state of the sources and numba."""
    digest = hashlib.sha256(version("numba").encode())
    for pattern in SOURCES:
        for path in sorted(HERE.glob(pattern)):
            digest.update(path.read_bytes())
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "partnersim" / "compiled" / digest.hexdigest()[:16]


def prepare_cache() -> None:
    """Point numba at its folder before it is imported; an unwritable home costs only time."""
    if "NUMBA_CACHE_DIR" in os.environ:
        return
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="partnersim-"))
    os.environ["NUMBA_CACHE_DIR"] = str(folder)


prepare_cache()

import numba  # noqa: E402  (the cache folder must be set first)


def compiled(function: Callable[..., Any]) -> Any:
    """Compile a function to machine code that runs without the interpreter's lock."""
    return numba.njit(cache=True, nogil=True)(function)


def inlined(function: Callable[..., Any]) -> Any:
    """Compile a small function so that it becomes part of the code that calls it."""
    return numba.njit(inline="always")(function)
