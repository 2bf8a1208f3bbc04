"""``partnersim places``: the councils we hold figures of, and tables that users bring."""

from pathlib import Path

import click

from sim.cli.shared.options import json_option, print_json, print_table
from sim.core.pasting import pasted


@click.group()
def places() -> None:
    """List and show places; import a table of councils."""


@places.command("list")
@json_option
def list_places(as_json: bool) -> None:
    """List the councils and the classes of councils that come with the program."""
    from sim.places.facts import council_classes, known_councils

    rows = [
        (facts.name, facts.class_name, f"{facts.population:,}", f"{facts.budget / 1e6:,.0f}")
        for facts in known_councils().values()
    ]
    if as_json:
        print_json({"councils": [row[0] for row in rows], "classes": list(council_classes())})
        return
    print_table(("council", "class", "people 2010", "£m a year"), rows)
    click.echo(f"\nClasses: reference, {', '.join(council_classes())}")


@places.command()
@click.argument("name")
@json_option
def show(name: str, as_json: bool) -> None:
    """Show what is known of one council, or of a class of councils."""
    from dataclasses import asdict

    from sim.core.errors import PlaceError, nearest
    from sim.places.facts import council_classes, facts_of, known_councils

    found = facts_of(name) or council_classes().get(name)
    if found is None:
        known = [f.name for f in known_councils().values()] + list(council_classes())
        raise PlaceError(f"we hold no figures of {name!r}{nearest(name, known)}")
    values = {key: value for key, value in asdict(found).items() if value is not None}
    if as_json:
        print_json(values)
        return
    print_table(("figure", "value"), [(key, str(value)) for key, value in values.items()])
    click.echo(
        "\nMHCLG, ONS and English Indices of Deprivation, 2010; see sim/places/facts/councils.toml"
    )


@places.command("import")
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--council", "names", multiple=True, help="Only these councils; repeatable.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Scenario to write.")
def import_table(table: Path, names: tuple[str, ...], out: Path) -> None:
    """Turn a CSV table of councils into a scenario that runs.

    The table has the columns of the published finance tables: name, class, pop_2010,
    imd2010_score, grant_share_2013_14, core_service_2010_11_k, reserves_2010_11_k, and if there
    are any social_care_2010_11_k and in_2010. A county brings districts of its class with it.
    """
    from sim.places.importing import import_councils, write_scenario
    from sim.scenario import load_scenario

    councils = import_councils(table, names)
    write_scenario(councils, table.name, out)
    load_scenario(str(out))
    click.echo(f"{len(councils)} councils are in {out}; {pasted('run', out)}")
