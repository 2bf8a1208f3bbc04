"""``python -m sim.checks.patterns``: hold the model against its patterns."""

from pathlib import Path

import click

from sim.checks.laboratory import Laboratory
from sim.checks.laboratory_command import answer, asked
from sim.checks.patterns.document import page


@click.command()
@asked(pairs=40)
def main(pairs: int, processes: int | None, folder: Path, out: Path | None) -> None:
    """Hold the model against its patterns and print the table."""
    answer(page(Laboratory(folder, processes), pairs, "make patterns"), out)


if __name__ == "__main__":
    main()
