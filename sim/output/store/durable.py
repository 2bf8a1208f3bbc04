"""Durable: files that are all there or not at all, whatever happens to the machine meanwhile.

A file is written beside its place, flushed to the disk, and only then given its name; the folder
is flushed last, because a name that is not is lost with the power.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from sim.core.errors import DiskFullError, ResultsError, SimError, StoreError

DRAFT = ".draft"
"""How the name of a file ends that is being written."""
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
BROKEN = (errno.EIO,)
NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS)
"""What file systems answer that know no hard links."""

_numbers = count()


def write_new(path: Path, content: bytes) -> None:
    """Write a file under a name that is never written twice; one that is there stays as it is."""
    with _drafted(path, content) as draft:
        try:
            os.link(draft, path)
        except FileExistsError:
            return
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            draft.replace(path)
        flush_folder(path.parent)


def write_over(path: Path, content: bytes) -> None:
    """Write a file, or put it in the place of an older one in one move."""
    with _drafted(path, content) as draft:
        draft.replace(path)
        flush_folder(path.parent)


@contextmanager
def _drafted(path: Path, content: bytes) -> Iterator[Path]:
    """Give the content on the disk under a name of its own, which is gone afterwards."""
    draft = draft_of(path)
    with explained(path):
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            yield draft
        finally:
            with suppress(OSError):
                draft.unlink()


def draft_of(path: Path) -> Path:
    """Return a name beside a file for what is to become the file."""
    return path.with_name(f".{path.name}.{os.getpid()}-{next(_numbers)}{DRAFT}")


def flush_folder(folder: Path) -> None:
    """Make the names in a folder last; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep_drafts(folder: Path) -> None:
    """Remove what writers that were killed left behind; only for who has the study alone."""
    for draft in folder.glob(f".*{DRAFT}"):
        with suppress(OSError):
            draft.unlink()


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what an operating system refuses into words that say what to do."""
    try:
        yield
    except OSError as error:
        raise refused(path, error) from None


def refused(path: Path, error: OSError) -> SimError:
    """Return what an error of the operating system means to somebody who runs a study."""
    reason = error.strerror or str(error)
    if error.errno in FULL:
        return DiskFullError(f"{path.parent} has no room left for {path.name} ({reason})")
    if error.errno in BROKEN:
        return StoreError(f"{path} cannot be saved: the disk reports an error ({reason})")
    return ResultsError(f"{path} cannot be written ({reason})")
