"""Folders: where results may go, who is writing there now, and what may be replaced."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from sim.core.errors import ResultsError
from sim.output.schemas import SCHEMAS
from sim.output.store.durable import explained

OURS = (
    "manifest.json", "schema.json", *(f"{name}.parquet" for name in SCHEMAS),
    "figures", "export", "report.html", "brief.html", "replay.html", "annex", "annex.xlsx",
)  # fmt: skip
"""What this program writes into a folder of results."""


def check_free(folder: Path) -> None:
    """Raise ResultsError unless results may be written into a folder; nothing is overwritten."""
    if folder.exists() and not folder.is_dir():
        raise ResultsError(f"{folder} is a file; name a folder that does not exist yet")
    if folder.is_dir() and any(folder.iterdir()):
        raise ResultsError(f"{folder} is not empty; name a folder that does not exist yet")
    check_writable(folder)


def check_writable(folder: Path) -> None:
    """Raise ResultsError unless a folder could be made where it is to be."""
    parent = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not os.access(parent, os.W_OK | os.X_OK):
        raise ResultsError(f"{folder} cannot be written: {parent} is read-only or not yours")


def check_replaceable(folder: Path) -> None:
    """Raise ResultsError unless a folder is free or holds results of a command and nothing else."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        check_free(folder)
        return
    refused = f"{folder} is not replaced"
    if folder.is_symlink() or not folder.is_dir():
        raise ResultsError(f"{refused}: it is a file or a link, not a results folder")
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        manifest = None
    if not isinstance(manifest, dict) or manifest.get("program") != "partnersim":
        raise ResultsError(f"{refused}: it has no manifest.json of partnersim")
    if "study" in manifest:
        raise ResultsError(f"{refused}: it holds a study; remove it yourself if it may go")
    others = sorted(path.name for path in folder.iterdir() if path.name not in OURS)
    if others:
        raise ResultsError(f"{refused}: it also holds {', '.join(others)}")
    check_writable(folder.absolute().parent)


@contextmanager
def drafted(folder: Path, replace: bool) -> Iterator[Path]:
    """Give an empty folder that takes its place in one move, or is gone if something fails."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield draft
        draft.chmod(0o755)
        put_in_place(draft, folder, replace)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def put_in_place(draft: Path, folder: Path, replace: bool) -> None:
    """Move a draft to its place; what was there is put back if that fails, else removed."""
    if not (replace and folder.exists()):
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
        return
    before = draft.with_name(f"{draft.name}-before")
    folder.rename(before)
    try:
        draft.rename(folder)
    except OSError:
        before.rename(folder)
        raise
    shutil.rmtree(before, ignore_errors=True)


def lock_of(folder: Path) -> Path:
    """Return the file that says by its lock that results are being made for a folder."""
    return folder.with_name(f".{folder.name}.lock")


@contextmanager
def reserved(folder: Path) -> Iterator[None]:
    """Keep a folder for results that are being made; raises ResultsError if somebody else does."""
    path = lock_of(folder)
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise ResultsError(
                f"another process is making results for {folder}; wait for it or name another"
            ) from None
    try:
        yield
    finally:
        with suppress(OSError):  # Windows keeps a file that is open
            path.unlink(missing_ok=True)
        lock.release()


def is_reserved(folder: Path) -> bool:
    """Tell whether results are being made for a folder now."""
    if not lock_of(folder).exists():
        return False
    try:
        with FileLock(lock_of(folder), timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return False
