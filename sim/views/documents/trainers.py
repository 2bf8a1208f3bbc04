"""Trainers' notes: one page to print for every story of the trainers' page.

``python -m sim.views.documents.trainers`` writes them; all they say comes from the questions' own
files.
"""

import click

from sim.core.library import EXPERIMENTS
from sim.study.questions import Question, questions
from sim.views.documents.questions import one_line

FOLDER = EXPERIMENTS.parent / "docs" / "trainers"

INDEX = """# Notes for trainers

One page for each story of `partnersim page`, to print and hold. Each takes about ten
minutes with a room: read the introduction, take a show of hands, play, stop where something
happens, reveal, and leave most of the time for the questions at the end. How to run the page, for
one screen or for a room with tablets: [docs/page.md](../page.md). The results of many
pairs: [docs/questions.md](../questions.md); read that after your session, not before.

| story | question |
| --- | --- |
{lines}
"""


def stories() -> list[Question]:
    """Return the questions of trainers that have something for a room."""
    return [q for q in questions() if q.audience == "trainer" and q.entry.room]


def notes(question: Question) -> str:
    """Return the page of one story."""
    asked, room = question.entry, question.entry.room
    assert room is not None
    parts = [
        f"# {asked.question}",
        f"`partnersim page`, story {number_of(question)}. Ten minutes.",
        f"## Say first\n\n{one_line(room.introduction)}",
        f"## Ask, and count hands\n\n{room.vote}",
        f"## Play\n\n{one_line(asked.reading)}",
        f"## Reveal\n\n{REVEAL}",
        f"## Then try\n\n{bullets(room.to_try)}",
        f"## Talk about\n\n{bullets(room.discuss)}",
        f"## It cannot say\n\n{one_line(asked.cannot_say)}",
    ]
    return "\n\n".join(parts) + "\n"


REVEAL = (
    "Press *Reveal*: the page runs a hundred pairs of these two worlds and says in how many the"
    " second ended higher. What the room saw was one pair. Illustrative, not a forecast."
)


def number_of(question: Question) -> int:
    """Return a story's number on the page."""
    return int(question.name.split("-")[1])


def bullets(lines: tuple[str, ...]) -> str:
    """Return lines as a list."""
    return "\n".join(f"- {line}" for line in lines)


def index() -> str:
    """Return the list of all notes."""
    lines = [f"| [{number_of(q)}]({q.name}.md) | {q.entry.question} |" for q in stories()]
    return INDEX.format(lines="\n".join(lines))


@click.command()
def main() -> None:
    """Write the notes of every story and the list of them."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "README.md").write_text(index(), "utf-8")
    for question in stories():
        (FOLDER / f"{question.name}.md").write_text(notes(question), "utf-8")


if __name__ == "__main__":
    main()
