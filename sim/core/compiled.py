"""Compiled: numba, with its disk cache in a folder that changes whenever a kernel's source does.

Numba looks only at the function it compiles, not at those it calls, so an edited rule would
silently run its old machine code (decisions 2). Import `compiled` and `inlined` from here, never
numba's own decorators.
"""

import atexit
import hashlib
import os
import shutil
import stat
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
    Where there is no home, it is the user's own folder among the temporary ones.
    """
    digest = hashlib.sha256(f"{version('numba')} {version('llvmlite')}".encode())
    for path in sources(root):
        digest.update(path.read_bytes())
    name = f"partnersim-{digest.hexdigest()[:16]}"
    given = Path(os.environ.get("NUMBA_CACHE_DIR", ""))
    if given.name == name:
        return given
    return (given if given.name else usual_folder()) / name


def usual_folder() -> Path:
    """Return where programs of this user keep what they can make again."""
    try:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:  # neither HOME nor an entry for the user, as in a container
        return temporary_folder()
    return cache / "partnersim"


def temporary_folder() -> Path:
    """Return a folder of this user among the temporary ones, the same at each start."""
    user = os.getuid() if hasattr(os, "getuid") else ""
    return Path(tempfile.gettempdir()) / f"partnersim-{user}"


def prepare_cache() -> None:
    """Point numba at its folder; one that cannot be written costs only time."""
    folder = cache_folder()
    folders = (folder, temporary_folder() / folder.name)
    ready = next((one for one in folders if can_keep(one)), None)
    os.environ["NUMBA_CACHE_DIR"] = str(ready or passing_folder())


def can_keep(folder: Path) -> bool:
    """Tell whether compiled code can be kept in a folder, making it where it is missing."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.mkdir(exist_ok=True)
    except OSError:
        return False
    private = folder.parent != temporary_folder() or is_own(folder.parent)
    return private and os.access(folder, os.W_OK | os.X_OK)


def is_own(folder: Path) -> bool:
    """Tell whether nobody but this user can have written in a folder: code from there is run."""
    if not hasattr(os, "getuid"):  # Windows gives every user temporary folders of their own
        return True
    found = folder.lstat()
    own = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    return own and not found.st_mode & 0o022


def passing_folder() -> Path:
    """Return a folder that is gone when the program ends."""
    folder = Path(tempfile.mkdtemp(prefix="partnersim-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


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
