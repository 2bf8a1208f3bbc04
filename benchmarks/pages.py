"""The pages that show what was measured last: the README, and docs/performance.md in full."""

import re
from pathlib import Path
from typing import Any

from benchmarks.tables import table, tables

README = Path("README.md")
PERFORMANCE = Path("docs/performance.md")


def headlines(found: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the figures that the README shows."""
    country, study, start = (found[name]["found"] for name in ("countries", "studies", "starting"))
    kernel = next(r for r in found["residents"]["found"] if r["residents"] == 1_000_000)
    rows = [
        (
            f"`partnersim run {name}`: {about}, 40 quarters, with its twin",
            f"{country[name]['seconds']:.0f} s, {country[name]['cpu_seconds']:.0f} s of processor"
            f" time, {country[name]['peak_gib']:.1f} GiB",
        )
        for name, about in (
            ("england", "56 million residents, 353 councils"),
            ("england-tenth", "5.6 million residents"),
        )
    ]
    return [
        *rows,
        (
            "a resident's quarter, every rule, one thread",
            f"{kernel['ns']:.1f} ns, {kernel['bytes']:.0f} bytes",
        ),
        (
            "the same rules on plain Mesa objects",
            f"{found['plain']['found']['ratio']:,.0f} times that",
        ),
        (
            "one run of `region` (6 councils, 6,000 residents, 40 quarters)",
            f"{study['own_seconds']:.2f} s of processor time",
        ),
        (
            "the same on plain objects by Mesa's `batch_run`",
            f"{study['ratio']:.0f} times that",
        ),
        ("`partnersim --help`", f"{start['help'][1]:.2f} s of processor time"),
    ]


def refresh(found: dict[str, Any]) -> None:
    """Write what was measured into both, with machine, date and command."""
    where = found["countries"]["machine"]
    said = (
        f"`make bench` on {where['processor']}, Python {where['python']}, {where['date']}, while"
        f" the machine's load was {where['load']} (docs/performance.md has all of it):"
    )
    text = f"{said}\n\n{table(('what', 'here'), headlines(found))}\n"
    fill(README, "speed", text)
    fill(PERFORMANCE, "measured", "\n\n".join(tables(found)) + "\n")


def fill(page: Path, name: str, text: str) -> None:
    """Write text between the marks of a page."""
    between = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    shown = page.read_text("utf-8")
    page.write_text(between.sub(lambda m: m[1] + "\n" + text + "\n" + m[2], shown), "utf-8")
