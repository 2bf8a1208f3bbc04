"""Reading: a scenario file becomes a document that remembers where each key stands.

Anything may be handed to us as a file; what is no small, regular UTF-8 text is refused at once.
"""

import re
import stat
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.core.errors import Mistake, ScenarioError
from sim.scenario.keys import KeyPath
from sim.scenario.positions import Positions, locate

LARGEST = 1_000_000
"""Bytes; a scenario is a page of text."""

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of spreadsheet programs begin, new and old."""
WORKBOOK = (
    "is a workbook, not text; save the sheet as CSV, or give it to `partnersim places import`"
)

_POSITION = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True)
class Document:
    """One file as it was written: its values, and the line and column of every key."""

    path: Path
    values: dict[str, Any]
    positions: Positions = field(default_factory=dict)

    def where(self, key: KeyPath) -> str:
        """Return ``file:line:column`` of a key, or of the nearest table that holds it."""
        for length in range(len(key), 0, -1):
            if key[:length] in self.positions:
                line, column = self.positions[key[:length]]
                return f"{self.path.name}:{line}:{column}"
        return f"{self.path.name}:1:1"


def exists(path: Path) -> bool:
    """Tell whether there is something at a path; nothing is at one that no system could have."""
    try:
        return path.exists()
    except OSError:
        return False


def read_document(path: Path) -> Document:
    """Read one TOML file; raises ScenarioError for anything that is no readable TOML text."""
    text = read_text(path)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _POSITION.search(str(error))
        line, column = found.groups() if found else (str(text.count("\n") + 1), "1")
        reason = _POSITION.sub("", str(error)).strip()
        raise refusal(f"{path.name}:{line}:{column}", reason) from None
    except (RecursionError, ValueError):
        raise refusal(f"{path.name}:1:1", "nested too deeply, or a number is too long") from None
    return Document(path, values, locate(text))


def read_text(path: Path) -> str:
    """Return the text of a small regular file; a BOM and Windows line ends are no mistake.

    Raises ScenarioError for a folder, a workbook and whatever else is no such text.
    """
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refusal(str(path), "is not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise refusal(str(path), f"cannot be read ({error.strerror})") from None
    except ValueError:
        raise refusal(str(path), "cannot be read (no file has such a name)") from None
    if not text.strip():
        raise refusal(str(path), "is empty; a scenario needs at least a title")
    return text.replace("\r\n", "\n")


def read_bytes(path: Path) -> bytes:
    """Return what a small regular file holds; raises ScenarioError for what is none.

    Raises OSError or ValueError for what the system cannot read.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise refusal(str(path), "is a folder; name a file in it")
    if not stat.S_ISREG(mode):
        raise refusal(str(path), "is not a file; a scenario is a TOML text file")
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if data.startswith(WORKBOOKS):
        raise refusal(str(path), WORKBOOK)
    if len(data) > LARGEST:
        raise refusal(str(path), f"is larger than {LARGEST:,} bytes, more than any scenario needs")
    return data


def refusal(where: str, message: str) -> ScenarioError:
    """Return the error of a single mistake."""
    return ScenarioError([Mistake(where, message)])
