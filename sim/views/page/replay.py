"""The replay: both worlds of some results as one file that plays without any server."""

import base64
import gzip
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sim.core.errors import PageError
from sim.core.periods import QUARTERS_PER_YEAR
from sim.output.results import Results
from sim.scenario import Scenario
from sim.study.gather import twin_of
from sim.study.recipe import world_from
from sim.study.simulate import run_key
from sim.views.page import charts
from sim.views.page.bars import MONEY, groups_chart, money_chart
from sim.views.page.changes import Change, Side
from sim.views.page.network import key, network
from sim.views.page.played_world import Course
from sim.views.page.room import LETTERS, Room, Shelf
from sim.views.page.stories import own_story
from sim.views.page.ticker import ticker
from sim.views.page.words import CAUTION, outcome_words, swatch

TEMPLATES = Path(__file__).with_name("templates")
TOLD = 3
"""How many events stand under a network."""
RUN_ID_LETTERS = 16
SAVINGS_CHARTS = (2, 3)
"""Which of the charts show savings."""

type Pair = tuple[Course, Course]


@dataclass(frozen=True)
class Setting:
    """One way the levers stood in both worlds."""

    name: str
    room: Room
    pair: Pair


SETTINGS = (
    ("Cuts of 8 % a year", (Change(0, "cut", 0.08),)),
    ("Rules of genuine partnership in both", (Change(0, "preset", "genuine"),)),
    ("Partners hide what they do", (Change(0, "open", 0.1),)),
    ("A crisis in the third year", (Change(8, "crisis", ""),)),
)
"""What a replay offers besides the worlds as they were run."""


def replay_html(worlds: Sequence[Scenario]) -> str:
    """Return the replay of two worlds as one HTML document."""
    story = own_story(worlds)
    settings = settings_of(Room(story), Shelf([story]))
    style, script = read("style.css"), read("replay.js")
    packed = gzip.compress(json.dumps([drawn(s) for s in settings]).encode(), mtime=0)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("replay.html.j2").render(
        around(settings[0]),
        title=story.title,
        introduction=story.introduction,
        policy=policy_of(style, script),
        style=Markup(style),
        script=Markup(script),
        data=base64.b64encode(packed).decode(),
        settings=[setting.name for setting in settings],
        caution=CAUTION,
    )


def around(first: Setting) -> dict[str, Any]:
    """Return what stands around the pictures, the same under every setting."""
    kinds = [node.kind for course in first.pair for node in course.moments[0].nodes]
    return {
        "quarters": first.room.quarters,
        "names": [f"{a}: {b}" for a, b in zip(LETTERS, first.room.names, strict=True)],
        "swatches": [swatch(which) for which in (0, 1)],
        "key": key(kinds),
        "headings": headings(first.room),
        "savings": SAVINGS_CHARTS,
        "savings_key": charts.savings_key(),
        "made": f"Made with random seed {first.pair[0].scenario.run.seed}: one run of each world.",
    }


def settings_of(room: Room, shelf: Shelf) -> list[Setting]:
    """Return the worlds as they were run, and with levers moved that can act in them."""
    found = [Setting("As they were run", room, shelf.course_pair(room))]
    for name, changes in SETTINGS:
        lever = changes[0].lever
        acts = changes[0].quarter < room.quarters
        if lever is not None:
            acts = not any(lever.cannot(scenario) for scenario in room.scenarios)
        if acts:
            first, second = (Side(side.world, changes) for side in room.sides)
            moved = room.with_side(0, first).with_side(1, second)
            one, other = moved.scenarios
            if one.fingerprint != other.fingerprint:
                found.append(Setting(name, moved, shelf.course_pair(moved)))
    return found


def headings(room: Room) -> list[str]:
    """Return what stands over the charts, in the order of ``drawn``."""
    outcome = outcome_words(*room.shown)
    savings = [f"Three measures of saving in {letter}" for letter in LETTERS]
    return [
        outcome,
        f"B less A: {outcome}",
        *savings,
        MONEY["cost"].title,
        "Residents: change in outcome",
    ]


def drawn(setting: Setting) -> dict[str, Any]:
    """Return every picture of one setting, by quarter or to be uncovered up to now."""
    room, pair, moments = setting.room, setting.pair, range(setting.room.quarters + 1)
    end, names, cell = room.quarters, room.names, room.shown
    years = [min(end, q) for q in range(0, end + 1, QUARTERS_PER_YEAR)]
    return {
        "clock": [room.at(at).clock for at in moments],
        "networks": [
            [network(course, at, name) for at in moments]
            for course, name in zip(pair, names, strict=True)
        ],
        "tickers": [[ticker(course, room.at(at), TOLD) for at in moments] for course in pair],
        "span": [charts.LEFT, charts.RIGHT],
        "charts": [
            charts.outcome_chart(pair, names, cell, end),
            charts.difference_chart(pair, names, cell, end),
            charts.savings_chart(pair, 0, end),
            charts.savings_chart(pair, 1, end),
            [money_chart(pair, "cost", at) for at in years],
            [groups_chart(pair, "outcome", at) for at in years],
        ],
    }


def policy_of(style: str, script: str) -> str:
    """Return a content security policy that lets in our own style and script, nothing else."""
    return (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}';"
        " base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """Return the hash by which a policy knows an inline block."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def read(name: str) -> str:
    """Return the text of a template."""
    return (TEMPLATES / name).read_text("utf-8")


def worlds_of(results: Results) -> list[Scenario]:
    """Return the first two worlds of some results, or the only one and its twin.

    Raises PageError where this program cannot run them again as they were.
    """
    entries = [world for world in results.worlds if world["role"] == "world"]
    if "study" in results.manifest or not entries:
        raise PageError("a replay needs the results of `partnersim run` or `partnersim compare`")
    worlds = [world_from(entry) for entry in entries[:2]]
    known = {str(run_id)[:RUN_ID_LETTERS] for run_id in results.frame("runs")["run_id"]}
    if any(run_key(world.scenario, 0)[:RUN_ID_LETTERS] not in known for world in worlds):
        raise PageError("these results are of another version of the program; run them again")
    if len(worlds) == 1:
        worlds.append(twin_of(worlds[0]))
    return [replace(world.scenario, name=world.label) for world in worlds]


def write_replay(results: Results, path: Path) -> None:
    """Write the replay to a file; raises PageError if it cannot be written."""
    html = replay_html(worlds_of(results))
    try:
        path.write_text(html, "utf-8")
    except OSError as error:
        raise PageError(f"{path} cannot be written ({error.strerror})") from None
