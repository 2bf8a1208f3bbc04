"""Compiled: numba, with its disk cache in a folder that changes whenever a kernel's source does.

Numba looks only at the function it compiles, not at those it calls, so an edited rule would
silently run its old machine code (decisions 2). Import `compiled` and `inlined` from here, never
numba's own decorators.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parents[1]
SOURCES = (
    "core/compiled.py",
    "core/streams.py",
    "kernel.py",
    "population/*.py",
    "rules/indices.py",
    "rules/odds.py",
    "rules/residents.py",
    "mechanisms/housing.py",
    "mechanisms/volunteering.py",
)
"""Every file that compiled code, or a constant in it, comes from."""


def sources(root: Path = HERE) -> list[Path]:
    """Return the files that compiled code is made of."""
    return sorted(path for pattern in SOURCES for path in root.glob(pattern))


def cache_folder(root: Path = HERE) -> Path:
    """Return where compiled code is kept: one folder per state of the sources and of numba.

    A folder that the user asks numba to take is honoured, but never read without that name.
    """
    digest = hashlib.sha256(f"{version('numba')} {version('llvmlite')}".encode())
    for path in sources(root):
        digest.update(path.read_bytes())
    name = f"partnersim-{digest.hexdigest()[:16]}"
    given = Path(os.environ.get("NUMBA_CACHE_DIR", ""))
    if given.name == name:
        return given
    usual = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "partnersim"
    return (given if given.name else usual) / name


def prepare_cache() -> None:
    """Point numba at its folder; one that cannot be written costs only time."""
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="partnersim-"))
    os.environ["NUMBA_CACHE_DIR"] = str(folder)


prepare_cache()

import numba  # noqa: E402  (the cache folder must be set first)

numba.config.reload_config()  # numba may have been imported before us

_KNOWN = {str(path) for path in sources()}


def compiled(function: Callable[..., Any]) -> Any:
    """Compile a function to machine code that runs without the interpreter's lock.

    Dividing by zero gives inf or NaN, as in numpy: a check at every division would keep loops
    from becoming vector instructions.
    """
    return numba.njit(cache=True, nogil=True, error_model="numpy")(_known(function))


def inlined(function: Callable[..., Any]) -> Any:
    """Compile a small function so that it becomes part of the code that calls it."""
    return numba.njit(inline="always")(_known(function))


def _known(function: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse a function whose edits would go unnoticed by the cache."""
    file = function.__code__.co_filename
    if HERE in Path(file).parents and file not in _KNOWN:
        raise RuntimeError(f"{file} must be among SOURCES of {__file__} to be compiled")
    return function
