"""The replay in a real browser: one file that plays from disk and asks for nothing."""

import pytest

from sim.cli import call
from sim.study import compare, run
from sim.views.page.replay import replay_html, worlds_of, write_replay
from tests.e2e.browser import Visit, chromium
from tests.views.small import small_region

HOSTILE = '</script><img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    chromium()
    first = small_region(8, **{"place.organisation": [{"name": HOSTILE, "kind": "contractor"}]})
    second = first.with_values({"policy.funding.grant_cut": 0.12, "title": HOSTILE})
    path = tmp_path_factory.mktemp("replay") / "class.html"
    write_replay(compare([first, second], replicates=1), path)
    return path


@pytest.fixture
def visit(opened, file):
    started = Visit(opened, file, 1280)
    started.page.locator(".network svg").first.wait_for()
    yield started
    assert started.requests == [file.resolve().as_uri()]
    assert started.complaints == started.dialogs == []
    started.page.close()


def press(visit, name):
    visit.page.get_by_role("button", name=name, exact=True).click()


def clock(visit):
    return visit.page.locator("#clock").inner_text()


def test_it_plays_steps_goes_back_and_starts_again(visit):
    assert clock(visit) == "Before 2010-11 Q1"
    press(visit, "Step")
    press(visit, "Step")
    assert clock(visit) == "2010-11 Q2, quarter 2 of 8"
    press(visit, "Back")
    press(visit, "Play")
    visit.page.get_by_text("quarter 8 of 8").wait_for()
    press(visit, "Reset")
    assert clock(visit) == "Before 2010-11 Q1"


def test_levers_that_were_moved_beforehand_show_other_courses(visit):
    visit.page.get_by_label("Quarter", exact=True).fill("8")
    before = visit.page.locator("#chart-0 path").last.get_attribute("d")
    visit.page.get_by_label("Setting", exact=True).select_option(label="Partners hide what they do")
    assert visit.page.locator("#chart-0 path").last.get_attribute("d") != before
    assert clock(visit) == "2011-12 Q4, quarter 8 of 8"


def test_lines_are_uncovered_only_up_to_now(visit):
    widths = []
    for _ in range(3):
        rects = visit.page.locator("#chart-0 clipPath rect")
        widths.append(float(rects.get_attribute("width")))
        press(visit, "Step")
    assert widths == sorted(set(widths))
    assert widths[0] == 0.0


def test_names_that_are_code_show_as_text(visit):
    assert visit.page.locator("img").count() == 0
    assert HOSTILE in visit.page.locator("h1").inner_text()


def test_no_barrier_that_axe_knows(visit):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(visit.page)
    assert found.violations_count == 0, found.generate_report()


def test_the_same_worlds_give_the_same_file(file):
    worlds = [small_region(4), small_region(4, **{"policy.funding.grant_cut": 0.12})]
    assert replay_html(worlds) == replay_html(worlds)
    assert len(file.read_bytes()) < 600_000


def test_one_world_stands_beside_itself_without_partnerships():
    first, second = worlds_of(run(small_region(4), replicates=1))
    assert second.name == f"{first.name} without partnerships"
    assert second.fingerprint != first.fingerprint


def test_results_of_another_version_are_refused(tmp_path, capsys):
    other_version(run(small_region(4), replicates=1)).save(tmp_path / "results")
    assert call(["page", "--export", str(tmp_path / "a.html"), str(tmp_path / "results")]) == 2
    assert "of another version of the program" in capsys.readouterr().err


def other_version(results):
    """Return results whose runs no program of now would name so."""
    runs = results.tables["runs"]
    names = ["0" * 16] * len(runs)
    changed = runs.set_column(0, runs.schema.field(0), [names])
    return type(results)(results.manifest, {**results.tables, "runs": changed})
