"""Tables: what was measured, in Markdown, with machine and date."""

from collections.abc import Iterator, Sequence
from typing import Any

type Found = dict[str, Any]


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def residents(found: Any) -> str:
    """Return the table of the residents' kernel."""
    rows = [
        (
            f"{row['residents']:,}",
            row["threads"],
            f"{row['ns']:.1f}",
            f"{1e3 / row['ns']:,.0f}",
            f"{row['bytes']:.0f}",
            f"{row['memory_ns']:.1f}",
            f"{row['ns'] / row['memory_ns']:.1f}",
        )
        for row in found
    ]
    header = (
        "residents",
        "threads",
        "ns per resident-quarter",
        "million a second",
        "bytes each",
        "ns memory alone would take",
        "times that",
    )
    return table(header, rows)


def plain(found: Any) -> str:
    """Return the table of the kernel against plain Mesa objects."""
    rows = [
        (f"plain Mesa objects, {found['residents']:,} residents", f"{found['plain_ns']:,.0f}", ""),
        ("the kernel, 1,000,000 residents, 1 thread", f"{found['ns_1000000']:.1f}", "1"),
    ]
    rows[0] = (*rows[0][:2], f"{found['ratio']:,.0f}")
    return table(("the same rules", "ns per resident-quarter", "times the kernel's"), rows)


def studies(found: Any) -> str:
    """Return the table of the default study."""
    rows = [
        ("one run in this process", f"{found['own_seconds']:.3f} s of processor time"),
        ("one run in a study", f"{found['study_seconds']:.3f} s of processor time"),
        ("`partnersim sweep --jobs 1`", f"{found['runs_per_second_1']:.1f} runs a second"),
        ("`partnersim sweep --jobs 2`", f"{found['runs_per_second_2']:.1f} runs a second"),
        ("the second worker brings", f"{found['second_worker']:.2f} times"),
        *((f"a run {part}", f"{ms:.2f} ms") for part, ms in found["machinery_ms"].items()),
        (
            f"plain objects by Mesa {found['mesa']}'s `batch_run`",
            f"{found['plain_seconds']:.2f} s of processor time, {found['ratio']:.1f} times ours",
        ),
    ]
    return table(("default study: `region`, 6 x 1,000 residents, 40 quarters", "here"), rows)


def growth(found: Any) -> str:
    """Return the table of growth."""
    rows = [(f"{n:,} residents", f"{s * 1e3:,.2f} ms") for n, s in found["residents"]]
    rows.append(("exponent in residents", f"{found['residents_exponent']:.3f}"))
    rows += [(f"{n} councils", f"{s * 1e3:,.1f} ms") for n, s in found["councils"]]
    rows.append(("exponent in councils", f"{found['councils_exponent']:.3f}"))
    return table(("size", "a quarter takes"), rows)


def starting(found: Any) -> str:
    """Return the table of what it takes to start."""
    names = {
        "help": "`partnersim --help`",
        "import_model": "`import sim.model` in a new process",
        "warm_run": "a run of one quarter, compiled before",
        "cold_run": "the same on a machine that has compiled nothing yet",
    }
    rows = [(names[k], f"{wall:.2f} s", f"{cpu:.2f} s") for k, (wall, cpu) in found.items()]
    return table(("start", "wall clock", "processor"), rows)


def memory(found: Any) -> str:
    """Return the table of memory over many runs."""
    rows = [(f"{int(k.rpartition('_')[2]):,} runs", f"{v:.0f} MiB") for k, v in found.items()]
    return table(("one worker after", "memory"), rows)


def countries(found: Any) -> str:
    """Return the table of whole countries."""
    rows = [
        (
            name if "," in name else f"`partnersim run {name}`, with its twin",
            f"{row['seconds']:.1f} s",
            f"{row['cpu_seconds']:.1f} s",
            f"{row['peak_gib']:.2f} GiB",
        )
        for name, row in found.items()
    ]
    return table(("everything on, 40 quarters", "wall clock", "processor", "peak memory"), rows)


WRITERS = {
    "countries": countries,
    "residents": residents,
    "plain": plain,
    "studies": studies,
    "growth": growth,
    "starting": starting,
    "memory": memory,
}


def tables(found: Found) -> Iterator[str]:
    """Yield every table there is, each with its machine, date and command."""
    for part, writer in WRITERS.items():
        if part in found:
            where = found[part]["machine"]
            yield (
                f"`python -m benchmarks {part}`: {where['processor']}, Python {where['python']},"
                f" {where['date']}, load {where['load']} when it began\n\n"
                + writer(found[part]["found"])
            )
