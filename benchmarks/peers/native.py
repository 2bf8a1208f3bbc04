"""The toy rule in C, compiled for this very machine; needs a C compiler, which no user does."""

import ctypes
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.peers import Outcome
from benchmarks.peers.kernel import finished
from benchmarks.peers.rule import make_areas, make_residents

SOURCE = Path(__file__).with_name("native.c")


def library() -> ctypes.CDLL:
    """Compile and load the rule."""
    built = Path(tempfile.mkdtemp(prefix="partnersim-toy-")) / "toy.so"
    flags = ["-O3", "-march=native", "-ffast-math", "-mprefer-vector-width=512", "-shared", "-fPIC"]
    subprocess.run(["cc", *flags, "-o", str(built), str(SOURCE), "-lm"], check=True)
    return ctypes.CDLL(str(built))


def address(array: np.ndarray) -> ctypes.c_void_p:
    """Return where an array's data is."""
    return ctypes.c_void_p(array.ctypes.data)


def run(residents: int, steps: int, seed: int) -> Outcome:
    """Run the toy world in native code."""
    areas, people = make_areas(residents), make_residents(residents, seed)
    state = np.packbits(np.stack(people.state), axis=0, bitorder="little")[0]
    need = np.stack(people.need)
    columns = (areas.start, need, state, areas.service, areas.capacity, areas.places)
    pointers = [address(column) for column in columns]
    counts = (ctypes.c_int64(len(areas.service)), ctypes.c_int64(residents))
    step = library().step_areas
    began = time.perf_counter()
    for t in range(steps):
        step(*counts, *pointers, ctypes.c_uint32(t), ctypes.c_uint64(seed))
    return finished(need, state, time.perf_counter() - began)
