"""``python -m tests.mutation``: a sample of mutants, and which of them some test noticed."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

from tests.mutation.mutants import ROOT, Mutant
from tests.mutation.rooms import ROOMS, noticing, sample

COPIED = ("sim", "tests", "scenarios", "experiments", "docs", "pyproject.toml", "README.md")
SECONDS = 300
"""A mutant that takes longer is noticed: it does not come to an end."""
AIM = 0.9


def equivalents() -> list[dict[str, str]]:
    """Return the mutants that no test can notice, each with its reason."""
    text = (Path(__file__).parent / "equivalents.toml").read_text("utf-8")
    return tomllib.loads(text).get("equivalent", [])


def is_equivalent(mutant: Mutant) -> bool:
    """Tell whether a mutant is known to change nothing."""
    return any(
        (known["path"], known["line"], known["what"]) == (mutant.path, mutant.line, mutant.what)
        for known in equivalents()
    )


def outcome(mutant: Mutant, copy: Path) -> str:
    """Return ``killed``, ``survived`` or ``equivalent``."""
    if is_equivalent(mutant):
        return "equivalent"
    file = copy / mutant.path
    kept = file.read_bytes()
    file.write_bytes(mutant.text())
    try:
        passed = all(passes(copy, test) for test in noticing(mutant.path))
    finally:
        file.write_bytes(kept)
    return "survived" if passed else "killed"


def passes(copy: Path, test: str) -> bool:
    """Tell whether some tests pass in a copy of the checkout."""
    words = ["-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--no-header", test]
    own = {
        **os.environ,
        "PYTHONPATH": str(copy),
        "PYTHONDONTWRITEBYTECODE": "1",
        "XDG_CACHE_HOME": str(copy / "cache"),
        "NUMBA_CACHE_DIR": "",
    }
    try:
        ran = subprocess.run(
            [sys.executable, *words], cwd=copy, env=own, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return False
    return ran.returncode == 0


def checkout(folder: Path) -> Path:
    """Return a copy of the checkout in which files may be changed."""
    copy = folder / "checkout"
    copy.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.png", "*.parquet")
            shutil.copytree(source, copy / name, ignore=ignored)
        else:
            shutil.copy(source, copy / name)
    return copy


def report(found: dict[str, list[tuple[Mutant, str]]], seed: int) -> str:
    """Return the table of rooms and every mutant that survived, as Markdown."""
    lines = [
        "# Mutants",
        "",
        f"`make mutate`, seed {seed}. Equivalent mutants are not counted.",
        "",
    ]
    lines += ["| room | mutants | killed | survived | equivalent | share killed |"]
    lines += ["| --- | --- | --- | --- | --- | --- |"]
    for room, tried in found.items():
        count = Counter(what for _, what in tried)
        whole = count["killed"] + count["survived"]
        share = f"{count['killed'] / whole:.0%}" if whole else "-"
        cells = (room, len(tried), count["killed"], count["survived"], count["equivalent"], share)
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    lines += ["", "## Survivors", ""]
    survivors = [m for tried in found.values() for m, what in tried if what == "survived"]
    lines += [f"- `{m.path}:{m.number}` `{m.what}` in `{m.line}`" for m in survivors] or ["None."]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Try the sample; fail if a room falls short of its aim."""
    words = argparse.ArgumentParser()
    words.add_argument("--share", type=float, default=1.0, help="of the whole sample")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--room", default="", choices=["", *ROOMS])
    words.add_argument("--out", type=Path, help="where the report is written")
    asked = words.parse_args()
    found: dict[str, list[tuple[Mutant, str]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        copy = checkout(Path(folder))
        for room, mutants in sample(asked.share, asked.seed, asked.room).items():
            for test in sorted({test for m in mutants for test in noticing(m.path)}):
                assert passes(copy, test), f"{test} fails before anything is changed"
            found[room] = []
            for mutant in mutants:
                found[room].append((mutant, outcome(mutant, copy)))
                where = f"{mutant.path}:{mutant.number}"
                print(f"{found[room][-1][1]:10} {where} {mutant.what}", flush=True)
    text = report(found, asked.seed)
    print(text)
    if asked.out:
        asked.out.write_text(text, "utf-8")
    for room, tried in found.items():
        counted = [what for _, what in tried if what != "equivalent"]
        assert room == "mechanisms" or counted.count("killed") >= AIM * len(counted), room


if __name__ == "__main__":
    main()
