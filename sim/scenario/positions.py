"""Positions: the line and column at which every table and key of a TOML text stands.

The parser of the standard library keeps none, and a mistake must be shown where it was made.
"""

import re

from sim.scenario.keys import KeyPath, key_words, read_key

type Positions = dict[KeyPath, tuple[int, int]]

_HEADER = re.compile(r"""^\s*(\[\[?)((?:"(?:\\.|[^"\\])*"|'[^']*'|[^\]"'#])+)\]""")


def locate(text: str) -> Positions:
    """Return line and column of every table and key of a TOML text."""
    positions: Positions = {}
    lengths: dict[KeyPath, int] = {}
    table: KeyPath = ()
    open_brackets, open_text = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if open_brackets <= 0 and not open_text:
            if header := _HEADER.match(line):
                table = table_path(header[1], header[2], lengths)
                positions.setdefault(table, (number, header.start(1) + 1))
                continue
            found = read_key(line)
            if found is None or line[found[1] : found[1] + 1] != "=" or is_comment(line):
                continue
            place = number, len(line) - len(line.lstrip()) + 1
            for length in range(1, len(found[0]) + 1):
                positions.setdefault((*table, *found[0][:length]), place)
            line = line[found[1] + 1 :]
        open_text, line = strip_strings(line, open_text)
        open_brackets += sum(line.count(c) for c in "[{") - sum(line.count(c) for c in "]}")
    return positions


def is_comment(line: str) -> bool:
    """Tell whether a line says nothing to the program."""
    return line.lstrip().startswith("#")


def table_path(brackets: str, name: str, lengths: dict[KeyPath, int]) -> KeyPath:
    """Return the path of a table; the tables of an array are numbered from 0.

    ``lengths`` holds the number of the last table of every array so far.
    """
    path: KeyPath = ()
    *before, last = key_words(name.strip())
    for word in before:
        path = (*path, word)
        path = (*path, lengths[path]) if path in lengths else path
    path = (*path, last)
    if brackets == "[[":
        lengths[path] = lengths.get(path, -1) + 1
        return (*path, lengths[path])
    return path


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
