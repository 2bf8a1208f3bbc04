"""Words: numbers as a headline may give them, to no more than two significant figures."""

import math
from collections.abc import Sequence

from sim.analysis.statistics import CONFIDENCE
from sim.appraisal import BandedValue
from sim.core.amounts import MINUS as MINUS
from sim.core.amounts import NOT_DEFINED, TINY
from sim.core.amounts import is_nothing as is_nothing
from sim.core.amounts import plain as plain
from sim.core.amounts import pounds as pounds

MOST_TIMES = 1000.0
"""Multiples above this are not told apart."""


def signed(value: float) -> str:
    """Return a change as a plain number with its sign; one that is about 0 has none."""
    return f"{'+' if value >= TINY else ''}{plain(value)}"


def times(value: float) -> str:
    """Return a multiple in words, up to a limit above which nobody would tell it from more."""
    return f"over {MOST_TIMES:,.0f}" if value > MOST_TIMES else plain(value)


def steps(values: Sequence[float]) -> list[str]:
    """Return places along a range, each to a hundredth of the range: 0.00, 0.06, 0.30."""
    width = max(values) - min(values)
    digits = 1 - math.floor(math.log10(width)) if width > 0.0 else 2
    return [
        f"{round(value, digits) + 0.0:,.{max(0, digits)}f}".replace("-", MINUS) for value in values
    ]


def span(limits: tuple[float, float] | None) -> str:
    """Return an interval of amounts in words; a dash where none is known."""
    if limits is None:
        return "–"
    low, high = (pounds(limit) for limit in limits)
    return low if low == high else f"{low} to {high}"


def better_or_worse(found: BandedValue, than: str) -> str:
    """Return how a sum of money stands, in words that its intervals allow."""
    if found.value is None:
        return "cannot be told"
    if found.nothing:
        return f"exactly as well off as {than}"
    if not found.clear:
        return f"not clearly better or worse off than {than}"
    how = "better" if found.value > 0.0 else "worse"
    return f"{pounds(abs(found.value))} {how} off than {than}"


def chance_words(judged: int) -> str:
    """Return how many of some 95 % verdicts chance alone would give, in a sentence."""
    by_chance = judged * (1.0 - CONFIDENCE)
    if not judged:
        return "There is nothing here that chance could have made look clear."
    return (
        f"Where nothing differs, chance alone would still make about {plain(by_chance)} of"
        f" {judged:,} look clear."
    )


def share(value: float | None) -> str:
    """Return a share as a percentage."""
    return NOT_DEFINED if value is None else f"{100.0 * value:.0f} %"


def several(number: int, one: str, more: str = "") -> str:
    """Return a number with its noun: 1 run, 3 runs."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def listed(words: list[str]) -> str:
    """Return words as people list them: a, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


ACCOUNT_NAMES = {
    "councils": "councils",
    "companies": "councils' companies",
    "housing-associations": "housing associations",
    "social-enterprises": "social enterprises",
    "contractors": "contractors",
    "network-bodies": "network bodies",
    "Community": "community groups",
    "Households": "households",
    "CentralGov": "central government",
    "Police": "police",
    "Fire": "fire service",
    "NHS": "NHS",
    "Schools": "schools",
    "Suppliers": "suppliers",
    "Lenders": "lenders",
}
"""What holders of money are called in a sentence; a council is called by its name."""


def account_name(account: str) -> str:
    """Return what an account is called in a sentence."""
    return ACCOUNT_NAMES.get(account, account)


def capital(text: str) -> str:
    """Return text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]
