"""Spreadsheets: tables for people who open them in one, where no text may act as a formula.

Excel and LibreOffice run a cell of text that begins with one of a few characters. Such text gets
an apostrophe in front; whoever reads a file back takes one apostrophe off those cells again.
Numbers stay numbers.
"""

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sim.core.errors import ResultsError

if TYPE_CHECKING:
    import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What XML cannot hold and no table needs."""
ROWS_OF_A_SHEET = 1_048_576
LONGEST_SHEET_NAME = 31


def safe_text(text: str) -> str:
    """Return text that a spreadsheet shows as it is and never runs."""
    plain = CONTROL.sub("", text)
    return f"'{plain}" if plain.startswith(FORMULA_STARTS) else plain


def safe_frame(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Return a frame whose headings and texts are safe; numbers are untouched."""
    safe = frame.rename(columns=lambda name: safe_text(str(name)))
    for name in safe.columns:
        if safe[name].dtype.kind not in "biuf":
            safe[name] = safe[name].map(lambda v: safe_text(v) if isinstance(v, str) else v)
    return safe


def write_csv(frame: "pd.DataFrame", path: Path) -> None:
    """Write one table as CSV (UTF-8); raises ResultsError if it cannot be written."""
    try:
        safe_frame(frame).to_csv(path, index=False, quoting=csv.QUOTE_NONNUMERIC)
    except OSError as error:
        raise ResultsError(f"{path} cannot be written ({error.strerror})") from None


def write_xlsx(frames: Mapping[str, "pd.DataFrame"], path: Path) -> None:
    """Write tables as the sheets of one workbook, every text typed as text.

    Raises ResultsError if it cannot be written, or for a table longer than a sheet.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    for name, frame in frames.items():
        if len(frame) >= ROWS_OF_A_SHEET:
            raise ResultsError(
                f"{name} has {len(frame):,} rows, more than a sheet holds: use CSV instead"
            )
        sheet = book.create_sheet(name[:LONGEST_SHEET_NAME])
        safe = safe_frame(frame)
        for row in [tuple(safe.columns), *safe.itertuples(index=False, name=None)]:
            cells = [WriteOnlyCell(sheet, value=_plain(value)) for value in row]
            for cell in cells:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
            sheet.append(cells)
    try:
        book.save(path)
    except OSError as error:
        raise ResultsError(f"{path} cannot be written ({error.strerror})") from None


def _plain(value: object) -> object:
    """Return a cell's value as the workbook takes it: what is not known is empty."""
    import pandas as pd

    return None if pd.isna(value) else value.item() if hasattr(value, "item") else value  # type: ignore[call-overload]
