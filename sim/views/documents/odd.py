"""ODD: the tables of docs/odd.md and docs/sources.md, made from the code itself.

``python -m sim.views.documents.odd`` writes them; a test fails when they are stale.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from sim.core.flow_roles import COUNCIL, FLOW_ROLES, FlowRole
from sim.core.parameters import Declared
from sim.evidence import assumptions, explain, outside_evidence, published
from sim.measures import MEASURES
from sim.mechanisms import parameter_groups
from sim.model import SCHEDULE
from sim.views.words import account_name

DOCS = Path(__file__).parents[3] / "docs"


def rows(header: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [header, tuple("---" for _ in header), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def number(value: object) -> str:
    """Return a default or a limit as the tables show it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, int | float):
        return f"{value:g}"
    return "" if value in (None, ()) else str(value)


def parameters_table() -> str:
    """Return every parameter with unit, default, range, source and meaning, group by group."""
    body = [
        (
            f"`{d.key}`",
            number(d.default),
            number(d.evidence.low),
            number(d.evidence.high),
            d.evidence.unit,
            d.evidence.source,
            d.why,
        )
        for group in parameter_groups().values()
        for d in group.declared()
        if not d.key.endswith(".enabled")
    ]
    return rows(("key", "default", "low", "high", "unit", "source", "meaning"), body)


def schedule_table() -> str:
    """Return what happens in a quarter, in order."""
    body = []
    for i, step in enumerate(SCHEDULE, start=1):
        says = (step.__doc__ or "").strip().splitlines()[0]
        module = step.__module__.rpartition(".")[2]
        name = getattr(step, "__name__", "run")
        body.append((str(i), f"`{module}.{name}`", says))
    return rows(("#", "step", "what it does"), body)


def further_rules() -> str:
    """Return the mechanisms that say they are described under further rules, one line each."""
    modules = {step.__module__: sys.modules[step.__module__] for step in SCHEDULE}
    lines = [
        f"- `{name.replace('.', '/')}.py`: {(module.__doc__ or '').strip().splitlines()[0]}"
        for name, module in sorted(modules.items())
        if "docs/odd.md, Further rules" in (module.__doc__ or "")
    ]
    return "\n".join(lines) or "None at present."


def flows_table() -> str:
    """Return every reason for which money moves, and what it counts as."""
    body = [
        (
            str(flow),
            parties(kind.payers),
            parties(kind.payees),
            in_room(kind),
            kind.role.value,
        )
        for flow, kind in FLOW_ROLES.items()
    ]
    header = ("flow", "who pays", "who receives", "counts in a council's room", "line of the case")
    return rows(header, body)


def parties(names: Sequence[str]) -> str:
    """Return who pays or receives, in words."""
    return ", ".join(account_name(name).replace("-", " ") for name in names)


def in_room(kind: FlowRole) -> str:
    """Return whether a flow counts in a council's room for services, and on which side."""
    if not kind.in_room:
        return "no"
    sides = {"received": COUNCIL in kind.payees, "paid": COUNCIL in kind.payers}
    return " and ".join(side for side, own in sides.items() if own) or "no council is a party"


def measures_table() -> str:
    """Return every measure."""
    body = [(f"`{m.name}`", m.about, m.unit, m.better, m.by, m.kind) for m in MEASURES.values()]
    return rows(("measure", "meaning", "unit", "better", "by", "kind"), body)


def sources_text() -> str:
    """Return every source and what rests on it."""
    used: dict[str, list[Declared]] = {}
    for group in parameter_groups().values():
        for declared in group.declared():
            used.setdefault(declared.evidence.source, []).append(declared)

    def keys(source: str) -> str:
        return ", ".join(f"`{d.key}`" for d in used.get(source, []))

    figures = [(key, explain(key) or "", keys(key)) for key in published()]
    assumed = [(key, why, keys(key)) for key, why in assumptions().items()]
    outside = [
        (f"`{d.key}`", number(d.default), explain(d.evidence.source) or "", REASONS[d.key])
        for group in used.values()
        for d in group
        if outside_evidence(d)
    ]
    return "\n\n".join(
        [
            "## Published figures",
            rows(("key", "figure", "used by"), figures),
            "## Assumptions",
            rows(("key", "why", "used by"), assumed),
            "## Defaults outside the range of their own evidence",
            rows(("key", "default", "evidence", "reason"), outside),
        ]
    )


REASONS = {
    "uncertainty.programme.effect": "Full help by three partners; the evaluated schemes gave help"
    " of ordinary strength, which here is about three quarters of it.",
    "uncertainty.network.discount": "The discount of a very large group; the evidence is of what"
    " buyers of ordinary size reach, and at 39 members the model gives .13.",
    "uncertainty.housing.temporary_cost": "Net of housing benefit, as councils bear it; the"
    " evidence is gross.",
    "policy.funding.grant_cut": "A what-if starts from a middling cut; the evidence is of England"
    " from 2010 to 2017, which the scenarios of real places use.",
    "uncertainty.leadership.turnover": "The chance that one named person leaves a post, of whom"
    " there may be two or three in a partnership; median turnover of all staff is lower.",
    "uncertainty.residents.belonging": "The survey level of 2017 to 2019, before the mode of the"
    " survey changed; a point below the range of the later waves.",
}
"""Why a default lies outside its evidence; every one has to be given (decisions 13)."""

SECTIONS = {
    "parameters": parameters_table,
    "schedule": schedule_table,
    "further rules": further_rules,
    "flows": flows_table,
    "measures": measures_table,
    "sources": sources_text,
}


def filled(text: str) -> str:
    """Return a document with everything between its markers made anew."""
    for name, make in SECTIONS.items():
        marker = re.compile(rf"(<!-- made: {name} -->\n).*?(\n<!-- end -->)", re.DOTALL)
        text = marker.sub(lambda m, make=make: m[1] + make() + m[2], text)  # type: ignore[misc]
    return text


def main() -> None:
    """Write the tables into the documents."""
    for name in ("odd.md", "sources.md"):
        path = DOCS / name
        path.write_text(filled(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
