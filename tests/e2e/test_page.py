"""The trainers' page in a real browser, as a trainer uses it."""

import re
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sim import compare, load_results
from sim.core.library import EXPERIMENTS
from sim.study.answers import course_of
from sim.study.questions import load_question
from tests.e2e.browser import chromium
from tests.e2e.served import served

HOSTILE = '<img src=x onerror="alert(1)"> & "cuts"'


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    chromium()
    folder = tmp_path_factory.mktemp("page")
    (folder / "hostile.toml").write_text(
        f"title = '{HOSTILE}'\nstory = '{HOSTILE}'\n[place]\ncouncils = 2\n"
        "residents_per_council = 20\nhousing_associations = 0\nsocial_enterprises = 0\n"
        "[run]\nquarters = 8\n"
        f"[[place.organisation]]\nname = '{HOSTILE}'\nkind = 'social-enterprise'\n"
    )
    with served(folder, str(folder / "hostile.toml")) as found:
        yield found


class Session:
    """One visitor, all that the page asked for, and all that went wrong."""

    def __init__(self, opened, address, query="?story=trainer-01-talking-shop"):
        self.context = opened.new_context(viewport={"width": 1280, "height": 800})
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.requests, self.complaints = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.address = address
        self.page.goto(address + query)
        self.page.locator(".network svg").first.wait_for()

    def _listen(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()

    def played(self, quarters):
        """Wait until so many quarters are played."""
        words = f"quarter {quarters} of" if quarters else "Before"
        self.page.locator(".clock", has_text=words).wait_for()

    def played_beyond(self, quarters):
        """Wait until more quarters are played; one alone may be gone before it is seen."""
        more = "|".join(str(quarter) for quarter in range(quarters + 1, 41))
        self.page.locator(".clock", has_text=re.compile(rf"quarter ({more}) of")).wait_for()

    def step(self, times):
        start = self.now
        for i in range(times):
            self.press("Step")
            self.played(start + i + 1)

    @property
    def now(self):
        """How many quarters are played."""
        found = re.search(r"quarter (\d+) of", self.page.locator(".clock").inner_text())
        return int(found[1]) if found else 0

    @property
    def numbers(self):
        """The outcome in both worlds, as the page has it."""
        return [data.get_attribute("value") for data in self.page.locator("data").all()]


@pytest.fixture
def visit(opened, address):
    sessions = []

    def start(query="?story=trainer-01-talking-shop"):
        sessions.append(Session(opened, address, query))
        return sessions[-1]

    yield start
    for session in sessions:
        assert session.complaints == []
        here = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")
        assert [url for url in session.requests if not url.startswith(here)] == []
        session.context.close()


def test_it_plays_pauses_steps_goes_back_and_starts_again(visit):
    session = visit()
    session.played(0)
    session.press("Play")
    session.played_beyond(2)
    session.press("Pause")
    session.page.get_by_role("button", name="Play", exact=True).wait_for()
    now = session.now
    session.step(1)
    session.press("Back")
    session.played(now)
    session.press("Reset")
    session.played(0)
    session.page.get_by_role("slider", name="Go to").fill("30")
    session.played(30)


def test_the_numbers_are_those_of_the_command_line(visit):
    session = visit()
    session.step(6)
    worlds = next(load_question(EXPERIMENTS / "trainer-01-talking-shop").comparisons()).worlds[:2]
    results = compare(worlds, replicates=1)
    cell = ("saving_attributed", "")
    expected = [float(course_of(results, world.name, cell)[5, 0]) for world in worlds]
    assert [float(number) for number in session.numbers] == expected
    assert expected[0] != expected[1]


def test_a_link_brings_everything_back(visit):
    session = visit()
    session.step(4)
    session.page.get_by_role("slider", name="How open partners are").fill("0.1")
    session.page.get_by_text("B, 2011-12 Q1: How open partners are: 0.1").wait_for()
    session.step(4)
    session.page.wait_for_url("**at=8&**")
    numbers, address = session.numbers, session.page.url
    other = visit("?" + urlsplit(address).query)
    other.played(8)
    assert other.numbers == numbers
    session.page.reload()
    session.played(8)
    assert session.numbers == numbers


def test_a_link_that_is_not_whole_says_so_and_shows_the_first_story(visit):
    session = visit("?story=nowhere")
    assert "there is no story" in session.page.get_by_role("alert").inner_text()


def test_two_sessions_do_not_disturb_each_other(visit):
    one, other = visit(), visit()
    one.step(3)
    one.page.get_by_role("slider", name="Cut in grant, a year").fill("0.12")
    one.page.get_by_text("Cut in grant, a year: 12 %").wait_for()
    other.step(1)
    other.page.wait_for_url("**at=1&worlds=0%2C1")
    assert other.page.locator(".changes button").count() == 0


def test_names_that_are_code_show_as_text(visit):
    session = visit("?story=own")
    session.step(1)
    assert session.page.locator(".name", has_text=HOSTILE).count() == 2
    assert session.page.locator("img").count() == 0
    session.page.locator(".node", has_text=HOSTILE).first.click()
    session.page.locator(".card h3").wait_for()
    assert session.page.locator(".card h3").inner_text() == HOSTILE


def test_everything_can_be_done_by_keyboard(visit):
    session = visit()
    keyboard, focused = session.page.keyboard, ":focus"
    for _ in range(20):
        keyboard.press("Tab")
        if session.page.locator(focused).inner_text() == "Step":
            break
    keyboard.press("Enter")
    session.played(1)
    keyboard.press("ArrowRight")
    session.played(2)
    keyboard.press("Home")
    session.played(0)
    slider = session.page.get_by_role("slider", name="How open partners are")
    slider.focus()
    keyboard.press("Home")
    session.page.get_by_text(re.compile("B, from the start: How open partners are: 0$")).wait_for()


@pytest.mark.parametrize("width", [1280, 820])
def test_no_barrier_that_axe_knows(visit, width):
    from axe_playwright_python.sync_playwright import Axe

    session = visit()
    session.page.set_viewport_size({"width": width, "height": 900})
    session.step(2)
    for title in ("Vote, then reveal", "Look closer", "Share and keep"):
        session.page.locator("summary", has_text=title).click()
    session.page.get_by_label("Show", exact=True).select_option("o:Northside")
    session.page.locator(".card h3").wait_for()
    found = Axe().run(session.page)
    assert found.violations_count == 0, found.generate_report()
    assert session.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_branch_gives_both_worlds_one_history_and_two_futures(visit):
    session = visit()
    session.step(2)
    session.press("Branch from here")
    session.page.locator(".world-0 h2", has_text="genuine").wait_for()
    session.press("A crisis, next quarter")
    session.page.get_by_text("B, 2010-11 Q3: A crisis", exact=True).wait_for()
    assert session.numbers[0] == session.numbers[1]
    session.page.get_by_label("Outcome", exact=True).select_option("coverage")
    session.step(1)
    session.page.wait_for_function(
        "new Set([...document.querySelectorAll('data')].map((one) => one.value)).size === 2"
    )


def test_every_lever_can_be_moved_or_says_why_not(visit):
    session = visit()
    session.press("Step")
    session.played(1)
    for lever in session.page.locator(".lever").all():
        control = lever.locator("input, select")
        if control.is_disabled():
            assert "Cannot act: " in lever.locator(".note").inner_text()
            continue
        words = lever.locator("label").inner_text()
        if control.evaluate("one => one.tagName") == "SELECT":
            options = control.locator("option:not([selected])")
            control.select_option(options.first.get_attribute("value"))
        else:
            control.fill(control.get_attribute("min"))
        session.page.locator(".changes li", has_text=words).wait_for()


def test_levers_moved_within_a_second_all_move_and_the_clock_stays(visit):
    session = visit()
    session.press("Step")
    session.played(1)
    ranges = session.page.locator(".lever input[type=range]:enabled")
    ranges.evaluate_all(
        """ranges => ranges.slice(0, 3).map(range => {
            range.value = range.min;
            for (const kind of ["input", "change"])
                range.dispatchEvent(new Event(kind, { bubbles: true }));
        })"""
    )
    undo = session.page.get_by_role("button", name=re.compile("Undo (?!all)"))
    undo.nth(2).wait_for()
    session.page.get_by_role("button", name="Step", exact=True).click(click_count=3)
    session.played(4)
    assert undo.count() == 3


def test_the_room_votes_and_the_answer_comes_from_many_pairs(visit):
    session = visit("?story=own")
    session.page.locator("summary", has_text="Vote").click()
    session.page.get_by_role("button", name=re.compile("Higher in B")).click()
    session.page.get_by_text("Higher in B: 1 hand").wait_for()
    session.press("Reveal")
    answer = session.page.get_by_text(re.compile("In 0 of 100 pairs this ended higher"))
    answer.wait_for(timeout=90_000)
    session.page.get_by_text("Most often: About the same; 0 of 1 hand voted so.").wait_for()


def test_both_runs_can_be_taken_away(visit, tmp_path):
    session = visit("?story=own")
    session.page.locator("summary", has_text="Share").click()
    with session.page.expect_download(timeout=60_000) as download:
        session.press("Results (zip)")
    download.value.save_as(tmp_path / "results.zip")
    with zipfile.ZipFile(tmp_path / "results.zip") as packed:
        packed.extractall(tmp_path)
    results = load_results(tmp_path / "results")
    assert [world["role"] for world in results.worlds] == ["world", "twin"] * 2
    with session.page.expect_download(timeout=60_000) as download:
        session.press("Replay")
    assert "Content-Security-Policy" in Path(download.value.path()).read_text("utf-8")
