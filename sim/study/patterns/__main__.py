"""``python -m sim.study.patterns``: hold the model against its patterns."""

from pathlib import Path

import click

from sim.study.laboratory import FOLDER, Laboratory
from sim.study.patterns.document import page

PAIRS = 40


@click.command()
@click.option("--pairs", default=PAIRS, show_default=True, type=click.IntRange(2, 10_000))
@click.option(
    "--processes", type=click.IntRange(1, 1000), help="As many as processors if left out."
)
@click.option(
    "--folder",
    default=FOLDER,
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Where what was seen is kept; a killed run goes on from there.",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Markdown to write.")
def main(pairs: int, processes: int | None, folder: Path, out: Path | None) -> None:
    """Hold the model against its patterns and print the table."""
    text = page(Laboratory(folder, processes), pairs, "make patterns")
    click.echo(text)
    if out is not None:
        out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
