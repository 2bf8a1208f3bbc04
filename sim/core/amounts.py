"""Amounts: numbers and money as people read them, to a few significant figures."""

import math

MINUS = "\N{MINUS SIGN}"
BILLION, MILLION = 1e9, 1e6
NOT_DEFINED = "not defined"
TINY = 0.0005
"""Numbers below this are not told apart from 0 in a text."""


def significant(value: float, figures: int = 2) -> float:
    """Return a number to so many significant figures."""
    if value == 0.0 or not math.isfinite(value):
        return value
    return round(value, figures - 1 - math.floor(math.log10(abs(value))))


def plain(value: float, figures: int = 2) -> str:
    """Return a number to so many significant figures, no exponent; words for none or tiny."""
    if math.isnan(value):
        return NOT_DEFINED
    if 0.0 < abs(value) < TINY:
        return "about 0"
    rounded = significant(value, figures)
    digits = max(0, figures - 1 - math.floor(math.log10(abs(rounded)))) if rounded else 0
    return f"{rounded:,.{digits}f}".replace("-", MINUS)


def is_nothing(amount: float) -> bool:
    """Tell whether an amount in £ is shown as £0, and so is nothing in a title."""
    return abs(significant(amount)) < 1.0


def pounds(amount: float | None, sign: bool = False, figures: int = 2) -> str:
    """Return an amount in £ to so many significant figures: £1.2m, −£35,000; a word for none."""
    if amount is None or math.isnan(amount):
        return NOT_DEFINED
    size = abs(significant(amount, figures))
    if is_nothing(amount):
        return "£0"
    for unit, name in ((BILLION, "bn"), (MILLION, "m")):
        if size >= unit:
            text = f"£{plain(size / unit, figures)}{name}"
            break
    else:
        text = f"£{plain(size, figures)}"
    return (MINUS if amount < 0.0 else "+" if sign else "") + text
