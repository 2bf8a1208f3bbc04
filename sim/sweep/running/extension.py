"""Extension: more replicates, or more points of a sample, for a study that was asked for fewer."""

from dataclasses import replace

from sim.core.errors import Mistake, ScenarioError
from sim.sweep.design import Design
from sim.sweep.sampling import SAMPLING


def more_replicates(design: Design, more: int) -> Design:
    """Return a design with more replicates of every point; their numbers go on from the last."""
    if design.precision:
        raise refusal("a study with [precision] adds replicates itself, up to its ceiling")
    first = max(design.replicates) + 1
    return replace(design, replicates=(*design.replicates, *range(first, first + more)))


def more_points(design: Design, more: int) -> Design:
    """Return a design with a larger sample; the points that it has stay where they are."""
    if design.method not in SAMPLING:
        raise refusal(
            f"{design.method} runs a fixed list of values; there are no more points to add"
        )
    size = sum(design.blocks)
    if design.method == "sobol" and (size + more) & (size + more - 1):
        raise refusal(f"sobol takes a power of 2 in all: {size} points and {size} more")
    return replace(design, blocks=(*design.blocks, more))


def refusal(message: str) -> ScenarioError:
    """Return what is wrong with what was asked for."""
    return ScenarioError([Mistake("--extend", message)])
