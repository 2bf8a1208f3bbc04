"""Decoding: the bytes of a file that somebody brings become text, or it is said what they are."""

import codecs
import stat
import zipfile
from io import BytesIO
from pathlib import Path

from sim.core.errors import Mistake, ScenarioError

LARGEST = 20_000_000
"""Bytes; all councils of the United Kingdom with a hundred columns are a tenth of it."""

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: ("utf-8-sig", ""),
    codecs.BOM_UTF32_LE: ("utf-32", "UTF-32"),  # begins as UTF-16 does, so it comes before it
    codecs.BOM_UTF32_BE: ("utf-32", "UTF-32"),
    codecs.BOM_UTF16_LE: ("utf-16", "UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16", "UTF-16"),
}
"""Mark: Python's name of the encoding, and the name to tell people where it is unusual."""
WINDOWS = "Windows-1252"

SAVE_SHEET = "open it and save the sheet as CSV (UTF-8)"
COPY_TABLE = "copy its table into a spreadsheet and save that as CSV (UTF-8)"
SIGNATURES = {
    b"%PDF": f"is a PDF; {COPY_TABLE}",
    b"\xd0\xcf\x11\xe0": f"is an Excel workbook (XLS); {SAVE_SHEET}",
    b"<": f"is a web page or XML; {COPY_TABLE}",
}
ZIP = b"PK\x03\x04"
ARCHIVES = {
    "xl/": f"is an Excel workbook (XLSX); {SAVE_SHEET}",
    "content.xml": f"is an OpenDocument file (ODS); {SAVE_SHEET}",
    "word/": f"is a Word document; {COPY_TABLE}",
    "": "is an archive; unpack it and give the CSV file inside",
}
"""How the name of a file inside an archive begins: what the archive is, and what to do."""


def refusal(where: str, message: str) -> ScenarioError:
    """Return the error of a single mistake."""
    return ScenarioError([Mistake(where, message)])


def read_text(path: Path) -> tuple[str, str]:
    """Return the text of a file, and its encoding where that had to be assumed or is unusual."""
    data = read_bytes(path)
    if found := what_it_is(data):
        raise refusal(path.name, found)
    encoding, told = encoding_of(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        message = f"is neither UTF-8, UTF-16 nor {WINDOWS} text; save it as CSV (UTF-8)"
        raise refusal(path.name, message) from None
    if "\0" in text:
        raise refusal(path.name, "is not text, or UTF-16 without its mark; save it as CSV (UTF-8)")
    if not text.strip():
        raise refusal(path.name, "is empty; it takes a line of column names, and rows below it")
    return text, told


def encoding_of(data: bytes) -> tuple[str, str]:
    """Return Python's name of an encoding, and the name that people are told if it is unusual."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", WINDOWS
    return "utf-8", ""


def read_bytes(path: Path) -> bytes:
    """Return what a regular file of moderate size holds."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise refusal(str(path), "is not a file; it takes a CSV file")
        if status.st_size > LARGEST:
            raise refusal(str(path), f"is larger than {LARGEST:,} bytes")
        return path.read_bytes()
    except OSError as error:
        raise refusal(str(path), f"cannot be read ({error.strerror})") from None


def what_it_is(data: bytes) -> str:
    """Return what a file is and what to do with it, where it is no plain text; else nothing."""
    if data.startswith(ZIP):
        names = [*names_inside(data), ""]
        return next(s for begin, s in ARCHIVES.items() if any(n.startswith(begin) for n in names))
    start = data.lstrip()
    return next((said for mark, said in SIGNATURES.items() if start.startswith(mark)), "")


def names_inside(data: bytes) -> list[str]:
    """Return the names of the files in an archive; none if it is damaged."""
    try:
        return zipfile.ZipFile(BytesIO(data)).namelist()
    except zipfile.BadZipFile:
        return []
