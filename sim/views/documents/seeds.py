"""Seeds: docs/seeds.md, which binds every row of the founding documents to the model.

``docs/seeds.toml`` is its source. ``python -m sim.views.documents.seeds`` writes it; a test fails
when it is stale, or when a row names something that is not there.
"""

import tomllib
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sim.core.library import SCENARIOS
from sim.views.documents.odd import DOCS, rows

type Kind = Literal[
    "outcome",
    "rule",
    "lever",
    "parameter",
    "state",
    "scenario",
    "pattern",
    "claim",
    "validation target",
    "agent",
    "driver",
    "structure",
    "design",
    "out of scope",
    "variant",
]
type Names = tuple[str, ...]

HEAD = """# What the founding documents say, and where it is in the model

Five texts about local partnership working (a contractor in 2018, a housing association in 2017, a
consultancy about 2014, a network body in 2020, a think tank in 2010) were taken apart into 229
rows. Here is every row in our own words, what it became, what computes it and what shows that. A
parameter whose source is `seed-row-N` rests on row N. All five favour partnership, and each credits
its own kind: a row of kind *claim* is put to the test, not built in. `make docs` writes this page
from `docs/seeds.toml`.

"""


class Row(BaseModel):
    """One thing that one of the documents says, and where it is in the model."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: int
    says: str
    """In our own words."""
    kind: Kind
    module: Names = ()
    """Dotted names, a function or class after a colon."""
    parameter: Names = ()
    measure: Names = ()
    scenario: Names = ()
    """Names of the library, or folders of experiments."""
    test: Names = ()
    """Path of a test file, two colons, name of the test."""
    pattern: Names = ()
    why: str = ""
    """Why it is out of scope; empty for what is in it."""

    @property
    def in_scope(self) -> bool:
        """Whether the model has to show it."""
        return self.kind != "out of scope"

    @property
    def code(self) -> Names:
        """What computes it."""
        return (*self.module, *self.parameter, *self.measure)

    @property
    def shown_by(self) -> Names:
        """What shows that it is computed."""
        return (*self.scenario, *self.test, *self.pattern)


def read() -> list[Row]:
    """Return every row, as docs/seeds.toml has them."""
    written = tomllib.loads((DOCS / "seeds.toml").read_text("utf-8"))
    return [Row(**row) for row in written["row"]]


def page() -> str:
    """Return docs/seeds.md."""
    header = ("row", "in our words", "kind", "computed by", "shown by")
    body = [(str(r.row), r.says, r.kind, computed_by(r), shown_by(r)) for r in read()]
    return HEAD + rows(header, body) + "\n"


def computed_by(row: Row) -> str:
    """Return modules, parameters and measures of a row, modules as links."""
    names = [*row.parameter, *row.measure]
    return ", ".join([*map(module_link, row.module), *(f"`{name}`" for name in names)])


def shown_by(row: Row) -> str:
    """Return scenarios, tests and patterns of a row as links; why, for what is out of scope."""
    if not row.in_scope:
        return row.why
    patterns = [f"[{name}](patterns.md)" for name in row.pattern]
    return ", ".join([*map(scenario_link, row.scenario), *map(test_link, row.test), *patterns])


def module_link(name: str) -> str:
    """Return a link to a module that shows what in it is meant."""
    module, _, inside = name.partition(":")
    path = "../" + module.replace(".", "/")
    if (DOCS / path).is_dir():
        path += "/__init__"
    short = module.rpartition(".")[2]
    return f"[`{short}.{inside}`]({path}.py)" if inside else f"[`{short}`]({path}.py)"


def scenario_link(name: str) -> str:
    """Return a link to a scenario of the library, or to an experiment."""
    in_library = (SCENARIOS / f"{name}.toml").exists()
    path = f"scenarios/{name}.toml" if in_library else f"experiments/{name}/README.md"
    return f"[{name}](../{path})"


def test_link(name: str) -> str:
    """Return a link to a test file that reads as the sentence which the test is."""
    path, _, test = name.partition("::")
    sentence = test.removeprefix("test_").replace("_", " ")
    return f"[{sentence}](../{path})"


def main() -> None:
    """Write the page."""
    (DOCS / "seeds.md").write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
