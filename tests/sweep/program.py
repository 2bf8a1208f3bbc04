"""The program as people start it: in this process where that will do, for it starts slowly."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from sim.cli import call

HERE = Path(__file__).parent
HEAD = """
scenario = "region"
set = { "run.quarters" = 4, "place.councils" = 2, "place.residents_per_council" = 20 }
"""
CUTS = '"policy.funding.grant_cut" = [0.0, 0.04, 0.08]'


class Answer(NamedTuple):
    """What the program said."""

    out: str
    err: str

    @property
    def json(self):
        """The one JSON object that it printed."""
        return json.loads(self.out)


def write_design(factors: str = CUTS, head: str = "", *, replicates: int = 2) -> str:
    """Write a design into the present folder; return its name."""
    text = f"replicates = {replicates}\n{head}{HEAD}[factors]\n{factors}\n"
    Path("study.toml").write_text(text)
    return "study.toml"


class Here:
    """Calls the program in this process."""

    def __init__(self, capsys) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str, code: int = 0) -> Answer:
        """Run a command, which must end with the exit code that is given."""
        self.capsys.readouterr()
        found = call([str(argument) for argument in arguments])
        answer = Answer(*self.capsys.readouterr())
        assert found == code, (found, answer)
        return answer


class Elsewhere:
    """Starts the program in a process of its own, with trouble installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        install_trouble(folder / "site")
        path = os.pathsep.join([str(folder / "site"), str(HERE.parents[1])])
        self.environment = {**os.environ, "PYTHONPATH": path}

    def start(self, *arguments: str, **more) -> subprocess.Popen:
        """Start a command and do not wait."""
        return subprocess.Popen(
            [sys.executable, "-m", "sim", *arguments],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **more,
        )

    def __call__(self, *arguments: str, code: int = 0) -> Answer:
        """Run a command to its end, which must be the exit code that is given."""
        process = self.start(*arguments)
        answer = Answer(*process.communicate(timeout=300))
        assert process.returncode == code, (process.returncode, answer)
        assert "Traceback" not in answer.err
        return answer


def install_trouble(site: Path) -> None:
    """Install trouble as a distribution of its own."""
    info = site / "trouble-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: trouble\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[partnersim.mechanisms]\ntrouble = trouble\n")
    (site / "trouble.py").write_bytes((HERE / "trouble.py").read_bytes())
