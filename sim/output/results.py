"""Results: a folder of tidy tables with a manifest that says how to make them again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pyarrow as pa
import pyarrow.parquet as pq

from sim.core.errors import ResultsError
from sim.output.digest import digest_of
from sim.output.folders import check_free, check_replaceable, drafted
from sim.output.provenance import LAYOUT
from sim.output.schemas import NOT_CONTENT, SCHEMAS
from sim.output.store.reading import is_unfinished, unfinished

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Results:
    """What one command found out."""

    manifest: Mapping[str, Any]
    tables: Mapping[str, pa.Table]
    folder: Path | None = None

    def frame(self, table: str) -> "pd.DataFrame":
        """Return one table as a pandas frame; raises ResultsError for a table there is not."""
        if table not in self.tables:
            raise ResultsError(f"there is no table {table!r}; there are {', '.join(self.tables)}")
        return cast("pd.DataFrame", self.tables[table].to_pandas())

    @property
    def worlds(self) -> list[dict[str, Any]]:
        """The worlds that were run: label, scenario, role and what they are in full."""
        return cast(list[dict[str, Any]], self.manifest["worlds"])

    @property
    def content_hash(self) -> str:
        """SHA-256 over every table but the timings, whatever order its rows are in."""
        content = {name: t for name, t in self.tables.items() if name not in NOT_CONTENT}
        return digest_of(content)

    def save(self, folder: Path, replace: bool = False) -> "Results":
        """Write the folder in one move, so that it is either all there or not at all.

        ``replace`` lets it take the place of older results of a command. Raises
        ResultsError where it cannot be written.
        """
        (check_replaceable if replace else check_free)(folder)
        try:
            with drafted(folder, replace) as draft:
                write_tables(draft, self.tables, self.manifest)
        except OSError as error:
            raise ResultsError(f"{folder} cannot be written ({error.strerror})") from None
        return Results(self.manifest, self.tables, folder)


def write_tables(folder: Path, tables: Mapping[str, pa.Table], manifest: Mapping[str, Any]) -> None:
    """Write every table as Parquet with page checksums, the schema and the manifest."""
    for name, table in tables.items():
        pq.write_table(
            table, folder / f"{name}.parquet", compression="zstd", write_page_checksum=True
        )
    schema = {
        name: {field.name: str(field.type) for field in table.schema}
        for name, table in tables.items()
    }
    (folder / "schema.json").write_text(json.dumps(schema, indent=2) + "\n", "utf-8")
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")


def load_results(folder: str | Path) -> Results:
    """Return the results in a folder; raises ResultsError if they cannot be read whole."""
    folder = Path(folder)
    if not folder.is_dir():
        raise ResultsError(f"{folder} is not a results folder: there is no such folder")
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        check_layout(folder, manifest)
        tables = unfinished(folder, manifest) if is_unfinished(manifest) else {}
        for name in [name for name in SCHEMAS if name not in tables]:
            path = folder / f"{name}.parquet"
            tables[name] = pq.read_table(path, page_checksum_verification=True)
    except FileNotFoundError as error:
        name = Path(error.filename or "manifest.json").name
        raise ResultsError(f"{folder} is not a results folder: it has no {name}") from None
    except (OSError, ValueError, pa.ArrowException) as error:
        reason = str(error).splitlines()[0]
        raise ResultsError(f"{folder} is damaged and cannot be read: {reason}") from None
    return Results(manifest, tables, folder)


def check_layout(folder: Path, manifest: object) -> None:
    """Raise ResultsError unless a manifest is one that this version writes."""
    if not isinstance(manifest, dict) or "program" not in manifest:
        raise ResultsError(
            f"{folder} is not a results folder: its manifest.json was not written by partnersim"
        )
    if manifest.get("layout") != LAYOUT:
        raise ResultsError(
            f"{folder} was written by another version of partnersim ({manifest.get('version')});"
            f" run it again with this version: {manifest.get('command')}"
        )
