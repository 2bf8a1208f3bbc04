"""Cells: what is written in a table of councils, as numbers and facts in the model's units."""

import math
import re
from dataclasses import dataclass

NOT_KNOWN = ("..", ":", "[c]", "[x]", "[z]", "c", "x", "z", "n/a")
"""How official tables mark a figure that is confidential, not available or not applicable."""

YES, NO = ("true", "yes", "1"), ("false", "no", "0")

_PLAIN = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}([, ])\d{3}(?:\1\d{3})*(?:\.\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)


@dataclass(frozen=True)
class Column:
    """A column of figures: its name, its unit, what makes it pounds or people, its limits."""

    name: str
    unit: str
    scale: float
    low: float
    high: float

    @property
    def accepted(self) -> str:
        """What it takes, in words."""
        return f"{self.low:,.10g} to {self.high:,.10g} {self.unit}"


def number_in(text: str, column: Column, delimiter: str) -> float | None:
    """Return a figure in the model's unit; None where the table says that it is not known.

    Raises ValueError with what is wrong and what would be accepted.
    """
    if not text or text.casefold() in NOT_KNOWN:
        return None
    percent = text.endswith("%") and column.unit == "as a share"
    value = plain_number(text.removesuffix("%").rstrip() if percent else text, column, delimiter)
    value = value / 100.0 if percent else value
    if not column.low <= value <= column.high:
        raise ValueError(f"is {shown(text)}; it takes {column.accepted}")
    return value * column.scale


def plain_number(text: str, column: Column, delimiter: str) -> float:
    """Return the number that a cell holds; raises ValueError unless it can be read in one way."""
    grouped = _GROUPED.fullmatch(text)
    if grouped and (grouped[1] == " " or delimiter == ","):
        text = text.replace(grouped[1], "")
    if _PLAIN.fullmatch(text) and math.isfinite(value := float(text)):
        return value
    hint = ""
    if text in ("-", "–", "—"):
        hint = "; write 0 where there is none, and nothing where it is not known"
    elif _DECIMAL_COMMA.fullmatch(text):
        hint = "; write decimals with a point, and no separator of thousands beside semicolons"
    elif text.startswith("£"):
        hint = "; leave out the £ sign"
    raise ValueError(f"is {shown(text)}; it takes a number, {column.accepted}{hint}")


def fact_in(text: str) -> bool:
    """Return yes or no; raises ValueError where it is neither."""
    if text.casefold() in (*YES, *NO):
        return text.casefold() in YES
    raise ValueError(f"is {shown(text)}; it takes TRUE or FALSE")


def shown(text: str) -> str:
    """Return a cell as a message shows it."""
    return repr(text if len(text) <= 40 else f"{text[:39]}…") if text else "empty"
