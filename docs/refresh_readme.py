"""Runs the commands that the README shows, and writes what they print into it."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
FIGURE = ROOT / "docs" / "figures" / "north-tyneside-savings.png"
BLOCK = re.compile(r"(```text\n)(.*?)(\n```)", re.DOTALL)


def printed(out: Path, *arguments: str) -> str:
    """Return what a command prints; its results go to a folder of their own."""
    command = [sys.executable, "-m", "sim", *arguments, "--out", str(out)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Refresh the demo, the lines that are shown of the comparison, and the figure."""
    text = README.read_text("utf-8")
    shown = [match.group(2) for match in BLOCK.finditer(text)]
    asked = next(x for x in text.splitlines() if x.startswith("partnersim compare")).split()[1:]
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        demo = printed(here / "demo", "run", "north-tyneside").rstrip().splitlines()
        compared = printed(here / "compared", *asked).splitlines()
        draw = ["plot", str(here / "demo"), "--kind", "savings", "--out", str(FIGURE)]
        subprocess.run([sys.executable, "-m", "sim", *draw], check=True, capture_output=True)
    wanted = {line.split()[0] for line in shown[1].splitlines()[2:]}
    rows = [line for line in compared[2:] if line.split() and line.split()[0] in wanted]
    blocks = iter(["\n".join(demo), "\n".join([*compared[:2], *rows])])
    README.write_text(BLOCK.sub(lambda m: m.group(1) + next(blocks) + m.group(3), text), "utf-8")


if __name__ == "__main__":
    main()
