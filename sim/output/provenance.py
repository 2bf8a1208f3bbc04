"""Provenance: with which code, libraries and machine a run was made."""

import hashlib
import json
import platform
import subprocess
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sim.mechanisms import installed_mechanisms

NOT_THE_RUN = (
    "_library", "analysis", "appraisal", "checks", "cli", "study", "sweep", "views",
    "core/library.py", "output/digest.py", "output/folders.py", "output/provenance.py",
    "output/results.py", "output/schemas.py", "output/spreadsheets.py", "output/store",
)  # fmt: skip
"""Parts of the program that cannot change what happens in a run ..."""
PAIRING = ("simulate.py", "counterfactual.py", "gather.py")
"""... and what of the studies can change what is written down of it."""
LAYOUT = 3
"""Goes up when folders of before can no longer be read by what reads results."""
LIBRARIES = ("mesa", "numpy", "numba", "scipy", "pyarrow")


@cache
def sources() -> dict[str, str]:
    """Return a digest of every file that can change a run, mechanisms from elsewhere included."""
    root = Path(__file__).parents[1]
    paths = [*root.rglob("*.py"), *root.rglob("*.toml")]
    files = {"/".join(path.relative_to(root).parts): path for path in paths}
    files = {
        name: path
        for name, path in files.items()
        if not any(name == part or name.startswith(f"{part}/") for part in NOT_THE_RUN)
    }
    files |= {f"study/{name}": root / "study" / name for name in PAIRING}
    files |= {m.__name__: Path(m.__file__) for m in installed_mechanisms() if m.__file__}
    return {name: _digest(files[name]) for name in sorted(files)}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:16]


@cache
def code_hash() -> str:
    """Return a digest of the source of everything that can change a run."""
    return hashlib.sha256(json.dumps(sources()).encode()).hexdigest()


@cache
def libraries() -> dict[str, str]:
    """Return the versions of the libraries that can change a run."""
    return {name: _version(name) for name in LIBRARIES}


def provenance() -> dict[str, Any]:
    """Return the versions and the commit that results were made with."""
    return {
        "layout": LAYOUT,
        "program": "partnersim",
        "version": _version("partnersim"),
        "commit": _commit(),
        "code": code_hash(),
        "sources": sources(),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "libraries": libraries(),
    }


def changes_since(manifest: Mapping[str, Any]) -> list[str]:
    """Return in words what of the program is not as it was when a manifest was written."""
    before, now = manifest["sources"], sources()
    said = []
    for name in sorted({**before, **now}):
        if before.get(name) != now.get(name):
            what = "is new" if name not in before else "is gone" if name not in now else "changed"
            said.append(f"{name} {what}")
    for name, known in libraries().items():
        if manifest["libraries"].get(name) != known:
            said.append(f"{name} was {manifest['libraries'].get(name)}, is {known}")
    return said


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "checkout"


def _commit() -> str:
    root = Path(__file__).parents[2]
    if not (root / ".git").exists():
        return ""
    command = ["git", "-C", str(root), "rev-parse", "HEAD"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return answer.stdout.strip()
