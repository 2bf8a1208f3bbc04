"""The report in a real browser: it opens from disk, asks for nothing, and prints whole."""

import re

import pytest

from sim.appraisal import load_settings
from sim.cli import call
from sim.output.results import load_results
from sim.study import compare, run
from sim.views.report import write_report
from tests.e2e.browser import Visit, chromium
from tests.views.small import renamed_world, small_region

PAPER = (210 - 28) / 25.4 * 96, (297 - 32) / 25.4 * 96
"""Width and height of A4 inside its margins, in CSS pixels."""
NAMES = ["working-roots", "ten-lots", "study", "nothing"]
HOSTILE = [
    f"{start}alert({i}){end}"
    for i, (start, end) in enumerate(
        [
            ("<script>", "</script>"),
            ("<img src=x onerror=", ">"),
            ("<svg onload=", ">"),
            ("<body onload=", ">"),
            ("</title><script>", "</script>"),
            ("</style><script>", "</script>"),
            ("--><script>", "</script>"),
            ("<iframe src=javascript:", "></iframe>"),
            ("<a href=javascript:", ">x</a>"),
            ("<details open ontoggle=", ">"),
            ("<input autofocus onfocus=", ">"),
            ("<video><source onerror=", ">"),
            ("<math><mi xlink:href=javascript:", ">"),
            ('"><script>', "</script>"),
            ("'><script>", "</script>"),
            ("<object data=javascript:", "></object>"),
            ("<embed src=javascript:", ">"),
            ("<meta http-equiv=refresh content=0;url=javascript:", ">"),
            ("<base href=javascript:", ">"),
            ("<link rel=stylesheet href=https://example.org/?", ">"),
        ]
        * 2
    )
]
"""Forty texts that would run if they were not escaped."""


STUDY = """
title = "How deep the cuts, how fast trust"
story = "What partnership working brings, over what nobody knows."
scenario = "region"
method = "lhs"
points = 200
replicates = 1

[set]
"run.quarters" = 8
"place.councils" = 2
"place.social_enterprises" = 2
"place.contractors" = 2
"place.housing_associations" = 1
"place.residents_per_council" = 20

[factors]
"policy.funding.grant_cut" = [0.0, 0.08]
"uncertainty.trust.gain" = true
"uncertainty.leadership.turnover" = [0.02, 0.15]
"uncertainty.friction.fixed" = [0.0, 0.3]
"uncertainty.trust.held_by_institution" = [0.0, 1.0]
"policy.collaboration.preset" = ["silo", "genuine", "talking-shop"]
"""


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    """Give a study of 200 points as a sweep leaves it on the disk."""
    folder = tmp_path_factory.mktemp("swept")
    (folder / "cuts.toml").write_text(STUDY)
    out = folder / "study"
    assert call(["sweep", str(folder / "cuts.toml"), "--out", str(out), "--jobs", "1"]) == 0
    return load_results(out)


@pytest.fixture(scope="module")
def results(swept):
    chromium()
    return {
        "working-roots": run("working-roots", replicates=3),
        "ten-lots": compare(["one-contract", "ten-lots"], replicates=2),
        "study": swept,
        "nothing": compare([small_region(8), small_region(8)], replicates=2),
    }


@pytest.fixture(scope="module")
def pages(results, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for name, found in results.items():
        write_report(found, folder / f"{name}.html", load_settings())
        write_report(found, folder / f"{name}-brief.html", load_settings(), brief=True)
    return folder


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("kind", ["", "-brief"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_from_disk_asks_for_nothing_and_fits_its_width(
    opened, pages, name, kind, width
):
    path = pages / f"{name}{kind}.html"
    visit = Visit(opened, path, width)
    assert visit.requests == [path.resolve().as_uri()]
    assert visit.complaints == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert path.stat().st_size < 3_000_000
    visit.page.close()


@pytest.mark.parametrize("kind", ["", "-brief"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_no_barrier_that_axe_knows(opened, pages, name, kind):
    from axe_playwright_python.sync_playwright import Axe

    visit = Visit(opened, pages / f"{name}{kind}.html", 1280)
    found = Axe().run(visit.page)
    assert found.violations_count == 0, found.generate_report()
    visit.page.close()


@pytest.mark.parametrize("kind", ["", "-brief"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_prints_with_no_figure_cut_and_the_brief_on_two_sheets(opened, pages, name, kind):
    visit = Visit(opened, pages / f"{name}{kind}.html", 1280)
    visit.page.emulate_media(media="print")
    visit.page.set_viewport_size({"width": round(PAPER[0]), "height": round(PAPER[1])})
    boxes = visit.page.eval_on_selector_all(
        "figure, table.short, .answer",
        "all => all.map(e => [e.scrollWidth, e.getBoundingClientRect().height])",
    )
    assert boxes
    assert all(w <= PAPER[0] + 1 and h <= PAPER[1] for w, h in boxes)
    pdf = visit.page.pdf(prefer_css_page_size=True)
    sheets = len(re.findall(rb"/Type\s*/Page[^s]", pdf))
    assert sheets == 2 if kind else sheets > 2
    visit.page.close()


def test_a_phone_shows_every_finding_whole_above_its_figure(opened, pages):
    visit = Visit(opened, pages / "ten-lots.html", 390)
    boxes = visit.page.eval_on_selector_all(
        "figcaption", "all => all.map(e => [e.textContent, e.getBoundingClientRect().right])"
    )
    assert any("Reports claim" in text for text, _ in boxes)
    assert all(right <= 390 for _, right in boxes)
    assert "Reports claim" not in " ".join(visit.page.locator("svg g text").all_text_contents())
    visit.page.close()


def test_a_reader_with_a_keyboard_comes_to_the_answer_first(opened, pages):
    visit = Visit(opened, pages / "ten-lots.html", 1280)
    visit.page.bring_to_front()
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.textContent") == "Skip to the answer"
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**#answer")
    visit.page.close()


def test_forty_hostile_texts_open_no_dialog_and_ask_for_nothing(opened, results, tmp_path):
    renamed = renamed_world(results["nothing"], "default", HOSTILE[0])
    for world in renamed.manifest["worlds"]:
        world.update(title=HOSTILE[1], story="\n\n".join(HOSTILE), source=" ".join(HOSTILE))
    path = tmp_path / "hostile.html"
    write_report(renamed, path, load_settings())
    visit = Visit(opened, path, 1280)
    visit.page.wait_for_timeout(200)
    assert visit.dialogs == []
    assert visit.requests == [path.resolve().as_uri()]
    assert visit.page.inner_text("h1") == HOSTILE[1]
    visit.page.close()
