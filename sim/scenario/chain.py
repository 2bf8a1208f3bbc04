"""Chain: what a scenario and everything it extends wrote, and where each value was written.

Precedence, stated once: parameter default, preset, the `extends` chain (base first), the file,
``--set``. A preset only supplies defaults: a key that is written anywhere wins over it.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.core.errors import Mistake, ScenarioError, nearest
from sim.core.library import SCENARIOS
from sim.scenario.reading import Document, KeyPath, read_column, read_document, refusal

DEEPEST = 8
TEXTS = ("title", "story", "source")


@dataclass(frozen=True)
class Written:
    """One value, and where somebody wrote it."""

    value: Any
    document: Document | None = None
    """None for a value given by ``--set`` or by a program."""

    def where(self, path: KeyPath) -> str:
        """Return the place to look at, for a key or something inside it."""
        return self.document.where(path) if self.document else f"--set {dotted(path)}"


type WrittenValues = dict[KeyPath, Written]


def dotted(path: KeyPath) -> str:
    """Return a key as people write it."""
    return ".".join(str(part) for part in path)


def find(name_or_path: str) -> Path:
    """Return the file of a scenario: a path, or the name of one in the library."""
    path = Path(name_or_path)
    if path.suffix == ".toml" or (path.exists() and path.is_file()):
        if path.exists():
            return path
        raise refusal(name_or_path, "there is no such file")
    names = library_names()
    if name_or_path in names:
        return SCENARIOS / f"{name_or_path}.toml"
    raise refusal(
        name_or_path,
        f"there is no such scenario{nearest(name_or_path, names)}"
        " (`partnersim scenarios list` names them all; a path must end in .toml)",
    )


def library_names() -> list[str]:
    """Return the names of the scenarios that come with the program."""
    return sorted(path.stem for path in SCENARIOS.glob("*.toml"))


def read_chain(path: Path) -> list[Document]:
    """Return a scenario's file and all it extends, the base first."""
    chain: list[Document] = []
    ring = [path.resolve()]
    while True:
        document = read_document(path)
        chain.insert(0, document)
        base = document.values.get("extends")
        if base is None:
            return chain
        path = extended(document, base)
        if path.resolve() in ring:
            names = " -> ".join(p.stem for p in [*ring, path.resolve()])
            raise refusal(document.where(("extends",)), f"extends goes round in a circle: {names}")
        if len(ring) >= DEEPEST:
            raise refusal(
                document.where(("extends",)), f"extends is more than {DEEPEST} levels deep"
            )
        ring.append(path.resolve())


def extended(document: Document, base: Any) -> Path:
    """Return the file that a document extends: beside it, or in the library."""
    where = document.where(("extends",))
    if not isinstance(base, str) or not base.replace("-", "").replace("_", "").isalnum():
        raise refusal(where, f"extends is {base!r}; it takes the name of a scenario, not a path")
    beside = document.path.parent / f"{base}.toml"
    for path in (beside, SCENARIOS / f"{base}.toml"):
        if path.is_file():
            if path.resolve().parent != path.parent.resolve():
                raise refusal(where, f"`{base}` is a link that leads out of its folder")
            return path
    known = [*library_names(), *(p.stem for p in document.path.parent.glob("*.toml"))]
    raise refusal(where, f"there is no scenario `{base}`{nearest(base, known)}")


def flatten(document: Document) -> WrittenValues:
    """Return every value of a document by its path; lists of tables stay whole."""
    written: WrittenValues = {}

    def walk(values: Mapping[str, Any], path: KeyPath) -> None:
        for key, value in values.items():
            if isinstance(value, dict) and set(value) != {"file", "column"}:
                walk(value, (*path, key))
                if not value:
                    written[*path, key] = Written(value, document)
            else:
                written[*path, key] = Written(resolve(document, (*path, key), value), document)

    walk({k: v for k, v in document.values.items() if k != "extends"}, ())
    return written


def resolve(document: Document, path: KeyPath, value: Any) -> Any:
    """Return a value as the model takes it: lists as tuples, columns of files as numbers."""
    if isinstance(value, dict) and set(value) == {"file", "column"}:
        try:
            return read_column(document.path.parent, str(value["file"]), str(value["column"]))
        except ValueError as error:
            raise refusal(document.where(path), f"{dotted(path)}: {error}") from None
    return as_tuples(value)


def as_tuples(value: Any) -> Any:
    """Return lists, and lists inside tables, as tuples."""
    if isinstance(value, list):
        return tuple(as_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: as_tuples(item) for key, item in value.items()}
    return value


def parse_sets(sets: Sequence[str]) -> WrittenValues:
    """Return what ``--set a.b=value`` options write; a bare word is taken as text."""
    written: WrittenValues = {}
    mistakes = []
    for text in sets:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            mistakes.append(Mistake(f"--set {text}", "takes key=value, as in run.quarters=20"))
            continue
        written[tuple(key.strip().split("."))] = Written(as_tuples(parse_value(value.strip())))
    if mistakes:
        raise ScenarioError(mistakes)
    return written


def parse_value(text: str) -> Any:
    """Return a value written in TOML; anything that is not TOML is text."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return text
