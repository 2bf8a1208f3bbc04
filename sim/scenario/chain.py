"""Chain: what a scenario and everything it extends wrote, and where each value was written.

Precedence, stated once: parameter default, preset, the `extends` chain (base first), the file,
``--set``. A preset only supplies defaults: a key that is written anywhere wins over it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.core.errors import Mistake, ScenarioError, nearest
from sim.core.library import SCENARIOS
from sim.scenario.keys import KeyPath, dotted, parse_value, read_setting
from sim.scenario.reading import Document, exists, read_document, refusal
from sim.scenario.year_table import ASKED, read_year_table

DEEPEST = 8
TEXTS = ("title", "story", "source")
BY_YEAR: KeyPath = ("policy", "funding", "cuts")
"""What a table by financial year may stand for."""


@dataclass(frozen=True)
class Written:
    """One value, and where somebody wrote it."""

    value: Any
    document: Document | None = None
    """None for a value given by ``--set`` or by a program."""
    changed: "Mapping[KeyPath, tuple[KeyPath, Written]]" = field(default_factory=dict)
    """Parts that were set by name afterwards: the key that was given, and its value."""

    def where(self, path: KeyPath) -> str:
        """Return the place to look at, for a key or something inside it."""
        if path in self.changed:
            given, item = self.changed[path]
            return item.where(given)
        return self.document.where(path) if self.document else f"--set {dotted(path)}"

    def called(self, path: KeyPath) -> str:
        """Return a key as it was given: by name if a part of the value was set by name."""
        return dotted(self.changed[path][0] if path in self.changed else path)


type WrittenValues = dict[KeyPath, Written]


def where_written(path: KeyPath, written: WrittenValues) -> str:
    """Return where a key, or the nearest table around it, was written."""
    for length in range(len(path), 0, -1):
        if path[:length] in written:
            return written[path[:length]].where(path)
    return "default"


def find(name_or_path: str) -> Path:
    """Return the file of a scenario: a path, or the name of one in the library.

    Raises ScenarioError if there is none.
    """
    path = Path(name_or_path)
    if path.suffix == ".toml" or (exists(path) and path.is_file()):
        if exists(path):
            return path
        raise refusal(name_or_path, "there is no such file")
    names = library_names()
    if name_or_path in names:
        return SCENARIOS / f"{name_or_path}.toml"
    if exists(path):
        raise refusal(name_or_path, "is a folder; name a scenario file in it, which ends in .toml")
    raise refusal(
        name_or_path,
        f"there is no such scenario{nearest(name_or_path, names)}"
        " (`partnersim scenarios list` names them all; a path must end in .toml)",
    )


def library_names() -> list[str]:
    """Return the names of the scenarios that come with the program."""
    return sorted(path.stem for path in SCENARIOS.glob("*.toml"))


def read_chain(path: Path) -> list[Document]:
    """Return a scenario's file and all it extends, the base first.

    Raises ScenarioError if one of them cannot be read, or extends itself.
    """
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
    """Return the file that a document extends: beside it, or in the library.

    Raises ScenarioError if there is none.
    """
    where = document.where(("extends",))
    if not isinstance(base, str) or not base.replace("-", "").replace("_", "").isalnum():
        raise refusal(where, f"extends is {base!r}; it takes the name of a scenario, not a path")
    beside = document.path.parent / f"{base}.toml"
    for path in (beside, SCENARIOS / f"{base}.toml"):
        if exists(path):
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
            if isinstance(value, dict) and set(value) != ASKED:
                walk(value, (*path, key))
                if not value:
                    written[*path, key] = Written(value, document)
            else:
                written[*path, key] = Written(resolve(document, (*path, key), value), document)

    walk({k: v for k, v in document.values.items() if k != "extends"}, ())
    return written


def resolve(document: Document, path: KeyPath, value: Any) -> Any:
    """Return a value as the model takes it: lists as tuples, columns of files with their years.

    Raises ScenarioError for a file that is no table of years.
    """
    if not (isinstance(value, dict) and set(value) == ASKED):
        return as_tuples(value)
    where = document.where(path)
    if path != BY_YEAR:
        raise refusal(where, f"{dotted(path)} takes no table; only {dotted(BY_YEAR)} does")
    try:
        return read_year_table(document.path.parent, value)
    except ValueError as error:
        raise refusal(where, f"{dotted(path)}: {error}") from None


def as_tuples(value: Any) -> Any:
    """Return lists, and lists inside tables, as tuples, and dates as their text."""
    if isinstance(value, list):
        return tuple(as_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: as_tuples(item) for key, item in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else value


def parse_sets(sets: Sequence[str]) -> WrittenValues:
    """Return what ``--set a.b=value`` options write; a bare word is taken as text.

    Raises ScenarioError for an option that sets nothing, or sets what another one has set.
    """
    written: WrittenValues = {}
    mistakes = []
    for text in sets:
        setting = read_setting(text)
        if setting is None:
            mistakes.append(Mistake(f"--set {text}", "takes key=value, as in run.quarters=20"))
            continue
        key, value = setting
        if key in written:
            mistakes.append(Mistake(f"--set {dotted(key)}", "is given twice; give it once"))
        written[key] = Written(as_tuples(parse_value(value)))
    if mistakes:
        raise ScenarioError(mistakes)
    return written
