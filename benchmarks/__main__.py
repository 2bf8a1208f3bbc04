"""``python -m benchmarks [PART...]``: how fast it is here, as tables, JSON and a figure.

Parts that are not named keep what was measured of them before; without a name all are measured.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import countries, growth, memory, plain, residents, starting, studies
from benchmarks.drawing import draw
from benchmarks.pages import refresh
from benchmarks.tables import tables
from benchmarks.timing import machine

PARTS: dict[str, Callable[[], Any]] = {
    "residents": residents.measure,
    "plain": plain.measure,
    "studies": studies.measure,
    "growth": growth.measure,
    "starting": starting.measure,
    "memory": memory.measure,
    "countries": countries.measure,
}
MEASURED = Path("benchmarks/measured.json")
FIGURE = Path("docs/figures/speed.png")


def main() -> None:
    """Measure, print and write."""
    wanted = sys.argv[1:] or list(PARTS)
    unknown = set(wanted) - set(PARTS)
    if unknown:
        sys.exit(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    found = json.loads(MEASURED.read_text("utf-8")) if MEASURED.exists() else {}
    for part in wanted:
        print(f"measuring {part} ...", file=sys.stderr)
        found[part] = {"machine": machine(), "found": PARTS[part]()}
        # Written after each, so that a part that fails costs only itself.
        MEASURED.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    draw(found, FIGURE)
    if set(found) >= set(PARTS):
        refresh(found)
    print("\n\n".join(tables(found)))


if __name__ == "__main__":
    main()
