"""Reading: a scenario file becomes a document that remembers where each key stands.

Anything may be handed to us as a file; what is no small, regular UTF-8 text is refused at once.
"""

import csv
import re
import stat
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.core.errors import Mistake, ScenarioError

LARGEST = 1_000_000
"""Bytes; a scenario is a page of text."""

type KeyPath = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")
_KEY = re.compile(r"""^\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*[A-Za-z0-9_-]+)*)\s*=""")
_POSITION = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True)
class Document:
    """One file as it was written: its values, and the line and column of every key."""

    path: Path
    values: dict[str, Any]
    positions: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)

    def where(self, key: KeyPath) -> str:
        """Return ``file:line:column`` of a key, or of the nearest table that holds it."""
        for length in range(len(key), 0, -1):
            if key[:length] in self.positions:
                line, column = self.positions[key[:length]]
                return f"{self.path.name}:{line}:{column}"
        return f"{self.path.name}:1:1"


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
    """Return the text of a small regular file; a BOM and Windows line ends are no mistake."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise refusal(str(path), "is not a file; a scenario is a TOML text file")
        if status.st_size > LARGEST:
            raise refusal(
                str(path), f"is larger than {LARGEST:,} bytes, more than any scenario needs"
            )
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refusal(str(path), "is not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise refusal(str(path), f"cannot be read ({error.strerror})") from None
    if not text.strip():
        raise refusal(str(path), "is empty; a scenario needs at least a title")
    return text.replace("\r\n", "\n")


def refusal(where: str, message: str) -> ScenarioError:
    """Return the error of a single mistake."""
    return ScenarioError([Mistake(where, message)])


def locate(text: str) -> dict[KeyPath, tuple[int, int]]:
    """Return line and column of every table and key of a TOML text."""
    positions: dict[KeyPath, tuple[int, int]] = {}
    counts: dict[str, int] = {}
    table: KeyPath = ()
    open_brackets, open_text = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if open_brackets <= 0 and not open_text:
            header, key = _HEADER.match(line), _KEY.match(line)
            if header:
                table = table_path(header[1], header[2], counts)
                positions.setdefault(table, (number, header.start(1) + 1))
            elif key:
                positions[(*table, *split_key(key[1]))] = (number, key.start(1) + 1)
                line = line[key.end() :]
            else:
                continue
            if header:
                continue
        open_text, line = strip_strings(line, open_text)
        open_brackets += sum(line.count(c) for c in "[{") - sum(line.count(c) for c in "]}")
    return positions


def table_path(brackets: str, name: str, counts: dict[str, int]) -> KeyPath:
    """Return the path of a table; the tables of an array are numbered from 0."""
    parts = split_key(name)
    if brackets == "[[":
        counts[name] = counts.get(name, -1) + 1
        return (*parts, counts[name])
    return parts


def split_key(key: str) -> KeyPath:
    """Return the words of a dotted key."""
    quoted = re.findall(r"""\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*\.?""", key)
    return tuple(next(word for word in words if word) for words in quoted if any(words))


def strip_strings(line: str, open_text: str) -> tuple[str, str]:
    """Return the delimiter of a text still open at the line's end, and the line without texts."""
    if open_text:
        _, found, line = line.partition(open_text)
        if not found:
            return open_text, ""
    line = re.sub(r'"""(?:(?!""").)*"""|' r"'''(?:(?!''').)*'''", "", line)
    for delimiter in ('"""', "'''"):
        if delimiter in line:
            return delimiter, line.partition(delimiter)[0]
    return "", re.sub(r'"(?:\\.|[^"\\])*"|' r"'[^']*'|#.*", "", line)


def read_column(folder: Path, name: str, column: str) -> tuple[float, ...]:
    """Return one column of numbers of a CSV file that lies beside the scenario."""
    if Path(name).name != name:
        raise ValueError(f"`{name}` is not a file name; the table must lie beside the scenario")
    path = folder / name
    if not path.is_file():
        raise ValueError(f"there is no file `{name}` beside the scenario")
    rows = list(csv.DictReader(read_text(path).splitlines()))
    if not rows or column not in rows[0]:
        have = ", ".join(rows[0]) if rows else "nothing"
        raise ValueError(f"`{name}` has no column `{column}`; it has {have}")
    return tuple(float(row[column]) for row in rows)
