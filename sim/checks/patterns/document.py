"""Document: docs/patterns.md, the table of what holds and what does not, and why."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sim.checks.laboratory import Laboratory, Look, World
from sim.checks.patterns import PATTERNS
from sim.checks.patterns.pattern import Finding, Pattern, holds
from sim.output.provenance import code_hash

HEAD = """# Patterns

Made by `{command}` on {day}, with {pairs} pairs. A pattern that does not hold is a finding, and is
left standing: the model is not tuned to single lines.

P are stylised facts, Q anchors with a band, X is told without a verdict. A pattern compares worlds
that meet the same luck, pair by pair, for forty quarters in six councils unless its contrast says
otherwise. Rises and falls are judged by the 95 % interval of the paired difference, bands by the
mean; – in the last column is told beside the rule. Intervals are over random seeds only; what is
not known about the parameters is wider. Of twenty contrasts that do nothing, chance alone makes
about one look like a rise or a fall. (Code {code}.)

**{told}**

With every mechanism on, pressure on budgets is itself a friction, so what members put in lies well
below what the prototype of this model had; most partnerships declare far more than stands behind
them, and most councils never see what they signed in the first year pay for itself.

"""
WHY = "\n## What does not hold, and why\n\n"
UNKNOWN = "Not known yet."


def page(laboratory: Laboratory, pairs: int, command: str) -> str:
    """Return the document; runs whatever it takes."""
    laboratory.see(views(), pairs)
    found = {
        name: one.findings(lambda world, look: laboratory.values(world, look, pairs))
        for name, one in PATTERNS.items()
    }
    day = datetime.now(UTC).date().isoformat()
    head = HEAD.format(
        command=command, day=day, pairs=pairs, told=told(found), code=code_hash()[:16]
    )
    return head + table(found) + WHY + reasons(found)


def views(patterns: Mapping[str, Pattern] = PATTERNS) -> list[tuple[World, Look]]:
    """Return every world and look that patterns take."""
    wanted = [view for one in patterns.values() for view in one.wanted()]
    return [(world, look) for _, world, _, look in wanted]


def told(found: dict[str, list[Finding]]) -> str:
    """Return in a sentence or two how many hold, and which do not."""
    verdicts = {name: holds(findings) for name, findings in found.items()}
    judged = [v for v in verdicts.values() if v is not None]
    failed = [name for name, v in verdicts.items() if v is False]
    text = f"{sum(judged)} of {len(judged)} hold"
    return f"{text}; {', '.join(failed)} do not." if failed else f"{text}."


def table(found: dict[str, list[Finding]]) -> str:
    """Return the table of all findings in Markdown."""
    lines = [
        "| pattern | contrast | metric | estimate | 95 % interval | holds |",
        "|---|---|---|---|---|---|",
    ]
    for name, findings in found.items():
        one = PATTERNS[name]
        for i, finding in enumerate(findings):
            head = f"{name} {one.says} | {one.contrast}" if i == 0 else " | "
            lines.append(f"| {head} | {finding.metric} | {cells(finding)} |")
    return "\n".join(lines) + "\n"


def cells(finding: Finding) -> str:
    """Return the last three cells of a line."""
    found = finding.estimate
    value = "–" if found.value is None else rounded(found.value)
    interval = "–"
    if found.low is not None and found.high is not None:
        interval = f"{rounded(found.low)} to {rounded(found.high)}"
    verdict = {True: "yes", False: "no", None: "–"}[finding.holds]
    return f"{value} | {interval} | {verdict}"


def rounded(value: float) -> str:
    """Return a number to three significant figures, whole from a thousand on."""
    return f"{value:,.0f}" if abs(value) >= 1000.0 else f"{value:.3g}"


def reasons(found: dict[str, list[Finding]]) -> str:
    """Return why what does not hold does not, as far as is known."""
    failed = [PATTERNS[name] for name, findings in found.items() if holds(findings) is False]
    return "\n".join(f"- **{one.name}**: {one.why or UNKNOWN}" for one in failed) + "\n"
