"""``partnersim places``: the councils we hold figures of, and tables that users bring."""

from pathlib import Path

import click

from sim.cli.shared.options import json_option, print_json, print_table
from sim.cli.shared.terminal import say
from sim.core.pasting import pasted


@click.group()
def places() -> None:
    """List and show places; import a table of councils."""


@places.command("list", options_metavar="[--json]")
@click.argument("names", nargs=-1, metavar="")
@json_option
def list_places(names: tuple[str, ...], as_json: bool) -> None:
    """List the councils and the classes of councils that come with the program."""
    from sim.places.facts import council_classes, known_councils

    if names:
        raise click.UsageError(f"list takes no name; try: partnersim places show '{names[0]}'")
    rows = [
        (facts.name, facts.class_name, f"{facts.population:,}", f"{facts.budget / 1e6:,.0f}")
        for facts in known_councils().values()
    ]
    if as_json:
        print_json({"councils": [row[0] for row in rows], "classes": list(council_classes())})
        return
    print_table(("council", "class", "people 2010", "£m a year"), rows)
    say(f"\nClasses: reference, {', '.join(council_classes())}")


@places.command()
@click.argument("name")
@json_option
def show(name: str, as_json: bool) -> None:
    """Show the figures held for one council, or for a class of councils."""
    from dataclasses import asdict

    from sim.core.errors import PlaceError, nearest
    from sim.places.facts import council_classes, facts_of, known_councils
    from sim.places.starting_figures import class_of
    from sim.rules.reference_council import StartingParameters

    key = name.strip().casefold().replace(" ", "-")
    classes = ["reference", *council_classes()]
    found = facts_of(name) or (class_of(key, StartingParameters()) if key in classes else None)
    if found is None:
        known = [*(f.name for f in known_councils().values()), *classes]
        hints = (nearest(written, known) for written in (name, name.title(), name.lower()))
        hint = next(filter(None, hints), "; `partnersim places list` names all there are")
        raise PlaceError(f"there are no figures of {name!r}{hint}")
    values = {key: value for key, value in asdict(found).items() if value is not None}
    if as_json:
        print_json(values)
        return
    print_table(("figure", "value"), [(key, str(value)) for key, value in values.items()])
    published = (
        "MHCLG, ONS and English Indices of Deprivation, 2010: sim/places/facts/councils.toml"
    )
    own = "The model's own starting point: partnersim params starting"
    say(f"\n{own if key == 'reference' else published}")


@places.command("import")
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--council", "names", multiple=True, help="Only these councils; repeatable.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Scenario to write.")
def import_table(table: Path, names: tuple[str, ...], out: Path) -> None:
    """Turn a CSV table of councils into a scenario that runs.

    The table has the columns of the published finance tables: name, class, pop_2010,
    imd2010_score, grant_share_2013_14, core_service_2010_11_k, reserves_2010_11_k, and if there
    are any social_care_2010_11_k and in_2010. Classes are MD, L, UA, SC and SD; a county brings
    districts of its class with it. Columns that end in _k are thousands of pounds, shares lie
    between 0 and 1, and an empty cell is not known. Anything left out or assumed is reported.
    """
    from sim.places.importing import import_councils
    from sim.places.writing import write_scenario

    found = import_councils(table, [" ".join(name.split()) for name in names])
    write_scenario(found.councils, table.name, out)
    for remark in found.remarks:
        say(remark, err=True)
    number = len(found.councils)
    are = "council is" if number == 1 else "councils are"
    say(f"{number} {are} in {out}; run it with: {pasted('run', out)}")
