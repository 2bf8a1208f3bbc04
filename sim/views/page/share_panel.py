"""Sharing: a link with the whole set-up, and both runs as results, report and replay."""

import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from nicegui import ui

from sim.appraisal import load_settings
from sim.core.errors import PageError
from sim.scenario import Scenario
from sim.study import compare
from sim.views.page.replay import replay_html
from sim.views.page.session import Session
from sim.views.page.widgets import Words, box, button, drawer, give, labelled
from sim.views.report import report_html

SERVED = "When measured, one laptop served thirty visitors at once (docs/page.md)."

type Scenarios = tuple[Scenario, Scenario]


class SharePanel:
    """What can be taken away."""

    def __init__(self, session: Session) -> None:
        self.session = session
        with drawer("Share and keep"):
            label = labelled("Link to this set-up")
            self.link = box("input", "link", readonly=True)
            give(label, for_=self.link.html_id)
            with box("div", "buttons"):
                button("Copy link", self.copy)
                button("Results (zip)", self.save_results)
                button("Report", self.save_report)
                button("Replay", self.save_replay)
            self.state = Words("p", "", "small", role="status")
            if session.shelf.door.token:
                Words("p", SERVED, "small")
        session.watch(self.draw)

    def draw(self) -> None:
        """Show the link of the room as it is now."""
        give(self.link, value=self.session.shelf.door.link(self.session.room.link))

    async def copy(self) -> None:
        """Copy the link; the older way, which works without a secure connection, too."""
        ui.run_javascript(
            f"document.getElementById('{self.link.html_id}').select(); document.execCommand('copy')"
        )
        self.state.set_text("The link is on the clipboard.")

    async def save_results(self) -> None:
        """Offer both runs as a folder of results."""
        await self._save("results.zip", results_zip)

    async def save_report(self) -> None:
        """Offer the report of both runs."""
        await self._save("report.html", report_of)

    async def save_replay(self) -> None:
        """Offer both worlds as one file that plays without a server."""
        await self._save("replay.html", replay_of)

    async def _save(self, name: str, make: Callable[[Scenarios], bytes]) -> None:
        self.state.set_text("Writing; this takes some seconds.")
        try:
            made = await self.session.shelf.workers.do(make, self.session.room.titled)
        except PageError as error:
            self.state.set_text(f"{name} could not be made: {error}.")
            return
        ui.download(made, name)
        self.state.set_text(f"{name} is ready.")


def results_zip(scenarios: Scenarios) -> bytes:
    """Return a results folder of one pair of runs, packed; what a process does."""
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as draft:
        folder = Path(draft) / "results"
        compare(scenarios, replicates=1, command="partnersim page").save(folder)
        with zipfile.ZipFile(packed, "w") as archive:
            for path in sorted(folder.iterdir()):
                archive.write(path, f"results/{path.name}")
    return packed.getvalue()


def report_of(scenarios: Scenarios) -> bytes:
    """Return the report of one pair of runs; what a process does."""
    results = compare(scenarios, replicates=1, command="partnersim page")
    return report_html(results, load_settings()).encode()


def replay_of(scenarios: Scenarios) -> bytes:
    """Return the replay of both worlds; what a process does."""
    return replay_html(scenarios).encode()
