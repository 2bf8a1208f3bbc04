"""Documents: their tables are those of the code, and what they point to exists."""

import importlib
import re

import pytest

from sim.evidence import outside_evidence
from sim.mechanisms import parameter_groups
from sim.study.questions import questions
from sim.views.documents.odd import REASONS, SECTIONS, filled
from sim.views.documents.questions import index, readme
from tests.house.checkout import MODULES, ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
ODD = (ROOT / "docs/odd.md").read_text("utf-8")
HEADINGS = re.findall(r"^#+ (.*)$", ODD, re.MULTILINE)
SUBMODELS = [
    path for path in MODULES if path.parent.name in ("rules", "mechanisms") and path.stem[0] != "_"
]


def within(path):
    return str(path.relative_to(ROOT))


def test_a_stale_table_would_be_noticed():
    stale = "<!-- made: flows -->\n| flow |\n<!-- end -->"
    assert "| council tax |" in filled(stale)
    assert filled(filled(stale)) == filled(stale)


@pytest.mark.parametrize("name", ["odd.md", "sources.md"])
def test_the_tables_are_those_of_the_code(name):
    text = (ROOT / "docs" / name).read_text("utf-8")
    assert filled(text) == text, f"docs/{name} is stale: run `make docs`"


def test_the_pages_of_the_questions_are_those_of_their_files():
    assert (ROOT / "experiments/README.md").read_text("utf-8") == index()
    for question in questions():
        assert (question.folder / "README.md").read_text("utf-8") == readme(question)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_table_has_exactly_one_place(section):
    marked = [page.read_text("utf-8").count(f"<!-- made: {section} -->") for page in PAGES]
    assert sum(marked) == 1


@pytest.mark.parametrize("path", SUBMODELS, ids=within)
def test_every_submodel_has_a_section_that_names_it_and_a_test_file(path):
    if path.parent.name == "mechanisms":
        assert f"`{within(path)}`" in ODD
    assert (ROOT / "tests" / path.parent.name / f"test_{path.name}").exists()


@pytest.mark.parametrize("path", SUBMODELS, ids=within)
def test_every_submodel_says_where_it_is_described_and_is(path):
    says = importlib.import_module(f"sim.{path.parent.name}.{path.stem}").__doc__
    named = re.search(r"ODD: +docs/odd\.md, (.+)", says)[1]
    wanted = re.findall(r"SM\d+", named) or [named]
    for section in wanted:
        assert any(re.search(rf"\b{section}\b", heading, re.I) for heading in HEADINGS), section


@pytest.mark.parametrize("page", PAGES, ids=within)
def test_every_file_that_a_page_names_exists(page):
    text = page.read_text("utf-8")
    named = re.findall(
        r"`((?:sim|tests|docs|scenarios|experiments|benchmarks)/[\w./-]*[\w/])`", text
    )
    linked = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    missing = [name for name in named if not (ROOT / name).exists()]
    missing += [link for link in linked if not (page.parent / link).exists()]
    assert not missing


def test_every_decision_that_the_code_names_is_written_down():
    numbers = {path.name[:3] for path in (ROOT / "docs/decisions").glob("*.md")}
    named = {n for path in MODULES for n in re.findall(r"docs/decisions/(\d+)", path.read_text())}
    assert named
    assert named <= numbers


def test_every_default_outside_its_evidence_has_a_reason_and_no_other():
    groups = parameter_groups().values()
    outside = {d.key for group in groups for d in group.declared() if outside_evidence(d)}
    assert outside == set(REASONS)


def test_the_commands_of_the_readme_are_targets():
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {word for page in PAGES for word in re.findall(r"`make ([\w-]+)`", page.read_text())}
    assert {"test", "demo"} <= set(
        re.findall(r"make ([\w-]+)", (ROOT / "README.md").read_text("utf-8"))
    )
    assert named <= targets | {"torture"}
