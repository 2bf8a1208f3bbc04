"""Page: material turned into one HTML file that asks nothing of the network."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import matplotlib as mpl
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sim.appraisal import Appraisal, Settings
from sim.core.errors import ResultsError
from sim.output.results import Results
from sim.study.cohorts import own_cohorts
from sim.views import theme
from sim.views.accounts import draw_accounts
from sim.views.deprivation import draw_deprivation, outcome_changes
from sim.views.drawing import Drawing, twin, world, worlds
from sim.views.figures import KINDS, draw
from sim.views.report import case_tables, changes, happened, study, trust
from sim.views.report.answer import Answer, answer_of
from sim.views.report.cases import Material, material_of
from sim.views.report.settings_table import settings_table
from sim.views.report.table import Table
from sim.views.savings import savings
from sim.views.sensitivity import mappable
from sim.views.words import MINUS

TEMPLATES = Path(__file__).parent / "templates"
MOST_SHORT = 5
"""Measures and assumptions that the board's two pages name."""
WORD_JOINER = "\N{WORD JOINER}"


@dataclass(frozen=True)
class Picture:
    """A figure as it stands on a page."""

    svg: Markup
    title: str
    note: str


@dataclass(frozen=True)
class CasePage:
    """Everything a page shows of one case."""

    name: str
    answer: Answer
    against: str
    alone: bool
    """Whether it is set against itself without partnerships."""
    about_world: Mapping[str, Any]
    nothing: bool
    financial: Sequence[Table]
    economic: Sequence[Table]
    people: Sequence[Table]
    pictures: Mapping[str, Picture]
    stories: Sequence[happened.Story]
    happened: Sequence[Table]


def report_html(results: Results, settings: Settings, brief: bool = False) -> str:
    """Return the report, or the board's two pages, as one HTML document."""
    with mpl.rc_context({"text.parse_math": False}):
        material = material_of(results, settings)
        context = brief_context(material) if brief else full_context(material)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=keep_signs,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("brief.html.j2" if brief else "report.html.j2")
    return template.render(context, style=Markup((TEMPLATES / "style.css").read_text("utf-8")))


def keep_signs(value: Any) -> Any:
    """Return text in which no line breaks between a sign and its amount."""
    if type(value) is not str:
        return value
    for sign in (MINUS, "+"):
        value = value.replace(f"{sign}£", f"{sign}{WORD_JOINER}£")
    return value


def write_report(results: Results, path: Path, settings: Settings, brief: bool = False) -> None:
    """Write the report to a file; raises ResultsError if it cannot be written."""
    html = report_html(results, settings, brief)
    try:
        path.write_text(html, "utf-8")
    except OSError as error:
        raise ResultsError(f"{path} cannot be written ({error.strerror})") from None


def common_context(material: Material) -> dict[str, Any]:
    """Return what both documents show."""
    patterns, said = trust.patterns_table()
    return {
        "title": title_of(material),
        "story": material.texts.get("story", ""),
        "worlds": material.worlds,
        "checks": trust.checks(material),
        "patterns": patterns,
        "patterns_said": said,
        "reproduction": trust.reproduction(material),
        "settings": settings_table(material.settings),
        "picture_of": Pictures(),
    }


def full_context(material: Material) -> dict[str, Any]:
    """Return everything that the report shows."""
    context = common_context(material)
    pictures: Pictures = context["picture_of"]
    labels = [str(w["label"]) for w in material.worlds]
    return {
        **context,
        "changes": changes_tables(material),
        "savings": case_tables.savings_table(material.by_world) if material.by_world else None,
        "savings_pictures": [
            pictures(savings(material.results, label)) for label in material.by_world
        ],
        "cases": [case_page(material, case, pictures) for case in material.cases],
        "studies": [study_page(material, label, pictures) for label in labels]
        if material.study
        else [],
        "own_values": [changes.own_values_table(w) for w in material.worlds],
        "events": happened.events_table(material.results, labels) if material.cases else None,
    }


def brief_context(material: Material) -> dict[str, Any]:
    """Return what the board's two pages show: the first case, or the first world of a study."""
    context = common_context(material)
    pictures: Pictures = context["picture_of"]
    label = worlds(material.results)[0]
    if not material.cases:
        page = study_page(material, label, pictures)
        return {
            **context,
            "answer": page["answer"],
            "tables": shortened(page["tables"]),
            "pictures": list(page["pictures"].values())[:2],
        }
    case = material.cases[0]
    drawn = [pictures(savings(material.results, case.label)), pictures(draw_accounts(case))]
    return {
        **context,
        "answer": answer_of(material, case),
        "tables": [short_financial(case)],
        "pictures": drawn,
    }


