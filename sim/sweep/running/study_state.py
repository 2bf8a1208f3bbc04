"""State: how far a study is, seen from outside while it may be running."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.output.store.lock import busy
from sim.sweep.running.folder import StudyFolder
from sim.sweep.running.manifest import design_from
from sim.sweep.running.task_order import course_of


@dataclass(frozen=True)
class State:
    """How far a study is."""

    title: str
    status: str
    """completed, running, paused, or interrupted: killed, and nobody at work on it."""
    counts: dict[str, int]
    failures: list[tuple[str, str]]
    """(run_id, error)."""

    @property
    def told(self) -> dict[str, Any]:
        """All of it as plain data."""
        failures = [{"run_id": run_id, "error": error} for run_id, error in self.failures]
        return {"title": self.title, "status": self.status, **self.counts, "failures": failures}


def state_of(study: StudyFolder) -> State:
    """Return how far a study is; nothing is waited for and nothing is changed."""
    index = study.index()
    planned, failed = planned_runs(study.manifest, len(index.rows)), index.failed
    counts = {
        "planned": planned,
        "completed": index.completed,
        "failed": len(failed),
        "missing": planned - len(index.rows),
        "damaged shards": len(index.damaged),
    }
    status = study.manifest["status"]
    if status == "running" and not busy(study.path):
        status = "interrupted"
    failures = list(zip(failed["run_id"], failed["error"], strict=True))
    return State(study.design.title, status, counts, failures)


def planned_runs(manifest: Mapping[str, Any], there: int) -> int:
    """Return how many runs a study plans, twins included, when so many of them are there.

    A study that reached its precision needs no more than are there.
    """
    design = design_from(manifest)
    whole = manifest["status"] == "completed" and design.precision
    return there if whole else 2 * course_of(design).planned
