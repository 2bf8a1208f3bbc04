"""Folder: a study on disk, from its first file to its tables."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sim.core.errors import ResultsError
from sim.core.pasting import pasted
from sim.output.folders import check_free
from sim.output.provenance import changes_since
from sim.output.results import check_layout
from sim.output.schemas import SCHEMAS
from sim.output.store.durable import explained, sweep_drafts, write_new, write_over
from sim.output.store.index import SHARDS, Index, index_of, quarantine
from sim.output.store.merging import content_hash, write_merged
from sim.output.store.reading import digest_of_study, order_of
from sim.sweep.design import Design
from sim.sweep.running import manifest as study_manifest
from sim.sweep.running.run_note import Note
from sim.sweep.running.worker import Job

MANIFEST, FAILURES, POINTS = "manifest.json", "failures", "points.parquet"
MOST_POINTS = 1_000_000
"""Points that a study can hold: the table of their values is made as a whole."""


@dataclass
class StudyFolder:
    """A study, its manifest as it is on the disk."""

    path: Path
    manifest: dict[str, Any]

    @property
    def design(self) -> Design:
        """What it asks, with all that it has been extended by."""
        return study_manifest.design_from(self.manifest)

    @property
    def job(self) -> Job:
        """What workers have to know of it."""
        return study_manifest.job_of(self.manifest)

    @property
    def digest(self) -> str:
        """What tells its shards from those of other studies."""
        return digest_of_study(self.manifest)

    def index(self) -> Index:
        """Return which runs it has."""
        return index_of(self.path, self.digest)

    def repaired(self) -> Index:
        """Return which runs it has; what killed writers and failing disks left is put aside."""
        sweep_drafts(self.path)
        sweep_drafts(self.path / SHARDS)
        index = self.index()
        with explained(self.path):
            quarantine(self.path, index.damaged)
        return index

    def say(self, **values: Any) -> None:
        """Write some values into the manifest."""
        self.manifest = {**self.manifest, **values}
        text = json.dumps(self.manifest, indent=2) + "\n"
        write_over(self.path / MANIFEST, text.encode())

    def begin_again(self) -> None:
        """Say that runs are being added, so that nobody takes its tables for all there is."""
        self.say(status="running", content_hash=None)
        self.write_points()

    def extend(self, design: Design) -> None:
        """Make the study as large as a design says."""
        refuse_too_many(design)
        self.say(**{**study_manifest.extended(self.manifest, design), "status": "running"})

    def write_points(self) -> None:
        """Write the values of the factors at every point."""
        sink = pa.BufferOutputStream()
        pq.write_table(study_manifest.points_table(self.design), sink, write_page_checksum=True)
        write_over(self.path / POINTS, sink.getvalue().to_pybytes())

    def finish(self, index: Index, status: str) -> None:
        """Write the tables from the shards, then say so in the manifest."""
        order, study = order_of(self.manifest), self.digest
        points = study_manifest.points_table(self.design)
        digests = write_merged(self.path, index, order, study, points)
        schema = {n: {f.name: str(f.type) for f in columns} for n, columns in SCHEMAS.items()}
        write_over(self.path / "schema.json", (json.dumps(schema, indent=2) + "\n").encode())
        self.say(
            status=status,
            finished=datetime.now(UTC).isoformat(timespec="seconds"),
            content_hash=content_hash(digests),
            runs={"completed": index.completed, "failed": len(index.failed)},
        )

    def note_failures(self, notes: Iterable[Note]) -> None:
        """Write what is known of each run that failed; forget that of one that did not again."""
        for note in notes:
            path = self.path / FAILURES / f"{note.run_id}.txt"
            if note.error is not None:
                again = pasted("replay", self.path, note.run_id)
                with explained(path):  # the shard has it too, and that lasts
                    path.write_text(f"{note.error}\n\n{again}\n\n{note.traceback or ''}", "utf-8")
            elif note.attempt:
                path.unlink(missing_ok=True)


def created(path: Path, design: Design, design_file: Path, command: str, resume: bool) -> None:
    """Begin a study in a folder that must be free; raises ResultsError if it is not.

    What somebody who resumes may find there is a study that was killed before it had begun.
    """
    if (path / MANIFEST).exists():
        raise ResultsError(f"{path} already holds a study; --resume continues it")
    if not (resume and (path / SHARDS).is_dir()):
        check_free(path)
    refuse_too_many(design)
    manifest = study_manifest.first_manifest(design, command, str(design_file))
    new = not path.exists()
    try:
        with explained(path):
            for name in ("", SHARDS, FAILURES):
                (path / name).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(design_file, path / "design.toml")
        StudyFolder(path, manifest).write_points()
        write_new(path / MANIFEST, (json.dumps(manifest, indent=2) + "\n").encode())
    except BaseException:
        if new:  # whatever stopped it, the next attempt must find the folder free
            shutil.rmtree(path, ignore_errors=True)
        raise


def refuse_too_many(design: Design) -> None:
    """Raise ResultsError if a study of this design could never be written, let alone run."""
    if design.count > MOST_POINTS:
        most = "at most " if design.counts_all else ""
        raise ResultsError(
            f"{design.name} has {most}{design.count:,} points; a study takes up to "
            f'{MOST_POINTS:,}: fewer steps, or method = "lhs" with points (--dry-run forecasts)'
        )


def opened(path: Path) -> StudyFolder:
    """Return a study that was begun before; raises ResultsError if there is none."""
    try:
        manifest = json.loads((path / MANIFEST).read_text("utf-8"))
    except FileNotFoundError:
        raise ResultsError(f"{path} is not a study: it has no {MANIFEST}") from None
    except (OSError, ValueError) as error:
        raise ResultsError(f"{path / MANIFEST} cannot be read ({error})") from None
    check_layout(path, manifest)
    if "study" not in manifest:
        raise ResultsError(f"{path} holds results of a command, not a study")
    return StudyFolder(path, manifest)


def refuse_changes(study: StudyFolder, design: Design | None) -> None:
    """Raise ResultsError if the program or the design is not that of the study, and say how."""
    changed = study_manifest.cut(changes_since(study.manifest))
    if changed:
        raise ResultsError(
            f"{study.path} was started with another version of the program; use a new folder, "
            "or that version:\n" + "\n".join(f"  {line}" for line in changed)
        )
    different = study_manifest.differences(study.manifest, design) if design else []
    if different:
        raise ResultsError(
            f"the design differs from the one that {study.path} was started with; use a "
            "new folder, or --extend for more replicates or points:\n"
            + "\n".join(f"  {x}" for x in different)
        )
