"""Questions on paper: the README of each, the list of all, and the page of answers.

``python -m sim.views.documents.questions`` writes what needs no run; with ``--answers`` the
answers, too.
"""

import multiprocessing
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from sim.core.library import EXPERIMENTS
from sim.study.answers import Answer, answer
from sim.study.questions import AUDIENCES, Audience, Question, load_question, questions
from sim.views.documents.odd import rows
from sim.views.words import MINUS, account_name, plain, pounds

PAGE = EXPERIMENTS.parent / "docs" / "questions.md"

INDEX_HEAD = """# Experiments

Thirty questions to put to the model. Each has a folder with one file, `question.toml`:
the question, a story, the worlds that are compared, what to look at, and what would be a surprise.
The README beside it is made from that file (`make docs`), and `docs/questions.md` shows what the
questions of policy teams and trainers gave (`make questions`). Researchers' questions have a
`design.toml` and run with `partnersim sweep`.
"""

PAGE_HEAD = """# Results of the questions

Made by `make questions` on {day}. Each table is the output of its command, from as many pairs as
the command says: small runs, to show how a question is put and read. Intervals (95 %) are over
seeds only; parameter uncertainty is wider, and most parameters are assumptions.
Each row is judged by itself: where nothing differs, chance alone would still
make about one row in twenty look clear.
Illustrative, not a forecast. "Clear since" is the quarter from which a difference stays clear of
chance to the end.
"""

UNITLESS = ("k£", "share", "count", "index 0-1")
"""Units that a table need not name: the figures show them."""


def readme(question: Question) -> str:
    """Return the README of one question."""
    asked = question.entry
    commands = "\n".join(question.commands)
    measures = ", ".join(f"`{name}`" for name in asked.measures)
    parts = [
        f"# {asked.question}",
        one_line(asked.story),
        f"```\n{commands}\n```",
        f"**Measures**: {measures}.",
        f"**How to read it.** {one_line(asked.reading)}",
        f"**What it cannot say.** {one_line(asked.cannot_say)}",
        finding_of(question),
    ]
    return "\n\n".join(parts) + "\n"


def finding_of(question: Question) -> str:
    """Return where the finding is."""
    if question.entry.world:
        return f"**Finding**: [docs/questions.md](../../docs/questions.md#{question.name})."
    return "**Finding**: none yet; the design validates and runs as a sweep."


def index() -> str:
    """Return the list of all questions."""
    parts = [INDEX_HEAD]
    for audience, title in AUDIENCES.items():
        body = [
            (f"[{q.name}]({q.name}/README.md)", one_line(q.entry.question))
            for q in questions()
            if q.audience == audience
        ]
        parts.append(f"## {title}\n\n{rows(('folder', 'question'), body)}\n")
    return "\n".join(parts)


def page(answered: Sequence[tuple[Question, list[Answer]]]) -> str:
    """Return the page of answers."""
    parts = [PAGE_HEAD.format(day=datetime.now(UTC).date().isoformat())]
    audience: Audience | None = None
    for question, answers in answered:
        if question.audience != audience:
            audience = question.audience
            parts.append(f"## {AUDIENCES[audience]}\n")
        parts.append(section(question, answers))
    return "\n".join(parts)


def section(question: Question, answers: Sequence[Answer]) -> str:
    """Return what the page says of one question."""
    asked = question.entry
    parts = [f'<a id="{question.name}"></a>', f"### {asked.question}", one_line(asked.story)]
    for found in answers:
        if found.comparison:
            parts.append(f"*{found.comparison}*")
        parts += [f"```\n{found.command}\n```", table(found)]
    if asked.room:
        parts.append(f"> {reveal(question, answers[-1])}")
    parts.append(f"**What it cannot say.** {one_line(asked.cannot_say)}")
    return "\n\n".join(parts) + "\n"


def table(found: Answer) -> str:
    """Return one comparison as a table: a line per measure and world."""
    base = str(found.rows[0]["base"])
    header = ("measure", "world", base, "there", "difference", "95 %", "pairs", "clear since", "")
    body = []
    for row in found.rows:
        measure = f"`{row['measure']}`" + (f" {account_name(row['group'])}" if row["group"] else "")
        measure += "" if row["unit"] in UNITLESS else f" ({row['unit']})"
        body.append(
            (
                measure,
                str(row["other"]),
                *amounts_of(row),
                str(row["n"]),
                row["since"] or "–",
                str(row["verdict"]),
            )
        )
    return rows(header, body)


def amounts_of(row: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """Return a row's two values, their difference and its interval, as people read them."""
    unit = str(row["unit"])
    span = "–"
    if row["low"] is not None:
        span = f"{amount(row['low'], unit, True)} to {amount(row['high'], unit, True)}"
    return (
        amount(row["base_value"], unit),
        amount(row["other_value"], unit),
        amount(row["difference"], unit, True),
        span,
    )


def amount(value: float | None, unit: str, change: bool = False) -> str:
    """Return a value in its unit to two significant figures; a change has its sign.

    Whole things are counted in whole numbers.
    """
    if value is None:
        return "–"
    if unit == "k£":
        return pounds(1000.0 * value, sign=change)
    if unit == "share":
        text, after = plain(100.0 * value), " points" if change else " %"
    elif unit == "count" and float(value).is_integer():
        text, after = f"{value:,.0f}".replace("-", MINUS), ""
    else:
        text, after = plain(value), ""
    positive = change and not text.startswith(MINUS) and value != 0.0
    return f"{'+' if positive else ''}{text}{after}"


def reveal(question: Question, found: Answer) -> str:
    """Return what a trainer says at the end: the first two worlds by the first measure."""
    room, row = question.entry.room, found.rows[0]
    if room is None:
        return ""
    before, after, change, _ = amounts_of(row)
    unit = str(row["unit"])
    said = {
        "first": row["base"],
        "second": row["other"],
        "n": row["n"],
        "higher": row["higher"],
        "lower": row["lower"],
        "base_value": before,
        "other_value": after,
        "difference": change,
        "low": amount(row["low"], unit, True),
        "high": amount(row["high"], unit, True),
        "parting": f"from {row['since']} on" if row["since"] else "inconclusive throughout",
    }
    return one_line(room.reveal.format(**said))


def one_line(text: str) -> str:
    """Return text that was written over several lines as one."""
    return " ".join(text.split())


def answers_of(folder: Path) -> list[Answer]:
    """Return the answers to the question of a folder; what a worker process does."""
    return answer(load_question(folder))


def write_answers(asked: Sequence[Question]) -> None:
    """Run every question that worlds answer, as many at a time as there are processors."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(os.cpu_count() or 1, len(asked)), context) as pool:
        found = list(pool.map(answers_of, [question.folder for question in asked]))
    PAGE.write_text(page(list(zip(asked, found, strict=True))), "utf-8")


@click.command()
@click.option("--answers", is_flag=True, help="Run the questions and write docs/questions.md.")
def main(answers: bool) -> None:
    """Write the README of every question and the list of all."""
    asked = questions()
    for question in asked:
        (question.folder / "README.md").write_text(readme(question), "utf-8")
    (EXPERIMENTS / "README.md").write_text(index(), "utf-8")
    if answers:
        write_answers([question for question in asked if question.entry.world])


if __name__ == "__main__":
    main()
