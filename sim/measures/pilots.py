"""Measures of pilots: what the gate decided, and what was true of what it let pass."""

import math
from typing import TYPE_CHECKING

from sim.measures.measure import SHARE, at_end

if TYPE_CHECKING:
    from sim.measures.whole_run import Course


@at_end(SHARE, "neither")
def pilots_passed(course: "Course") -> float:
    """Whether the pilots passed their gate; empty if none were judged."""
    gate = course.model.gate
    return math.nan if gate is None else float(gate.passed)


@at_end(SHARE, "lower")
def pilots_passed_without_gain(course: "Course") -> float:
    """Whether the pilots passed though residents had gained nothing; empty if none were judged."""
    gate = course.model.gate
    return math.nan if gate is None else float(gate.passed and gate.true <= 0.0)


@at_end(SHARE, "lower")
def pilots_passed_without_saving(course: "Course") -> float:
    """Whether they passed on claims, while by then they had cost more than they had really saved.

    Empty if none were judged.
    """
    gate = course.model.gate
    return math.nan if gate is None else float(gate.passed and gate.real_saving <= gate.cost)


@at_end("index points", "higher")
def pilots_true_gain(course: "Course") -> float:
    """How much better off residents of pilot areas were at the gate than without pilots.

    Composite outcome; empty if none were judged.
    """
    gate = course.model.gate
    return math.nan if gate is None else gate.true
