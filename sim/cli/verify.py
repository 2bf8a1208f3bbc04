"""``partnersim verify``."""

import click

from sim.cli.shared.options import json_option, print_json, print_table


@click.command()
@json_option
def verify(as_json: bool) -> None:
    """Check the model against closed forms on this machine; exit 70 if one does not hold."""
    from sim.checks.verify import CASES

    found = []
    for case in CASES.values():
        error = float(case.error())
        found.append((case, error <= case.tolerance, error))
    if as_json:
        print_json(
            {"cases": [{"case": c.name, "holds": ok, "error": error} for c, ok, error in found]}
        )
    else:
        rows = [(c.name, "yes" if ok else "NO", f"{error:.2g}", c.says) for c, ok, error in found]
        print_table(("case", "holds", "error", "what it says"), rows)
    if not all(ok for _, ok, _ in found):
        raise click.exceptions.Exit(70)
