"""State: how far a study is, seen from outside while it may be running."""

from dataclasses import dataclass
from typing import Any

from sim.output.store.lock import busy
from sim.sweep.running.folder import StudyFolder
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
    index, design = study.index(), study.design
    whole = study.manifest["status"] == "completed" and design.precision
    planned = len(index.rows) if whole else 2 * course_of(design).planned
    failed = index.failed
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
    return State(design.title, status, counts, failures)
