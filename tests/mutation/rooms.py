"""Rooms: which files are mutated, how many mutants of each room, and which tests should notice."""

from pathlib import Path
from random import Random

from tests.mutation.mutants import ROOT, Mutant, mutants_of

WORKED_CASE = "tests/appraisal/test_worked_case.py"

ROOMS = {
    "ledger": (15, ("sim/core/ledger.py", "sim/study/counterfactual.py")),
    "streams": (20, ("sim/core/streams.py",)),
    "rules": (40, ("sim/rules/*.py",)),
    "appraisal": (40, ("sim/appraisal/*.py",)),
    "store": (25, ("sim/output/store/*.py",)),
    "statistics": (15, ("sim/analysis/statistics.py",)),
    "mechanisms": (25, ("sim/mechanisms/*.py",)),
}
"""Mutants of a room in a whole sample, and its files."""

BESIDES = {
    "sim/appraisal/case.py": ["tests/views/test_report_answers.py"],
    "sim/appraisal/discounting.py": ["tests/appraisal/test_published_examples.py"],
    "sim/appraisal/economic.py": ["tests/appraisal/test_case.py"],
    "sim/appraisal/financial.py": ["tests/appraisal/test_case.py"],
    "sim/appraisal/switching.py": [
        "tests/appraisal/test_economic.py",
        "tests/appraisal/test_case.py",
    ],
    "sim/appraisal/vintages.py": [
        "tests/appraisal/test_published_examples.py",
        "tests/appraisal/test_settings.py",
    ],
    "sim/core/ledger.py": ["tests/study/test_counterfactual.py"],
    "sim/study/counterfactual.py": ["tests/study/test_counterfactual.py"],
    "sim/rules/residents.py": ["tests/mechanisms/test_volunteering.py"],
    "sim/rules/borrowing.py": ["tests/mechanisms/test_budget.py"],
    "sim/rules/programme.py": ["tests/mechanisms/test_programme.py"],
}
"""Tests of a module that do not stand under its own name."""


def sample(share: float, seed: int, only: str = "") -> dict[str, list[Mutant]]:
    """Return a share of the mutants of a whole sample by room; the same seed gives the same."""
    chosen = {}
    for room, (number, patterns) in ROOMS.items():
        files = sorted(p for pattern in patterns for p in ROOT.glob(pattern))
        every = [m for path in files for m in mutants_of(path.relative_to(ROOT).as_posix())]
        picked = Random(f"{seed} {room}").sample(every, min(len(every), round(number * share)))
        chosen[room] = sorted(picked, key=lambda mutant: (mutant.path, mutant.start))
    return {room: found for room, found in chosen.items() if only in ("", room)}


def noticing(path: str) -> list[str]:
    """Return the tests of a module, its own first, the worked case last."""
    file = Path(path)
    room = file.relative_to("sim").parent
    own = [f"tests/{room}/test_{file.stem}.py"]
    if room.name == "store":
        own = [f"tests/{room}"]
    if room.name == "rules":
        own.append(f"tests/mechanisms/test_{file.stem}.py")
    asked = [*own, *BESIDES.get(path, []), WORKED_CASE]
    return list(dict.fromkeys(test for test in asked if (ROOT / test).exists()))
