"""Pasting: commands of the program as they are printed, so that they can be pasted as they are."""

import os
import shlex
import subprocess


def pasted(*words: object) -> str:
    """Return a command of the program with its words quoted as the shell of this system needs."""
    texts = ["partnersim", *map(str, words)]
    return subprocess.list2cmdline(texts) if os.name == "nt" else shlex.join(texts)
