"""Notation: numbers as people write them, and how they are written here."""

import re

_PERCENT = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*%", re.ASCII)
_AMOUNT = re.compile(
    r"(-?)£?\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)\s*([A-Za-z]*)", re.ASCII
)
_TIMES = {
    "": 1, "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9,
}  # fmt: skip


def in_plain_figures(text: str) -> str:
    """Return how a number that people write as ``£14m``, ``5%`` or ``0,05`` is written here.

    Empty for what is no such number.
    """
    if found := _PERCENT.fullmatch(text.strip()):
        return f"{float(found[1].replace(',', '.')) / 100:.12g}"
    found = _AMOUNT.fullmatch(text.strip())
    times = _TIMES.get(found[3].lower()) if found else None
    if found is None or times is None:
        return ""
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", found[2]) and found[2][0] != "0"
    number = float(found[2].replace(",", "" if grouped else "."))
    return f"{found[1]}{number * times:.15g}"


def pounds(amount: float) -> str:
    """Return an amount in pounds as people write it: ``£450,000``, ``£14.2m``, ``£1.3bn``."""
    for size, unit in ((1e9, "bn"), (1e7, "m")):
        if amount >= size:
            return f"£{amount / (1e6 if unit == 'm' else size):,.4g}{unit}"
    return f"£{amount:,.0f}"


def percent(share: float) -> str:
    """Return a share as a percentage, with as many figures as it has: ``5.36%``."""
    return f"{100.0 * share:.6g}%"
