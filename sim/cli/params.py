"""``partnersim params`` and ``partnersim measures``: every number with unit, range and source."""

from typing import Any

import click

from sim.cli.options import json_option, number, print_json, print_table


@click.command()
@click.argument("words", default="")
@click.option("--outside", is_flag=True, help="Only defaults outside the range of their evidence.")
@json_option
def params(words: str, outside: bool, as_json: bool) -> None:
    """List parameters; WORDS picks those with it in their key."""
    from sim.evidence import evidence_range, outside_evidence
    from sim.mechanisms import parameter_groups

    rows: list[dict[str, Any]] = []
    for group in parameter_groups().values():
        for declared in group.declared():
            if words not in declared.key or (outside and not outside_evidence(declared)):
                continue
            rows.append(
                {
                    "key": declared.key,
                    "default": declared.default,
                    "low": declared.evidence.low,
                    "high": declared.evidence.high,
                    "unit": declared.evidence.unit,
                    "source": declared.evidence.source,
                    "meaning": declared.why,
                    "evidence_range": evidence_range(declared.evidence.source),
                }
            )
    if as_json:
        print_json({"parameters": rows})
        return
    if not rows:
        click.echo("no default lies outside its evidence" if outside else f"no key has {words!r}")
        return
    print_table(
        ("key", "default", "low", "high", "unit", "source"),
        [
            (
                r["key"],
                shown(r["default"]),
                limit(r["low"]),
                limit(r["high"]),
                r["unit"],
                r["source"],
            )
            for r in rows
        ],
    )


@click.command()
@json_option
def measures(as_json: bool) -> None:
    """List every measure, with its unit, the direction that is better, and what it means."""
    from sim.measures import MEASURES

    if as_json:
        rows = [
            {
                "measure": m.name,
                "unit": m.unit,
                "better": m.better,
                "by": m.area,
                "kind": m.kind,
                "meaning": m.about,
            }
            for m in MEASURES.values()
        ]
        print_json({"measures": rows})
        return
    print_table(
        ("measure", "unit", "better", "by", "kind", "meaning"),
        [(m.name, m.unit, m.better, m.area, m.kind, m.about) for m in MEASURES.values()],
    )


def shown(value: Any) -> str:
    """Return a default as a table shows it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return limit(value) if isinstance(value, int | float) else str(value)


def limit(value: float | None) -> str:
    """Return a limit as a table shows it."""
    return "–" if value is None else number(value) if abs(value) >= 1000 else f"{value:g}"
