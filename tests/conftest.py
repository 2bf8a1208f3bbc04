"""No test that is not marked as slow takes more than ten seconds on a quiet machine.

Time is that of the processor, which a busy machine stretches, but to less than twice. What numba
compiles in this process is left out, since it falls to whichever test comes first; processes that a
test starts are left out for the same reason.
"""

import time

import pytest

from sim.core import compiled  # sets numba's cache before numba is imported

LIMIT_S = 20.0
ALLOWED = ("slow", "patterns")
assert compiled.numba


def overdue(seconds: float, marks: set[str]) -> str | None:
    """Return what is wrong with a test that used the processor for so long, if anything."""
    if seconds <= LIMIT_S or marks & set(ALLOWED):
        return None
    return f"it took {seconds:.1f} s of processor time, more than {LIMIT_S:g} s, and is not slow"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    from numba.core.event import install_timer

    compiling = []
    began = time.process_time()
    with install_timer("numba:compile", compiling.append):
        result = yield
    used = time.process_time() - began - sum(compiling)
    wrong = overdue(used, {mark.name for mark in item.iter_markers()})
    if wrong:
        pytest.fail(wrong, pytrace=False)
    return result
