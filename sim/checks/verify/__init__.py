"""Verify: closed forms that the model must meet, worked out on the user's own machine.

Each case builds what it needs, compares with the formula and returns how far off it is. The
same cases are tests (tests/model/test_limits.py).
"""

import re

from sim.checks.verify import joint_work, money, programme, size, still, tenders, trust
from sim.checks.verify.case import ENTERED, Case

THEMES = (joint_work, money, programme, size, still, tenders, trust)
"""Modules that enter their cases by being imported."""


def _place(name: str) -> tuple[bool, int, str]:
    number = re.search(r"\d+", name)
    return not name.startswith("A"), int(number[0]) if number else 0, name


CASES: dict[str, Case] = {name: ENTERED[name] for name in sorted(ENTERED, key=_place)}
"""Every case, in the order of the numbers."""