def shortened(tables: Sequence[Table]) -> list[Table]:
    """Return the first rows of a study's two tables, the second without its column of sources."""
    headlines, moved = (replace(table, rows=table.rows[:MOST_SHORT]) for table in tables)
    sourceless = [row[:-1] for row in moved.rows]
    return [headlines, replace(moved, header=moved.header[:-1], rows=sourceless)]


def short_financial(case: Appraisal) -> Table:
    """Return the financial and the economic case in a few lines."""
    economic, financial = case_tables.economic_table(case), case_tables.financial_table(case)
    first = financial.rows[0]
    rows = [
        (f"{first[0]}: net present budget impact", first[1], first[2]),
        *(tuple(row[:3]) for row in economic.rows[:5]),
    ]
    note = f"Discounted at {case.settings.rates.title}, prices of {case.books.start_year}."
    return Table("The case in short", ("line", "value", "95 % over seeds"), rows, note)


class Pictures:
    """Turns drawings into elements of one page, each with a name of its own."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, drawing: Drawing) -> Picture:
        """Return a drawing as it stands on the page."""
        self._count += 1
        note = theme.take_words(drawing.figure)
        svg = theme.inline_svg(drawing.figure, f"f{self._count}", drawing.title, drawing.shows)
        return Picture(Markup(svg), drawing.title, note)


def case_page(material: Material, case: Appraisal, pictures: Pictures) -> CasePage:
    """Return everything that the report shows of one case."""
    results = material.results
    makers: dict[str, Callable[[], Drawing]] = {
        "jcurve": partial(draw, "jcurve", results, case.label),
        "accounts": partial(draw_accounts, case),
        "money": partial(draw, "money", results, case.label),
        "deprivation": lambda: draw_deprivation(
            case, outcome_changes(results, case.label, case.against)
        ),
        "outcomes": partial(draw, "outcomes", results, case.label),
        "difference": partial(draw, "difference", results, case.label),
        "timeline": partial(draw, "timeline", results, case.label),
        "network": partial(draw, "network", results, case.label),
    }
    if len(own_cohorts(results, case.label)):
        makers["cohorts"] = partial(draw, "cohorts", results, case.label)
    return CasePage(
        case.label,
        answer_of(material, case),
        case.against,
        case.against == twin(case.label),
        world(results, case.label),
        case.nothing,
        [case_tables.financial_table(case), case_tables.years_table(case)],
        [case_tables.economic_table(case), case_tables.switching_table(case)],
        [case_tables.fifths_table(case)],
        {name: pictures(make()) for name, make in makers.items()},
        happened.stories(results, case.label),
        happened.tables(results, case.label),
    )


def study_page(material: Material, label: str, pictures: Pictures) -> dict[str, Any]:
    """Return everything that the report shows of one world of a study."""
    results = material.results
    drawn = {"tornado": pictures(KINDS["tornado"](results, label))}
    if mappable(results, label):
        drawn["heatmap"] = pictures(KINDS["heatmap"](results, label))
    return {
        "name": label,
        "answer": study.study_answer(material, label),
        "tables": [study.headlines_table(results, label), study.effects_table(results, label)],
        "pictures": drawn,
    }


def changes_tables(material: Material) -> list[Table]:
    """Return what differs between the worlds that are set against each other."""
    known = {str(w["label"]): w for w in material.results.worlds}
    pairs = [(case.against, case.label) for case in material.cases]
    if not pairs and len(material.worlds) > 1:
        first, *others = (str(w["label"]) for w in material.worlds)
        pairs = [(first, other) for other in others]
    return [
        changes.differences_table(known[base], known[other])
        for base, other in pairs
        if known[base]["role"] == "world"
    ]


def title_of(material: Material) -> str:
    """Return the title of the page: the study's own, or those of its worlds."""
    if material.texts.get("title"):
        return material.texts["title"]
    titles = list(dict.fromkeys(str(w["title"]) for w in material.worlds))
    if len(titles) == 1:
        return titles[0]
    return " or ".join(f"“{title}”" for title in titles[:2]) + " and others" * (len(titles) > 2)
