"""Keys: dotted names as people write them in options, designs and files, with TOML's quotes.

A name may stand without quotes as long as it holds neither a dot nor an equals sign.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

type KeyPath = tuple[str | int, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WORD = re.compile(r"""\s*(?:("(?:\\.|[^"\\])*"|'[^']*')|([^\s.="'][^.=]*?))\s*(?=[.=]|$)""")
_OPENING, _CLOSING = "[{", "]}"


def dotted(path: KeyPath) -> str:
    """Return a key as people write it; names that need quotes have them."""
    return ".".join(_quoted(str(part)) for part in path)


def _quoted(word: str) -> str:
    if _BARE.fullmatch(word):
        return word
    return json.dumps(word, ensure_ascii=False).replace("\x7f", "\\u007f")


def key_words(key: str) -> KeyPath:
    """Return the words of a dotted key; one that breaks the rules is cut at every dot."""
    found = read_key(key)
    return found[0] if found and found[1] == len(key) else tuple(key.split("."))


def read_key(text: str) -> tuple[KeyPath, int] | None:
    """Return the key that a text begins with, and where it ends; None if it begins with none."""
    words: list[str | int] = []
    position = 0
    while found := _WORD.match(text, position):
        word = parse_value(found[1]) if found[1] else found[2]
        if not isinstance(word, str):
            return None
        words.append(word)
        position = found.end()
        if text[position : position + 1] != ".":
            return tuple(words), position
        position += 1
    return None


def read_setting(text: str) -> tuple[KeyPath, str] | None:
    """Return the key and the written value of ``a.b=value``; None for anything else."""
    found = read_key(text)
    if found is None or text[found[1] : found[1] + 1] != "=":
        return None
    return found[0], text[found[1] + 1 :].strip()


def parse_value(text: str) -> Any:
    """Return a value written in TOML; anything that is not one TOML value is text."""
    try:
        values = tomllib.loads(f"value = {text}")
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return text
    return values["value"] if set(values) == {"value"} else text


def split_settings(text: str) -> list[str]:
    """Return the parts of ``NAME,key=value,key=value``.

    A comma begins a new part only outside brackets and quotes, and only before a ``key=``.
    """
    parts = [""]
    for piece in _outside_brackets(text):
        if len(parts[0]) and read_setting(piece) is not None:
            parts.append(piece)
        else:
            parts[-1] += f",{piece}" if parts[-1] else piece
    return parts


def _outside_brackets(text: str) -> Iterator[str]:
    """Yield what stands between commas that are in no bracket and no quotes."""
    depth, quote, begin = 0, "", 0
    for i, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'" and text[i - 1 : i] in (*"=,.[{: ", ""):
            quote = character
        elif character == "," and depth <= 0:
            yield text[begin:i]
            begin = i + 1
        else:
            depth += (character in _OPENING) - (character in _CLOSING)
    yield text[begin:]
