"""Notes for trainers: one page per story, all of it from the story's own file."""

import pytest

from sim.views.documents.trainers import FOLDER, index, notes, stories

LINES_OF_A_PAGE, LETTERS_OF_A_LINE = 60, 95


def test_there_are_notes_for_all_ten_stories_and_no_other():
    names = {path.stem for path in FOLDER.glob("*.md")} - {"README"}
    assert names == {question.name for question in stories()}
    assert len(names) == 10
    assert (FOLDER / "README.md").read_text("utf-8") == index(), "run `make docs`"


@pytest.mark.parametrize("question", stories(), ids=lambda question: question.name)
def test_notes_are_those_of_the_story_and_fit_a_page(question):
    written = (FOLDER / f"{question.name}.md").read_text("utf-8")
    assert written == notes(question), "run `make docs`"
    lines = sum(1 + len(line) // LETTERS_OF_A_LINE for line in written.splitlines())
    assert lines < LINES_OF_A_PAGE
