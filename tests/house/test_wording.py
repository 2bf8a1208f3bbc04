"""Wording: what users read is plain English, not the code's own jargon."""

import ast
import re

import pytest

from tests.house.checkout import ROOT

ODD = re.compile(
    r"\bluck\b|\blook here\b|given up\b|\bhollow\b|on paper\b|turn(?:s|ing) up\b|\btwin\b"
    r"|\bno cash\b|deprivation fifth|lever apart|what it comes to|\bnobody\b|\beverybody\b"
    r"|is no (?:study|factor|TOML|results folder)\b|set against each other|: sound\b"
    r"|\bthe powers of root\b|a head and quarter",
    re.IGNORECASE,
)
"""Words that a native officer or analyst would not use for what is meant."""

ROOMS = ("cli", "views", "sweep", "study", "scenario", "output", "appraisal", "core")
CODE = [path for room in ROOMS for path in sorted((ROOT / "sim" / room).rglob("*.py"))]
PAGES = [
    ROOT / "docs/page.md",
    ROOT / "docs/studies.md",
    *sorted((ROOT / "docs/trainers").glob("*.md")),
    *sorted((ROOT / "scenarios").glob("*.toml")),
    *sorted((ROOT / "experiments").glob("*/question.toml")),
    *sorted((ROOT / "sim/views").rglob("*.j2")),
]


def is_command(node):
    """Tell whether a function is a command, whose docstring is what ``--help`` prints."""
    decorators = getattr(node, "decorator_list", [])
    return isinstance(node, ast.FunctionDef) and any(
        "command" in ast.unparse(d) for d in decorators
    )


def said(source):
    """Return the texts of a module that have two words or more and that users read."""
    tree = ast.parse(source)
    docstrings = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    docstrings -= {id(f.body[0].value) for f in ast.walk(tree) if is_command(f)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in docstrings and " " in node.value.strip()
    ]


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_messages_tables_and_titles_are_in_plain_english(path):
    assert [text for text in said(path.read_text("utf-8")) if ODD.search(text)] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_pages_and_stories_are_in_plain_english(path):
    lines = re.sub(r"<[^>]*>|\{[^}]*\}", " ", path.read_text("utf-8")).splitlines()
    assert [line for line in lines if ODD.search(line)] == []


def test_an_odd_turn_would_be_found():
    assert said('x = 1\n"""Luck is a name."""\ny = "on the same luck"') == ["on the same luck"]
    assert ODD.search("3 worlds on the same luck")
    assert not ODD.search("with the same random numbers")
