"""``partnersim params``, ``measures``, ``evidence``: every number with unit, range, source."""

from typing import Any

import click

from sim.cli.shared.options import json_option, number, print_json, print_table
from sim.cli.shared.terminal import say


@click.command()
@click.argument("words", default="")
@click.option("--outside", is_flag=True, help="Only defaults outside the range of their evidence.")
@json_option
def params(words: str, outside: bool, as_json: bool) -> None:
    """List parameters; WORDS search their keys.

    With WORDS, other keys of a scenario file are listed too, as of [[partnership]].
    """
    from sim.evidence import evidence_range, outside_evidence
    from sim.mechanisms import parameter_groups
    from sim.scenario.spec_keys import spec_keys

    others = [key for key in spec_keys() if words and words in key["key"] and not outside]
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
        print_json({"parameters": rows, "scenario_keys": others})
        return
    if others:
        show_keys(others)
    if not rows and others:
        return
    if not rows:
        say("every default lies within its evidence" if outside else f"no key has {words!r}")
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


def show_keys(keys: list[dict[str, Any]]) -> None:
    """Print keys of a scenario file that are no parameters."""
    say("Keys of a scenario file, NAME being that of a partnership or event:")
    header = ("key", "table", "takes", "default", "meaning")
    print_table(
        header,
        [
            (
                k["key"],
                k["table"],
                k["takes"],
                "–" if k["default"] is None else str(k["default"]),
                k["meaning"],
            )
            for k in keys
        ],
    )
    say()


@click.command()
@click.argument("words", default="")
@json_option
def measures(words: str, as_json: bool) -> None:
    """List measures with unit, better direction and meaning; WORDS search their names.

    A measure that does not exist is an error, so that scripts notice.
    """
    from sim.core.errors import ResultsError, nearest
    from sim.measures import MEASURES

    found = [m for m in MEASURES.values() if words in m.name]
    if not found:
        raise ResultsError(f"there is no measure {words!r}{nearest(words, list(MEASURES))}")
    header = ("measure", "unit", "better", "by", "kind", "meaning")
    rows = [(m.name, m.unit, m.better, m.by, m.kind, m.about) for m in found]
    if as_json:
        print_json({"measures": [dict(zip(header, row, strict=True)) for row in rows]})
    else:
        print_table(header, rows)


@click.command()
@click.argument("words", default="")
@json_option
def evidence(words: str, as_json: bool) -> None:
    """List published figures and numbered assumptions; WORDS search keys and texts."""
    from sim.core.errors import ResultsError
    from sim.evidence import assumptions, explain, published

    told = {key: explain(key) or "" for key in [*published(), *assumptions()]}
    found = {key: text for key, text in told.items() if words.lower() in f"{key} {text}".lower()}
    if not found:
        raise ResultsError(f"no figure or assumption has {words!r} in its key or text")
    if as_json:
        print_json({"evidence": [{"key": key, "says": text} for key, text in found.items()]})
    else:
        print_table(("key", "what it says"), list(found.items()))


def shown(value: Any) -> str:
    """Return a default as a table shows it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return limit(value) if isinstance(value, int | float) else str(value)


def limit(value: float | None) -> str:
    """Return a limit as a table shows it."""
    return "–" if value is None else number(value) if abs(value) >= 1000 else f"{value:g}"
